// The server of the shop: one thread, epoll, connections kept open; light enough not to be what is measured.
#pragma once

#include <atomic>

#include "tests/bench/crawl/shop.h"

namespace markhound::bench {

/// Listens on every address of the shop, at a port that is free on all; writes the port to `shop.port`. Returns the
/// listening sockets' epoll, for serve().
int listen_all(Shop& shop);

/// How much was asked for, in memory that processes share: what a crawler says of itself is held against it.
struct Served {
  std::atomic<int> pages{0};
  std::atomic<int> pictures{0};
};

/// Serves until the process is killed.
[[noreturn]] void serve(const Shop& shop, int epoll, Served& served);

}  // namespace markhound::bench

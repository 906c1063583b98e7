// The shop that the crawlers are measured on: every page and picture made from its number, the same in every run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::bench {

struct Shop {
  static constexpr int hosts = 64;             ///< 127.0.1.1 to 127.0.1.64
  static constexpr int pictures = 4;           ///< a page, each with an address of its own
  static constexpr int page_bytes = 30'000;    ///< HTML with JSON-LD, as shop pages are
  static constexpr int picture_bytes = 8'000;  ///< a PNG that no compression makes smaller

  int pages = 20'000;
  int port = 0;

  std::string page_url(int page) const;
  std::string picture_url(int page, int picture) const;
};

struct Answer {
  int status = 404;
  std::string_view type = "text/plain";
  std::string body;
};

/// What the shop answers to the path of a request.
Answer answer(const Shop& shop, std::string_view path);

}  // namespace markhound::bench

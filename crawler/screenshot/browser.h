// One Chromium, walled in, and killed for sure.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <sys/types.h>

#include "core/result.h"

namespace markhound::crawler {

/// The program to run: `wanted` where it is set, else the usual names in the usual places; empty where there is none.
std::string find_chromium(const std::string& wanted);

/// A headless Chromium in a session of its own, with a profile folder that goes with it. It is spoken to by two pipes
/// (--remote-debugging-pipe), so it needs no socket; where the kernel allows, it runs in a network namespace that has
/// no interface at all, and where not, behind a proxy that does not exist and without names. Destroying it
/// kills the whole session.
class Browser {
 public:
  static Result<std::unique_ptr<Browser>> start(const std::string& program);
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  int to_browser() const { return to_; }
  int from_browser() const { return from_; }
  /// Whether the kernel itself gives it no network.
  bool has_own_namespace() const { return own_namespace_; }
  /// Whether Chromium's own sandbox is on: it refuses to be, as root.
  static bool has_sandbox();
  /// Resident memory of the browser and its children, in bytes.
  std::size_t memory() const;

 private:
  Browser() = default;

  pid_t process_ = -1;
  int to_ = -1;
  int from_ = -1;
  bool own_namespace_ = false;
  std::string profile_;
};

}  // namespace markhound::crawler

// Where libgumbo's tree lives: one arena with a ceiling, given back at once.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <memory>
#include <vector>

namespace markhound::crawler::html {

/// Memory that is only given back as a whole: libgumbo frees a tree by recursion, which a deep page could exhaust.
/// Beyond the ceiling it jumps to `escape`, as libgumbo knows no failing allocator.
class Arena {
 public:
  explicit Arena(std::size_t ceiling) : left_(ceiling) {}

  /// For GumboOptions; `arena` is an Arena. Frames between setjmp and here are libgumbo's, in C.
  static void* allocate(void* arena, std::size_t bytes);
  static void release(void*, void*) {}

  std::jmp_buf escape;

 private:
  std::size_t left_;
  std::size_t used_ = 0;
  std::size_t room_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace markhound::crawler::html

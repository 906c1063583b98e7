#include "crawler/html/arena.h"

#include <algorithm>
#include <new>

namespace markhound::crawler::html {

void* Arena::allocate(void* arena, std::size_t bytes) {
  constexpr std::size_t block = 1u << 20;
  constexpr std::size_t alignment = alignof(std::max_align_t);
  Arena& self = *static_cast<Arena*>(arena);
  bytes = (std::max<std::size_t>(bytes, 1) + alignment - 1) / alignment * alignment;
  if (bytes > self.room_) {
    const std::size_t size = std::max(bytes, block);
    std::byte* fresh = size <= self.left_ ? new (std::nothrow) std::byte[size] : nullptr;
    if (!fresh) std::longjmp(self.escape, 1);
    self.blocks_.emplace_back(fresh);
    self.left_ -= size;
    self.used_ = 0;
    self.room_ = size;
  }
  std::byte* given = self.blocks_.back().get() + self.used_;
  self.used_ += bytes;
  self.room_ -= bytes;
  return given;
}

}  // namespace markhound::crawler::html

// The output side of a decoder: grows by pieces, and says when the limit is passed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace markhound::crawler {

class GrowingBuffer {
 public:
  explicit GrowingBuffer(std::size_t limit) : limit_(limit) {}

  /// Room for more output; one byte over the limit can be had, by which the excess is noticed.
  char* room() {
    if (used_ == text_.size()) text_.resize(std::min(limit_ + 1, std::max<std::size_t>(first_piece, used_ * 2)));
    return text_.data() + used_;
  }
  std::size_t room_size() const { return text_.size() - used_; }
  void wrote(std::size_t bytes) { used_ += bytes; }
  bool over() const { return used_ > limit_; }
  std::string take() {
    text_.resize(used_);
    return std::move(text_);
  }

 private:
  static constexpr std::size_t first_piece = 16u << 10;
  std::size_t limit_;
  std::size_t used_ = 0;
  std::string text_;
};

}  // namespace markhound::crawler

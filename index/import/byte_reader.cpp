#include "index/import/byte_reader.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace markhound::index {
namespace {

constexpr std::size_t piece_bytes = 256u << 10;

}  // namespace

std::string_view ByteReader::peek(std::size_t size) {
  while (end_ - begin_ < size && !ended_) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    // Doubling keeps a long record from being copied once a piece.
    if (buffer_.size() - end_ < piece_bytes) buffer_.resize(std::max(2 * buffer_.size(), end_ + piece_bytes));
    const auto got = source_(buffer_.data() + end_, buffer_.size() - end_);
    if (!got) problem_ = got.problem();
    ended_ = !got || *got == 0;
    if (got) end_ += *got;
  }
  return std::string_view(buffer_).substr(begin_, end_ - begin_);
}

void ByteReader::consume(std::size_t size) {
  assert(size <= end_ - begin_);
  begin_ += size;
  offset_ += size;
}

}  // namespace markhound::index

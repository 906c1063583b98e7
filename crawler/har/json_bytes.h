// The characters of a JSON file, streamed, with overlong strings cut: a parser that holds one string at a time
// then needs a bounded amount of memory, whatever the file holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>

#include "crawler/warc/input.h"

namespace markhound::crawler {

class JsonBytes {
 public:
  /// `max_string` counts bytes as they are written, escapes and all.
  JsonBytes(std::unique_ptr<WarcInput> input, std::size_t max_string)
      : input_(std::move(input)), max_string_(max_string) {}

  /// The next character, or -1 at the end.
  int next();
  std::uint64_t offset() const { return offset_; }
  /// Whether the string that ended last was cut.
  bool was_cut() const { return was_cut_; }
  /// Whether the input stopped for damage of its compression.
  bool damaged() const { return input_->damaged(); }

 private:
  enum class State { outside, plain, escaped, hex };

  int raw();
  void in_hex(int c);
  bool in_plain(int c);

  std::unique_ptr<WarcInput> input_;
  std::size_t max_string_;
  std::string piece_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
  State state_ = State::outside;
  std::size_t length_ = 0;  ///< of the string so far
  int hex_left_ = 0;
  unsigned code_ = 0;       ///< of a \u escape
  bool surrogate_ = false;  ///< the first half of a pair came last
  bool dropping_ = false;
  bool was_cut_ = false;
};

/// For nlohmann's sax_parse, which takes a pair of input iterators.
class JsonBytesIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  JsonBytesIterator() = default;
  explicit JsonBytesIterator(JsonBytes& bytes) : bytes_(&bytes) { ++*this; }

  reference operator*() const { return current_; }
  JsonBytesIterator& operator++() {
    const int c = bytes_->next();
    if (c < 0) bytes_ = nullptr;
    current_ = static_cast<char>(c);
    return *this;
  }
  JsonBytesIterator operator++(int) {
    JsonBytesIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const JsonBytesIterator& other) const { return bytes_ == other.bytes_; }
  bool operator!=(const JsonBytesIterator& other) const { return bytes_ != other.bytes_; }

 private:
  JsonBytes* bytes_ = nullptr;
  char current_ = 0;
};

}  // namespace markhound::crawler

#include "crawler/har/json_bytes.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t piece_bytes = 64u << 10;
/// A string without one place where it may be cut is no text that anybody wants.
constexpr std::size_t slack = 1u << 20;

unsigned hex_value(int c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  return static_cast<unsigned>((c | 0x20) - 'a' + 10) & 15;
}

}  // namespace

int JsonBytes::raw() {
  if (at_ == piece_.size()) {
    piece_.clear();
    at_ = 0;
    if (input_->read(piece_, piece_bytes) == 0) return -1;
  }
  ++offset_;
  return static_cast<unsigned char>(piece_[at_++]);
}

void JsonBytes::in_hex(int c) {
  code_ = code_ << 4 | hex_value(c);
  if (--hex_left_ > 0) return;
  state_ = State::plain;
  surrogate_ = (code_ & 0xfc00) == 0xd800;
}

/// Cuts only where what is left is JSON still: not within an escape, a pair of surrogates or a character of several
/// bytes. False where the string is overlong and has no such place.
bool JsonBytes::in_plain(int c) {
  if (c == '"') {
    state_ = State::outside;
    was_cut_ = dropping_;
    dropping_ = false;
    return true;
  }
  if (!dropping_ && length_ >= max_string_) dropping_ = c < 0x80 && !surrogate_;
  if (!dropping_ && length_ > max_string_ + slack) return false;
  if (c == '\\') state_ = State::escaped;
  if (c != '\\') surrogate_ = false;
  return true;
}

int JsonBytes::next() {
  while (true) {
    const int c = raw();
    if (c < 0) return c;
    switch (state_) {
      case State::outside:
        if (c == '"') state_ = State::plain;
        length_ = 0;
        surrogate_ = false;
        return c;
      case State::plain:
        if (!in_plain(c)) return -1;
        break;
      case State::escaped:
        state_ = c == 'u' ? State::hex : State::plain;
        hex_left_ = 4;
        code_ = 0;
        surrogate_ = false;
        break;
      case State::hex: in_hex(c); break;
    }
    ++length_;
    if (!dropping_) return c;
  }
}

}  // namespace markhound::crawler

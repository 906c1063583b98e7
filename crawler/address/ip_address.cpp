#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "crawler/address/host.h"

namespace markhound::crawler {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The parts between the dots; an empty one at the end is left out.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (true) {
    const auto dot = text.find('.', begin);
    parts.push_back(text.substr(begin, dot - begin));
    if (dot == std::string_view::npos) break;
    begin = dot + 1;
  }
  if (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  return parts;
}

/// The standard's IPv4 number parser; what is larger than any address comes back as 2^32.
std::optional<std::uint64_t> number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text.starts_with('0')) {
    base = 8;
    text.remove_prefix(1);
  }
  constexpr std::uint64_t too_large = 1ull << 32;
  std::uint64_t value = 0;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0 || digit >= base) return std::nullopt;
    value = std::min(too_large, value * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(digit));
  }
  return value;
}

std::string dotted(std::uint32_t address) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
                address & 255);
  return text.data();
}

using Pieces = std::array<std::uint16_t, 8>;

/// Reads the pieces of an IPv6 address by the standard's parser, section 3.5.
class Ipv6Parser {
 public:
  explicit Ipv6Parser(std::string_view text) : text_(text) {}

  std::optional<Pieces> run() {
    if (at(0) == ':') {
      if (at(1) != ':') return std::nullopt;
      pos_ = 2;
      compress_ = ++piece_;
    }
    while (pos_ < text_.size())
      if (!next()) return std::nullopt;
    return finish();
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  bool next() {
    if (piece_ == 8) return false;
    if (at(pos_) == ':') {
      if (compress_ >= 0) return false;
      ++pos_;
      compress_ = ++piece_;
      return true;
    }
    std::uint32_t value = 0;
    int length = 0;
    for (; length < 4 && hex_value(at(pos_)) >= 0; ++length, ++pos_)
      value = value * 16 + static_cast<std::uint32_t>(hex_value(at(pos_)));
    if (at(pos_) == '.') return length > 0 && embedded(static_cast<std::size_t>(length));
    if (at(pos_) == ':') {
      if (++pos_ == text_.size()) return false;
    } else if (pos_ < text_.size()) {
      return false;
    }
    pieces_[static_cast<std::size_t>(piece_++)] = static_cast<std::uint16_t>(value);
    return true;
  }

  /// An IPv4 address in the last two pieces.
  bool embedded(std::size_t digits_read) {
    pos_ -= digits_read;
    if (piece_ > 6) return false;
    int seen = 0;
    while (pos_ < text_.size()) {
      if (seen > 0 && (seen >= 4 || at(pos_++) != '.')) return false;
      if (!is_digit(at(pos_))) return false;
      int value = -1;
      while (is_digit(at(pos_))) {
        if (value == 0) return false;
        value = (value < 0 ? 0 : value * 10) + (at(pos_++) - '0');
        if (value > 255) return false;
      }
      auto& piece = pieces_[static_cast<std::size_t>(piece_)];
      piece = static_cast<std::uint16_t>(piece * 256 + value);
      if (++seen == 2 || seen == 4) ++piece_;
    }
    return seen == 4;
  }

  std::optional<Pieces> finish() {
    if (compress_ < 0) return piece_ == 8 ? std::optional(pieces_) : std::nullopt;
    const auto from = pieces_.begin() + compress_;
    std::rotate(from, pieces_.begin() + piece_, pieces_.end());
    return pieces_;
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  Pieces pieces_{};
  int piece_ = 0;
  int compress_ = -1;
};

struct Run {
  std::size_t begin = 8;
  std::size_t size = 1;  ///< a single zero is not shortened
};

Run longest_zeros(const Pieces& pieces) {
  Run longest;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::size_t end = i;
    while (end < pieces.size() && pieces[end] == 0) ++end;
    if (end - i > longest.size) longest = {i, end - i};
  }
  return longest;
}

std::string to_text(const Pieces& pieces) {
  const Run zeros = longest_zeros(pieces);
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == zeros.begin) {
      out += i == 0 ? "::" : ":";
      i += zeros.size - 1;
      continue;
    }
    std::array<char, 5> piece{};
    std::snprintf(piece.data(), piece.size(), "%x", pieces[i]);
    out += piece.data();
    if (i != 7) out += ':';
  }
  return out;
}

}  // namespace

bool ends_in_number(std::string_view domain) {
  const auto parts = parts_of(domain);
  const std::string_view last = parts.back();
  if (last.empty()) return false;
  return std::all_of(last.begin(), last.end(), is_digit) || number(last).has_value();
}

std::optional<std::string> parse_ipv4(std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = number(parts[i]);
    const bool last = i + 1 == parts.size();
    const std::uint64_t limit = last ? 1ull << 8 * (4 - i) : 256;
    if (!value || *value >= limit) return std::nullopt;
    address += last ? *value : *value << 8 * (3 - i);
  }
  return dotted(static_cast<std::uint32_t>(address));
}

std::optional<std::string> parse_ipv6(std::string_view text) {
  const auto pieces = Ipv6Parser(text).run();
  return pieces ? std::optional(to_text(*pieces)) : std::nullopt;
}

}  // namespace markhound::crawler

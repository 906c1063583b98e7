#include "evidence/seal/der.h"

#include <algorithm>
#include <charconv>

namespace markhound::evidence {
namespace {

std::string length_octets(std::size_t length) {
  if (length < 0x80) return std::string(1, static_cast<char>(length));
  std::string octets;
  for (std::size_t rest = length; rest != 0; rest >>= 8) octets.insert(octets.begin(), static_cast<char>(rest & 0xff));
  octets.insert(octets.begin(), static_cast<char>(0x80 | octets.size()));
  return octets;
}

struct Element {
  std::uint8_t tag = 0;
  std::size_t head = 0;  ///< octets of tag and length
  std::size_t length = 0;
};

/// Reads the head of the first element; nothing where it is not DER or longer than `bytes`.
std::optional<Element> head_of(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  if (bytes.size() < 2 || (at(0) & 0x1f) == 0x1f) return std::nullopt;
  Element element{at(0), 2, at(1)};
  if (at(1) >= 0x80) {
    const std::size_t octets = at(1) & 0x7f;
    if (octets == 0 || octets > 4 || bytes.size() < 2 + octets) return std::nullopt;
    element.length = 0;
    for (std::size_t i = 0; i < octets; ++i) element.length = element.length << 8 | at(2 + i);
    element.head = 2 + octets;
    if (length_octets(element.length).size() != 1 + octets) return std::nullopt;
  }
  if (element.length > bytes.size() - element.head) return std::nullopt;
  return element;
}

void append_base128(std::string& out, std::uint64_t number) {
  std::string digits(1, static_cast<char>(number & 0x7f));
  for (number >>= 7; number != 0; number >>= 7)
    digits.insert(digits.begin(), static_cast<char>(0x80 | (number & 0x7f)));
  out += digits;
}

bool are_strict(std::string_view bytes, int depth) {
  constexpr int deepest = 32;
  if (depth > deepest) return false;
  while (!bytes.empty()) {
    const auto element = head_of(bytes);
    if (!element) return false;
    const bool constructed = element->tag & 0x20;
    if (constructed && !are_strict(bytes.substr(element->head, element->length), depth + 1)) return false;
    bytes.remove_prefix(element->head + element->length);
  }
  return true;
}

}  // namespace

std::string der(std::uint8_t tag, std::initializer_list<std::string_view> parts) {
  std::size_t length = 0;
  for (std::string_view part : parts) length += part.size();
  std::string element(1, static_cast<char>(tag));
  element += length_octets(length);
  for (std::string_view part : parts) element += part;
  return element;
}

std::string der_set_of(std::uint8_t tag, std::vector<std::string> elements) {
  std::sort(elements.begin(), elements.end());
  std::string content;
  for (const std::string& element : elements) content += element;
  return der(tag, {content});
}

std::string der_unsigned(std::string_view bytes) {
  while (bytes.size() > 1 && bytes.front() == 0) bytes.remove_prefix(1);
  const bool looks_negative = !bytes.empty() && (static_cast<std::uint8_t>(bytes.front()) & 0x80);
  return der(der_integer, {looks_negative ? std::string_view("\0", 1) : std::string_view(), bytes});
}

std::string der_oid_of(std::string_view dotted) {
  std::vector<std::uint64_t> arcs;
  for (const char* at = dotted.data(); at < dotted.data() + dotted.size(); ++at) {
    std::uint64_t arc = 0;
    at = std::from_chars(at, dotted.data() + dotted.size(), arc).ptr;
    arcs.push_back(arc);
  }
  std::string content;
  append_base128(content, arcs.at(0) * 40 + arcs.at(1));
  for (std::size_t i = 2; i < arcs.size(); ++i) append_base128(content, arcs[i]);
  return der(der_oid, {content});
}

std::string_view DerReader::take_any() {
  const auto element = failed_ ? std::nullopt : head_of(rest_);
  failed_ = !element;
  if (failed_) return {};
  const std::string_view whole = rest_.substr(0, element->head + element->length);
  rest_.remove_prefix(whole.size());
  return whole;
}

std::string_view DerReader::take_whole(std::uint8_t tag) {
  if (!next_is(tag)) failed_ = true;
  return take_any();
}

std::string_view DerReader::take(std::uint8_t tag) {
  const std::string_view whole = take_whole(tag);
  return failed_ ? whole : whole.substr(head_of(whole)->head);
}

bool is_strict_der(std::string_view bytes) {
  const auto element = head_of(bytes);
  return element && element->head + element->length == bytes.size() && are_strict(bytes, 0);
}

}  // namespace markhound::evidence

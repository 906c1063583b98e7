#include "crawler/platforms/currency.h"

#include <algorithm>
#include <bitset>

#include "crawler/html/text.h"
#include "crawler/platforms/currency_table.h"

namespace markhound::crawler {
namespace {

bool is_letter_byte(char c) { return html::is_alpha(c) || static_cast<unsigned char>(c) >= 0xC3; }

/// Whether a sign of letters stands at [begin, end) as a word of its own.
bool is_word(std::string_view text, std::size_t begin, std::size_t end) {
  const auto continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  if (begin > 0 && (html::is_alpha(text[begin - 1]) || text[begin - 1] == '&')) return false;
  if (begin > 0 && continuation(text[begin - 1])) {
    std::size_t first = begin - 1;
    while (first > 0 && continuation(text[first])) --first;
    if (static_cast<unsigned char>(text[first]) >= 0xC3 && static_cast<unsigned char>(text[first]) < 0xE2) return false;
    if (static_cast<unsigned char>(text[first]) > 0xE2) return false;
  }
  if (end < text.size() && text[end] == '\'') return false;  // an article: "L'unité"
  return end >= text.size() || !is_letter_byte(text[end]) || static_cast<unsigned char>(text[end]) == 0xE2;
}

std::size_t distance(std::size_t begin, std::size_t end, const CurrencySign& sign, std::string_view text) {
  if (begin == end) return sign.begin;
  const bool before = sign.end <= begin;
  const std::size_t from = before ? sign.end : end;
  const std::size_t to = before ? begin : std::max(sign.begin, end);
  std::size_t steps = 0;
  for (std::size_t i = from; i < to; ++i) steps += html::is_space(text[i]) ? 0 : 4;
  return steps + (before ? 0 : 1);  // what stands before the amount belongs to it first
}

/// Where a code of three letters stands in a table of all; nothing where it is not of letters.
std::optional<std::size_t> place_of(std::string_view code) {
  std::size_t place = 0;
  for (const char c : code) {
    const char low = html::lower(c);
    if (low < 'a' || low > 'z') return std::nullopt;
    place = place * 26 + static_cast<std::size_t>(low - 'a');
  }
  return place;
}

using CodeTable = std::bitset<26 * 26 * 26>;

CodeTable code_table() {
  CodeTable table;
  for (std::size_t at = 1; at + 3 <= codes.size(); at += 4) table.set(*place_of(codes.substr(at, 3)));
  return table;
}

/// The bytes that a text has: most of the two hundred signs begin with one that it has not.
std::bitset<256> bytes_of(std::string_view text) {
  std::bitset<256> bytes;
  for (const char c : text) bytes.set(static_cast<unsigned char>(c));
  return bytes;
}

}  // namespace

bool is_currency_code(std::string_view text) {
  static const CodeTable table = code_table();
  if (text.size() != 3) return false;
  const auto place = place_of(text);
  return place && table.test(*place);
}

namespace {

/// "MOP$" is one sign, not a code and a sign.
bool is_sign(std::string_view text) {
  return std::any_of(signs.begin(), signs.end(), [&](const Sign& sign) { return sign.text == text; });
}

}  // namespace

std::optional<CurrencySign> find_currency(std::string_view text, std::size_t begin, std::size_t end) {
  std::optional<CurrencySign> best;
  std::size_t nearest = 0;
  std::size_t rank = 0;
  const auto offer = [&](std::size_t at, std::size_t size, std::size_t kind) {
    CurrencySign sign{at, at + size, std::string(text.substr(at, size))};
    if (sign.begin < end && sign.end > begin) return;  // it stands inside the amount
    const std::size_t away = distance(begin, end, sign, text);
    // A code beside the amount tells more than a sign beside it; of two signs the longer.
    const bool better = !best || kind > rank || (kind == rank && away < nearest) ||
                        (kind == rank && away == nearest && size > best->text.size());
    if (!better) return;
    best = std::move(sign);
    nearest = away;
    rank = kind;
  };
  for (std::size_t i = 0; i + 3 <= text.size(); ++i)
    if (is_currency_code(text.substr(i, 3)) && is_word(text, i, i + 3) && !is_sign(text.substr(i, 4))) {
      const bool beside = distance(begin, end, {i, i + 3, {}}, text) <= 5;
      offer(i, 3, beside ? 3 : 1);
    }
  const std::bitset<256> bytes = bytes_of(text);
  const auto may_hold = [&](std::string_view sign) {
    return bytes.test(static_cast<unsigned char>(sign.front())) && bytes.test(static_cast<unsigned char>(sign.back()));
  };
  for (const Sign& sign : signs)
    for (std::size_t i = may_hold(sign.text) ? text.find(sign.text) : text.npos; i != text.npos;
         i = text.find(sign.text, i + sign.text.size())) {
      if (sign.word && !is_word(text, i, i + sign.text.size())) continue;
      offer(i, sign.text.size(), sign.word ? 1 : 2);
    }
  return best;
}

std::string currency_of(std::string_view country) {
  for (const Country& known : countries)
    if (known.code == country) return std::string(known.currency);
  return {};
}

std::string currency_code(std::string_view sign, std::string_view country) {
  if (is_currency_code(sign)) {
    std::string code(sign);
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return code;
  }
  const std::string own = currency_of(country);
  for (const Shared& known : shared)
    if (known.sign == sign) return !own.empty() && known.codes.find(own) != known.codes.npos ? own : std::string{};
  for (const Sign& known : signs)
    if (known.text == sign) return std::string(known.code);
  return {};
}

}  // namespace markhound::crawler

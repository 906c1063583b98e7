#include "crawler/platforms/price.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crawler/html/text.h"
#include "crawler/platforms/currency.h"

namespace markhound::crawler {
namespace {

using html::is_digit;

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

constexpr std::string_view euro = "€";

/// Digits of other scripts, blanks and marks that group digits, as ASCII, so that one scanner reads them all.
std::string plain(std::string_view text) {
  struct Rule {
    std::string_view from;
    std::string_view to;
  };
  static constexpr std::array rules{
      Rule{"\xC2\xA0", " "},     Rule{"\xE2\x80\x89", " "}, Rule{"\xE2\x80\xAF", " "}, Rule{"\xE3\x80\x80", " "},
      Rule{"\xE2\x80\x8A", " "}, Rule{"\xE2\x80\x99", "'"}, Rule{"\xEF\xBC\x8C", ","}, Rule{"\xEF\xBC\x8E", "."},
      Rule{"\xD9\xAB", "."},     Rule{"\xD9\xAC", ","},     Rule{"\xE2\x80\x8E", ""},  Rule{"\xE2\x80\x8F", ""},
  };
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      out += text[i++];
      continue;
    }
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&](const Rule& r) { return text.substr(i, r.from.size()) == r.from; });
    const auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    if (rule != rules.end()) {
      out += rule->to;
      i += rule->from.size();
    } else if ((byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9) ||
               (byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9)) {  // Arabic-Indic, Persian
      out += static_cast<char>('0' + (byte(1) & 0x0F));
      i += 2;
    } else if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x90 && byte(2) <= 0x99) {  // fullwidth
      out += static_cast<char>('0' + (byte(2) - 0x90));
      i += 3;
    } else if (byte(0) == 0xE0 && byte(1) == 0xA5 && byte(2) >= 0xA6 && byte(2) <= 0xAF) {  // Devanagari
      out += static_cast<char>('0' + (byte(2) - 0xA6));
      i += 3;
    } else {
      out += text[i++];
    }
  }
  return out;
}

/// From the digit at `at`: digits with the marks between them. A blank goes on only before a group of three digits, or
/// after a mark; "1250€600" goes on past the euro sign with its cents.
Range number_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  std::size_t run = 0;  // digits since the last mark
  const auto digits_from = [&](std::size_t i) {
    std::size_t n = 0;
    while (i + n < text.size() && is_digit(text[i + n])) ++n;
    return n;
  };
  while (end < text.size()) {
    if (is_digit(text[end])) {
      ++end;
      ++run;
      continue;
    }
    std::size_t next = end;
    bool mark = false;
    while (next < text.size() && (text[next] == '.' || text[next] == ',' || text[next] == '\'' || text[next] == ' ')) {
      if (text[next] == ' ' ? next - end > 1 : mark) break;
      mark = mark || text[next] != ' ';
      ++next;
    }
    const std::size_t digits = digits_from(next);
    const bool spaced = text[end] == ' ' || (next > end && text[next - 1] == ' ');
    if (digits == 0 || next == end) break;
    if (spaced && !mark && (digits != 3 || run > 3)) break;
    if (spaced && mark && text[end] != ' ' && digits != 2 && digits != 3) break;
    if (spaced && mark && text[end] == ' ') break;
    end = next;
    run = 0;
  }
  return {at, end};
}

bool is_percentage(std::string_view text, std::size_t after) {
  after = std::min(text.find_first_not_of(' ', after), text.size());
  return text.substr(after).starts_with('%') || text.substr(after).starts_with("％");
}

/// A bare small number before a word and an amount with its currency: "3 issues for 14,85 EUR", "Pack of 2, $9.99".
bool is_count(std::string_view text, const Range& range) {
  if (range.end - range.begin > 2) return false;
  const std::size_t after = std::min(text.find_first_not_of(' ', range.end), text.size());
  return after < text.size() && html::is_alpha(text[after]) &&
         html::is_alpha(text[std::min(after + 3, text.size() - 1)]) &&
         !find_currency(text.substr(range.begin, after + 4 - range.begin), 0, range.end - range.begin) &&
         std::any_of(text.begin() + static_cast<std::ptrdiff_t>(after), text.end(), is_digit);
}

/// The amount's place: the first number that is neither a percentage nor a count.
std::optional<Range> amount_in(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    Range range = number_at(text, i);
    if (is_percentage(text, range.end) || is_count(text, range)) {
      i = range.end;
      continue;
    }
    if (range.begin > 0 && text[range.begin - 1] == '.' && (range.begin < 2 || !html::is_alpha(text[range.begin - 2])))
      --range.begin;  // "$.75"
    return range;
  }
  return std::nullopt;
}

/// "35€ 99" and "1250€600": digits after the euro sign are cents where they end the number.
std::string with_euro_cents(std::string_view text, const Range& range) {
  std::string number(text.substr(range.begin, range.end - range.begin));
  std::size_t at = range.end;
  while (at < text.size() && text[at] == ' ') ++at;
  if (!text.substr(at).starts_with(euro) || number.find_first_of(".,") != number.npos) return number;
  at += euro.size();
  const bool blank = at < text.size() && text[at] == ' ';
  if (blank) ++at;
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::size_t digits = end - at;
  if (digits == 2 || (digits > 0 && !blank)) (number += '.') += text.substr(at, digits);
  return number;
}

/// Where the decimal mark of the number stands, npos where it has none.
std::size_t decimal_mark_in(std::string_view number, char known) {
  const std::size_t last = number.find_last_of(".,");
  if (last == number.npos) return number.npos;
  if (known != 0) return number[last] == known ? last : number.npos;
  const std::size_t digits = number.size() - last - 1;
  const bool repeated = number.find(number[last]) != last;
  const bool other = number.find(number[last] == '.' ? ',' : '.') != number.npos;
  if (repeated && !other) return number.npos;  // 1.234.567
  if (digits != 3) return last;
  if (other && !repeated) return number.find_first_of(".,") == 0 ? number.npos : last;  // 1,234.567: three decimals
  return number.substr(0, last) == "0" ? last : number.npos;
}

std::string plain_decimal(std::string_view number, char known) {
  std::string dense;
  for (const char c : number)
    if (is_digit(c) || c == '.' || c == ',') dense += c;
  while (!dense.empty() && !is_digit(dense.back())) dense.pop_back();
  const std::size_t mark = decimal_mark_in(dense, known);
  std::string out(mark == 0 ? 1 : 0, '0');
  for (std::size_t i = 0; i < dense.size(); ++i) {
    if (is_digit(dense[i]))
      out += dense[i];
    else if (i == mark)
      out += '.';
  }
  const std::size_t significant = out.find_first_not_of('0');
  const std::size_t keep = significant == out.npos   ? out.size() - 1
                           : out[significant] == '.' ? significant - 1
                                                     : significant;
  return std::string(std::string_view(out).substr(std::min(keep, out.size())));
}

/// "July, 2004" is a date.
bool is_year(std::string_view text, const Range& range) {
  constexpr std::array<std::string_view, 14> months{"january",  "february", "march",  "april",     "may ",
                                                    "june",     "july",     "august", "september", "october",
                                                    "november", "december", "januar", "oktober"};
  const std::string_view number = text.substr(range.begin, range.end - range.begin);
  if (number.size() != 4 || (!number.starts_with("19") && !number.starts_with("20"))) return false;
  const std::string low = html::lowered(text);
  return std::any_of(months.begin(), months.end(), [&](auto month) { return low.find(month) != low.npos; });
}

bool is_free(std::string_view text) {
  static constexpr std::array<std::string_view, 9> words{"free", "gratis", "gratuit", "kostenlos", "бесплатно",
                                                         "免费", "免費",   "無料",    "무료"};
  const std::string low = html::folded(text);
  return std::any_of(words.begin(), words.end(), [&](auto word) { return low.find(word) != low.npos; });
}

}  // namespace

PriceText read_price(std::string_view text, std::string_view beside, char decimal_mark) {
  constexpr std::size_t most = 1000;
  const std::string line = plain(html::clipped(text, most));
  const std::string label = plain(html::clipped(beside, most));
  PriceText price;
  Range range;
  if (const auto found = amount_in(line)) {
    range = *found;
    const std::string number = with_euro_cents(line, range);
    const bool cents = number.size() > range.end - range.begin;
    price.amount = plain_decimal(number, cents ? '.' : decimal_mark);
  } else if (is_free(line)) {
    price.amount = "0";
  }
  auto sign = find_currency(line, range.begin, range.end);
  if (!sign) sign = find_currency(label, 0, 0);
  if (sign) price.currency = sign->text;
  if (!sign && is_year(line, range)) price.amount.clear();
  return price;
}

bool holds_digit(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_digit)) return true;
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xD9; }))
    return false;
  const std::string ascii = plain(html::clipped(text, 200));
  return std::any_of(ascii.begin(), ascii.end(), is_digit);
}

std::optional<Money> read_money(std::string_view text, std::string_view beside, std::string_view country) {
  const PriceText price = read_price(text, beside);
  if (price.amount.empty()) return std::nullopt;
  const std::string code = currency_code(price.currency, country);
  return Money{price.amount, code.empty() ? price.currency : code, html::collapse(html::clipped(text, 200))};
}

std::optional<Money> upper_end(std::string_view text, std::string_view beside, std::string_view country) {
  constexpr std::array<std::string_view, 16> between{"-", "–", "—",   "~",     "～", "〜",   "to",  "bis",
                                                     "à", "a", "até", "hasta", "至", "から", "đến", "hingga"};
  const std::string line = plain(html::clipped(text, 200));
  const auto low = amount_in(line);
  if (!low) return std::nullopt;
  const std::string_view rest = std::string_view(line).substr(low->end);
  const auto high = amount_in(rest);
  if (!high) return std::nullopt;
  // A sign may stand on both sides of the dash; nothing else may.
  constexpr std::size_t longest = 24;
  std::string gap(rest.substr(0, high->begin));
  if (gap.size() > longest) return std::nullopt;
  for (auto sign = find_currency(gap, 0, 0); sign && !sign->text.empty(); sign = find_currency(gap, 0, 0))
    gap.erase(sign->begin, sign->end - sign->begin);
  if (std::find(between.begin(), between.end(), html::lowered(html::trim(gap))) == between.end()) return std::nullopt;
  const auto asked = read_money(text, beside, country);
  const std::string amount = plain_decimal(rest.substr(high->begin, high->end - high->begin), 0);
  if (!asked || std::strtod(amount.c_str(), nullptr) <= std::strtod(asked->amount.c_str(), nullptr))
    return std::nullopt;
  return Money{amount, asked->currency, asked->text};
}

bool same_amount(std::string_view a, std::string_view b) {
  const auto number = [](std::string_view text) {
    return std::strtod(std::string(text.substr(0, 40)).c_str(), nullptr);
  };
  const double x = number(a);
  const double y = number(b);
  return x - y < 0.005 && y - x < 0.005;
}

}  // namespace markhound::crawler

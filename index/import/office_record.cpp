#include "index/import/office_record.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "index/office_date.h"
#include "index/status_words.h"

namespace markhound::index {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

/// 9 of "009"; 0 where it is no Nice class.
int nice_number(const std::string& text) {
  if (!all_digits(text) || text.size() > 3) return 0;
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number >= 1 && number <= 45 ? number : 0;
}

std::string vienna_code(const std::string& text) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() == 1 && text.size() == 6 && all_digits(text))
    parts = {text.substr(0, 2), text.substr(2, 2), text.substr(4, 2)};
  const bool usual = parts.size() <= 3 && std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
                       return all_digits(part) && part.size() <= 2;
                     });
  if (!usual || parts.size() == 1) return text;
  std::string code;
  for (const std::string& part : parts) code += (code.empty() ? "" : ".") + std::string(2 - part.size(), '0') + part;
  return code;
}

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

}  // namespace

void put_date(const std::string& text, std::string MarkRecord::*field, OfficeRecord& record) {
  if (date_from(text)) {
    record.fields.*field = text;
  } else {
    record.doubts.push_back("the date \"" + text.substr(0, 40) + "\" is none and was left out");
  }
}

void put_goods(const std::vector<ClassGoods>& goods, MarkRecord& record) {
  const bool any_active = std::any_of(goods.begin(), goods.end(), [](const ClassGoods& one) { return one.active; });
  std::vector<std::pair<int, std::string>> texts;
  for (const ClassGoods& one : goods) {
    if (any_active && !one.active) continue;
    const int number = nice_number(one.number);
    if (number != 0) add_once(record.classes, std::to_string(number));
    if (one.text.empty()) continue;
    const auto same =
        std::find_if(texts.begin(), texts.end(), [&](const auto& known) { return known.first == number; });
    if (same == texts.end()) {
      texts.emplace_back(number, one.text);
    } else if (same->second != one.text) {
      same->second += " " + one.text;
    }
  }
  for (const auto& [number, text] : texts) {
    const bool apart = texts.size() > 1 && number != 0;
    record.goods +=
        (record.goods.empty() ? "" : "; ") + (apart ? "Class " + std::to_string(number) + ": " + text : text);
  }
}

void put_vienna(const std::vector<std::string>& codes, MarkRecord& record) {
  for (const std::string& code : codes) add_once(record.vienna, vienna_code(code));
}

void put_status(const std::string& code, bool ended, OfficeRecord& record) {
  MarkRecord& fields = record.fields;
  fields.status_code = code;
  const bool by_number = code.size() == 3 && all_digits(code);
  auto status = by_number ? uspto_status(code) : code.empty() ? std::nullopt : status_from(code);
  if (!status) {
    const bool registered = !fields.number.empty() || !fields.registered.empty();
    status = ended ? Mark::Status::dead : registered ? Mark::Status::live : Mark::Status::pending;
    if (!code.empty()) {
      record.doubts.push_back("the status \"" + code.substr(0, 40) +
                              "\" says neither live nor dead: taken as live where registered, else as pending");
    }
  }
  fields.status = to_string(*status);
}

void put_us_expiry(const std::string& renewed, OfficeRecord& record) {
  const std::string start = date_from(renewed).value_or(std::string{});
  const std::string from = start.empty() ? date_from(record.fields.registered).value_or(std::string{}) : start;
  if (from.empty() || record.fields.number.empty()) return;
  record.fields.expires = years_later(from, from < "1989-11-16" ? 20 : 10);
}

std::string owner_of(const std::vector<Party>& parties) {
  int highest = 0;
  for (const Party& party : parties) {
    if (!party.name.empty()) highest = std::max(highest, party.rank);
  }
  std::vector<std::string> names;
  for (const Party& party : parties) {
    if (party.rank == highest && !party.name.empty()) add_once(names, party.name);
  }
  std::string owner;
  for (const std::string& name : names) owner += (owner.empty() ? "" : "; ") + name;
  return owner;
}

std::string words_of(const std::vector<std::string>& texts) {
  std::vector<std::string> once;
  for (const std::string& text : texts) add_once(once, text);
  std::string words;
  for (const std::string& text : once) words += (words.empty() ? "" : " / ") + text;
  return words;
}

}  // namespace markhound::index

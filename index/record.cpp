#include "index/record.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "index/office_date.h"
#include "index/status_words.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t max_name_bytes = 2000;
constexpr std::size_t max_number_bytes = 60;
constexpr std::size_t max_id_bytes = 200;  // an id is a term of the index, and Xapian's terms end at 245 bytes

Problem bad(const std::string& where, std::string cause, std::string mend) {
  return {Problem::Kind::bad_input, where, std::move(cause), std::move(mend)};
}

std::optional<int> nice_class(const std::string& text) {
  std::string digits = text;
  if (digits.size() > 3 || digits.empty()) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); })) return std::nullopt;
  const int number = std::stoi(digits);
  return number >= 1 && number <= 45 ? std::optional(number) : std::nullopt;
}

std::optional<Problem> set_classes(const std::vector<std::string>& classes, const std::string& where, Mark& mark) {
  for (const std::string& text : classes) {
    const auto number = nice_class(text);
    if (!number)
      return bad(where, "\"" + text.substr(0, 40) + "\" is no Nice class", "classes are numbers from 1 to 45");
    mark.classes.push_back(*number);
  }
  std::sort(mark.classes.begin(), mark.classes.end());
  mark.classes.erase(std::unique(mark.classes.begin(), mark.classes.end()), mark.classes.end());
  return std::nullopt;
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

std::optional<Problem> check_words(const Mark& mark, const std::string& where) {
  // An office's figurative mark has neither here: its picture comes apart.
  if (mark.name.empty() && mark.logos.empty() && mark.serial.empty()) {
    return bad(where, "a mark needs a name or a logo", "fill in `name`, `logos`, or both");
  }
  if (mark.name.size() > max_name_bytes) {
    return Problem{Problem::Kind::limit, where, "the name has over 2,000 bytes",
                   "register the words that set it apart"};
  }
  // An id may be made of them.
  if (mark.office.size() > max_number_bytes || mark.serial.size() > max_number_bytes ||
      mark.number.size() > max_number_bytes || has_control(mark.office + mark.serial + mark.number)) {
    return bad(where, "office, serial number or number have control characters or over 60 bytes",
               "write them as the office does");
  }
  if (has_control(mark.id) || mark.id.size() > max_id_bytes) {
    return bad(where, "the id has control characters or over 200 bytes", "give a short id of plain characters");
  }
  return std::nullopt;
}

/// Puts the dates of the record into the mark in one form.
std::optional<Problem> set_dates(const MarkRecord& record, const std::string& where, Mark& mark) {
  static constexpr std::pair<std::string MarkRecord::*, std::string Mark::*> dates[] = {
      {&MarkRecord::status_date, &Mark::status_date}, {&MarkRecord::filed, &Mark::filed},
      {&MarkRecord::registered, &Mark::registered},   {&MarkRecord::expires, &Mark::expires},
      {&MarkRecord::updated, &Mark::updated},
  };
  for (const auto& [from, to] : dates) {
    auto date = date_from(record.*from);
    if (!date) {
      return bad(where, "the date \"" + (record.*from).substr(0, 40) + "\" is none", "write it as 2011-05-31");
    }
    mark.*to = std::move(*date);
  }
  return std::nullopt;
}

bool is_yes(const std::string& text) {
  const std::string word = lower_words(text);
  return word == "true" || word == "t" || word == "1" || word == "yes" || word == "y";
}

std::vector<std::string> non_empty(const std::vector<std::string>& texts) {
  std::vector<std::string> kept;
  for (const std::string& text : texts) {
    std::string trim = trimmed(text);
    if (!trim.empty() && std::find(kept.begin(), kept.end(), trim) == kept.end()) kept.push_back(std::move(trim));
  }
  return kept;
}

}  // namespace

std::span<const TextField> text_fields() {
  static constexpr TextField fields[] = {
      {"id", &MarkRecord::id},
      {"name", &MarkRecord::name},
      {"office", &MarkRecord::office},
      {"number", &MarkRecord::number},
      {"goods", &MarkRecord::goods},
      {"owner", &MarkRecord::owner},
      {"status", &MarkRecord::status},
      {"serial", &MarkRecord::serial},
      {"status_code", &MarkRecord::status_code},
      {"status_date", &MarkRecord::status_date},
      {"filed", &MarkRecord::filed},
      {"registered", &MarkRecord::registered},
      {"expires", &MarkRecord::expires},
      {"updated", &MarkRecord::updated},
      {"standard_characters", &MarkRecord::standard_characters},
      {"drawing", &MarkRecord::drawing},
      {"disclaimer", &MarkRecord::disclaimer},
      {"image_file", &MarkRecord::image_file},
  };
  return fields;
}

std::span<const ListField> list_fields() {
  static constexpr ListField fields[] = {
      {"aliases", &MarkRecord::aliases},
      {"classes", &MarkRecord::classes},
      {"authorised", &MarkRecord::authorised},
      {"vienna", &MarkRecord::vienna},
  };
  return fields;
}

bool is_field(std::string_view name) {
  const auto named = [&](const auto& field) { return name == field.name; };
  return name == "logos" || std::any_of(text_fields().begin(), text_fields().end(), named) ||
         std::any_of(list_fields().begin(), list_fields().end(), named);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n\v\f");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n\v\f") - first + 1);
}

std::vector<std::string> split_list(const std::string& cell) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(";|", begin), cell.size());
    if (std::string part = trimmed(cell.substr(begin, end - begin)); !part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

Result<Mark> mark_from_record(MarkRecord record, const std::string& where) {
  Mark mark;
  mark.id = trimmed(record.id);
  mark.name = trimmed(record.name);
  mark.aliases = non_empty(record.aliases);
  mark.office = trimmed(record.office);
  mark.number = trimmed(record.number);
  mark.goods = trimmed(record.goods);
  mark.owner = trimmed(record.owner);
  mark.authorised = non_empty(record.authorised);
  for (std::string& path : record.logos) {
    if (!trimmed(path).empty()) mark.logos.push_back({trimmed(path), {}});
  }
  mark.serial = trimmed(record.serial);
  mark.status_code = trimmed(record.status_code);
  mark.standard_characters = is_yes(record.standard_characters);
  mark.drawing = trimmed(record.drawing);
  mark.disclaimer = trimmed(record.disclaimer);
  mark.vienna = non_empty(record.vienna);
  mark.image_file = trimmed(record.image_file);
  const auto status = status_from(record.status);
  if (!status) {
    return bad(where, "the status \"" + record.status.substr(0, 40) + "\" is not known",
               "write live, pending or dead, or leave it out");
  }
  mark.status = *status;
  if (auto problem = set_dates(record, where, mark)) return *problem;
  if (auto problem = set_classes(record.classes, where, mark)) return *problem;
  if (auto problem = check_words(mark, where)) return *problem;
  return mark;
}

}  // namespace markhound::index

#include "index/record.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t max_name_bytes = 2000;
constexpr std::size_t max_id_bytes = 200;  // an id is a term of the index, and Xapian's terms end at 245 bytes

Problem bad(const std::string& where, std::string cause, std::string mend) {
  return {Problem::Kind::bad_input, where, std::move(cause), std::move(mend)};
}

std::string lower_words(const std::string& text) {
  std::string words;
  for (char c : trimmed(text)) {
    words += (c == '_' || c == '-') ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return words;
}

/// The first word decides where a status is a sentence: "REGISTERED AND RENEWED", "Dead/Cancelled".
std::optional<Mark::Status> status_from(const std::string& text) {
  using Status = Mark::Status;
  static constexpr std::pair<std::string_view, Status> beginnings[] = {
      {"live", Status::live},        {"regist", Status::live},        {"active", Status::live},
      {"valid", Status::live},       {"renew", Status::live},         {"in force", Status::live},
      {"protected", Status::live},   {"granted", Status::live},       {"pending", Status::pending},
      {"appl", Status::pending},     {"filed", Status::pending},      {"publi", Status::pending},
      {"exam", Status::pending},     {"under exam", Status::pending}, {"oppos", Status::pending},
      {"new appl", Status::pending}, {"accepted", Status::pending},   {"allowed", Status::pending},
      {"dead", Status::dead},        {"cancel", Status::dead},        {"expired", Status::dead},
      {"abandon", Status::dead},     {"refus", Status::dead},         {"withdraw", Status::dead},
      {"withdrawn", Status::dead},   {"lapsed", Status::dead},        {"invalid", Status::dead},
      {"surrender", Status::dead},   {"revoked", Status::dead},       {"removed", Status::dead},
      {"ended", Status::dead},       {"inactive", Status::dead},      {"not registered", Status::dead},
  };
  const std::string words = lower_words(text);
  if (words.empty()) return Status::live;
  for (const auto& [beginning, status] : beginnings) {
    if (words.starts_with(beginning)) return status;
  }
  return std::nullopt;
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

std::optional<Problem> check_words(const Mark& mark, const std::string& where) {
  if (mark.name.empty() && mark.logos.empty()) {
    return bad(where, "a mark needs a name or a logo", "fill in `name`, `logos`, or both");
  }
  if (mark.name.size() > max_name_bytes) {
    return Problem{Problem::Kind::limit, where, "the name has over 2,000 bytes",
                   "register the words that set it apart"};
  }
  const bool control =
      std::any_of(mark.id.begin(), mark.id.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (control || mark.id.size() > max_id_bytes) {
    return bad(where, "the id has control characters or over 200 bytes", "give a short id of plain characters");
  }
  return std::nullopt;
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
  const auto status = status_from(record.status);
  if (!status) {
    return bad(where, "the status \"" + record.status.substr(0, 40) + "\" is not known",
               "write live, pending or dead, or leave it out");
  }
  mark.status = *status;
  if (auto problem = set_classes(record.classes, where, mark)) return *problem;
  if (auto problem = check_words(mark, where)) return *problem;
  return mark;
}

}  // namespace markhound::index

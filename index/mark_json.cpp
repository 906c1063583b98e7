// A mark as one line of JSON: what outside programs write for import, and what the register keeps.
#include "index/mark_json.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "index/import.h"
#include "index/record.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

using nlohmann::json;

constexpr int max_depth = 8;  // a mark nests two deep; the parser would follow a hostile line until memory ends

/// Text of a scalar; numbers are taken as written, so that `"number": 5551234` is one. Nothing for the rest.
std::optional<std::string> scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer() || value.is_number_unsigned()) return value.dump();
  if (value.is_null()) return std::string{};
  return std::nullopt;
}

/// An array of scalars, or one scalar that holds a list as a cell of CSV does.
std::optional<std::vector<std::string>> list(const json& value, bool comma_separates) {
  std::vector<std::string> texts;
  if (value.is_array()) {
    for (const json& item : value) {
      auto text = scalar(item);
      if (!text) return std::nullopt;
      texts.push_back(std::move(*text));
    }
    return texts;
  }
  auto text = scalar(value);
  if (!text) return std::nullopt;
  if (comma_separates) std::replace(text->begin(), text->end(), ',', ';');
  return split_list(*text);
}

Problem unreadable(const std::string& where, const std::string& field, const char* expected) {
  return {Problem::Kind::bad_input, where, "`" + field + "` is not " + expected, "docs/import.md shows each field"};
}

/// Reads the plain texts and the lists; the logos come apart, as they may be objects.
std::optional<Problem> read_fields(const json& object, const std::string& where, MarkRecord& record) {
  const std::pair<const char*, std::string*> texts[] = {
      {"id", &record.id},       {"name", &record.name},   {"office", &record.office}, {"number", &record.number},
      {"goods", &record.goods}, {"owner", &record.owner}, {"status", &record.status}};
  for (const auto& [field, target] : texts) {
    const auto found = object.find(field);
    if (found == object.end()) continue;
    auto text = scalar(*found);
    if (!text) return unreadable(where, field, "text");
    *target = std::move(*text);
  }
  const std::pair<const char*, std::vector<std::string>*> lists[] = {
      {"aliases", &record.aliases}, {"classes", &record.classes}, {"authorised", &record.authorised}};
  for (const auto& [field, target] : lists) {
    const auto found = object.find(field);
    if (found == object.end()) continue;
    auto texts_of = list(*found, std::string_view(field) == "classes");
    if (!texts_of) return unreadable(where, field, "a list of texts");
    *target = std::move(*texts_of);
  }
  return std::nullopt;
}

/// A logo is a path, or an object of path and digest as the register writes it.
std::optional<LogoImage> logo_from(const json& value) {
  if (value.is_string()) return LogoImage{trimmed(value.get<std::string>()), {}};
  if (!value.is_object()) return std::nullopt;
  const auto text = [&](const char* field) {
    const auto found = value.find(field);
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string{};
  };
  return LogoImage{text("path"), text("digest")};
}

std::optional<Problem> read_logos(const json& object, const std::string& where, std::vector<LogoImage>& logos) {
  const auto found = object.find("logos");
  if (found == object.end() || found->is_null()) return std::nullopt;
  if (found->is_string()) {
    for (std::string& path : split_list(found->get<std::string>())) logos.push_back({std::move(path), {}});
    return std::nullopt;
  }
  if (!found->is_array()) return unreadable(where, "logos", "a list of paths");
  for (const json& item : *found) {
    auto logo = logo_from(item);
    if (!logo) return unreadable(where, "logos", "a list of paths");
    if (!logo->path.empty() || !logo->digest.empty()) logos.push_back(std::move(*logo));
  }
  return std::nullopt;
}

json parse(const std::string& line) {
  const auto shallow = [](int depth, json::parse_event_t event, json&) {
    return depth < max_depth ||
           (event != json::parse_event_t::object_start && event != json::parse_event_t::array_start);
  };
  return json::parse(line, shallow, /*allow_exceptions=*/false);
}

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211u;
  return hash * 1099511628211u;  // the end of a field, so that "ab" + "c" and "a" + "bc" differ
}

std::string slug(const std::string& name) {
  std::string text;
  for (unsigned char c : name) {
    if (std::isalnum(c) && c < 0x80) {
      text += static_cast<char>(std::tolower(c));
    } else if (!text.empty() && text.back() != '-' && c < 0x80) {
      text += '-';
    }
    if (text.size() == 40) break;
  }
  while (!text.empty() && text.back() == '-') text.pop_back();
  return text.empty() ? "mark" : text;
}

json logos_to_json(const std::vector<LogoImage>& logos) {
  json list = json::array();
  for (const LogoImage& logo : logos) {
    list.push_back(logo.digest.empty() ? json(logo.path) : json{{"path", logo.path}, {"digest", logo.digest}});
  }
  return list;
}

}  // namespace

std::vector<std::string> unknown_fields(const std::string& line) {
  static const std::vector<std::string> known = {"id",      "name",  "aliases", "logos",  "office",    "number",
                                                 "classes", "goods", "owner",   "status", "authorised"};
  std::vector<std::string> unknown;
  const json object = parse(line);
  if (!object.is_object()) return unknown;
  for (const auto& [field, value] : object.items()) {
    if (std::find(known.begin(), known.end(), field) == known.end()) unknown.push_back(field);
  }
  return unknown;
}

Result<Mark> mark_from_json(const std::string& line, const std::string& where) {
  if (first_ill_formed(line)) {
    return Problem{Problem::Kind::bad_input, where, "the line is not valid UTF-8", "save the file as UTF-8"};
  }
  const json object = parse(line);
  if (object.is_discarded()) {
    return Problem{Problem::Kind::bad_input, where, "the line is not JSON", "write one JSON object a line"};
  }
  if (!object.is_object()) {
    return Problem{Problem::Kind::bad_input, where, "the line is JSON but no object", "write {\"name\": …} a line"};
  }
  MarkRecord record;
  if (auto problem = read_fields(object, where, record)) return *problem;
  std::vector<LogoImage> logos;
  if (auto problem = read_logos(object, where, logos)) return *problem;
  record.logos.assign(logos.size(), "logo");  // presence counts in the check; the pictures themselves follow below
  auto mark = mark_from_record(std::move(record), where);
  if (mark) mark->logos = std::move(logos);
  return mark;
}

std::string to_json(const Mark& mark) {
  json object = {{"id", mark.id}, {"name", mark.name}, {"status", to_string(mark.status)}};
  const std::pair<const char*, const std::string*> texts[] = {
      {"office", &mark.office}, {"number", &mark.number}, {"goods", &mark.goods}, {"owner", &mark.owner}};
  for (const auto& [field, text] : texts) {
    if (!text->empty()) object[field] = *text;
  }
  if (!mark.aliases.empty()) object["aliases"] = mark.aliases;
  if (!mark.classes.empty()) object["classes"] = mark.classes;
  if (!mark.authorised.empty()) object["authorised"] = mark.authorised;
  if (!mark.logos.empty()) object["logos"] = logos_to_json(mark.logos);
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string default_mark_id(const Mark& mark) {
  if (!mark.office.empty() && !mark.number.empty()) return mark.office + "-" + mark.number;
  std::uint64_t hash = fnv1a(mark.name, 14695981039346656037u);
  hash = fnv1a(mark.owner, fnv1a(mark.number, fnv1a(mark.office, hash)));
  for (int number : mark.classes) hash = fnv1a(std::to_string(number), hash);
  for (const LogoImage& logo : mark.logos) hash = fnv1a(logo.digest.empty() ? logo.path : logo.digest, hash);
  char digits[9];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(hash >> 32));
  return slug(mark.name) + "-" + digits;
}

}  // namespace markhound::index

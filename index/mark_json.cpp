// A mark as one line of JSON: what outside programs write for import, and what the register keeps.
#include "index/mark_json.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <set>
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

/// The value at a path such as "classes.number"; within arrays that of each item, so that it may become an array.
std::optional<json> value_at(const json& object, std::string_view path) {
  const std::size_t dot = path.find('.');
  const std::string key(path.substr(0, dot));
  if (object.is_array()) {
    json values = json::array();
    for (const json& item : object) {
      if (auto value = value_at(item, path)) values.push_back(std::move(*value));
    }
    return values;
  }
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  return dot == std::string_view::npos ? std::optional<json>(*found) : value_at(*found, path.substr(dot + 1));
}

/// The fields of one object under the names that the map gives them, else under their own.
class Fields {
 public:
  Fields(const json& object, const FieldMap& map) : object_(object), map_(map) {}

  std::optional<json> find(const std::string& field) const {
    const FieldMap::Source* source = map_.find(field);
    if (source && source->constant) return json(source->name);
    if (source) return value_at(object_, source->name);
    const auto found = object_.find(field);
    return found == object_.end() ? std::nullopt : std::optional<json>(*found);
  }

 private:
  const json& object_;
  const FieldMap& map_;
};

/// One text of a value: several are joined, as the goods of several classes are.
std::optional<std::string> text_of(const json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (!value.is_array()) return scalar(value);
  std::string joined;
  for (const json& item : value) {
    const auto text = scalar(item);
    if (!text) return std::nullopt;
    if (!text->empty()) joined += (joined.empty() ? "" : "; ") + *text;
  }
  return joined;
}

/// Reads the plain texts and the lists; the logos come apart, as they may be objects.
std::optional<Problem> read_fields(const Fields& fields, const std::string& where, MarkRecord& record) {
  for (const TextField& field : text_fields()) {
    const auto value = fields.find(field.name);
    if (!value) continue;
    auto text = text_of(*value);
    if (!text) return unreadable(where, field.name, "text");
    record.*field.text = std::move(*text);
  }
  for (const ListField& field : list_fields()) {
    const auto value = fields.find(field.name);
    if (!value) continue;
    auto texts = list(*value, std::string_view(field.name) == "classes");
    if (!texts) return unreadable(where, field.name, "a list of texts");
    record.*field.list = std::move(*texts);
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

std::optional<Problem> read_logos(const Fields& fields, const std::string& where, std::vector<LogoImage>& logos) {
  const auto found = fields.find("logos");
  if (!found || found->is_null()) return std::nullopt;
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

std::vector<std::string> unknown_fields(const std::string& line, const FieldMap& map) {
  std::vector<std::string> unknown;
  const json object = parse(line);
  if (!object.is_object()) return unknown;
  std::set<std::string> mapped;
  for (const auto& [field, source] : map.sources()) mapped.insert(source.name.substr(0, source.name.find('.')));
  for (const auto& [field, value] : object.items()) {
    if (!is_field(field) && !mapped.contains(field)) unknown.push_back(field);
  }
  return unknown;
}

Result<MappedMark> mapped_mark_from_json(const std::string& line, const std::string& where, const FieldMap& map) {
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
  const Fields fields(object, map);
  MarkRecord record;
  if (auto problem = read_fields(fields, where, record)) return *problem;
  std::vector<LogoImage> logos;
  if (auto problem = read_logos(fields, where, logos)) return *problem;
  record.logos.assign(logos.size(), "logo");  // presence counts in the check; the pictures themselves follow below
  auto mark = mark_from_record(std::move(record), where);
  if (!mark) return mark.problem();
  mark->logos = std::move(logos);
  return MappedMark{std::move(*mark), {!fields.find("aliases"), !fields.find("authorised"), !fields.find("logos")}};
}

Result<Mark> mark_from_json(const std::string& line, const std::string& where) {
  auto read = mapped_mark_from_json(line, where, {});
  if (!read) return read.problem();
  return std::move(read->mark);
}

std::string to_json(const Mark& mark) {
  json object = {{"id", mark.id}, {"name", mark.name}, {"status", to_string(mark.status)}};
  const std::pair<const char*, const std::string*> texts[] = {{"office", &mark.office},
                                                              {"number", &mark.number},
                                                              {"goods", &mark.goods},
                                                              {"owner", &mark.owner},
                                                              {"serial", &mark.serial},
                                                              {"status_code", &mark.status_code},
                                                              {"status_date", &mark.status_date},
                                                              {"filed", &mark.filed},
                                                              {"registered", &mark.registered},
                                                              {"expires", &mark.expires},
                                                              {"updated", &mark.updated},
                                                              {"drawing", &mark.drawing},
                                                              {"disclaimer", &mark.disclaimer},
                                                              {"image_file", &mark.image_file}};
  for (const auto& [field, text] : texts) {
    if (!text->empty()) object[field] = *text;
  }
  if (!mark.aliases.empty()) object["aliases"] = mark.aliases;
  if (!mark.classes.empty()) object["classes"] = mark.classes;
  if (!mark.authorised.empty()) object["authorised"] = mark.authorised;
  if (mark.standard_characters) object["standard_characters"] = true;
  if (!mark.vienna.empty()) object["vienna"] = mark.vienna;
  if (!mark.logos.empty()) object["logos"] = logos_to_json(mark.logos);
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string default_mark_id(const Mark& mark) {
  // The application's number stays when it becomes a registration.
  if (!mark.office.empty() && !mark.serial.empty()) return mark.office + "-" + mark.serial;
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

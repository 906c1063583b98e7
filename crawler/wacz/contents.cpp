#include "crawler/wacz/contents.h"

#include <nlohmann/json.hpp>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

using nlohmann::json;

constexpr std::size_t max_line = 4u << 20;  // some writers put a page's whole text into its line
constexpr std::size_t max_pages = 1'000'000;
constexpr std::size_t max_problems = 100;

std::optional<json> object_of(std::string_view text) {
  json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  return parsed;
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::optional<std::map<std::string, std::string>> read_datapackage(std::string_view text) {
  const auto package = object_of(text);
  if (!package) return std::nullopt;
  std::map<std::string, std::string> hashes;
  const auto resources = package->find("resources");
  if (resources == package->end() || !resources->is_array()) return hashes;
  for (const json& resource : *resources) {
    if (!resource.is_object()) continue;
    const std::string hash = text_of(resource, "hash");
    if (!hash.empty()) hashes.emplace(text_of(resource, "path"), hash);
  }
  return hashes;
}

std::string read_package_digest(std::string_view text) {
  const auto digest = object_of(text);
  return digest ? text_of(*digest, "hash") : std::string{};
}

void PageLines::add(std::string_view piece) {
  while (!piece.empty()) {
    const auto end = piece.find('\n');
    const std::string_view part = piece.substr(0, end);
    if (line_.size() + part.size() > max_line) too_long_ = true;
    if (!too_long_) line_ += part;
    if (end == std::string_view::npos) return;
    piece.remove_prefix(end + 1);
    take_line();
  }
}

void PageLines::end() {
  if (!line_.empty() || too_long_) take_line();
}

void PageLines::take_line() {
  ++number_;
  const bool blank = line_.find_first_not_of(" \t\r") == std::string::npos && !too_long_;
  const auto object = too_long_ ? std::nullopt : object_of(line_);
  const bool header = object && object->contains("format") && !object->contains("url");
  const auto url = object ? resolve({}, text_of(*object, "url")) : std::nullopt;
  line_.clear();
  too_long_ = false;
  if (blank || header) return;
  if (url && is_web_url(*url) && pages_.size() < max_pages) {
    pages_.push_back(*url);
  } else if (problems_.size() < max_problems) {
    problems_.push_back({Problem::Kind::bad_input, "line " + std::to_string(number_) + " of " + name_,
                         "it names no page of the web", "the other lines are read"});
  }
}

}  // namespace markhound::crawler

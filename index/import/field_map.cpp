#include "index/import/field_map.h"

#include <cctype>
#include <fstream>

#include "index/record.h"

namespace markhound::index {

std::string plain_heading(const std::string& heading) {
  std::string letters;
  for (unsigned char c : heading) {
    if (std::isalnum(c) || c >= 0x80) letters += static_cast<char>(std::tolower(c));
  }
  return letters;
}

std::optional<Problem> FieldMap::add(const std::string& pair, const std::string& where) {
  const std::size_t equals = pair.find('=');
  const std::string field = trimmed(pair.substr(0, equals));
  Source source;
  if (equals != std::string::npos) {
    source.constant = equals + 1 < pair.size() && pair[equals + 1] == '=';
    source.name = trimmed(pair.substr(equals + (source.constant ? 2 : 1)));
  }
  if (source.name.empty()) {
    return Problem{Problem::Kind::bad_input, where, "\"" + trimmed(pair) + "\" names no column",
                   "write field=column, as in name=Mark"};
  }
  if (!is_field(field)) {
    return Problem{Problem::Kind::bad_input, where, "\"" + field + "\" is no field of a mark",
                   "docs/import.md lists the fields"};
  }
  sources_[field] = std::move(source);
  return std::nullopt;
}

Result<FieldMap> FieldMap::parse(const std::string& pairs) {
  FieldMap map;
  for (std::size_t begin = 0; begin < pairs.size();) {
    const std::size_t end = std::min(pairs.find(',', begin), pairs.size());
    const std::string pair = pairs.substr(begin, end - begin);
    begin = end + 1;
    if (trimmed(pair).empty()) continue;
    if (auto problem = map.add(pair, "--map")) return *problem;
  }
  return map;
}

Result<FieldMap> FieldMap::read(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Problem{Problem::Kind::not_found, path, "the mapping cannot be opened", "check the path"};
  FieldMap map;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    line = trimmed(line);
    if (line.empty() || line.front() == '#') continue;
    if (auto problem = map.add(line, path + " line " + std::to_string(number))) return *problem;
  }
  return map;
}

const FieldMap::Source* FieldMap::find(const std::string& field) const {
  const auto found = sources_.find(field);
  return found == sources_.end() ? nullptr : &found->second;
}

std::optional<std::string> FieldMap::field_of(const std::string& heading) const {
  for (const auto& [field, source] : sources_) {
    if (!source.constant && plain_heading(source.name) == plain_heading(heading)) return field;
  }
  return std::nullopt;
}

std::string FieldMap::text() const {
  std::string all;
  for (const auto& [field, source] : sources_) all += field + (source.constant ? "==" : "=") + source.name + "\n";
  return all;
}

}  // namespace markhound::index

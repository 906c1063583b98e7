#include <algorithm>

#include "crawler/feed/feed.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_items = 100'000;
constexpr std::size_t max_columns = 300;
constexpr std::size_t max_field = 64u << 10;

/// Rows of a table, one at a time; a quoted field may hold marks and line ends, and "" for a quote.
class Rows {
 public:
  Rows(std::string_view text, char mark) : rest_(text), mark_(mark) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }

  bool next(std::vector<std::string>& fields) {
    fields.clear();
    if (rest_.empty()) return false;
    bool more = true;
    while (more) {
      std::string field = rest_.starts_with('"') ? quoted() : plain();
      more = rest_.starts_with(mark_);
      if (!rest_.empty()) rest_.remove_prefix(1);
      if (fields.size() < max_columns) fields.push_back(std::move(field));
    }
    return true;
  }

 private:
  std::string plain() {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != mark_ && rest_[end] != '\n') ++end;
    std::string field = trimmed(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return field;
  }

  std::string quoted() {
    std::string field;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"' && !rest_.starts_with('"')) break;
      if (c == '"') rest_.remove_prefix(1);
      if (field.size() < max_field) field += c;
    }
    plain();  // blanks, and what does not belong there
    return trimmed(field);
  }

  static std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
    return std::string(text.substr(0, max_field));
  }

  std::string_view rest_;
  char mark_;
};

/// The one that the first line has most of; tabs win, as titles hold commas.
char mark_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find('\t') != std::string_view::npos) return '\t';
  const auto commas = std::count(line.begin(), line.end(), ',');
  return std::count(line.begin(), line.end(), ';') > commas ? ';' : ',';
}

/// "Image Link" and "g:image_link" are "image_link".
std::string column_name(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name.starts_with("g:") ? name.substr(2) : name;
}

std::vector<std::string> header_of(Rows& rows) {
  std::vector<std::string> names;
  rows.next(names);
  for (std::string& name : names) name = column_name(std::move(name));
  return names;
}

bool has(const std::vector<std::string>& names, const char* name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Of a table, several pictures stand in one field, parted by commas.
void add_field(FeedItem& item, const std::string& name, std::string value) {
  if (value.empty()) return;
  if (name != "additional_image_link") {
    item.fields.emplace_back(name, std::move(value));
    return;
  }
  for (std::size_t at = 0; at < value.size();) {
    const auto end = std::min(value.find(",http", at), value.size());
    item.fields.emplace_back(name, value.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

std::optional<Feed> parse_table_feed(std::string_view text, const std::string& url) {
  if (text.substr(0, 4096).find('\0') != std::string_view::npos) return std::nullopt;
  Rows rows(text, mark_of(text));
  const std::vector<std::string> names = header_of(rows);
  if (!has(names, "title") || !has(names, "link")) return std::nullopt;
  Feed feed;
  feed.merchant = true;
  std::vector<std::string> fields;
  while (rows.next(fields)) {
    if (feed.items.size() >= max_items) {
      feed.problems.push_back({Problem::Kind::limit, url,
                               "it has more than " + std::to_string(max_items) + " lines; the rest is not read",
                               "part the feed"});
      break;
    }
    FeedItem item;
    for (std::size_t i = 0; i < std::min(fields.size(), names.size()); ++i)
      add_field(item, names[i], std::move(fields[i]));
    if (!item.fields.empty()) feed.items.push_back(std::move(item));
  }
  return feed;
}

std::optional<std::vector<std::string>> url_column(std::string_view text) {
  Rows rows(text, mark_of(text));
  const std::vector<std::string> names = header_of(rows);
  const auto column = std::find_if(names.begin(), names.end(), [](const std::string& name) {
    return name == "url" || name == "link" || name == "loc" || name == "address";
  });
  if (column == names.end()) return std::nullopt;
  const auto index = static_cast<std::size_t>(column - names.begin());
  std::vector<std::string> urls;
  std::vector<std::string> fields;
  while (rows.next(fields)) urls.push_back(index < fields.size() ? fields[index] : std::string{});
  return urls;
}

}  // namespace markhound::crawler

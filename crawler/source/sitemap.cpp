#include "crawler/source/sitemap.h"

#include <algorithm>
#include <string_view>

#include <pugixml.hpp>

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The text of the entry's loc; some sitemaps leave that element out and write the address right into the entry.
std::string location_of(const pugi::xml_node& entry) {
  for (const auto& child : entry.children())
    if (local_name(child) == "loc") return child.text().get();
  return entry.text().get();
}

pugi::xml_node root_of(const pugi::xml_document& document) {
  for (const auto& child : document.children())
    if (child.type() == pugi::node_element) return child;
  return {};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// A text from outside as a message shows it.
std::string quoted(const std::string& text) {
  constexpr std::size_t longest = 200;
  std::string out(1, '"');
  return out.append(text, 0, longest).append(1, '"');
}

void add_location(const std::string& location, const std::string& base, std::vector<std::string>& to,
                  std::vector<Problem>& problems) {
  const bool blank = location.find_first_not_of(" \t\r\n") == std::string::npos;
  const auto url = blank ? std::nullopt : resolve(base, location);
  if (url && is_web_url(*url)) {
    to.push_back(*url);
  } else {
    problems.push_back({Kind::bad_input, base, quoted(location) + " is no web address", {}});
  }
}

/// The first column of a line of a CSV file or list, quotes and blanks taken off.
std::string first_column(std::string_view line) {
  constexpr std::string_view around = " \t\r\"";
  line = line.substr(0, line.find_first_of(",;\t"));
  const auto begin = line.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  return std::string(line.substr(begin, line.find_last_not_of(around) - begin + 1));
}

}  // namespace

std::optional<Sitemap> parse_sitemap(const std::string& text, const std::string& url) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_auto);
  const pugi::xml_node root = root_of(document);
  const bool index = local_name(root) == "sitemapindex";
  if (!index && local_name(root) != "urlset") return std::nullopt;
  Sitemap sitemap;
  const std::string_view entry = index ? "sitemap" : "url";
  for (const auto& node : root.children())
    if (local_name(node) == entry)
      add_location(location_of(node), url, index ? sitemap.sitemaps : sitemap.pages, sitemap.problems);
  if (!parsed)
    sitemap.problems.push_back({Kind::bad_input, url + " at offset " + std::to_string(parsed.offset),
                                std::string("its XML is broken: ") + parsed.description(),
                                "what stands before the break was read"});
  return sitemap;
}

Sitemap parse_url_list(const std::string& text, const std::string& name) {
  Sitemap list;
  std::string_view rest = text;
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  for (int number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string column = first_column(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (column.empty() || column.starts_with('#')) continue;
    const auto url = resolve({}, column);
    const bool header = number == 1 && lower(name).ends_with(".csv");
    if (url && is_web_url(*url)) {
      list.pages.push_back(*url);
    } else if (!header) {
      list.problems.push_back({Kind::bad_input, "line " + std::to_string(number) + " of " + name,
                               quoted(column) + " is no web address", "write one http or https URL a line"});
    }
  }
  return list;
}

bool has_sitemap_name(const std::string& name) {
  const std::string path = lower(name.substr(0, name.find_first_of("?#")));
  if (path.ends_with(".xml") || path.ends_with(".xml.gz")) return true;
  return lower(name).find("sitemap") != std::string::npos && !has_page_name(path);
}

}  // namespace markhound::crawler

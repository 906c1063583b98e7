// Sitemaps (sitemaps.org protocol 0.9) and lists of URLs: files whose only content is further addresses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.h"

namespace markhound::crawler {

struct Sitemap {
  std::vector<std::string> pages;     ///< absolute, in order
  std::vector<std::string> sitemaps;  ///< of an index
  std::vector<Problem> problems;      ///< entries that are no URLs; XML that breaks off
};

/// Nothing where the text is no sitemap: XML whose root is urlset or sitemapindex, in whatever namespace. Relative
/// locations are taken against `url`. XML that breaks off gives what stands before the break. No entity or document
/// type is loaded.
std::optional<Sitemap> parse_sitemap(const std::string& text, const std::string& url);

/// One URL a line: the first column of a .csv (a header without one is passed by), or a plain list. Lines that are no
/// web URL are problems; empty lines and "#" comments are passed by.
Sitemap parse_url_list(const std::string& text, const std::string& name);

/// Whether an address or file name promises a sitemap: it ends with .xml or .xml.gz, or speaks of a
/// "sitemap" and is no .html page.
bool has_sitemap_name(const std::string& name);

}  // namespace markhound::crawler

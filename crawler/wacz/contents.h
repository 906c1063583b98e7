// What the JSON files of a WACZ say: which pages were archived, and which digests its files have.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/problem.h"

namespace markhound::crawler {

/// The "hash" of each resource of a datapackage.json, by its path ("archive/data.warc.gz": "sha256:…"). Nothing where
/// the text is no such JSON.
std::optional<std::map<std::string, std::string>> read_datapackage(std::string_view text);

/// The "hash" of a datapackage-digest.json, or empty.
std::string read_package_digest(std::string_view text);

/// The lines of a pages.jsonl, given piece by piece; the header line is passed by.
class PageLines {
 public:
  explicit PageLines(std::string name) : name_(std::move(name)) {}

  void add(std::string_view piece);
  /// To be called once, last.
  void end();

  const std::vector<std::string>& pages() const { return pages_; }    ///< absolute web URLs
  const std::vector<Problem>& problems() const { return problems_; }  ///< lines that say no page

 private:
  void take_line();

  std::string name_;
  std::string line_;
  bool too_long_ = false;
  int number_ = 0;
  std::vector<std::string> pages_;
  std::vector<Problem> problems_;
};

}  // namespace markhound::crawler

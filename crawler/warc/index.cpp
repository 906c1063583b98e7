#include "crawler/warc/index.h"

#include <algorithm>
#include <functional>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

std::uint64_t key_of(const std::string& url) { return std::hash<std::string>{}(canonical(url)); }

int rank(const IndexEntry& entry) {
  if (entry.kind == RecordKind::revisit) return 1;
  return entry.status == 200 ? 0 : 2;
}

}  // namespace

void WarcIndex::add(const std::string& url, IndexEntry entry) {
  entry.key = key_of(url);
  entries_.push_back(entry);
}

void WarcIndex::sort() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const IndexEntry& a, const IndexEntry& b) { return a.key < b.key; });
  entries_.shrink_to_fit();
}

std::vector<IndexEntry> WarcIndex::find(const std::string& url) const {
  const std::uint64_t key = key_of(url);
  const auto begin =
      std::partition_point(entries_.begin(), entries_.end(), [&](const IndexEntry& entry) { return entry.key < key; });
  const auto end = std::find_if(begin, entries_.end(), [&](const IndexEntry& entry) { return entry.key != key; });
  std::vector<IndexEntry> found(begin, end);
  std::stable_sort(found.begin(), found.end(),
                   [](const IndexEntry& a, const IndexEntry& b) { return rank(a) < rank(b); });
  return found;
}

}  // namespace markhound::crawler

// From a URL to its places in an archive, in 32 bytes a record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crawler/warc/input.h"

namespace markhound::crawler {

enum class RecordKind : std::uint8_t { response, resource, revisit };

struct IndexEntry {
  std::uint64_t key = 0;  ///< hash of the URL's canonical form: the record itself is asked before it is trusted
  WarcPlace place;
  std::uint16_t status = 0;  ///< of the HTTP response
  std::uint16_t part = 0;    ///< of an archive in several files
  RecordKind kind = RecordKind::response;
};

class WarcIndex {
 public:
  /// Fills in the entry's key.
  void add(const std::string& url, IndexEntry entry);
  /// To be called once, after the last add().
  void sort();

  /// Records that may be of that URL, the best first: a response or resource with status 200, then revisits, then other
  /// answers; those alike in the order of the archive.
  std::vector<IndexEntry> find(const std::string& url) const;

 private:
  std::vector<IndexEntry> entries_;
};

}  // namespace markhound::crawler

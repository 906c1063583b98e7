// An archive as a source: the pages recorded in it, and captures answered by URL.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"
#include "crawler/warc/index.h"
#include "crawler/warc/reader.h"

namespace markhound::crawler {

/// Safe to call from any thread: each call opens the file for itself.
class Archive {
 public:
  /// `source` is what the user named; `max_bytes` bounds the body of one capture.
  Archive(std::string path, std::string source, std::size_t max_bytes);
  /// The same of an archive in several files, at most 65,535.
  Archive(std::vector<WarcPart> parts, std::string source, std::size_t max_bytes);

  /// Reads the archive once, from end to end; `page` gets each HTML response with status 200, and each HTML resource.
  Result<void> list(const std::function<void(const std::string& url)>& page,
                    const std::function<void(const Problem&)>& problem);

  /// What the archive recorded for that URL, redirects followed as far as they are in it.
  Result<Capture> capture(const std::string& url);

 private:
  Result<std::shared_ptr<const WarcIndex>> index();
  Result<void> list_part(std::size_t part, WarcIndex& index, const std::function<void(const std::string& url)>& page,
                         const std::function<void(const Problem&)>& problem);
  Result<Capture> read(WarcReader& reader, const WarcRecord& record, const WarcIndex& index);
  Result<Capture> read_resource(WarcReader& reader, const WarcRecord& record);
  Result<std::string> read_block(WarcReader& reader, const WarcRecord& record, std::uint64_t most);
  Result<Exchange> read_exchange(WarcReader& reader, const WarcRecord& record, std::vector<Problem>& problems);
  Result<std::optional<std::string>> body_if_same(const WarcRecord& revisit, const IndexEntry& entry);
  Result<std::string> original_body(const WarcRecord& revisit, const WarcIndex& index);
  Result<Capture> find(const std::string& url, const WarcIndex& index);

  const std::vector<WarcPart> parts_;
  const std::string source_;
  const std::size_t max_bytes_;
  std::mutex making_;  ///< one thread reads the archive, the others wait for its index
  std::mutex mutex_;   ///< of the index while it is made
  std::shared_ptr<const WarcIndex> index_;
};

}  // namespace markhound::crawler

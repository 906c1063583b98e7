// A WACZ as a source (Web Archive Collection Zipped 1.1.1, specs.webrecorder.net): the WARC files inside it, the pages
// that it lists, and its own digests checked.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

/// Safe to call from any thread. Stored WARC files are read where they lie; deflated ones are unpacked to a temporary
/// file. A signature in datapackage-digest.json is not judged.
class Wacz {
 public:
  Wacz(std::string path, std::size_t max_bytes);
  ~Wacz();

  /// The pages of pages/*.jsonl; where none is listed, each HTML response with status 200. Entries that had to be
  /// passed by, and files whose digest differs from what datapackage.json states, go to `problem`.
  Result<void> list(const std::function<void(const std::string& url)>& page,
                    const std::function<void(const Problem&)>& problem);

  /// What the archive recorded for that URL.
  Result<Capture> capture(const std::string& url);

 private:
  struct Opened;
  Result<std::shared_ptr<Opened>> opened();

  const std::string path_;
  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::shared_ptr<Opened> opened_;
};

}  // namespace markhound::crawler

// Captures read once from a file that has no order of its own (HAR, MHTML), laid by on disk and answered by URL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"
#include "crawler/spool/temp_file.h"

namespace markhound::crawler {

/// Memory grows by 32 bytes a capture. add() by one thread, and then seal(); after that capture() by any.
class Recording {
 public:
  static Result<Recording> make();

  /// `capture` has at most one exchange; its content is read from the exchange's body when it is asked for.
  Result<void> add(const Capture& capture);
  void seal();

  /// What was added for that URL, the first answer with status 200 before others; redirects are followed as far as they
  /// were recorded. Content-Encoding is taken off within `max_bytes`. A Problem of kind not_found names `source`.
  Result<Capture> capture(const std::string& url, const std::string& source, std::size_t max_bytes) const;

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t key;  ///< hash of the canonical URL: the capture itself is asked before it is trusted
    std::uint64_t offset;
    std::uint64_t size;
    bool good;  ///< status 200, or no status at all
  };

  explicit Recording(TempFile file) : file_(std::move(file)) {}
  Result<std::optional<Capture>> find(const std::string& url) const;

  TempFile file_;
  std::vector<Entry> entries_;
};

/// What a reader made of such a file.
struct RecordedFile {
  Recording recording;
  std::vector<std::string> pages;  ///< in order, each once
  std::vector<Problem> problems;
};

}  // namespace markhound::crawler

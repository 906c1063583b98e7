// Writes a package's ZIP to a new file, entry after entry, digesting each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/package/zip.h"
#include "evidence/seal/digest.h"

namespace markhound::evidence {

/// A failure is remembered and told by finish(); until then calls after it do nothing.
class ZipWriter {
 public:
  /// Begins `path` anew.
  explicit ZipWriter(const std::string& path);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void begin(const std::string& name);
  void append(std::string_view bytes);
  void end();
  void add(const std::string& name, std::string_view bytes);

  /// How many entries there are; forget_from(n) takes back all from the n-th on.
  std::size_t count() const { return entries_.size(); }
  void forget_from(std::size_t count);

  /// A line "digest  name" for every entry, as sha256sum writes them.
  std::string sums() const;

  /// Writes the directory and syncs the file.
  Result<void> finish();

 private:
  void write(std::string_view bytes, std::uint64_t offset);
  void fail(const std::string& cause, int error);

  std::string path_;
  int descriptor_;
  std::uint64_t end_ = 0;
  std::vector<ZipEntry> entries_;
  std::vector<std::string> digests_;
  Sha256 digest_;
  std::optional<Problem> problem_;
};

}  // namespace markhound::evidence

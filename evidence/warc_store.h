// The WARC files of a vault: appended to at the end only, cut back to the last committed record after a crash.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::evidence {

/// A run of whole records in one file.
struct WarcPlace {
  std::string file;  ///< name inside the store's folder
  std::int64_t offset = 0;
  std::int64_t length = 0;
};

struct WarcStoreOptions {
  std::string folder;
  std::string software;
  std::string operator_name;
  std::int64_t rotate_at = 512ll << 20;  ///< a file is closed once it is this long
};

/// append() from one thread at a time; read() from any.
class WarcStore {
 public:
  /// `committed`: for each file the bytes that the database vouches for. What lies beyond is cut off, a file that is
  /// shorter is a Problem that names it. With `repair` false nothing is cut.
  static Result<std::unique_ptr<WarcStore>> open(WarcStoreOptions options,
                                                 const std::map<std::string, std::int64_t>& committed, bool repair,
                                                 Clock& clock);
  ~WarcStore();

  /// Appends and syncs; the places are those of `groups`, in order. After a Problem the files are as before.
  Result<std::vector<WarcPlace>> append(const std::vector<const std::string*>& groups);

  Result<std::string> read(const WarcPlace& place) const;

 private:
  WarcStore(WarcStoreOptions options, Clock& clock);
  Result<void> recover(const std::map<std::string, std::int64_t>& committed, bool repair);
  Result<void> start_file();
  Result<void> write(const std::string& bytes, std::int64_t offset);
  void close_file();
  std::string path_of(const std::string& file) const { return options_.folder + "/" + file; }

  WarcStoreOptions options_;
  Clock& clock_;
  int number_ = 0;  ///< of the newest file
  std::string file_;
  int descriptor_ = -1;
  std::int64_t end_ = 0;  ///< committed length of `file_`
};

}  // namespace markhound::evidence

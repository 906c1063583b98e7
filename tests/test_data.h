// Where tests find what they read, and folders that clean up after themselves.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>

namespace markhound::test {

/// Real data beside the repository. A test that needs it begins with MARKHOUND_NEEDS_DATA("pages").
inline std::filesystem::path real_data(const std::string& below = {}) {
  const char* set = getenv("MARKHOUND_TEST_DATA");
  return std::filesystem::path(set ? set : MARKHOUND_TEST_DATA) / below;
}

inline std::filesystem::path source_folder(const std::string& below = {}) {
  return std::filesystem::path(MARKHOUND_SOURCE) / below;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A folder of its own, removed at the end.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "markhound-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::filesystem::path operator/(const std::string& below) const { return path_ / below; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace markhound::test

#define MARKHOUND_NEEDS_DATA(folder)                                  \
  if (!std::filesystem::exists(::markhound::test::real_data(folder))) \
  GTEST_SKIP() << "real data " << ::markhound::test::real_data(folder) << " is not on this machine"

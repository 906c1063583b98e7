// The walls of the house: the four rooms never include each other, core includes nobody, no header outside a .cpp
// names a third-party library, and no file is named by what it is not.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/test_data.h"

namespace markhound::test {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;  ///< from the repository's root
  std::string header;
  bool quoted = false;
};

bool is_source(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

std::vector<std::string> sources_of(const fs::path& root, const std::string& room) {
  std::vector<std::string> files;
  if (!fs::exists(root / room)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
    if (is_source(entry.path())) files.push_back(fs::relative(entry.path(), root).string());
  }
  return files;
}

std::vector<Include> includes_of(const fs::path& root, const std::string& file) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  std::vector<Include> found;
  std::ifstream in(root / file);
  std::smatch match;
  for (std::string line; std::getline(in, line);) {
    if (std::regex_search(line, match, pattern)) found.push_back({file, match[2], match[1] == "\""});
  }
  return found;
}

std::string room_of(const std::string& path) { return path.substr(0, path.find('/')); }

/// Every wall that the tree below `root` breaks, in words.
std::vector<std::string> broken_walls(const fs::path& root) {
  static const std::map<std::string, std::set<std::string>> may_include = {
      {"core", {"core"}},           {"crawler", {"crawler", "core"}},   {"matcher", {"matcher", "core"}},
      {"index", {"index", "core"}}, {"evidence", {"evidence", "core"}},
  };
  std::vector<std::string> broken;
  for (const auto& [room, allowed] : may_include) {
    for (const auto& file : sources_of(root, room)) {
      for (const auto& include : includes_of(root, file)) {
        if (include.quoted && !allowed.contains(room_of(include.header)))
          broken.push_back(file + " includes " + include.header);
      }
    }
  }
  return broken;
}

/// Standard headers have no dot and no slash; POSIX ones end in .h and belong into a .cpp.
bool is_standard(const std::string& header) { return header.find_first_of("./") == std::string::npos; }

TEST(Walls, RoomsKnowOnlyThemselvesAndCore) { EXPECT_THAT(broken_walls(source_folder()), testing::IsEmpty()); }

TEST(Walls, ABrokenOneIsNamed) {
  TempFolder house;
  write_file(house / "matcher/logo.cpp", "#include \"index/register.h\"\n");
  write_file(house / "core/mark.h", "#include \"core/result.h\"\n");
  EXPECT_THAT(broken_walls(house.path()), testing::ElementsAre("matcher/logo.cpp includes index/register.h"));
}

/// The headers of the rooms that the roof sees, directly or through another header.
std::set<std::string> seen_by(const fs::path& root, const std::string& room) {
  std::set<std::string> seen;
  std::vector<std::string> open = sources_of(root, room);
  while (!open.empty()) {
    const std::string file = open.back();
    open.pop_back();
    for (const auto& include : includes_of(root, file)) {
      if (include.quoted && fs::exists(root / include.header) && seen.insert(include.header).second)
        open.push_back(include.header);
    }
  }
  return seen;
}

TEST(Walls, HeadersThatTheRoofSeesKeepThirdPartyLibrariesOut) {
  for (const auto& file : seen_by(source_folder(), "cli")) {
    if (room_of(file) == "cli") continue;
    for (const auto& include : includes_of(source_folder(), file)) {
      EXPECT_TRUE(include.quoted || is_standard(include.header)) << file << " includes <" << include.header << ">";
    }
  }
}

TEST(Walls, NoFileIsLongOrNamedByWhatItIsNot) {
  static const std::regex empty_name("(util|common|misc|helper|manager)");
  for (const std::string room : {"core", "crawler", "matcher", "index", "evidence", "cli"}) {
    for (const auto& file : sources_of(source_folder(), room)) {
      EXPECT_FALSE(std::regex_search(file, empty_name)) << file;
      const std::string text = read_file(source_folder(file));
      EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 400)
          << file << " is too long: which two things does it do?";
    }
  }
}

}  // namespace
}  // namespace markhound::test

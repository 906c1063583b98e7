// Every archive of the folder of real ones, and what must come of it.
#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/source.h"
#include "crawler/warc/archive.h"
#include "tests/crawler/captured.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::HasSubstr;

/// What an archive gives when read as one, whatever its name.
struct Expected {
  std::vector<std::string> pages;     ///< listed, in order
  std::vector<std::string> problems;  ///< begin so, after the archive's path
  std::string asked;                  ///< a URL in it that is no page; empty where there is none
  std::string content;                ///< stands in what is captured of the first page, or of `asked`
  bool refused_by_name = false;       ///< by open_source
  bool altered = false;               ///< the record's digest is not that of its bytes
};

const std::string example = "http://example.com/";
const std::string domain = "<title>Example Domain</title>";
const std::string arc = " at offset 0: it is an ARC file, the format before WARC";

const std::map<std::string, Expected>& expectations() {
  static const std::map<std::string, Expected> all = {
      {"bad.arc", {{}, {arc}, {}, {}, true}},
      {"example.arc", {{}, {arc}, {}, {}, true}},
      {"example.arc.gz", {{}, {arc}, {}, {}, true}},
      {"example-space-in-url.arc", {{}, {arc}, {}, {}, true}},
      {"example.warc", {{example}, {}, {}, domain}},
      {"example.warc.gz", {{example}, {}, {}, domain}},
      {"example-bad-non-chunked.warc.gz", {{example}, {}, {}, domain}},
      {"example-bad.warc.gz.bad", {{"http://example.com/?example=1"}, {}, {}, domain, true}},
      {"example-digest.warc", {{}, {}, {}, {}}},
      {"example-iana.org-chunked.warc", {{"http://www.iana.org/"}, {}, {}, "</html>"}},
      {"example-resource.warc.gz", {{example}, {}, {}, domain}},
      {"example-space-in-target-uri.warc.gz", {{}, {}, "file:///example%20with%20spaces.png", "\x89PNG"}},
      // one record states a length two bytes too small
      {"example-trunc.warc", {{example}, {" at offset 2560: bytes that are no WARC record"}, {}, domain, false, true}},
      {"example-wget-bad-target-uri.warc.gz", {{example}, {}, {}, domain}},
      {"example-wrong-chunks.warc.gz", {{example}, {}, {}, domain, false, true}},
      {"post-test.warc.gz", {{}, {}, "http://httpbin.org/post?foo=bar", "\"foo\": \"bar\""}},
  };
  return all;
}

class RealArchive : public testing::TestWithParam<std::string> {};

TEST_P(RealArchive, GivesWhatItHolds) {
  const std::string path = test::real_data("warc") / GetParam();
  const auto expected = expectations().find(GetParam());
  ASSERT_NE(expected, expectations().end()) << "a new archive in the folder: say what must come of it";
  const Expected& want = expected->second;
  Archive archive(path, path, 1u << 20);
  std::vector<std::string> pages;
  std::vector<std::string> problems;
  const auto once = [&](const std::string& url) {
    if (std::find(pages.begin(), pages.end(), url) == pages.end()) pages.push_back(url);
  };
  ASSERT_TRUE(archive.list(once, [&](const Problem& problem) { problems.push_back(to_line(problem)); }));
  EXPECT_EQ(pages, want.pages);
  ASSERT_EQ(problems.size(), want.problems.size()) << testing::PrintToString(problems);
  for (std::size_t i = 0; i < problems.size(); ++i)
    EXPECT_THAT(problems[i], testing::StartsWith(path + want.problems[i]));
  const std::string asked = want.asked.empty() && !want.pages.empty() ? want.pages[0] : want.asked;
  if (asked.empty()) return;
  const auto capture = archive.capture(asked);
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(capture->content, HasSubstr(want.content));
  const bool altered = std::any_of(capture->problems.begin(), capture->problems.end(), [](const Problem& problem) {
    return problem.cause.find("is not that of its bytes") != std::string::npos;
  });
  EXPECT_EQ(altered, want.altered);
  if (!want.altered) {
    EXPECT_TRUE(capture->problems.empty());
  }
}

TEST_P(RealArchive, IsOpenedOrRefusedInWords) {
  const std::string path = test::real_data("warc") / GetParam();
  test::TableFetcher live;
  const auto source = open_source(path, live, {});
  EXPECT_EQ(source.ok(), !expectations().at(GetParam()).refused_by_name);
  if (!source) {
    EXPECT_THAT(to_line(source.problem()), HasSubstr(path));
  }
}

std::vector<std::string> archives() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(test::real_data("warc"), ignored))
    names.push_back(entry.path().filename().string());
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name;
  for (const char c : info.param) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Folder, RealArchive, testing::ValuesIn(archives()), test_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealArchive);

}  // namespace
}  // namespace markhound::crawler

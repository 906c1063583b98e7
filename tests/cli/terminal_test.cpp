#include "cli/terminal.h"

#include <gtest/gtest.h>

#include "cli/csv.h"
#include "cli/duration.h"
#include "cli/lock.h"
#include "cli/settings.h"
#include "tests/test_data.h"

namespace markhound::cli {
namespace {

using namespace std::chrono_literals;

TEST(Terminal, ObeysNoControlCharacterOfAPage) {
  EXPECT_EQ(inert("a\x1b[31mb\nc"), "a [31mb c");
  EXPECT_EQ(inert("safe\u202egpj.exe"), "safe?gpj.exe");
  EXPECT_EQ(inert("大鹅 für"), "大鹅 für");
}

TEST(Terminal, ShortensBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("大鹅大", 4), "大…");
}

TEST(Csv, QuotesAndDefusesFormulas) {
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a,b \"c\""), "\"a,b \"\"c\"\"\"");
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)"}) EXPECT_EQ(csv_cell(formula).front(), '\'') << formula;
}

TEST(Duration, ReadsWhatPeopleWrite) {
  EXPECT_EQ(*duration_from("90s"), 90s);
  EXPECT_EQ(*duration_from("6h"), 6h);
  EXPECT_EQ(*duration_from("2w"), 336h);
  for (const char* text : {"", "h", "6", "0h", "-1h", "6 h", "6hours", "99999999999999999999h", "9999w"}) {
    EXPECT_FALSE(duration_from(text).ok()) << text;
  }
}

TEST(Duration, WritesTheLargestWholeUnit) {
  EXPECT_EQ(to_text(6h), "6h");
  EXPECT_EQ(to_text(90s), "90s");
  EXPECT_EQ(to_text(168h), "1w");
}

TEST(Lock, TheSecondWriterIsToldWhoHoldsIt) {
  test::TempFolder folder;
  const std::string path = (folder / "lock").string();
  {
    auto first = WorkspaceLock::take(path);
    ASSERT_TRUE(first.ok());
    const auto second = WorkspaceLock::take(path);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.problem().kind, Problem::Kind::busy);
    EXPECT_NE(second.problem().cause.find(std::to_string(getpid())), std::string::npos);
  }
  EXPECT_TRUE(WorkspaceLock::take(path).ok());
}

TEST(Settings, AreWrittenOnFirstUseAndReadBack) {
  test::TempFolder folder;
  const std::string path = (folder / "settings.json").string();
  EXPECT_EQ(load_settings(path)->delay_ms, 1000);
  test::write_file(path,
                   R"({"operator": "Li", "contact": "li@example.org", "tsa": ["http://tsa.example/"], "delay_ms": 5})");
  const auto settings = load_settings(path);
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings->operator_name, "Li");
  EXPECT_EQ(settings->tsa.size(), 1u);
  EXPECT_EQ(settings->delay_ms, 5);
  EXPECT_NE(user_agent(*settings).find("li@example.org"), std::string::npos);
}

TEST(Settings, AMistakeIsNamedAndNothingIsOverwritten) {
  test::TempFolder folder;
  const std::string path = (folder / "settings.json").string();
  for (const char* text : {"{", R"({"delay_ms": "soon"})", "[]"}) {
    test::write_file(path, text);
    EXPECT_FALSE(load_settings(path).ok()) << text;
    EXPECT_EQ(test::read_file(path), text);
  }
}

}  // namespace
}  // namespace markhound::cli

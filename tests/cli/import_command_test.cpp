// `mark import` and `mark alias` as a user runs them: registers, updates out of order, kill -9 in the middle.
#include <chrono>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ImportCommandTest : public testing::Test {
 protected:
  CommandResult run(const std::string& arguments, const std::string& workspace = "workspace") {
    return markhound(folder_ / workspace, arguments);
  }
  static std::string sample(const std::string& file) {
    return quoted(source_folder("samples/register/" + file).string());
  }
  json shown(const std::string& id) { return json::parse(run("mark show --json " + id).out); }

  TempFolder folder_;
};

TEST_F(ImportCommandTest, RegistersAreImportedAndUpdatedInAnyOrder) {
  const auto first = run("mark import " + sample("daily-1.xml.gz"));
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, "4 marks imported, 0 problems (4 new, 0 changed, 0 as before, 0 older than what is held)\n");
  EXPECT_EQ(shown("US-97000001")["status"], "live");
  EXPECT_EQ(shown("US-97000002")["vienna"], json({"03.01.08", "06.01.01"}));

  EXPECT_THAT(run("mark import " + sample("daily-2.xml")).out, HasSubstr("(0 new, 2 changed, 0 as before, 0 older"));
  EXPECT_EQ(shown("US-97000001")["status"], "dead");
  EXPECT_EQ(shown("US-97000001")["status_code"], "710");
  EXPECT_EQ(shown("US-97000002")["status"], "pending");

  // An older file applied after does not undo a later one, and the same file again makes no doubles.
  EXPECT_THAT(run("mark import " + sample("daily-1.xml")).out, HasSubstr("(0 new, 0 changed, 2 as before, 2 older"));
  EXPECT_EQ(shown("US-97000001")["status"], "dead");
  EXPECT_EQ(run("mark list").lines().size(), 4u);
}

TEST_F(ImportCommandTest, EveryFormatAndAMapping) {
  const auto result = run("mark import " + sample("registers.zip"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("7 marks imported, 0 problems"));
  EXPECT_THAT(run("mark import --map @" + sample("office.map") + " " + sample("office.csv")).out,
              HasSubstr("2 marks imported, 0 problems"));
  EXPECT_EQ(shown("NZ-1100001")["serial"], "1100001");
  EXPECT_EQ(run("mark import --map nome=Mark " + sample("office.csv")).exit_code, 2);
  EXPECT_EQ(run("mark import --format word " + sample("office.csv")).exit_code, 2);
}

TEST_F(ImportCommandTest, RefusedRecordsAreListedInAFile) {
  write_file(folder_ / "bad.xml",
             "<trademark-applications-daily><case-file><serial-number>1</serial-number><x></y></case-file>"
             "</trademark-applications-daily>");
  const auto errors = folder_ / "errors.jsonl";
  const auto result = run("mark import --errors " + quoted(errors.string()) + " " +
                          quoted((folder_ / "bad.xml").string()) + " " + sample("daily-2.xml"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("bad.xml record 1 (byte 30, serial number 1): is not XML: mismatched tag"));
  EXPECT_THAT(result.out, HasSubstr("2 marks imported, 1 problems"));
  EXPECT_THAT(json::parse(read_file(errors))["thing"], HasSubstr("record 1"));
}

TEST_F(ImportCommandTest, AliasesStayThroughUpdates) {
  ASSERT_EQ(run("mark import " + sample("daily-1.xml")).exit_code, 0);
  EXPECT_EQ(run("mark alias add US-97000001 大鹅 三叶草 \"BV\" 大鹅").out, "3 aliases added\n");
  ASSERT_EQ(run("mark import " + sample("daily-2.xml")).exit_code, 0);
  EXPECT_EQ(run("mark alias list US-97000001").out, "US-97000001\t大鹅\nUS-97000001\t三叶草\nUS-97000001\tBV\n");
  EXPECT_EQ(run("mark alias list").lines().size(), 3u);
  EXPECT_EQ(run("mark alias remove US-97000001 三叶草").exit_code, 0);
  EXPECT_EQ(run("mark alias list US-97000001").lines().size(), 2u);
  EXPECT_EQ(run("mark alias remove US-97000001 三叶草").exit_code, 2);
  EXPECT_EQ(run("mark alias add NOBODY x").exit_code, 2);
  EXPECT_EQ(run("mark alias add US-97000001 ''").exit_code, 2);
  write_file(folder_ / "text.txt", "正品大鹅羽绒服\n");
  EXPECT_EQ(run("match text " + quoted((folder_ / "text.txt").string())).exit_code, 1);
}

TEST_F(ImportCommandTest, AliasesKeepTheLogosOfTheirMark) {
  const auto logo = quoted(source_folder("samples/marks/logos/nordfjell.svg").string());
  ASSERT_EQ(run("mark add --id nord --name NORDFJELL --logo " + logo).exit_code, 0);
  ASSERT_EQ(run("mark alias add nord 诺峰").exit_code, 0);
  const auto found = run("match image --json " + logo);
  EXPECT_EQ(found.exit_code, 1) << found.err;
  EXPECT_EQ(json::parse(found.out)["logos"][0]["mark"], "nord");
  EXPECT_EQ(shown("nord")["logos"].size(), 1u);
}

TEST_F(ImportCommandTest, SpellingsThatNothingMeetsYetAreSuggestedAndAccepted) {
  ASSERT_EQ(run("mark add --id bv --name 'Bottega Veneta'").exit_code, 0);
  std::map<std::string, json> all;
  for (const std::string& line : run("mark suggest --all --json bv").lines()) {
    json one = json::parse(line);
    EXPECT_EQ(one["mark"], "bv");
    const std::string text = one["text"];
    all[text] = std::move(one);
  }
  ASSERT_TRUE(all.contains("BV"));
  EXPECT_EQ(all["BV"]["kind"], "abbreviation");
  EXPECT_FALSE(all["BV"].contains("met"));
  ASSERT_TRUE(all.contains("b0ttega veneta"));
  EXPECT_GT(all["b0ttega veneta"]["met"]["score"], 0.5);  // the register needs no alias for it

  const auto worth = run("mark suggest --json bv").lines();
  EXPECT_LT(worth.size(), all.size());
  for (const std::string& line : worth) EXPECT_FALSE(json::parse(line).contains("met")) << line;
  EXPECT_THAT(run("mark suggest bv").out, HasSubstr("worth an alias"));
  EXPECT_EQ(run("mark alias list bv").out, "");

  ASSERT_EQ(run("mark suggest --accept --json bv").exit_code, 0);
  EXPECT_EQ(run("mark alias list bv").lines().size(), worth.size());
  EXPECT_EQ(run("mark suggest --json bv").out, "");
  EXPECT_EQ(run("mark suggest nobody").exit_code, 2);
}

/// A daily file of so many records, one in fifty of them broken.
void write_daily(const std::filesystem::path& path, int records) {
  std::ofstream out(path, std::ios::binary);
  out << "<?xml "
         "version=\"1.0\"?>\n<trademark-applications-daily><application-information><file-segments><action-keys>\n";
  for (int i = 0; i < records; ++i) {
    const std::string name = "Zor" + std::string(1, static_cast<char>('a' + i % 26)) + "vex " + std::to_string(i);
    out << "<case-file><serial-number>" << 90'000'000 + i << "</serial-number><transaction-date>20240105"
        << "</transaction-date><case-file-header><filing-date>20230105</filing-date><status-code>630</status-code>"
        << "<mark-identification>" << (i % 50 == 7 ? "<broken>" : name) << "</mark-identification>"
        << "</case-file-header></case-file>\n";
  }
  out << "</action-keys></file-segments></application-information></trademark-applications-daily>\n";
}

TEST_F(ImportCommandTest, KilledAnywhereItGoesOnWhereTheLastCommitWas) {
  constexpr int records = 22'000;
  const auto file = folder_ / "daily.xml";
  write_daily(file, records);
  const std::string import = "mark import " + quoted(file.string());
  const auto begin = std::chrono::steady_clock::now();
  const auto undisturbed = run(import, "undisturbed");
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begin;
  ASSERT_EQ(undisturbed.exit_code, 0) << undisturbed.err.substr(0, 2000);
  EXPECT_THAT(undisturbed.out, HasSubstr("21560 marks imported, 440 problems (21560 new,"));

  // Killed again and again at another moment, until a run has found a commit of an earlier one; then it may end.
  const std::string program = quoted(MARKHOUND_PROGRAM) + " --workspace " + quoted((folder_ / "killed").string());
  bool went_on = false;
  int exit_code = -1;
  for (int i = 0; i < 60 && exit_code != 0; ++i) {
    const double seconds = whole.count() * (0.3 + 0.1 * (i % 9));
    const auto result = went_on ? run(import, "killed")
                                : shell("timeout -s KILL " + std::to_string(seconds) + " " + program + " " + import);
    exit_code = result.exit_code;
    went_on = went_on || result.err.find("going on after record") != std::string::npos;
  }
  EXPECT_TRUE(went_on) << "the import ended before it could be killed behind a commit";
  ASSERT_EQ(exit_code, 0);
  EXPECT_EQ(run("mark list --json", "killed").out, run("mark list --json", "undisturbed").out);
  // Once it is whole the file is read from its beginning again.
  const auto again = run(import, "killed");
  EXPECT_THAT(again.out, HasSubstr("21560 marks imported, 440 problems (0 new, 0 changed, 21560 as before,"));
  EXPECT_EQ(again.err.find("going on"), std::string::npos);
}

}  // namespace
}  // namespace markhound::test

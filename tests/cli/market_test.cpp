// The whole way on the sample market: register, scan, findings, export, verify; and going on after a kill.
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/cli/market_score.h"
#include "tests/cli/sample_market.h"

namespace markhound::test {
namespace {

using nlohmann::json;

void import_marks(const std::filesystem::path& workspace) {
  const auto imported =
      markhound(workspace, "mark import " + quoted(source_folder("samples/marks/marks.jsonl").string()));
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
}

/// What a finding says, without the times and captures of the scan that made it.
std::map<std::string, std::string> substance(const std::filesystem::path& workspace) {
  std::map<std::string, std::string> findings;
  for (const std::string& line : markhound(workspace, "findings --json --min-grade none").lines()) {
    const json finding = json::parse(line);
    const std::string id = finding["id"];
    EXPECT_FALSE(findings.contains(id)) << "twice: " << line;
    findings[id] = json{{"grade", finding["grade"]},
                        {"mark", finding["mark"]},
                        {"score", finding["score"]},
                        {"factors", finding["factors"]},
                        {"listing", finding["listing"]}}
                       .dump();
  }
  return findings;
}

/// Scanned once for all the tests below.
class MarketTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    market_ = new SampleMarket;
    folder_ = new TempFolder;
    import_marks(workspace());
    const auto scanned = markhound(workspace(), market_->scan_arguments());
    ASSERT_EQ(scanned.exit_code, 1) << scanned.err;
    std::printf("%s", scanned.err.c_str());
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete market_;
  }

  static std::filesystem::path workspace() { return *folder_ / "undisturbed"; }

  static SampleMarket* market_;
  static TempFolder* folder_;
};

SampleMarket* MarketTest::market_ = nullptr;
TempFolder* MarketTest::folder_ = nullptr;

TEST_F(MarketTest, FindsTheGuiltyAndSparesTheInnocent) {
  const auto findings = markhound(workspace(), "findings --json --min-grade none");
  const auto score = score_market(read_file(source_folder("samples/expected.json")), findings.out);
  ASSERT_TRUE(score.ok()) << to_line(score.problem());
  std::printf("%s", to_table(*score).c_str());
  EXPECT_GE(score->precision(), 0.95);
  EXPECT_GE(score->recall(), 0.90);
}

TEST_F(MarketTest, EveryFindingSaysWhyAndWhatSpeaksAgainstIt) {
  for (const std::string& line : markhound(workspace(), "findings --json").lines()) {
    const json finding = json::parse(line);
    EXPECT_FALSE(finding["factors"].empty()) << line;
    EXPECT_FALSE(finding["defences"].empty()) << line;
    EXPECT_FALSE(finding["rules"].get<std::string>().empty()) << line;
  }
}

TEST_F(MarketTest, ScannedAgainNothingIsThereTwice) {
  const auto before = substance(workspace());
  ASSERT_EQ(markhound(workspace(), market_->scan_arguments()).exit_code, 1);
  EXPECT_EQ(substance(workspace()), before);
}

TEST_F(MarketTest, KilledTenTimesItFindsTheSame) {
  const auto disturbed = *folder_ / "disturbed";
  import_marks(disturbed);
  std::mt19937 random(7);
  int killed = 0;
  const std::string scan =
      quoted(MARKHOUND_PROGRAM) + " -w " + quoted(disturbed.string()) + " " + market_->scan_arguments();
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double seconds = 0.3 + 2.0 * static_cast<double>(random() % 1000) / 1000.0;
    const auto result = shell("timeout -s KILL " + std::to_string(seconds) + " " + scan);
    if (result.exit_code == 137) ++killed;
  }
  const auto finished = shell(scan);
  ASSERT_EQ(finished.exit_code, 1) << finished.err;
  std::printf("killed %d of 10 times; %s", killed, finished.err.c_str());
  EXPECT_GT(killed, 0);
  EXPECT_EQ(substance(disturbed), substance(workspace()));
}

TEST_F(MarketTest, ThePackageIsIntactAndAStrangerCanCheckIt) {
  const json strongest = json::parse(markhound(workspace(), "findings --json").lines().front());
  const std::string package = quoted((*folder_ / "case.zip").string());
  const auto exported =
      markhound(workspace(), "evidence export " + strongest["id"].get<std::string>() + " -o " + package);
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  const auto verified = shell(quoted(MARKHOUND_PROGRAM) + " evidence verify " + package);
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  const auto unpacked = quoted((*folder_ / "case").string());
  const auto checked =
      shell("unzip -q " + package + " -d " + unpacked + " && cd " + unpacked +
            " && sha256sum --quiet -c SHA256SUMS && openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s "
            "-content SHA256SUMS -CAfile signer-ca.crt -purpose any -out /dev/null");
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  const auto again = markhound(workspace(), "evidence export " + strongest["id"].get<std::string>() + " -o " + package);
  EXPECT_EQ(again.exit_code, 2) << "an existing package was overwritten";
}

TEST_F(MarketTest, ADecisionIsKept) {
  const json first = json::parse(markhound(workspace(), "findings --json").lines().front());
  const std::string id = first["id"];
  ASSERT_EQ(markhound(workspace(), "findings decide " + id + " confirm --why 'bought and compared'").exit_code, 0);
  const json shown = json::parse(markhound(workspace(), "findings show --json " + id).out);
  EXPECT_EQ(shown["decision"], "confirmed");
  EXPECT_EQ(shown["why"], "bought and compared");
  EXPECT_EQ(markhound(workspace(), "findings decide 0000000000 confirm --why x").exit_code, 2);
}

TEST_F(MarketTest, ANoticeIsDraftedOnlyOfWhatWasDecided) {
  json strongest;
  for (const std::string& line : markhound(workspace(), "findings --json --min-grade A").lines()) {
    strongest = json::parse(line);
    if (strongest["mark"] == "nordfjell" && strongest["decision"] == "open") break;
  }
  const std::string id = strongest["id"];
  const std::string folder = quoted((*folder_ / "notices").string());
  const std::string draft = "complaint draft " + id + " --platform shopify --market US -o " + folder;
  ASSERT_EQ(markhound(workspace(), draft).exit_code, 2) << "nobody decided on it";
  ASSERT_EQ(markhound(workspace(), "findings decide " + id + " confirm --why 'bought and compared'").exit_code, 0);
  ASSERT_EQ(markhound(workspace(), "rights add holder --name 'Nordfjell AS' --contact-name 'Ida Berg' --address Bergen "
                                   "--phone 1 --email ip@nordfjell.example --website https://nordfjell.example")
                .exit_code,
            0);
  const auto checked = markhound(workspace(), "complaint check " + id + " --platform shopify --market US --json");
  for (const std::string& line : checked.lines()) EXPECT_NE(json::parse(line)["severity"], "error") << line;
  const auto drafted = markhound(workspace(), draft);
  ASSERT_LE(drafted.exit_code, 1) << drafted.err;
  const std::string text = read_file(*folder_ / "notices/n-0001-shopify.txt");
  EXPECT_THAT(text, testing::HasSubstr(strongest["listing"].get<std::string>()));
  EXPECT_THAT(text, testing::HasSubstr("5551234"));
}

TEST_F(MarketTest, FindingsAreATableAndCsv) {
  const auto table = markhound(workspace(), "findings");
  const auto csv = markhound(workspace(), "findings --csv");
  EXPECT_EQ(table.exit_code, 1);
  EXPECT_EQ(csv.lines().front(),
            "id,grade,score,mark,title,listing,seller,price,currency,first_seen,last_seen,decision,why\r");
  EXPECT_EQ(csv.lines().size(), markhound(workspace(), "findings --json").lines().size() + 1);
}

}  // namespace
}  // namespace markhound::test

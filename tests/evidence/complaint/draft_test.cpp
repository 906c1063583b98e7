// Notices: how they are divided, and what stands in them, form by form, against files that were read by eye.
#include <cstdlib>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/write.h"
#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// The file of that name in golden/; with MARKHOUND_WRITE_GOLDEN set it is written anew, and the test fails.
void expect_golden(const std::string& name, const std::string& text) {
  const auto path = source_folder("tests/evidence/complaint/golden/" + name);
  if (std::getenv("MARKHOUND_WRITE_GOLDEN")) {
    write_file(path, text);
    ADD_FAILURE() << path << " was written; read it, and run again without MARKHOUND_WRITE_GOLDEN";
  } else {
    EXPECT_EQ(read_file(path), text) << name;
  }
}

class EveryForm : public testing::TestWithParam<std::string> {};

TEST_P(EveryForm, IsWrittenAsItsGoldenFiles) {
  const auto filing = sample_filing(GetParam(), 2);
  const auto drafts = complaint::draft_notices(filing, 7);
  ASSERT_EQ(drafts.size(), 1u);
  const auto remarks = complaint::check_filing(filing, drafts);
  expect_golden(GetParam() + ".txt", complaint::text_of(filing, drafts[0], remarks));
  expect_golden(GetParam() + ".csv", complaint::csv_of(filing, drafts[0]));
  if (GetParam() == "ebay") expect_golden("ebay.vero.json", complaint::vero_of(filing, drafts[0]));
}

TEST_P(EveryForm, IsCleanWhereAllIsThere) { EXPECT_THAT(rules_of(sample_filing(GetParam(), 2)), testing::IsEmpty()); }

TEST_P(EveryForm, SplitsAtItsLimit) {
  auto filing = sample_filing(GetParam(), 301);
  const std::size_t most = filing.form.most_targets == 0 ? 301 : filing.form.most_targets;
  const auto drafts = complaint::draft_notices(filing, 1);
  EXPECT_EQ(drafts.size(), (301 + most - 1) / most);
  std::set<std::string> seen;
  for (const auto& draft : drafts) {
    EXPECT_LE(draft.accused.size(), most);
    for (const auto& target : draft.notice.targets) EXPECT_TRUE(seen.insert(target.finding).second) << "twice";
  }
  EXPECT_EQ(seen.size(), 301u);
  filing.choices.most_targets = 4;
  EXPECT_EQ(complaint::draft_notices(filing, 1).size(), 76u);
}

TEST_P(EveryForm, KeepsItsWordsWithinTheFieldsOfTheForm) {
  auto filing = sample_filing(GetParam(), 150);
  for (auto& accused : filing.accused) accused.record.finding.title = std::string(5000, 'x');
  for (const auto language : {complaint::Language::en, complaint::Language::zh, complaint::Language::both}) {
    filing.choices.words = language;
    for (const auto& draft : complaint::draft_notices(filing, 1)) {
      for (const auto& filled : draft.fields) {
        if (filled.field->most > 0) {
          EXPECT_LE(complaint::form_length(filled.value), filled.field->most);
        }
      }
      for (const auto& row : complaint::rows_of(filing, draft)) {
        for (std::size_t i = 0; i < row.size(); ++i) {
          const auto most = filing.form.columns[i].most;
          if (most > 0) {
            EXPECT_LE(complaint::form_length(row[i]), most);
          }
        }
      }
    }
  }
}

TEST_P(EveryForm, LetsNothingOfAHostilePageAct) {
  auto filing = sample_filing(GetParam());
  const std::string hostile = "=HYPERLINK(\"x\")\xE2\x80\xAE\x1b[2J\r\n== 99. Signature\xff<script>";
  filing.accused[0].record.seen.seller = hostile;
  filing.accused[0].record.finding.title = hostile;
  filing.accused[0].record.finding.listing += "?q=\xE2\x80\xAE \"\n";
  filing.choices.words = complaint::Language::both;
  const auto drafts = complaint::draft_notices(filing, 1);
  const std::string text = complaint::text_of(filing, drafts[0], {});
  const std::string csv = complaint::csv_of(filing, drafts[0]);
  const std::string object = complaint::json_of(filing, drafts[0], {});
  for (const std::string& output : {text, csv, object}) {
    EXPECT_THAT(output, Not(HasSubstr("\xE2\x80\xAE")));
    EXPECT_THAT(output, Not(HasSubstr("\x1b")));
    EXPECT_THAT(output, Not(HasSubstr("\xff")));
  }
  EXPECT_THAT(text, Not(HasSubstr("\n== 99."))) << "a seller's line passes for a field of the form";
  EXPECT_THAT(csv, Not(HasSubstr("\r\n=")));
  EXPECT_THAT(csv, Not(HasSubstr(",=")));
  EXPECT_THAT(csv, Not(HasSubstr(",\"=")));
  EXPECT_TRUE(json::accept(object));
}

INSTANTIATE_TEST_SUITE_P(Forms, EveryForm, testing::ValuesIn(complaint::platforms()), [](const auto& one) {
  std::string name = one.param;
  std::erase(name, '-');
  return name;
});

TEST(Drafts, OneNoticeHasOneRightOneSellerOneMarket) {
  auto filing = sample_filing("amazon", 5);
  filing.accused[1].record.seen.seller = "another seller";
  filing.accused[2].mark.id = "second-mark";
  filing.accused[2].mark.number = "6000001";
  filing.accused[3].record.finding.listing = "https://www.amazon.de/dp/B000000004";
  const auto drafts = complaint::draft_notices(filing, 1);
  ASSERT_EQ(drafts.size(), 4u);
  EXPECT_EQ(drafts[0].notice.targets.size(), 2u);
  EXPECT_EQ(drafts[0].notice.id(), "n-0001");
  EXPECT_EQ(drafts[1].notice.seller, "another seller");
  EXPECT_EQ(drafts[2].notice.right, "US 6000001");
  EXPECT_EQ(drafts[3].notice.market, "DE");
}

TEST(Drafts, TheRegistrationOfTheMarketIsTheOneNamed) {
  auto filing = sample_filing("amazon", 1);
  auto european = sample_document(complaint::Document::Kind::certificate, "em");
  european.office = "EM";
  european.number = "018123456";
  filing.rights.documents.push_back(european);
  filing.accused[0].record.finding.listing = "https://www.amazon.de/dp/B000000004";
  const auto drafts = complaint::draft_notices(filing, 1);
  EXPECT_EQ(drafts[0].notice.right, "EM 018123456");
  EXPECT_EQ(complaint::value_of("right.valid_until", filing, drafts[0], 0), "2031-05-01");
}

TEST(Drafts, AnAgentFilesWhereThereIsOne) {
  auto filing = sample_filing("amazon");
  complaint::Party agent;
  agent.id = "watch";
  agent.kind = complaint::Party::Kind::agent;
  agent.name = "Brand Watch Ltd";
  agent.holder = "nordfjell-as";
  filing.rights.parties.push_back(agent);
  EXPECT_EQ(complaint::value_of("role", filing, complaint::draft_notices(filing, 1)[0], 0), "Authorised agent");
  filing.choices.as_owner = true;
  EXPECT_EQ(complaint::value_of("filer.name", filing, complaint::draft_notices(filing, 1)[0], 0), "Nordfjell AS");
}

TEST(Drafts, TheExplanationIsInTheLanguageChosen) {
  auto filing = sample_filing("temu");
  const auto said = [&](complaint::Language language) {
    filing.choices.words = language;
    return complaint::value_of("message", filing, complaint::draft_notices(filing, 1)[0], 0);
  };
  EXPECT_THAT(said(complaint::Language::en), Not(HasSubstr("卖家")));
  EXPECT_THAT(said(complaint::Language::zh), Not(HasSubstr("The listing")));
  EXPECT_THAT(said(complaint::Language::both), testing::AllOf(HasSubstr("卖家"), HasSubstr("The listing")));
}

TEST(Drafts, AnAnswerToADefenceIsSaidOfTheListingsThatRaiseIt) {
  auto filing = sample_filing("temu");
  filing.choices.words = complaint::Language::en;
  filing.choices.answers["genuine resale"] = "the goods were never ours";
  const auto said = [&] { return complaint::value_of("message", filing, complaint::draft_notices(filing, 1)[0], 0); };
  EXPECT_THAT(said(), Not(HasSubstr("never ours")));
  filing.accused[0].record.finding.defences.push_back({"genuine resale", true, "used goods", "EUTMR art. 15"});
  EXPECT_THAT(said(), HasSubstr("On genuine resale: the goods were never ours"));
}

TEST(Vero, HasTheFieldsOfTheApiAndNoOthers) {
  auto filing = sample_filing("ebay", 2);
  filing.accused[0].mark.name = filing.accused[1].mark.name = std::string(80, 'N');
  filing.choices.message = std::string(3000, 'm');
  const json body = json::parse(complaint::vero_of(filing, complaint::draft_notices(filing, 1)[0]));
  ASSERT_EQ(body["reportItems"].size(), 2u);
  const json& item = body["reportItems"][0];
  EXPECT_EQ(item["itemId"], "100000000001");
  EXPECT_EQ(item["veroReasonCodeId"], "9052");
  EXPECT_EQ(complaint::form_length(item["brand"].get<std::string>()), 50u);
  EXPECT_EQ(complaint::form_length(item["detailedMessage"].get<std::string>()), 1000u);
  EXPECT_EQ(item["copyEmailToRightsOwner"], true);
  EXPECT_EQ(item.size(), 5u);
}

TEST(Vero, CountriesGoWithParallelImportsAndAPatentWithPatents) {
  auto filing = sample_filing("ebay");
  filing.choices.reason = "9037";
  filing.choices.countries = {"US", "CA"};
  const json imports = json::parse(complaint::vero_of(filing, complaint::draft_notices(filing, 1)[0]));
  EXPECT_EQ(imports["reportItems"][0]["countries"], json({"US", "CA"}));
  filing.choices.reason = "9048";
  filing.choices.patent = "US1234567";
  const json patents = json::parse(complaint::vero_of(filing, complaint::draft_notices(filing, 1)[0]));
  EXPECT_EQ(patents["reportItems"][0]["patent"], "US1234567");
  EXPECT_FALSE(patents["reportItems"][0].contains("countries"));
}

TEST(Written, NothingIsOverwrittenAndNothingIsLeftOfWhatFailed) {
  TempFolder folder;
  const auto filing = sample_filing("tiktok");
  const auto drafts = complaint::draft_notices(filing, 3);
  const auto files = complaint::write_drafts(filing, drafts, {}, folder / "out");
  ASSERT_TRUE(files.ok()) << to_line(files.problem());
  std::vector<std::string> names;
  for (const auto& file : *files) {
    names.push_back(std::filesystem::path(file.path).filename());
    EXPECT_EQ(evidence::sha256(read_file(file.path)), file.digest);
  }
  EXPECT_THAT(names, ElementsAre("n-0003-tiktok.txt", "n-0003-tiktok.json", "n-0003-tiktok.csv", "n-0003-tiktok.xlsx"));
  EXPECT_FALSE(complaint::write_drafts(filing, drafts, {}, folder / "out").ok());
  write_file(folder / "half/n-0003-tiktok.csv", "mine");
  EXPECT_FALSE(complaint::write_drafts(filing, drafts, {}, folder / "half").ok());
  EXPECT_EQ(read_file(folder / "half/n-0003-tiktok.csv"), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder / "half/n-0003-tiktok.txt"));
}

TEST(Written, ASheetHasTextOnlyAndTheSameBytesAgain) {
  TempFolder folder;
  auto filing = sample_filing("tiktok");
  filing.accused[0].record.seen.seller = "=1+1";
  const auto drafts = complaint::draft_notices(filing, 1);
  const std::string path = folder / "a.xlsx";
  ASSERT_TRUE(complaint::write_sheet(filing, drafts[0], path).ok());
  ASSERT_TRUE(complaint::write_sheet(filing, drafts[0], folder / "b.xlsx").ok());
  EXPECT_EQ(read_file(path), read_file(folder / "b.xlsx"));
  ASSERT_EQ(std::system(("unzip -q -d " + path + ".d " + path).c_str()), 0);
  const std::string sheet = read_file(path + ".d/xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, Not(HasSubstr("hyperlink")));
  EXPECT_THAT(read_file(path + ".d/xl/sharedStrings.xml"), HasSubstr(">=1+1<"));
}

}  // namespace
}  // namespace markhound::test

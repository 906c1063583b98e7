// The rules files: all of them, those of a user, and broken ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/complaint/built_in_rules.h"
#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Forms, ThereIsOneForEveryPlatform) {
  EXPECT_THAT(complaint::platforms(),
              ElementsAre("aliexpress", "amazon", "cn-notice", "dmca", "dsa", "ebay", "etsy", "lazada", "mercadolibre",
                          "shopee", "shopify", "temu", "tiktok", "walmart"));
}

TEST(Forms, TheFilesInTheRepositoryAreTheOnesBuiltIn) {
  for (const auto& file : complaint::built_in_rules()) {
    EXPECT_EQ(read_file(source_folder("evidence/rules/" + std::string(file.name) + ".json")), file.json);
  }
}

TEST(Forms, EverySourceSaysWhatAndWhereAndWhen) {
  for (const auto& platform : complaint::platforms()) {
    const auto form = complaint::load_form(platform, "");
    ASSERT_TRUE(form.ok()) << to_line(form.problem());
    for (const auto& source : form->sources) {
      EXPECT_FALSE(source.says.empty()) << platform << " " << source.id;
      EXPECT_FALSE(source.url.empty()) << platform << " " << source.id;
      EXPECT_TRUE(complaint::day_from(source.read)) << platform << " " << source.id;
    }
  }
}

TEST(Forms, EveryWordIsThereInBothLanguages) {
  for (const auto& platform : complaint::platforms()) {
    const auto form = complaint::load_form(platform, "");
    for (const auto& field : form->fields) {
      EXPECT_FALSE(field.label.en.empty()) << platform << " " << field.name;
      EXPECT_FALSE(field.label.zh.empty()) << platform << " " << field.name;
    }
    for (const auto& statement : form->statements) EXPECT_FALSE(statement.text.zh.empty()) << platform;
    for (const auto& deadline : form->deadlines) EXPECT_FALSE(deadline.says.zh.empty()) << platform;
  }
}

/// A misspelt name of a value would leave a field empty for ever.
TEST(Forms, EveryFieldOfACompleteFilingIsFilled) {
  for (const auto& platform : complaint::platforms()) {
    auto filing = sample_filing(platform);
    filing.choices.test_buys[""] = "ORDER-1";
    if (platform != "dmca") filing.choices.claim = "counterfeit";
    for (const auto& draft : complaint::draft_notices(filing, 1)) {
      for (const auto& filled : draft.fields)
        EXPECT_TRUE(filled.field->by_hand || !filled.value.empty()) << platform << " " << filled.field->name;
    }
  }
}

TEST(Forms, TheLimitsAreThoseOfTheirSources) {
  const std::map<std::string, std::size_t> limits = {{"aliexpress", 300}, {"lazada", 300}, {"temu", 200},
                                                     {"ebay", 150},       {"amazon", 50},  {"walmart", 10}};
  for (const auto& [platform, most] : limits) EXPECT_EQ(complaint::load_form(platform, "")->most_targets, most);
}

TEST(Forms, AFileOfTheUserReplacesTheBuiltInOne) {
  TempFolder folder;
  std::string json = read_file(source_folder("evidence/rules/walmart.json"));
  json.replace(json.find("\"count\": 10"), 11, "\"count\": 7");
  write_file(folder / "walmart.json", json);
  EXPECT_EQ(complaint::load_form("walmart", folder.path())->most_targets, 7u);
  EXPECT_EQ(complaint::load_form("temu", folder.path())->most_targets, 200u);
}

TEST(Forms, ABrokenFileIsNamedAndNeverPassedOver) {
  TempFolder folder;
  const std::string good = read_file(source_folder("evidence/rules/walmart.json"));
  for (const std::string& bad : {std::string("{"), std::string("[]"), std::string("{\"platform\":\"walmart\"}"),
                                 std::string("{\"platform\": 7}"), std::string(2 << 20, ' ')}) {
    write_file(folder / "walmart.json", bad);
    const auto form = complaint::load_form("walmart", folder.path());
    ASSERT_FALSE(form.ok());
    EXPECT_THAT(to_line(form.problem()), HasSubstr("walmart.json"));
  }
  std::string unsourced = good;
  unsourced.replace(unsourced.find("\"source\": \"uspto\""), 17, "\"source\": \"nobody\"");
  write_file(folder / "walmart.json", unsourced);
  EXPECT_THAT(to_line(complaint::load_form("walmart", folder.path()).problem()), HasSubstr("nobody"));
  write_file(folder / "temu.json", good);
  EXPECT_THAT(to_line(complaint::load_form("temu", folder.path()).problem()), HasSubstr("walmart"));
}

TEST(Forms, ANameThatIsNoPlatformReadsNoFile) {
  TempFolder folder;
  write_file(folder / "evil.json", "{}");
  for (const char* name : {"evil", "../evil", "general", ""}) {
    const auto form = complaint::load_form(name, folder.path());
    ASSERT_FALSE(form.ok()) << name;
    EXPECT_EQ(form.problem().kind, Problem::Kind::not_found) << name;
  }
}

}  // namespace
}  // namespace markhound::test

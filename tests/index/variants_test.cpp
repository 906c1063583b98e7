#include "index/variants.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

namespace markhound::index {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Mark named(std::string name, std::vector<std::string> aliases = {}) {
  Mark mark;
  mark.name = std::move(name);
  mark.aliases = std::move(aliases);
  return mark;
}

std::vector<std::string> texts(const Mark& mark, std::size_t most = 100) {
  std::vector<std::string> all;
  for (const Variant& variant : search_variants(mark, most)) all.push_back(variant.text);
  return all;
}

TEST(Variants, NamesComeFirstThenTheLikeliestDisguises) {
  const auto all = search_variants(named("NORDFJELL", {"Nordfjäll", "nordfjell"}), 8);
  ASSERT_THAT(all, SizeIs(8));
  EXPECT_EQ(all[0].text, "NORDFJELL");
  EXPECT_STREQ(all[0].kind, "name");
  EXPECT_EQ(all[1].text, "Nordfjäll");
  EXPECT_STREQ(all[1].kind, "alias");
  EXPECT_STREQ(all[2].kind, "transliterated");
  EXPECT_EQ(all[4].text, "n0rdfjell");
  EXPECT_STREQ(all[4].kind, "look-alike");
}

TEST(Variants, HoldWhatSellersWrite) {
  const auto all = texts(named("Nordfjell"));
  for (const char* expected : {"n0rdfjell", "nordfje11", "nordfj3ll", "norclfjell", "nordphjell", "nordfjel",
                               "nordfell", "nrodfjell", "norddfjell", "нордфйелл"})
    EXPECT_THAT(all, Contains(expected));
}

TEST(Variants, SeveralWordsAreJoinedAndAlteredOneAtATime) {
  const auto all = texts(named("Copper Moth"));
  EXPECT_EQ(all[0], "Copper Moth");
  EXPECT_EQ(all[1], "coppermoth");
  EXPECT_THAT(all, Contains("c0pper moth"));
  EXPECT_THAT(all, Contains("copper m0th"));
  EXPECT_THAT(all, Contains("kopper moth"));
}

TEST(Variants, OtherScriptsAreTransliterated) {
  EXPECT_THAT(texts(named("青岚")), ElementsAre("青岚", "qinglan", "青嵐"));
  EXPECT_THAT(texts(named("Нордфьелл")), Contains("nordfell"));
  EXPECT_THAT(texts(named("Crème d'Or")), Contains("creme dor"));
}

TEST(Variants, ShortNamesAreNotMisspelt) {
  for (const Variant& variant : search_variants(named("Åke"), 100)) {
    EXPECT_STRNE(variant.kind, "misspelt") << variant.text;
    EXPECT_STRNE(variant.kind, "look-alike") << variant.text;
  }
}

TEST(Variants, AreBoundedUniqueAndTheSameEachTime) {
  const Mark mark = named("Tessavolt Aurora Borealis Hydrangea", {"TVABH", "tvabh", "T V A B H"});
  const auto all = texts(mark, 40);
  EXPECT_THAT(all, SizeIs(40));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  EXPECT_EQ(all, texts(mark, 40));
  EXPECT_THAT(all, Not(Contains("tvabh"))) << "the alias in other letters";
  EXPECT_THAT(texts(mark, 1), ElementsAre("Tessavolt Aurora Borealis Hydrangea"));
  EXPECT_THAT(texts(mark, 0), IsEmpty());
}

TEST(Variants, AMarkWithoutWordsHasNone) {
  EXPECT_THAT(texts(named("")), IsEmpty());
  EXPECT_THAT(texts(named(std::string(100'000, 'x'))), IsEmpty());
  EXPECT_THAT(texts(named("", {"the crane"})), ElementsAre("the crane"));
}

}  // namespace
}  // namespace markhound::index

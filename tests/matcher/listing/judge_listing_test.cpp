#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matcher/judge.h"
#include "matcher/listing/defences.h"

namespace markhound::matcher {
namespace {

Mark nordfjell() {
  Mark mark;
  mark.id = "nordfjell";
  mark.name = "NORDFJELL";
  mark.office = "US";
  mark.number = "5551234";
  mark.classes = {9, 25};
  mark.owner = "Nordfjell AS";
  mark.authorised = {"Fjord Audio Shop"};
  return mark;
}

Listing listing(const std::string& title) {
  Listing listing;
  listing.url = "https://shop.example/1";
  listing.title = title;
  listing.seller = "bargain-bay";
  return listing;
}

TextSighting sighting(const std::string& where, const std::string& text, const std::string& met, double score = 0.98) {
  TextSighting seen{where, text, {}};
  seen.match.mark = "nordfjell";
  seen.match.name = "NORDFJELL";
  seen.match.score = score;
  seen.match.span = {text.find(met), text.find(met) + met.size()};
  EXPECT_NE(text.find(met), std::string::npos);
  return seen;
}

LogoSighting logo(double score) {
  LogoSighting seen;
  seen.match.mark = "nordfjell";
  seen.match.score = score;
  return seen;
}

Finding judge(const Listing& seen, const std::vector<TextSighting>& texts, const std::vector<LogoSighting>& logos = {},
              const Mark& mark = nordfjell()) {
  const auto findings = judge_listing(seen, texts, logos, [&](const std::string&) { return &mark; });
  EXPECT_EQ(findings.size(), 1u);
  return findings.empty() ? Finding{} : findings.front();
}

Finding judge_title(const std::string& title, const std::string& met = "NORDFJELL") {
  return judge(listing(title), {sighting("title", title, met)});
}

const Defence& defence(const Finding& finding, const std::string& name) {
  static const Defence none;
  for (const Defence& one : finding.defences) {
    if (one.name == name) return one;
  }
  ADD_FAILURE() << "no defence " << name;
  return none;
}

TEST(JudgeListing, TheSignInTheTitleForTheSameGoodsIsStrong) {
  const Finding finding = judge_title("NORDFJELL wireless headphones");
  EXPECT_GE(finding.grade, Grade::B);
  EXPECT_EQ(finding.listing, "https://shop.example/1");
  EXPECT_EQ(finding.mark, "nordfjell");
  EXPECT_EQ(finding.rules, rules_version);
}

TEST(JudgeListing, TheFactorsAddUpToTheScore) {
  const Finding finding =
      judge(listing("NORDFJELL headphones"), {sighting("title", "NORDFJELL headphones", "NORDFJELL", 0.5)});
  double sum = 0;
  for (const Factor& factor : finding.factors) {
    sum += factor.weight;
    EXPECT_FALSE(factor.reason.empty());
    EXPECT_FALSE(factor.source.empty());
  }
  EXPECT_DOUBLE_EQ(finding.score, sum);
}

TEST(JudgeListing, LogoAndWordsTogetherAreStrongest) {
  const std::string title = "NORDFJELL headphones";
  EXPECT_EQ(judge(listing(title), {sighting("title", title, "NORDFJELL")}, {logo(0.95)}).grade, Grade::S);
  EXPECT_GE(judge(listing("Wireless headphones"), {}, {logo(0.95)}).grade, Grade::B);
}

TEST(JudgeListing, AWeakLogoIsNoFinding) {
  const Mark mark = nordfjell();
  EXPECT_TRUE(judge_listing(listing("Headphones"), {}, {logo(0.4)}, [&](const std::string&) { return &mark; }).empty());
}

TEST(JudgeListing, AMentionInTheDescriptionIsNoUseAsAMark) {
  const std::string text = "Sounds as good as my old NORDFJELL pair.";
  EXPECT_EQ(judge(listing("Wireless headphones"), {sighting("description", text, "NORDFJELL")}).grade, Grade::none);
}

TEST(JudgeListing, OtherGoodsLowerIt) { EXPECT_EQ(judge_title("NORDFJELL green tea").grade, Grade::none); }

TEST(JudgeListing, NominativeUseIsLetGoAndSaid) {
  for (const char* title :
       {"Ear pads compatible with NORDFJELL headphones", "Ear cushions for NORDFJELL X200 headset",
        "NORDFJELL-kompatible Kopfhörer Polster", "Ersatzpolster für NORDFJELL Kopfhörer", "适用于NORDFJELL耳机的耳罩",
        "Case fits the NORDFJELL headphones", "Almohadillas compatibles con auriculares NORDFJELL"}) {
    const Finding finding = judge_title(title);
    EXPECT_EQ(finding.grade, Grade::none) << title;
    EXPECT_TRUE(defence(finding, "nominative use").found) << title;
  }
}

TEST(JudgeListing, GoodsOfTheMarkForSomethingElseAreNotNominative) {
  const Finding finding = judge_title("NORDFJELL headphones compatible with iPhone");
  EXPECT_GE(finding.grade, Grade::B);
  EXPECT_FALSE(defence(finding, "nominative use").found);
}

TEST(JudgeListing, AnAuthorisedSellerIsLetGo) {
  Listing seen = listing("NORDFJELL headphones");
  for (const char* seller : {"Fjord Audio Shop", "fjord-audio-shop", "Nordfjell AS"}) {
    seen.seller = seller;
    const Finding finding = judge(seen, {sighting("title", seen.title, "NORDFJELL")});
    EXPECT_EQ(finding.grade, Grade::none) << seller;
    EXPECT_TRUE(defence(finding, "authorised seller").found);
  }
}

TEST(JudgeListing, UsedGoodsAreLetGo) {
  const Finding finding = judge_title("NORDFJELL headphones, pre-owned, with box");
  EXPECT_EQ(finding.grade, Grade::none);
  EXPECT_TRUE(defence(finding, "genuine resale").found);
}

TEST(JudgeListing, OrdinaryWordsInOrdinarySpeechAreDescriptive) {
  const std::string title = "Solar lantern for the harbor lantern festival, headphones";
  TextSighting seen = sighting("title", title, "harbor lantern");
  seen.match.distinctiveness = 0.2;
  const Finding finding = judge(listing(title), {seen});
  EXPECT_EQ(finding.grade, Grade::none);
  EXPECT_TRUE(defence(finding, "descriptive use").found);
}

TEST(JudgeListing, ADeadMarkAccusesNobodyAndAPendingOneLittle) {
  Mark mark = nordfjell();
  const std::string title = "NORDFJELL headphones";
  mark.status = Mark::Status::dead;
  EXPECT_EQ(judge(listing(title), {sighting("title", title, "NORDFJELL")}, {}, mark).grade, Grade::none);
  mark.status = Mark::Status::pending;
  EXPECT_EQ(judge(listing(title), {sighting("title", title, "NORDFJELL")}, {}, mark).grade, Grade::C);
}

TEST(JudgeListing, AnotherTerritoryHoldsItBack) {
  Listing seen = listing("NORDFJELL headphones");
  seen.ship_to = "DE";
  EXPECT_EQ(judge(seen, {sighting("title", seen.title, "NORDFJELL")}).grade, Grade::C);
  seen.ship_to = "US";
  EXPECT_GE(judge(seen, {sighting("title", seen.title, "NORDFJELL")}).grade, Grade::B);
}

TEST(JudgeListing, AMarkThatIsGoneIsPassedBy) {
  const std::string title = "NORDFJELL headphones";
  EXPECT_THAT(judge_listing(listing(title), {sighting("title", title, "NORDFJELL")}, {},
                            [](const std::string&) -> const Mark* { return nullptr; }),
              testing::IsEmpty());
}

}  // namespace
}  // namespace markhound::matcher

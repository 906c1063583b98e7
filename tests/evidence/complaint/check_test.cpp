// The linter: each thing that it finds, and that it finds nothing where nothing is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

complaint::Document& certificate(complaint::Filing& filing) { return filing.rights.documents.front(); }

TEST(Check, AFindingThatNobodyDecidedOnIsAnErrorWithItsMend) {
  auto filing = sample_filing("etsy");
  filing.accused[0].record.decision = Decision::open;
  const auto remarks = remarks_of(filing);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].rule, "general.decision");
  EXPECT_EQ(remarks[0].finding, "f10001");
  EXPECT_THAT(remarks[0].mend, HasSubstr("findings decide f10001"));
  EXPECT_FALSE(remarks[0].final);
}

TEST(Check, DismissedAndAuthorisedFindingsAreRefusedForGood) {
  for (const auto decision : {Decision::dismissed, Decision::authorised}) {
    auto filing = sample_filing("etsy");
    filing.accused[0].record.decision = decision;
    filing.accused[0].record.why = "genuine";
    const auto remarks = remarks_of(filing);
    ASSERT_EQ(remarks.size(), 1u);
    EXPECT_EQ(remarks[0].severity, complaint::Severity::error);
    EXPECT_TRUE(remarks[0].final);
    EXPECT_THAT(remarks[0].says, HasSubstr("genuine"));
  }
}

TEST(Check, EveryRemarkNamesItsRuleAndSource) {
  auto filing = sample_filing("walmart");
  filing.accused[0].mark.number = certificate(filing).number = "123";
  filing.accused[0].record.decision = Decision::open;
  for (const auto& remark : remarks_of(filing)) {
    EXPECT_FALSE(remark.rule.empty());
    EXPECT_FALSE(remark.mend.empty());
    EXPECT_FALSE(remark.source.url.empty());
    EXPECT_FALSE(remark.source.read.empty());
  }
}

TEST(Check, AnUnconfirmedRuleNeverBlocks) {
  for (const auto& platform : complaint::platforms()) {
    auto filing = sample_filing(platform);
    filing.rights = {};
    filing.accused[0].mark.number.clear();
    filing.choices.reason.clear();
    for (const auto& remark : remarks_of(filing)) {
      if (!remark.source.confirmed) {
        EXPECT_EQ(remark.severity, complaint::Severity::warning) << remark.rule;
      }
    }
  }
}

TEST(Check, AConfirmedRuleOfThatKindBlocks) {
  auto filing = sample_filing("walmart");
  filing.rights.documents.clear();
  filing.accused[0].mark.number.clear();
  EXPECT_THAT(rules_of(filing), Contains("error walmart.registration_number"));
}

TEST(Check, TheMarketNeedsARegistrationOfItsOwn) {
  auto filing = sample_filing("amazon");
  filing.accused[0].record.finding.listing = "https://www.amazon.de/dp/B000000004";
  const auto remarks = remarks_of(filing);
  ASSERT_FALSE(remarks.empty());
  EXPECT_EQ(remarks[0].rule, "general.territory");
  EXPECT_THAT(remarks[0].says, AllOf(HasSubstr("DE"), HasSubstr("registered at: US")));
}

TEST(Check, AnInternationalRegistrationIsNotJudged) {
  auto filing = sample_filing("amazon");
  filing.accused[0].mark.office = certificate(filing).office = "WO";
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.territory"));
}

TEST(Check, APendingOrDeadRightIsNone) {
  for (const auto status : {Mark::Status::pending, Mark::Status::dead}) {
    auto filing = sample_filing("etsy");
    filing.accused[0].mark.status = status;
    EXPECT_THAT(rules_of(filing), ElementsAre("error general.right_live"));
  }
}

TEST(Check, ACertificateThatHasExpiredBlocksAndOneNearItsEndWarns) {
  auto filing = sample_filing("etsy");
  certificate(filing).expires = sample_day() - std::chrono::days{1};
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.certificate_expiry"));
  certificate(filing).expires = sample_day() + std::chrono::days{30};
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.certificate_expiry"));
  certificate(filing).expires = sample_day() + std::chrono::days{91};
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

TEST(Check, GoodsOutsideTheClassesBlockAndGoodsNearThemWarn) {
  auto filing = sample_filing("etsy");
  filing.accused[0].goods = complaint::Goods::unlike;
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.classes"));
  filing.accused[0].goods = complaint::Goods::related;
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.classes"));
  filing.accused[0].goods = complaint::Goods::unknown;
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

TEST(Check, AShopIsNoListing) {
  auto filing = sample_filing("etsy");
  filing.accused[0].record.finding.listing = "https://www.etsy.com/shop/FakeNord";
  const auto remarks = remarks_of(filing);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].rule, "general.listing_address");
  EXPECT_THAT(remarks[0].says, HasSubstr("names a shop"));
}

TEST(Check, AListingElsewhereIsNotComplainedOfHere) {
  auto filing = sample_filing("amazon");
  filing.accused[0].record.finding.listing = "https://shop.example/1";
  EXPECT_THAT(rules_of(filing), Contains("error general.listing_address"));
}

TEST(Check, AMessageOverTheLimitIsAnError) {
  auto filing = sample_filing("ebay");
  filing.choices.message = std::string(1001, 'm');
  EXPECT_THAT(rules_of(filing), ElementsAre("error ebay.length.message"));
  filing.choices.message.pop_back();
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

TEST(Check, ABrandAndAPatentHaveTheirLimitsToo) {
  auto filing = sample_filing("ebay");
  filing.accused[0].mark.name = std::string(51, 'N');
  filing.choices.reason = "9048";
  filing.choices.patent = std::string(16, '1');
  EXPECT_THAT(rules_of(filing), ElementsAre("error ebay.length.brand", "error ebay.length.patent"));
}

TEST(Check, EbayWantsAReasonCode) {
  auto filing = sample_filing("ebay");
  filing.choices.reason.clear();
  EXPECT_THAT(rules_of(filing), ElementsAre("error ebay.field.reason"));
}

TEST(Check, AContactThatIsMissingIsNamedFieldByField) {
  auto filing = sample_filing("etsy");
  filing.rights.parties[0].contact = {};
  filing.rights.parties[0].address.clear();
  EXPECT_THAT(rules_of(filing), ElementsAre("error etsy.field.filer_person", "error etsy.field.filer_address",
                                            "error etsy.field.filer_phone", "error etsy.field.filer_email"));
}

TEST(Check, WithoutAHolderNothingIsFiled) {
  auto filing = sample_filing("dsa");
  filing.rights.parties.clear();
  EXPECT_THAT(rules_of(filing), Contains("error general.holder"));
}

TEST(Check, AnAgentShowsAPowerForThatMarket) {
  auto filing = sample_filing("etsy");
  complaint::Party agent = sample_holder();
  agent.id = "watch";
  agent.kind = complaint::Party::Kind::agent;
  agent.holder = "nordfjell-as";
  agent.marks.clear();
  filing.rights.parties.push_back(agent);
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.power_of_attorney"));
  auto power = sample_document(complaint::Document::Kind::power_of_attorney, "poa");
  power.agent = "watch";
  power.markets = {"CA"};
  filing.rights.documents.push_back(power);
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.power_of_attorney")) << "it is for another market";
  filing.rights.documents.back().markets = {"US"};
  EXPECT_THAT(rules_of(filing), IsEmpty());
  filing.rights.documents.back().expires = sample_day() - std::chrono::days{1};
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.power_of_attorney"));
  filing.rights.documents.back().expires = sample_day();
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.power_of_attorney"));
}

TEST(Check, PapersThatThePlatformAsksForAreMissed) {
  auto filing = sample_filing("aliexpress");
  filing.rights.documents.clear();
  EXPECT_THAT(rules_of(filing), AllOf(Contains("error aliexpress.certificate"), Contains("error aliexpress.identity")));
}

TEST(Check, CounterfeitWantsATestBuy) {
  auto filing = sample_filing("temu");
  filing.choices.claim = "counterfeit";
  EXPECT_THAT(rules_of(filing), ElementsAre("warning temu.test_buy"));
  filing.choices.test_buys["f10001"] = "PO-211-1";
  EXPECT_THAT(rules_of(filing), IsEmpty());
  filing.choices.test_buys = {{"", "PO-211-2"}};
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

TEST(Check, ADefenceThatWasFoundIsAnswered) {
  auto filing = sample_filing("etsy");
  filing.accused[0].record.finding.defences = {{"nominative use", true, "\"for Nordfjell\"", "EUTMR art. 14(1)(c)"},
                                               {"genuine resale", false, "", ""}};
  const auto remarks = remarks_of(filing);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].rule, "general.defence");
  EXPECT_THAT(remarks[0].mend, HasSubstr("--answer \"nominative use="));
  filing.choices.answers["nominative use"] = "the goods bear the mark themselves";
  EXPECT_THAT(remarks_of(filing), IsEmpty());
}

TEST(Check, WalmartTakesSevenDigitsOfTheUsptoOnly) {
  auto filing = sample_filing("walmart");
  filing.accused[0].mark.number = certificate(filing).number = "88123456";
  EXPECT_THAT(rules_of(filing), ElementsAre("warning walmart.number_digits"));
  filing = sample_filing("walmart");
  filing.choices.market = "DE";
  filing.accused[0].mark.office = certificate(filing).office = "EM";
  EXPECT_THAT(rules_of(filing), ElementsAre("warning walmart.registration_office"));
}

TEST(Check, EtsyRefusesTheSupplementalRegister) {
  auto filing = sample_filing("etsy");
  certificate(filing).on_register = "supplemental";
  EXPECT_THAT(rules_of(filing), ElementsAre("error etsy.principal_register"));
}

TEST(Check, ATrademarkIsNoCopyright) {
  auto filing = sample_filing("dmca");
  filing.choices.work.clear();
  EXPECT_THAT(rules_of(filing), ElementsAre("error dmca.field.work"));
}

TEST(Check, AListingThatWaitsForAnAnswerIsNotFiledAgain) {
  auto filing = sample_filing("etsy");
  complaint::Notice earlier;
  earlier.number = 4;
  earlier.platform = "etsy";
  earlier.targets = {{"f10001", ""}};
  filing.earlier = {earlier};
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.already_filed"));
  filing.earlier[0].outcomes = {{complaint::Event::refused, "", sample_day(), "", ""}};
  EXPECT_THAT(rules_of(filing), IsEmpty());
  filing.earlier[0].outcomes.clear();
  filing.earlier[0].platform = "temu";
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

TEST(Check, ErrorsComeFirst) {
  auto filing = sample_filing("temu");
  filing.choices.claim = "counterfeit";
  filing.accused[0].record.decision = Decision::open;
  EXPECT_THAT(rules_of(filing), ElementsAre("error general.decision", "warning temu.test_buy"));
}

}  // namespace
}  // namespace markhound::test

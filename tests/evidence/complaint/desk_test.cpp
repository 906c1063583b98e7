// The desk: rights, notices and outcomes in the vault's file, each with its entry in the custody log.
#include "evidence/complaint/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/custody.h"
#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class DeskTest : public testing::Test {
 protected:
  complaint::Desk open() {
    auto desk = complaint::Desk::open(vault_.options(), vault_.clock);
    EXPECT_TRUE(desk.ok()) << to_line(desk.problem());
    return std::move(*desk);
  }

  /// The lines of the custody log; the chain must hold.
  std::vector<std::string> log() {
    auto options = vault_.options();
    options.access = evidence::Access::read;
    std::vector<std::string> lines;
    evidence::CustodyChain chain;
    EXPECT_TRUE(vault_.open(options)->custody([&](const std::string& line) { lines.push_back(line); }).ok());
    for (const auto& line : lines) EXPECT_TRUE(chain.follow(line).ok()) << line;
    return lines;
  }

  static complaint::Notice notice(std::int64_t number) {
    complaint::Notice notice;
    notice.number = number;
    notice.platform = "amazon";
    notice.right = "US 5551234";
    notice.drafted = sample_day();
    notice.targets = {{"f1", "https://www.amazon.com/dp/B000000001"}, {"f2", "https://www.amazon.com/dp/B000000002"}};
    return notice;
  }

  VaultFolder vault_;
};

TEST_F(DeskTest, PartiesAndPapersComeBackAsTheyWere) {
  auto desk = open();
  const auto holder = sample_holder();
  const auto paper = sample_document(complaint::Document::Kind::certificate, "us");
  ASSERT_TRUE(desk.add(holder).ok());
  ASSERT_TRUE(desk.add(paper).ok());
  const auto rights = desk.rights();
  ASSERT_TRUE(rights.ok());
  ASSERT_EQ(rights->parties.size(), 1u);
  EXPECT_EQ(to_json(rights->parties[0]), to_json(holder));
  ASSERT_EQ(rights->documents.size(), 1u);
  EXPECT_EQ(to_json(rights->documents[0]), to_json(paper));
  EXPECT_EQ(rights->documents[0].expires, complaint::day_from("2031-05-01"));
}

TEST_F(DeskTest, AnIdIsTakenOnlyOnce) {
  auto desk = open();
  ASSERT_TRUE(desk.add(sample_holder()).ok());
  const auto again = desk.add(sample_holder());
  ASSERT_FALSE(again.ok());
  EXPECT_THAT(to_line(again.problem()), HasSubstr("nordfjell-as"));
  ASSERT_TRUE(desk.remove("nordfjell-as").ok());
  EXPECT_FALSE(desk.remove("nordfjell-as").ok());
  EXPECT_TRUE(desk.rights()->parties.empty());
}

TEST_F(DeskTest, EveryChangeIsInTheCustodyLogAndTheChainHolds) {
  {
    auto desk = open();
    ASSERT_TRUE(desk.add(sample_holder()).ok());
    ASSERT_FALSE(desk.add(sample_holder()).ok());
    auto forced = notice(1);
    forced.forced = {"general.decision"};
    ASSERT_TRUE(desk.record({forced}, {"sha256:abc"}).ok());
    ASSERT_TRUE(desk.tell(1, {complaint::Event::refused, "f2", sample_day(), "no proof", ""}).ok());
  }
  const auto lines = log();
  ASSERT_EQ(lines.size(), 3u) << "a change that failed leaves no entry";
  EXPECT_THAT(lines[0], HasSubstr("rights add"));
  EXPECT_THAT(lines[1], testing::AllOf(HasSubstr("complaint draft forced"), HasSubstr("general.decision"),
                                       HasSubstr("sha256:abc")));
  EXPECT_THAT(lines[2], testing::AllOf(HasSubstr("complaint outcome"), HasSubstr("refused"), HasSubstr("no proof")));
}

TEST_F(DeskTest, TheLogOfTheVaultGoesOnThroughTheDesk) {
  ASSERT_TRUE(vault_.open()->log("test", "before").ok());
  { ASSERT_TRUE(open().add(sample_holder()).ok()); }
  ASSERT_TRUE(vault_.open()->log("test", "after").ok());
  EXPECT_EQ(log().size(), 3u);
}

TEST_F(DeskTest, NoticesAreNumberedAndRemembered) {
  auto desk = open();
  EXPECT_EQ(*desk.next_number(), 1);
  ASSERT_TRUE(desk.record({notice(1), notice(2)}, {}).ok());
  EXPECT_EQ(*desk.next_number(), 3);
  ASSERT_TRUE(desk.tell(2, {complaint::Event::filed, "", sample_day(), "", "CASE-1"}).ok());
  const auto notices = desk.notices();
  ASSERT_TRUE(notices.ok());
  ASSERT_EQ(notices->size(), 2u);
  EXPECT_THAT((*notices)[0].outcomes, IsEmpty());
  ASSERT_EQ((*notices)[1].outcomes.size(), 1u);
  EXPECT_EQ((*notices)[1].outcomes[0].reference, "CASE-1");
  EXPECT_EQ((*notices)[1].targets.size(), 2u);
  EXPECT_EQ((*notices)[1].drafted, sample_day());
}

TEST_F(DeskTest, AnOutcomeOfNothingIsRefused) {
  auto desk = open();
  ASSERT_TRUE(desk.record({notice(1)}, {}).ok());
  EXPECT_FALSE(desk.tell(9, {complaint::Event::filed, "", sample_day(), "", ""}).ok());
  EXPECT_FALSE(desk.tell(1, {complaint::Event::filed, "f9", sample_day(), "", ""}).ok());
  EXPECT_THAT(desk.notices()->front().outcomes, IsEmpty());
}

TEST_F(DeskTest, TwoNoticesOfOneNumberAreNeitherRecorded) {
  auto desk = open();
  EXPECT_FALSE(desk.record({notice(1), notice(1)}, {}).ok());
  EXPECT_THAT(*desk.notices(), IsEmpty());
}

TEST_F(DeskTest, OneProcessWritesAndReadersStandBeside) {
  auto desk = open();
  const auto second = complaint::Desk::open(vault_.options(), vault_.clock);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.problem().kind, Problem::Kind::busy);
  auto options = vault_.options();
  options.access = evidence::Access::read;
  auto reader = complaint::Desk::open(options, vault_.clock);
  ASSERT_TRUE(reader.ok());
  EXPECT_FALSE(reader->add(sample_holder()).ok());
  ASSERT_TRUE(desk.add(sample_holder()).ok());
  EXPECT_EQ(reader->rights()->parties.size(), 1u);
}

TEST(Rights, TheHolderIsToldByTheMarkOrByTheOwnersName) {
  complaint::Rights rights;
  rights.parties = {sample_holder()};
  EXPECT_TRUE(rights.holder_of("any", "NORDFJELL, AS"));
  EXPECT_FALSE(rights.holder_of("any", "Somebody Else"));
  auto named = sample_holder();
  named.id = "licensee";
  named.name = "Licensee";
  named.marks = {"nordfjell"};
  rights.parties.push_back(named);
  EXPECT_EQ(rights.holder_of("nordfjell", "Nordfjell AS")->id, "licensee");
  named.id = "another";
  rights.parties.push_back(named);
  EXPECT_EQ(rights.holder_of("nordfjell", "nobody"), nullptr) << "two fit, so the user must say which";
}

TEST(Notices, AreNamedShort) {
  EXPECT_EQ(complaint::notice_number("n-0007"), 7);
  EXPECT_EQ(complaint::notice_number("7"), 7);
  for (const char* bad : {"", "n-", "n-x", "-7", "0", "7x"}) EXPECT_FALSE(complaint::notice_number(bad)) << bad;
}

}  // namespace
}  // namespace markhound::test

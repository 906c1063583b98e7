#include "index/register.h"

#include <random>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "tests/test_data.h"

namespace markhound::index {
namespace {

using test::TempFolder;
using testing::ElementsAre;

Mark mark_of(const std::string& id, const std::string& name, std::vector<std::string> aliases = {}) {
  Mark mark;
  mark.id = id;
  mark.name = name;
  mark.aliases = std::move(aliases);
  return mark;
}

std::unique_ptr<Register> open(const TempFolder& folder, Access access = Access::write) {
  auto opened = open_xapian_register((folder / "register").string(), access);
  EXPECT_TRUE(opened) << opened.problem().cause;
  return std::move(*opened);
}

void put(Register& marks, const Mark& mark, const std::vector<EnrolledLogo>& logos = {}) {
  auto done = marks.put(mark, logos);
  ASSERT_TRUE(done) << done.problem().cause;
}

std::vector<std::string> recalled(const Register& marks, const std::string& text) {
  auto candidates = marks.recall(text);
  EXPECT_TRUE(candidates) << candidates.problem().cause;
  std::vector<std::string> ids;
  for (const TextCandidate& candidate : *candidates) {
    if (std::find(ids.begin(), ids.end(), candidate.mark) == ids.end()) ids.push_back(candidate.mark);
  }
  return ids;
}

std::vector<std::string> names_of(const Register& marks) {
  std::vector<std::string> names;
  EXPECT_TRUE(marks.each([&](const Mark& mark) { names.push_back(mark.name); }));
  return names;
}

TEST(Register, KeepsMarksInOrderOfIdAndReplacesThem) {
  const TempFolder folder;
  const auto marks = open(folder);
  put(*marks, mark_of("b", "Second"));
  put(*marks, mark_of("a", "First"));
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(names_of(*marks), ElementsAre("First", "Second"));
  put(*marks, mark_of("b", "Changed"));
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(names_of(*marks), ElementsAre("First", "Changed"));
  EXPECT_EQ(*marks->size(), 2u);
  EXPECT_EQ(marks->find("b")->name, "Changed");
  EXPECT_EQ(marks->find("c").problem().kind, Problem::Kind::not_found);
  EXPECT_EQ(marks->find("").problem().kind, Problem::Kind::not_found);
}

TEST(Register, ShowsChangesOnlyAfterCommit) {
  const TempFolder folder;
  const auto marks = open(folder);
  put(*marks, mark_of("a", "Nordfjell"));
  EXPECT_EQ(*marks->size(), 0u);
  EXPECT_THAT(recalled(*marks, "Nordfjell jacket"), ElementsAre());
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(recalled(*marks, "Nordfjell jacket"), ElementsAre("a"));
}

TEST(Register, ForgetsWhatWasNotCommitted) {
  const TempFolder folder;
  {
    const auto marks = open(folder);
    put(*marks, mark_of("a", "Kept"));
    ASSERT_TRUE(marks->commit());
    put(*marks, mark_of("b", "Lost"));
  }
  EXPECT_THAT(names_of(*open(folder, Access::read)), ElementsAre("Kept"));
}

TEST(Register, RemovesMarks) {
  const TempFolder folder;
  const auto marks = open(folder);
  put(*marks, mark_of("a", "Nordfjell"));
  ASSERT_TRUE(marks->commit());
  ASSERT_TRUE(marks->remove("a"));
  EXPECT_EQ(marks->remove("a").problem().kind, Problem::Kind::not_found);
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(recalled(*marks, "Nordfjell"), ElementsAre());
}

TEST(Register, OneWriterAtATime) {
  const TempFolder folder;
  const auto first = open(folder);
  const auto second = open_xapian_register((folder / "register").string(), Access::write);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.problem().kind, Problem::Kind::busy);
  const auto reader = open(folder, Access::read);
  EXPECT_EQ(*reader->size(), 0u);
  EXPECT_EQ(reader->put(mark_of("a", "A"), {}).problem().kind, Problem::Kind::refused);
}

TEST(Register, FindsWhereTheMarkStands) {
  const TempFolder folder;
  const auto marks = open(folder);
  put(*marks, mark_of("nb", "New Balance", {"新百伦"}));
  ASSERT_TRUE(marks->commit());
  const std::string text = "Chaussures NEW  BALANCE 574 新百伦运动鞋";
  const auto candidates = marks->recall(text);
  ASSERT_TRUE(candidates);
  std::vector<std::string> met;
  for (const TextCandidate& c : *candidates) {
    if (c.key == Key::exact)
      met.push_back(text.substr(c.span.begin, c.span.end - c.span.begin) + (c.alias ? " (alias)" : ""));
  }
  EXPECT_THAT(met, ElementsAre("NEW  BALANCE", "新百伦 (alias)"));
}

/// Points with descriptors that no other seed has.
Signature signature_of(unsigned seed, std::size_t points) {
  std::mt19937 random(seed);
  Signature signature;
  signature.width = 300;
  signature.height = 200;
  for (std::size_t i = 0; i < points; ++i) {
    const auto at = static_cast<float>(i);
    signature.features.push_back({at, 200 - at, 4 + at / 8, static_cast<float>(random() % 360)});
    for (int k = 0; k < Signature::dimensions; ++k)
      signature.descriptors.push_back(static_cast<std::uint8_t>(random() % 90));
  }
  return signature;
}

TEST(Register, RecallsLogosAndForgetsThemWithTheirMark) {
  const TempFolder folder;
  const auto marks = open(folder);
  const std::vector<EnrolledLogo> fox = {{"fox", signature_of(1, 60)}, {"fox on dark", signature_of(2, 60)}};
  put(*marks, mark_of("f", "Fox"), fox);
  put(*marks, mark_of("w", "Wolf"), {{"wolf", signature_of(3, 60)}});
  ASSERT_TRUE(marks->commit());
  const auto logos = [&](unsigned seed) {
    std::set<std::string> met;
    auto candidates = marks->recall(signature_of(seed, 60));
    EXPECT_TRUE(candidates);
    for (const LogoCandidate& candidate : *candidates) {
      if (candidate.pairs.size() >= 50) met.insert(candidate.mark + ": " + candidate.logo);
    }
    return met;
  };
  EXPECT_THAT(logos(1), ElementsAre("f: fox"));
  EXPECT_THAT(logos(2), ElementsAre("f: fox on dark"));
  put(*marks, mark_of("f", "Fox"), {{"new fox", signature_of(1, 60)}});
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(logos(1), ElementsAre("f: new fox"));
  EXPECT_THAT(logos(2), ElementsAre());
  ASSERT_TRUE(marks->remove("f"));
  ASSERT_TRUE(marks->commit());
  EXPECT_THAT(logos(1), ElementsAre());
  EXPECT_THAT(logos(3), ElementsAre("w: wolf"));
}

TEST(Register, KeepsAMarkWithManyLogos) {
  const TempFolder folder;
  {
    const auto marks = open(folder);
    std::vector<EnrolledLogo> logos;
    for (unsigned i = 0; i < 50; ++i) logos.push_back({"logo " + std::to_string(i), signature_of(i, 600)});
    put(*marks, mark_of("many", "Many"), logos);
    ASSERT_TRUE(marks->commit());
  }
  const auto marks = open(folder, Access::read);
  const auto candidates = marks->recall(signature_of(49, 600));
  ASSERT_TRUE(candidates);
  ASSERT_FALSE(candidates->empty());
  EXPECT_EQ(candidates->front().logo, "logo 49");
}

TEST(Register, ReadersSeeWholeCommitsWhileAWriterWorks) {
  const TempFolder folder;
  const auto marks = open(folder);
  put(*marks, mark_of("0", "Nordfjell"));
  ASSERT_TRUE(marks->commit());
  std::atomic<bool> stop = false;
  std::atomic<int> failures = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const auto candidates = marks->recall("a Nordfjell jacket");
        if (!candidates || candidates->empty()) ++failures;
      }
    });
  }
  for (int i = 1; i <= 30; ++i) {
    put(*marks, mark_of(std::to_string(i), "Nordfjell"));
    if (i % 3 == 0) {
      ASSERT_TRUE(marks->remove(std::to_string(i - 1)));
    }
    ASSERT_TRUE(marks->commit());
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace markhound::index

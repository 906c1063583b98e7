#include "index/suggestions.h"

#include <set>

#include <gmock/gmock.h>

namespace markhound::index {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

Mark named(const std::string& name, std::vector<std::string> aliases = {}) {
  Mark mark;
  mark.id = "m";
  mark.name = name;
  mark.aliases = std::move(aliases);
  return mark;
}

std::vector<std::string> texts(const Mark& mark, const std::string& kind = {}, std::size_t most = 200) {
  std::vector<std::string> found;
  for (const Suggestion& one : suggestions_of(mark, most)) {
    EXPECT_FALSE(one.how.empty());
    if (kind.empty() || one.kind == kind) found.push_back(one.text);
  }
  return found;
}

TEST(Suggestions, LatinNamesInOtherScripts) {
  const auto found = texts(named("Nordika"), "transliteration");
  EXPECT_THAT(found, Contains("ノルディカ"));
  EXPECT_THAT(found, Contains("нордика"));
  EXPECT_THAT(found, Contains("놀디카"));
  EXPECT_THAT(found, Contains("نردك"));  // sellers leave the vowel signs out
}

TEST(Suggestions, HanInPinyinAndItsFirstLetters) {
  const auto found = texts(named("香奈儿"));
  EXPECT_THAT(found, Contains("xiangnaier"));
  EXPECT_THAT(found, Contains("xiang nai er"));
  EXPECT_THAT(found, Contains("xne"));
}

TEST(Suggestions, OtherScriptsInLatinLetters) {
  EXPECT_THAT(texts(named("Адидас"), "transliteration"), Contains("adidas"));
  EXPECT_THAT(texts(named("シャネル"), "transliteration"), Contains("shaneru"));
}

TEST(Suggestions, FirstLettersLookAlikesAndMisspellings) {
  const auto found = texts(named("Bottega Veneta"));
  EXPECT_THAT(found, Contains("BV"));
  EXPECT_THAT(texts(named("Bottega Veneta"), "look-alike"), Not(IsEmpty()));
  EXPECT_THAT(texts(named("Bottega Veneta"), "misspelling"), Not(IsEmpty()));
}

TEST(Suggestions, WhatTheMarkIsCalledAlreadyIsNotSuggested) {
  EXPECT_THAT(texts(named("Bottega Veneta", {"bv"})), Not(Contains("BV")));
  const auto found = texts(named("Nordfjell"));
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
  EXPECT_THAT(found, Not(Contains("nordfjell")));
}

TEST(Suggestions, BoundedAndSafe) {
  EXPECT_EQ(texts(named("Nordfjell"), "", 7).size(), 7u);
  EXPECT_THAT(texts(named("")), IsEmpty());
  EXPECT_THAT(texts(named("!!!")), IsEmpty());
  EXPECT_THAT(texts(named(std::string(5000, 'a'))), IsEmpty());
  EXPECT_LE(texts(named("a\xFF z")).size(), 200u);
}

}  // namespace
}  // namespace markhound::index

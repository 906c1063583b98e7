#include <gmock/gmock.h>

#include "matcher/judge.h"
#include "matcher/text/alignment.h"

namespace markhound::matcher {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

/// A candidate as the register makes it; the span is where `raw` stands in the text.
TextCandidate candidate(const std::string& text, const std::string& raw, Key key, const std::string& window,
                        const std::string& name, const std::string& form, double distinctiveness = 1) {
  TextCandidate made;
  made.mark = "id of " + name;
  made.name = name;
  made.key = key;
  const std::size_t begin = text.find(raw);
  made.span = {begin, begin + raw.size()};
  made.window = window;
  made.form = form;
  made.distinctiveness = distinctiveness;
  return made;
}

std::vector<TextMatch> judged(const std::string& text, const std::string& raw, Key key, const std::string& window,
                              const std::string& name, const std::string& form, double distinctiveness = 1) {
  return judge_text(text, {candidate(text, raw, key, window, name, form, distinctiveness)});
}

TEST(JudgeText, OwnWordsAreIdentical) {
  const auto matches = judged("warm NORDFJELL jacket", "NORDFJELL", Key::exact, "nordfjell", "Nordfjell", "nordfjell");
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].likeness, Likeness::identical);
  EXPECT_GT(matches[0].score, 0.9);
  EXPECT_EQ(matches[0].span, (Span{5, 14}));
  EXPECT_THAT(matches[0].reasons, Contains(HasSubstr("Nordfjell")));
}

TEST(JudgeText, AnEverydayWordIsAMarkOnlyWhereItIsWrittenAsOne) {
  const auto score = [](const std::string& text, const std::string& raw) {
    const auto matches = judged(text, raw, Key::exact, "slim", "Slim", "slim", 0.1);
    return matches.empty() ? 0 : matches[0].score;
  };
  EXPECT_EQ(score("Women's Slim Fit Jeans", "Slim"), 0);
  EXPECT_EQ(score("a slim case", "slim"), 0);
  EXPECT_GT(score("Slim® jeans", "Slim"), 0.8);
}

TEST(JudgeText, LookAlikesAreNamed) {
  const auto matches = judged("N\u043Erdfjell", "N\u043Erdfjell", Key::skeleton, "nordfjell", "Nordfjell", "nordfjell");
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].likeness, Likeness::confusable);
  EXPECT_THAT(matches[0].reasons, Contains(HasSubstr("look-alike letter 'о' (Cyrillic)")));
}

TEST(JudgeText, PairsOfLettersLookLikeOne) {
  EXPECT_EQ(judged("Carnpaign bag", "Carnpaign", Key::skeleton, "carnpaign", "Campaign", "campaign").size(), 1u);
}

TEST(JudgeText, OneEditIsForgivenALongNameOnly) {
  const auto omitted = judged("Nordfjel", "Nordfjel", Key::deletion, "nordfel", "Nordfjell", "nordfjel");
  ASSERT_EQ(omitted.size(), 1u);
  EXPECT_EQ(omitted[0].likeness, Likeness::fuzzy);
  EXPECT_THAT(omitted[0].reasons, Contains(HasSubstr("one letter left out: 'j'")));
  EXPECT_THAT(judged("Dino", "Dino", Key::deletion, "dino", "Dior", "dior"), IsEmpty());
  EXPECT_THAT(judged("elle classic", "elle classic", Key::deletion, "elle classic", "Elm Classic", "elm classic"),
              IsEmpty());
}

TEST(JudgeText, DigitsDoNotMakeAShortName) {
  EXPECT_THAT(judged("Sony XA1", "XA1", Key::skeleton, "xa1", "X.ai", "xai"), IsEmpty());
  EXPECT_EQ(judged("N0RDFJELL", "N0RDFJELL", Key::skeleton, "n0rdfjell", "Nordfjell", "nordfjell").size(), 1u);
}

TEST(JudgeText, MasksShowEnoughOfTheName) {
  EXPECT_EQ(judged("ch*nel bag", "ch*nel", Key::deletion, "ch*nel", "Chanel", "chanel").size(), 1u);
  EXPECT_THAT(judged("c* bag", "c*", Key::deletion, "c*", "Chanel", "chanel"), IsEmpty());
}

TEST(JudgeText, ChineseHomophonesMustShareALetter) {
  EXPECT_EQ(judged("古池包", "古池", Key::transliteration, "guchi", "古驰", "guchi").size(), 1u);
  EXPECT_THAT(judged("顾吃包", "顾吃", Key::transliteration, "guchi", "古驰", "guchi"), IsEmpty());
}

TEST(JudgeText, ALongerNameTakesThePlaceOfAShorter) {
  const std::string text = "Snow Peak tent";
  const auto matches =
      judge_text(text, {candidate(text, "Peak", Key::exact, "peak", "Peak", "peak"),
                        candidate(text, "Snow Peak", Key::exact, "snow peak", "Snow Peak", "snow peak")});
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].name, "Snow Peak");
}

TEST(JudgeText, OneMarksNameIsNoMisspellingOfAnother) {
  const std::string text = "Adidos shoes";
  const auto matches = judge_text(text, {candidate(text, "Adidos", Key::deletion, "adidos", "Adidas", "adidas"),
                                         candidate(text, "Adidos", Key::exact, "adidos", "Adidos", "adidos")});
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].name, "Adidos");
}

TEST(JudgeText, TwoRegistrationsOfOneNameBothStand) {
  const std::string text = "Nordfjell";
  auto us = candidate(text, text, Key::exact, "nordfjell", "Nordfjell", "nordfjell");
  auto em = us;
  us.mark = "US-1";
  em.mark = "EM-1";
  EXPECT_EQ(judge_text(text, {us, em, us}).size(), 2u);
}

TEST(JudgeText, SpansOutsideTheTextAreIgnored) {
  TextCandidate wild = candidate("abc", "abc", Key::exact, "abc", "ABC", "abc");
  wild.span = {2, 900};
  EXPECT_THAT(judge_text("abc", {wild}), IsEmpty());
  wild.span = {2, 2};
  EXPECT_THAT(judge_text("abc", {wild}), IsEmpty());
}

TEST(Alignment, WeighsSteps) {
  const auto cost = [](std::u32string_view a, std::u32string_view b) { return align(a, b).cost; };
  EXPECT_EQ(cost(U"gucci", U"gucci"), 0);
  EXPECT_LT(cost(U"n0rd", U"nord"), cost(U"nard", U"nord"));
  EXPECT_LT(cost(U"nard", U"nord"), cost(U"nxrd", U"nord"));
  EXPECT_LT(cost(U"guccii", U"gucci"), cost(U"guccxi", U"gucci"));
  EXPECT_LT(cost(U"gcuci", U"gucci"), cost(U"gxxci", U"gucci"));
  EXPECT_EQ(align(U"gcuci", U"gucci").steps.size(), 1u);
  EXPECT_EQ(align(U"", U"").steps.size(), 0u);
  EXPECT_EQ(align(std::u32string(500, U'a'), std::u32string(500, U'a')).cost, 0);
}

}  // namespace
}  // namespace markhound::matcher

// Floors under what recall and judgement reach together on real titles; tests/bench/recall_bench.cpp prints the
// figures.
#include <gmock/gmock.h>

#include "index/register.h"
#include "matcher/judge.h"
#include "tests/bench/disguises.h"
#include "tests/bench/listing_texts.h"
#include "tests/test_data.h"

namespace markhound::index {
namespace {

/// A register of some hundred names, made up and real ones as sellers' spellings name them.
class Quality : public testing::Test {
 protected:
  void SetUp() override {
    MARKHOUND_NEEDS_DATA("text");
    auto opened = open_xapian_register((folder_ / "register").string(), Access::write);
    ASSERT_TRUE(opened);
    marks_ = std::move(*opened);
    std::mt19937 random(17);
    for (int i = 0; i < 400; ++i) names_.push_back(bench::made_up_name(random));
    for (const std::string& name : names_) put(name);
    for (const auto& spelling : bench::seller_spellings()) put(spelling.brand);
    ASSERT_TRUE(marks_->commit());
  }

  void put(const std::string& name) {
    Mark mark;
    mark.id = name;
    mark.name = name;
    ASSERT_TRUE(marks_->put(mark, {}));
  }

  bool meets(const std::string& text, const std::string& name) const {
    const auto matches = judged(text);
    return std::any_of(matches.begin(), matches.end(), [&](const TextMatch& match) { return match.mark == name; });
  }

  std::vector<TextMatch> judged(const std::string& text) const {
    auto candidates = marks_->recall(text);
    EXPECT_TRUE(candidates);
    return matcher::judge_text(text, *candidates);
  }

  test::TempFolder folder_;
  std::unique_ptr<Register> marks_;
  std::vector<std::string> names_;
};

TEST_F(Quality, DisguisesThatLoseNoLetterAreSeenThrough) {
  std::mt19937 random(19);
  const auto titles = bench::real_titles();
  for (const bench::Disguise& disguise : bench::disguises()) {
    if (!disguise.deterministic) continue;
    int planted = 0;
    int met = 0;
    for (int i = 0; i < 60; ++i) {
      const std::string& name = names_[random() % names_.size()];
      const std::string written = disguise.apply(name, random);
      if (written.empty() || name.size() < 5) continue;
      ++planted;
      met += meets(titles[random() % titles.size()].text + " " + written + " new", name);
    }
    EXPECT_GE(met, 0.95 * planted) << disguise.name;
  }
}

TEST_F(Quality, SellersSpellingsAreMet) {
  int met = 0;
  int all = 0;
  for (const auto& spelling : bench::seller_spellings()) {
    met += meets(spelling.written, spelling.brand);
    ++all;
  }
  RecordProperty("met", met);
  EXPECT_GE(met, 0.5 * all);
}

TEST_F(Quality, TitlesThatUseNoneOfTheNamesAreSilent) {
  int alarms = 0;
  int titles = 0;
  for (const bench::Title& title : bench::real_titles()) {
    if (++titles % 4 != 0) continue;
    for (const TextMatch& match : judged(title.text)) alarms += match.likeness != Likeness::identical;
  }
  EXPECT_LE(alarms, 0.03 * titles / 4);
}

}  // namespace
}  // namespace markhound::index

// A bounded part of protocol P5: a third of the brands, against floors well under what tests/bench/logo_bench shows.
#include <set>

#include <gtest/gtest.h>

#include "index/logo/logo_index.h"
#include "matcher/judge.h"
#include "matcher/reader.h"
#include "tests/bench/logo_protocol.h"
#include "tests/test_data.h"

namespace markhound::bench {
namespace {

const std::set<std::string> brands = {"Adidas", "Citroen", "Fedex", "Heineken", "Nike", "Pepsi", "RedBull", "Unicef"};

index::LogoIndex enrolled(const std::filesystem::path& data) {
  std::vector<index::LogoIndex::Entry> entries;
  for (const Reference& reference : p5_references(data)) {
    if (!brands.contains(reference.brand)) continue;
    const auto picture = matcher::Picture::decode(reference.picture);
    EXPECT_TRUE(picture.ok());
    const auto signatures = matcher::enrol(*picture);
    if (!signatures) continue;
    for (const Signature& signature : *signatures) entries.push_back({reference.brand, reference.name, signature});
  }
  return index::LogoIndex(std::move(entries));
}

TEST(ProtocolP5, HoldsItsFloorsOnAPart) {
  MARKHOUND_NEEDS_DATA("logos/queries.tsv");
  const auto data = test::real_data("logos");
  const index::LogoIndex index = enrolled(data);
  std::vector<Answer> answers;
  for (const Query& query : read_queries(data, "queries.tsv")) {
    const bool negative = query.brand == "none" && held_back(query.photo);
    if (!negative && !brands.contains(query.brand)) continue;
    const auto picture = matcher::Picture::decode(test::read_file(query.photo));
    ASSERT_TRUE(picture.ok()) << query.photo;
    const Signature signature = matcher::read_signature(*picture);
    const auto matches = matcher::judge_logos(signature, index.recall(signature));
    answers.push_back({query.brand, matches.empty() ? "" : matches[0].mark, matches.empty() ? 0 : matches[0].score});
  }
  const Figures figures = count(answers);
  ASSERT_EQ(figures.positives, 40);
  RecordProperty("top1", std::to_string(figures.top1));
  EXPECT_GE(figures.top1, 0.60);
  EXPECT_GE(figures.recall_at_95, 0.45);
  EXPECT_LE(figures.false_at_half, 2);
}

}  // namespace
}  // namespace markhound::bench

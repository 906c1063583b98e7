#include "index/logo/logo_index.h"

#include <random>

#include <gtest/gtest.h>

#include "index/logo/descriptor_distance.h"
#include "index/logo/kd_forest.h"

namespace markhound::index {
namespace {

Signature random_signature(unsigned seed, int points) {
  std::mt19937 random(seed);
  Signature signature{300, 200, {}, {}};
  for (int i = 0; i < points; ++i) {
    signature.features.push_back({static_cast<float>(random() % 300), static_cast<float>(random() % 200), 4, 0});
    for (int d = 0; d < Signature::dimensions; ++d) {
      signature.descriptors.push_back(static_cast<std::uint8_t>(random() % 90));
    }
  }
  return signature;
}

/// As a photo would show it: every byte a little off.
Signature seen_again(Signature signature) {
  std::mt19937 random(99);
  for (auto& byte : signature.descriptors) byte = static_cast<std::uint8_t>(byte + random() % 7);
  return signature;
}

TEST(DescriptorDistance, IsTheSquaredEuclideanOne) {
  std::vector<std::uint8_t> low(Signature::dimensions, 0), high(Signature::dimensions, 255), mixed(low);
  mixed[0] = 3, mixed[127] = 4;
  EXPECT_EQ(squared_distance(low.data(), low.data()), 0u);
  EXPECT_EQ(squared_distance(low.data(), mixed.data()), 25u);
  EXPECT_EQ(squared_distance(high.data(), low.data()), 255u * 255u * 128u);
}

TEST(KdForest, FindsWhatABruteForceScanFinds) {
  const Signature pool = random_signature(1, 4000);
  const Signature wanted = seen_again(pool);
  const KdForest forest(pool.descriptors.data(), pool.features.size(), {});
  int same = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    Neighbour nearest{~0u, 0};
    for (std::uint32_t p = 0; p < pool.features.size(); ++p) {
      nearest = std::min(nearest, {squared_distance(wanted.descriptor(i), pool.descriptor(p)), p});
    }
    same += forest.nearest(wanted.descriptor(i)).front() == nearest;
  }
  EXPECT_GE(same, 190);
}

TEST(LogoIndex, PairsAPictureWithTheLogoItShows) {
  const LogoIndex index({{"A", "a1", random_signature(1, 50)}, {"B", "b1", random_signature(2, 50)}});
  const auto found = index.recall(seen_again(random_signature(2, 50)));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().mark, "B");
  EXPECT_EQ(found.front().logo, "b1");
  EXPECT_EQ(found.front().logo_width, 300);
  EXPECT_EQ(found.front().logo_points, 50);
  EXPECT_EQ(found.front().pairs.size(), 50u);
  for (const PointPair& pair : found.front().pairs) EXPECT_LT(pair.distance, 0.4f * pair.rival);
}

TEST(LogoIndex, ASecondLogoOfTheMarkIsNoRivalButTheSameLogoOfAnotherMarkIs) {
  const Signature logo = random_signature(1, 50);
  const LogoIndex own({{"A", "a1", logo}, {"A", "a2", logo}});
  const auto both = own.recall(seen_again(logo));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_GT(both[0].pairs.front().rival, 2 * both[0].pairs.front().distance);

  const LogoIndex shared({{"A", "a1", logo}, {"B", "b1", logo}});
  for (const auto& candidate : shared.recall(seen_again(logo))) {
    for (const PointPair& pair : candidate.pairs) EXPECT_FLOAT_EQ(pair.rival, pair.distance);
  }
}

TEST(LogoIndex, VariantsOfALogoAreOneCandidate) {
  const LogoIndex index({{"A", "a1", random_signature(1, 40)}, {"A", "a1", random_signature(2, 30)}});
  Signature both = random_signature(1, 40);
  const Signature second = random_signature(2, 30);
  both.features.insert(both.features.end(), second.features.begin(), second.features.end());
  both.descriptors.insert(both.descriptors.end(), second.descriptors.begin(), second.descriptors.end());
  const auto found = index.recall(seen_again(both));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().pairs.size(), 70u);
}

TEST(LogoIndex, EmptyAndDamagedInputGivesNothing) {
  const LogoIndex empty({});
  EXPECT_TRUE(empty.recall(random_signature(1, 10)).empty());
  Signature torn = random_signature(1, 10);
  torn.descriptors.pop_back();
  const LogoIndex index({{"A", "a1", torn}, {"B", "b1", random_signature(2, 10)}});
  EXPECT_TRUE(index.recall(torn).empty());
  EXPECT_TRUE(index.recall({}).empty());
}

TEST(LogoIndex, AnswersTheSameTwice) {
  const auto build = [] {
    return LogoIndex({{"A", "a", random_signature(1, 900)}, {"B", "b", random_signature(2, 900)}});
  };
  const auto first = build().recall(seen_again(random_signature(2, 900)));
  const auto second = build().recall(seen_again(random_signature(2, 900)));
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) ASSERT_EQ(first[i].pairs.size(), second[i].pairs.size());
}

}  // namespace
}  // namespace markhound::index

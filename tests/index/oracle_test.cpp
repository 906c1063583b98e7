// Xapian's recall against the brute-force scan's, on names disguised in every way that the benchmarks know.
#include <set>
#include <tuple>

#include <gmock/gmock.h>

#include "tests/bench/disguises.h"
#include "tests/bench/listing_texts.h"
#include "tests/index/scan_register.h"
#include "tests/test_data.h"

namespace markhound::index {
namespace {

using Meeting = std::tuple<std::string, std::size_t, std::size_t, std::string, std::string>;

std::set<Meeting> meetings(const Register& marks, const std::string& text) {
  auto candidates = marks.recall(text);
  EXPECT_TRUE(candidates);
  std::set<Meeting> all;
  for (const TextCandidate& c : *candidates) {
    EXPECT_LT(c.span.begin, c.span.end);
    EXPECT_LE(c.span.end, text.size());
    all.insert({c.mark, c.span.begin, c.span.end, c.form, to_string(c.key)});
  }
  return all;
}

std::vector<std::string> names() {
  std::mt19937 random(3);
  std::vector<std::string> all = {"New Balance",
                                  "香奈儿",
                                  "Adidas/阿迪达斯",
                                  "Nordfjell",
                                  "大疆创新",
                                  "L’ORÉAL",
                                  "Canada Goose",
                                  "KENZO/高田贤三",
                                  "Сбербанк",
                                  "シャネル",
                                  "삼성",
                                  "E*TRADE",
                                  "V4STYLES",
                                  "A",
                                  "BV",
                                  "Slim",
                                  "Red Bag",
                                  "雷朋 RayBan",
                                  "Jaeger-LeCoultre",
                                  "Asian Gems & Jewels"};
  while (all.size() < 300) all.push_back(bench::made_up_name(random));
  return all;
}

TEST(Oracle, TheIndexRecallsAllThatTheScanDoes) {
  const test::TempFolder folder;
  auto opened = open_xapian_register((folder / "register").string(), Access::write);
  ASSERT_TRUE(opened);
  Register& indexed = **opened;
  ScanRegister scanned;
  const auto all = names();
  for (std::size_t i = 0; i < all.size(); ++i) {
    Mark mark;
    mark.id = std::to_string(i);
    mark.name = all[i];
    if (i % 7 == 0) mark.aliases = {"小" + all[i]};
    ASSERT_TRUE(indexed.put(mark, {}));
    ASSERT_TRUE(scanned.put(mark, {}));
  }
  ASSERT_TRUE(indexed.commit());
  std::mt19937 random(5);
  std::size_t met = 0;
  for (const bench::Disguise& disguise : bench::disguises()) {
    for (int i = 0; i < 25; ++i) {
      const std::string text =
          "2024 hot sale " + disguise.apply(all[random() % all.size()], random) + "新款包包 women shoes";
      const auto expected = meetings(scanned, text);
      EXPECT_EQ(meetings(indexed, text), expected) << disguise.name << ": " << text;
      met += expected.size();
    }
  }
  EXPECT_GT(met, 500u);
}

}  // namespace
}  // namespace markhound::index

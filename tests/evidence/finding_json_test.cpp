#include "evidence/finding_json.h"

#include "tests/evidence/sample_case.h"

namespace markhound::evidence {
namespace {

Finding with_logo() {
  Finding finding = test::sample_finding("f1", "https://shop.example/1", Grade::A, 0.1 + 0.2);
  LogoMatch match{"US-5551234",       "d1", 1.0 / 3, {1, 2, 30, 40}, {0.1f, 1e-7f, 3.4e20f, 1.0f / 3}, {},
                  {"12 points agree"}};
  match.points.push_back({{1.5f, 2.25f, 0.1f, 359.9f}, {7, 8, 9, 10}, 0.3f, 0.7f});
  finding.logos = {{"https://shop.example/1.jpg", "c-000001-aaaaaaaaaaaa", match}};
  return finding;
}

TEST(FindingJson, ReadsBackBitForBit) {
  const Finding finding = with_logo();
  const std::string json = to_json(finding);
  const auto read = finding_from_json(json);
  ASSERT_TRUE(read.ok()) << to_line(read.problem());
  EXPECT_EQ(read->score, finding.score);
  EXPECT_EQ(read->logos[0].match.corners, finding.logos[0].match.corners);
  EXPECT_EQ(read->logos[0].match.points[0].picture.size, 0.1f);
  EXPECT_EQ(read->texts[0].match.span, finding.texts[0].match.span);
  EXPECT_EQ(to_json(*read), json);
}

TEST(FindingJson, NamesStayAsDocumented) {
  const char* finding =
      R"j({"id":"f1","listing":"u","title":"NORDFJELL jacket, XL","mark":"US-5551234","grade":"A","score":0.5,)j"
      R"j("texts":[{"where":"title","text":"NORDFJELL jacket, XL","match":{"mark":"US-5551234","name":"NORDFJELL",)j"
      R"j("likeness":"identical","score":0.99,"distinctiveness":0.5,"span":[0,9],"reasons":["same letters"]}}],"logos":[],)j"
      R"j("factors":[{"name":"sign identity","weight":0.6,"reason":"the title uses the sign as registered",)j"
      R"j("source":"EUTMR art. 9(2)(a)"},{"name":"goods","weight":0.2,"reason":"jackets are in class 25",)j"
      R"j("source":"DuPont 2"}],"defences":[{"name":"nominative use","found":false,)j"
      R"j("reason":"no \"compatible with\"","source":"EUTMR art. 14(1)(c)"}],"rules":"2026-11"})j";
  const char* listing =
      R"j({"platform":"generic","id":"4711","url":"u","title":"NORDFJELL jacket, XL","seller":"best-deals-4u",)j"
      R"j("price":{"amount":"87.11","currency":"USD","text":"$87.11"}})j";
  EXPECT_EQ(to_json(test::sample_finding("f1", "u", Grade::A, 0.5)), finding);
  EXPECT_EQ(to_json(test::sample_listing("u")), listing);
}

TEST(FindingJson, RecordKeepsWhatHappenedSince) {
  FindingRecord record{with_logo(),
                       test::sample_listing("u"),
                       UtcTime{std::chrono::milliseconds{1}},
                       UtcTime{std::chrono::milliseconds{2}},
                       Decision::authorised,
                       "our dealer"};
  const auto read = record_from_json(to_json(record));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(to_json(*read), to_json(record));
  EXPECT_EQ(read->decision, Decision::authorised);
}

TEST(FindingJson, SaysWhatItCannotRead) {
  EXPECT_EQ(finding_from_json("{").problem().kind, Problem::Kind::bad_input);
  EXPECT_EQ(finding_from_json("[]").problem().kind, Problem::Kind::bad_input);
  EXPECT_EQ(listing_from_json("7").problem().kind, Problem::Kind::bad_input);
}

TEST(FindingJson, ReplacesBytesThatAreNoText) {
  Listing listing = test::sample_listing("u");
  listing.title = "bad \xff byte";
  EXPECT_NE(to_json(listing).find("bad \xEF\xBF\xBD byte"), std::string::npos);
}

}  // namespace
}  // namespace markhound::evidence

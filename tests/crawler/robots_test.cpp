// Named by the sections of RFC 9309; the field's own files are crawler-commons' (real data, not in the repository).
#include "crawler/robots/robots.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using std::chrono_literals::operator""ms;

bool allowed(const std::string& text, const std::string& agent, const std::string& path) {
  return Robots::parse(text, agent).allows(path);
}

struct Case {
  const char* file;
  const char* agent;
  const char* path;
  bool allowed;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.file << " for " << c.agent << ": " << c.path; }

class CrawlerCommons : public testing::TestWithParam<Case> {};

TEST_P(CrawlerCommons, Agrees) {
  MARKHOUND_NEEDS_DATA("robots");
  const std::string text = test::read_file(test::real_data("robots") / GetParam().file);
  EXPECT_EQ(allowed(text, GetParam().agent, GetParam().path), GetParam().allowed);
}

constexpr const char* simple = "rfc9309-example-simple-robots.txt";
INSTANTIATE_TEST_SUITE_P(
    Section5_1, CrawlerCommons,
    testing::Values(Case{simple, "otherbot", "/example/x", false}, Case{simple, "otherbot", "/publications/x", true},
                    Case{simple, "otherbot", "/publications/x.gif", true}, Case{simple, "otherbot", "/a.gif", false},
                    Case{simple, "otherbot", "/", true}, Case{simple, "foobot", "/", false},
                    Case{simple, "foobot", "/example/page.html", true},
                    Case{simple, "foobot", "/example/allowed.gif", true},
                    Case{simple, "foobot", "/publications/", false},
                    Case{simple, "BARBOT", "/example/page.html", false},
                    Case{simple, "bazbot", "/example/page.html", false}, Case{simple, "bazbot", "/a.gif", true},
                    Case{simple, "quxbot", "/", true}, Case{simple, "quxbot", "/example/page.html", true}));

constexpr const char* longest = "rfc9309-example-longest-match-robots.txt";
INSTANTIATE_TEST_SUITE_P(Section5_2, CrawlerCommons,
                         testing::Values(Case{longest, "foobot", "/example/page/disallowed.gif", false},
                                         Case{longest, "foobot", "/example/page/", true}));

constexpr const char* merging = "rfc9309-example-rule-group-merging.txt";
constexpr const char* extensions = "extensions-group-merging.txt";
constexpr const char* delays = "crawl-delay-group-merging.txt";
INSTANTIATE_TEST_SUITE_P(
    Section2_2_1_Groups, CrawlerCommons,
    testing::Values(
        Case{merging, "examplebot", "/foo", false}, Case{merging, "examplebot", "/baz", false},
        Case{merging, "examplebot", "/qux", true}, Case{merging, "bazbot", "/foo", true},
        Case{merging, "bazbot", "/baz", false}, Case{merging, "otherbot", "/bar", false},
        Case{merging, "otherbot", "/baz", true}, Case{extensions, "mybot", "/private/", false},
        Case{extensions, "mybot", "/login/", false}, Case{extensions, "yourbot", "/private/", false},
        Case{extensions, "yourbot", "/login/", false}, Case{extensions, "otherbot", "/llms.txt", true},
        Case{extensions, "otherbot", "/", false}, Case{delays, "mybot", "/private/", false},
        Case{delays, "yourbot", "/private/", false}, Case{delays, "yourbot", "/login/", false},
        Case{delays, "mybot", "/login/", true}, Case{delays, "otherbot", "/private/", true},
        Case{"merge-rules.txt", "wget", "/foo/bar", true}, Case{"merge-rules.txt", "wget", "/tmp/bar", false},
        Case{"merge-rules.txt", "otherbot", "/foo/bar", false}, Case{"precedence-of-rules.txt", "testy", "/foo", false},
        Case{"precedence-of-rules.txt", "testy", "/foo/bar", true},
        Case{"precedence-of-rules.txt", "testy", "/foo/baz", false},
        Case{"precedence-of-rules.txt", "wget", "/foo", true}, Case{"precedence-of-rules.txt", "wget", "/other", false},
        Case{"many-user-agents.txt", "wget", "/", false},
        Case{"many-user-agents.txt", "mysuperlongbotnamethatmatchesnothing", "/", true},
        Case{"many-user-agents.txt", "mysuperlongbotnamethatmatchesnothing", "/bot-trap/", false}));

INSTANTIATE_TEST_SUITE_P(BrokenFiles, CrawlerCommons,
                         testing::Values(Case{"directive-typos-robots.txt", "bot1", "/desallow/", false},
                                         Case{"directive-typos-robots.txt", "bot1", "/dissalow/", false},
                                         Case{"directive-typos-robots.txt", "bot2", "/useragent/", false},
                                         Case{"directive-typos-robots.txt", "bot3", "/useg-agent/", false},
                                         Case{"directive-typos-robots.txt", "bot4", "/useragent-no-colon/", false},
                                         Case{"format-errors-robots.txt", "bot1", "/whitespace-before-colon/", false},
                                         Case{"format-errors-robots.txt", "bot1", "/no-colon/", false},
                                         Case{"format-errors-robots.txt", "bot2", "/no-colon-useragent/", false},
                                         Case{"format-errors-robots.txt", "bot3", "/whitespace-before-colon/", true},
                                         Case{"malformed-path.txt", "bot1", "/wiki/Wikipedia_talk:Mediation_Committee/",
                                              false},
                                         Case{"malformed-path.txt", "bot1", "/wiki/", true},
                                         Case{"robots-with-utf8-bom.txt", "foobot", "/profile", false},
                                         Case{"robots-with-utf16le-bom.txt", "foobot", "/profile", false},
                                         Case{"robots-with-utf16be-bom.txt", "foobot", "/profile", false},
                                         Case{"dos-line-endings.txt", "bot1", "/", true},
                                         Case{"www.flot.com-robots.txt", "foobot", "/img/", false},
                                         Case{"relative-sitemap-robots.txt", "foobot", "/cp/", false},
                                         Case{"wildcards.txt", "anybot", "/wishlist/bogus", false},
                                         Case{"wildcards.txt", "anybot", "/wishlist/universal/page", true},
                                         Case{"wildcards.txt", "anybot", "/anydirectoryhere/gcrnsts", false},
                                         Case{"twitter.com-robots.txt", "anybot", "/a?b=c", false},
                                         Case{"twitter.com-robots.txt", "anybot", "/a", true},
                                         Case{"extension-robots.txt", "mybot", "/private/", false},
                                         Case{"extension-robots.txt", "mybot", "/secret/", true}));

TEST(Rfc9309, Section2_2_FormalSyntax) {
  for (const std::string line :
       {"Disallow: /x", "disallow:/x", "DISALLOW :\t/x \t", "  Disallow: /x # why", "Disallow:/x#why"})
    for (const std::string end : {"\n", "\r", "\r\n"})
      EXPECT_FALSE(allowed("# first" + end + end + "User-agent: *" + end + line + end, "m", "/x")) << line;
  EXPECT_FALSE(allowed("User-agent: *\nDisallow: /x", "m", "/x")) << "the last line needs no end";
  EXPECT_TRUE(allowed("User-agent: *\nDisallow:\n", "m", "/x")) << "an empty pattern matches nothing";
  EXPECT_TRUE(allowed("User-agent: *\n# Disallow: /x\n", "m", "/x"));
}

TEST(Rfc9309, Section2_1_NoRuleThatMatchesAllows) {
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /x\n", "m", "/y"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /x\n", "m", "/"));
}

TEST(Rfc9309, Section2_2_1_TheTokenIsMatchedWithoutCase) {
  for (const char* written : {"ExampleBot", "examplebot", "EXAMPLEBOT"})
    EXPECT_FALSE(allowed(std::string("User-agent: ") + written + "\nDisallow: /\n", "examplebot", "/")) << written;
}

TEST(Rfc9309, Section2_2_1_GroupsOfOneAgentAreOneGroup) {
  const std::string text =
      "User-agent: m\nDisallow: /a\n\nUser-agent: o\nDisallow: /o\n\nUser-agent: m\nDisallow: /b\n";
  EXPECT_FALSE(allowed(text, "m", "/a"));
  EXPECT_FALSE(allowed(text, "m", "/b"));
  EXPECT_TRUE(allowed(text, "m", "/o"));
}

TEST(Rfc9309, Section2_2_1_TheStarGroupIsForThoseWhomNoneNames) {
  const std::string text = "User-agent: *\nDisallow: /\n\nUser-agent: m\nDisallow: /private\n";
  EXPECT_TRUE(allowed(text, "m", "/x")) << "it is not merged with the group that names the crawler";
  EXPECT_FALSE(allowed(text, "o", "/x"));
}

TEST(Rfc9309, Section2_2_1_OneGroupMayNameSeveralAgents) {
  const std::string text = "User-agent: a\nUser-agent: b\nDisallow: /x\n";
  EXPECT_FALSE(allowed(text, "a", "/x"));
  EXPECT_FALSE(allowed(text, "b", "/x"));
  EXPECT_TRUE(allowed(text, "c", "/x"));
}

TEST(Rfc9309, Section2_2_2_MatchesFromTheFirstOctetWithCase) {
  const std::string text = "User-agent: *\nDisallow: /Private\n";
  EXPECT_FALSE(allowed(text, "m", "/Private/page"));
  EXPECT_TRUE(allowed(text, "m", "/private/page"));
  EXPECT_TRUE(allowed(text, "m", "/a/Private"));
}

TEST(Rfc9309, Section2_2_2_TheMostOctetsDecide) {
  const std::string text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /a/b/c/*.html\n";
  EXPECT_FALSE(allowed(text, "m", "/a/x"));
  EXPECT_TRUE(allowed(text, "m", "/a/b/x"));
  EXPECT_FALSE(allowed(text, "m", "/a/b/c/x"));
  EXPECT_TRUE(allowed(text, "m", "/a/b/c/x.html"));
}

TEST(Rfc9309, Section2_2_1_NoGroupAllowsAll) {
  EXPECT_TRUE(allowed("", "markhound", "/"));
  EXPECT_TRUE(allowed("User-agent: otherbot\nDisallow: /\n", "markhound", "/"));
  EXPECT_TRUE(allowed("Disallow: /\n", "markhound", "/")) << "a rule before any group is nobody's";
  EXPECT_TRUE(allowed("User-agent: markhoundish\nDisallow: /\n", "markhound", "/"));
  EXPECT_FALSE(allowed("User-Agent: MarkHound/2.0 (x)\nDisallow: /\n", "markhound", "/"));
}

TEST(Rfc9309, Section2_2_2_AllowWinsATie) {
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /fish\nAllow: /fish\n", "m", "/fish"));
  EXPECT_TRUE(allowed("User-agent: *\nAllow: /fish\nDisallow: /fish\n", "m", "/fish"));
  EXPECT_FALSE(allowed("User-agent: *\nAllow: /\nDisallow: /fish\n", "m", "/fish"));
}

TEST(Rfc9309, Section2_2_2_RobotsTxtIsAlwaysAllowed) {
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\n", "m", "/robots.txt"));
}

// The table of encoded octets in section 2.2.2.
TEST(Rfc9309, Section2_2_2_EncodedOctets) {
  const auto blocks = [](const std::string& rule, const std::string& path) {
    return !allowed("User-agent: *\nDisallow: " + rule + "\n", "m", path);
  };
  EXPECT_TRUE(blocks("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  EXPECT_TRUE(blocks("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"));
  EXPECT_TRUE(blocks("/foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84"));
  EXPECT_TRUE(blocks("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"));
  EXPECT_TRUE(blocks("/foo/bar/%62%61%7A", "/foo/bar/baz"));
  EXPECT_FALSE(blocks("/foo%2Fbar", "/foo/bar")) << "a reserved character is not decoded";
}

TEST(Rfc9309, Section2_2_3_SpecialCharacters) {
  const std::string text =
      "User-agent: *\nDisallow: /*.gif$\nDisallow: /path/file-with-a-%2A.html\nDisallow: /price-%24\n"
      "Disallow: /a*b*c\n";
  EXPECT_FALSE(allowed(text, "m", "/x/y.gif"));
  EXPECT_TRUE(allowed(text, "m", "/x/y.gif?big"));
  EXPECT_FALSE(allowed(text, "m", "/path/file-with-a-*.html"));
  EXPECT_TRUE(allowed(text, "m", "/path/file-with-a-b.html"));
  EXPECT_FALSE(allowed(text, "m", "/price-$"));
  EXPECT_FALSE(allowed(text, "m", "/a1b2c3"));
  EXPECT_TRUE(allowed(text, "m", "/acb"));
}

TEST(Rfc9309, Section2_2_4_OtherRecordsEndNoGroup) {
  const std::string text = "User-agent: a\nSitemap: https://x.example/s.xml\nUser-agent: m\nDisallow: /x\n";
  EXPECT_FALSE(allowed(text, "a", "/x"));
  EXPECT_FALSE(allowed(text, "m", "/x"));
}

TEST(Rfc9309, Section2_5_ReadsFiveHundredKibibytes) {
  const std::string rule = "User-agent: *\nDisallow: /x\n";
  const auto padded = [&](std::size_t before) { return std::string(before, '\n') + rule; };
  EXPECT_FALSE(allowed(padded((500u << 10) - rule.size()), "m", "/x"));
  EXPECT_TRUE(allowed(padded(500u << 10), "m", "/x"));
}

TEST(CrawlDelay, IsTheMergedGroupsLongest) {
  const auto delay = [](const std::string& text, const char* agent) {
    return Robots::parse(text, agent).crawl_delay();
  };
  EXPECT_EQ(delay("User-agent: *\rCrawl-delay: 0.5\r", "m"), 500ms);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 3\nUser-agent: m\nDisallow: /x\n", "m"), std::nullopt);
  EXPECT_EQ(delay("User-agent: m\nCrawl-delay: 10\nUser-agent: o\nCrawl-delay: 20\nUser-agent: *\nDisallow:/b\n", "m"),
            10'000ms);
  for (const char* bad : {"-1", "soon", "1e99", "nan", ""})
    EXPECT_EQ(delay(std::string("User-agent: *\nCrawl-delay: ") + bad + "\n", "m"), std::nullopt) << bad;
}

TEST(ProductToken, IsTheNameWithoutItsVersion) {
  EXPECT_EQ(product_token("markhound/0.1.0 (+mailto:a@b.example)"), "markhound");
  EXPECT_EQ(product_token(""), "");
}

// A hostile file must not cost more than its size: 500 KiB of stars against a long path.
TEST(Hostile, ManyStarsAreCheap) {
  std::string stars = "User-agent: *\nDisallow: /";
  while (stars.size() < robots_limit - 3) stars += "a*";
  stars += "b$";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(allowed(stars, "m", "/" + std::string(8000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace markhound::crawler

#include "crawler/address/url.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace markhound::crawler {
namespace {

struct Case {
  const char* base;
  const char* reference;
  const char* expected;  ///< null where there is no such URL
};

void PrintTo(const Case& c, std::ostream* out) { *out << '"' << c.reference << "\" on " << c.base; }

class Resolve : public testing::TestWithParam<Case> {};

TEST_P(Resolve, GivesTheAbsoluteUrl) {
  const auto url = resolve(GetParam().base, GetParam().reference);
  if (!GetParam().expected) {
    EXPECT_FALSE(url) << *url;
  } else {
    ASSERT_TRUE(url);
    EXPECT_EQ(*url, GetParam().expected);
  }
}

// RFC 3986 section 5.4, normal and abnormal examples, without those whose scheme is none of ours.
constexpr const char* rfc = "http://a/b/c/d;p?q";
INSTANTIATE_TEST_SUITE_P(Rfc3986, Resolve,
                         testing::Values(Case{rfc, "g", "http://a/b/c/g"}, Case{rfc, "./g", "http://a/b/c/g"},
                                         Case{rfc, "g/", "http://a/b/c/g/"}, Case{rfc, "/g", "http://a/g"},
                                         Case{rfc, "//g", "http://g/"}, Case{rfc, "?y", "http://a/b/c/d;p?y"},
                                         Case{rfc, "g?y", "http://a/b/c/g?y"}, Case{rfc, "#s", "http://a/b/c/d;p?q"},
                                         Case{rfc, "g#s", "http://a/b/c/g"}, Case{rfc, ";x", "http://a/b/c/;x"},
                                         Case{rfc, "", "http://a/b/c/d;p?q"}, Case{rfc, ".", "http://a/b/c/"},
                                         Case{rfc, "..", "http://a/b/"}, Case{rfc, "../g", "http://a/b/g"},
                                         Case{rfc, "../../g", "http://a/g"}, Case{rfc, "../../../g", "http://a/g"},
                                         Case{rfc, "/./g", "http://a/g"}, Case{rfc, "g.", "http://a/b/c/g."},
                                         Case{rfc, "./g/.", "http://a/b/c/g/"}, Case{rfc, "g/../h", "http://a/b/c/h"},
                                         Case{rfc, "g:h", nullptr}));

constexpr const char* shop = "https://shop.example/en/item.html?id=7";
INSTANTIATE_TEST_SUITE_P(
    Pages, Resolve,
    testing::Values(Case{shop, " /a b.jpg\n", "https://shop.example/a%20b.jpg"},
                    Case{shop, "HTTP://Other.Example:80/X#top", "http://other.example/X"},
                    Case{shop, "//cdn.example/p.jpg", "https://cdn.example/p.jpg"},
                    Case{shop, "\\img\\p.jpg", "https://shop.example/img/p.jpg"},
                    Case{shop, "/caf\xc3\xa9?q=\xe9\x9e\x8b", "https://shop.example/caf%C3%A9?q=%E9%9E%8B"},
                    Case{shop, "https://user:secret@other.example/", "https://other.example/"},
                    Case{"",
                         "https://b\xc3\xbc"
                         "cher.example/",
                         "https://xn--bcher-kva.example/"},
                    Case{shop, "/a?next=http://x/", "https://shop.example/a?next=http://x/"},
                    Case{shop, "mailto:a@b.example", nullptr}, Case{shop, "javascript:void(0)", nullptr},
                    Case{shop, "data:image/png;base64,AA==", nullptr}, Case{shop, "gopher://x/", nullptr},
                    Case{shop, "http://", nullptr}, Case{shop, "https:/x", "https://shop.example/x"}, Case{"", "p.jpg", nullptr},
                    Case{"ftp://a/b", "c", nullptr}, Case{shop, "http://a b/", nullptr},
                    Case{shop, "http://x:99999/", nullptr}));

// Every way to write 127.0.0.1 comes out as one, so that the guard and the frontier see the same host.
INSTANTIATE_TEST_SUITE_P(NumericHosts, Resolve,
                         testing::Values(Case{"", "http://2130706433/", "http://127.0.0.1/"},
                                         Case{"", "http://0x7f.1/", "http://127.0.0.1/"},
                                         Case{"", "http://0177.0.0.01/", "http://127.0.0.1/"},
                                         Case{"", "http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
                                         Case{"", "http://[::FFFF:7f00:1]/", "http://[::ffff:7f00:1]/"}));

constexpr const char* saved = "file:///home/o/pages/item.html";
INSTANTIATE_TEST_SUITE_P(SavedPages, Resolve,
                         testing::Values(Case{saved, "item_files/p 1.jpg", "file:///home/o/pages/item_files/p%201.jpg"},
                                         Case{saved, "../../../../etc/passwd", "file:///etc/passwd"},
                                         Case{saved, "//cdn.example/p.jpg", "https://cdn.example/p.jpg"},
                                         Case{saved, "https://cdn.example/p.jpg", "https://cdn.example/p.jpg"}));

TEST(Canonical, WritesOnePageOneWay) {
  const std::string plain = "https://shop.example/item?id=7";
  for (const std::string same :
       {"HTTPS://SHOP.example:443/item?id=7", "https://shop.example/x/../item?id=7#reviews",
        "https://shop.example/item?utm_source=a&id=7&UTM_Medium=b", "https://shop.example/item?id=7&gclid=x&fbclid=y",
        "https://shop.example/item;jsessionid=0A1B?id=7", "https://shop.example/it%65m?id=7&PHPSESSID=12"})
    EXPECT_EQ(canonical(same), plain) << same;
}

TEST(Canonical, KeepsWhatMayMatter) {
  EXPECT_NE(canonical("https://shop.example/Item"), canonical("https://shop.example/item"));
  EXPECT_NE(canonical("https://shop.example/?a=1&b=2"), canonical("https://shop.example/?b=2&a=1"));
  EXPECT_NE(canonical("https://shop.example/a%2Fb"), canonical("https://shop.example/a/b"));
  EXPECT_NE(canonical("http://shop.example/"), canonical("https://shop.example/"));
  EXPECT_EQ(canonical("http://shop.example:8080?"), "http://shop.example:8080/");
  EXPECT_EQ(canonical("https://shop.example/a%2fb%zz"), "https://shop.example/a%2Fb%zz");
  EXPECT_EQ(canonical("file:///a/b%20c.html#x"), "file:///a/b%20c.html");
  EXPECT_EQ(canonical("not a url"), "not a url");
}

TEST(Canonical, IsItsOwnCanonicalForm) {
  for (const std::string url :
       {"https://a.example/%7eu/?x=%41&utm_id=1", "http://[::1]:80/;jsessionid=1/x", "http://a"})
    EXPECT_EQ(canonical(canonical(url)), canonical(url));
}

TEST(Parts, OfAnAddress) {
  EXPECT_EQ(host_of("https://Shop.Example:8443/x"), "shop.example");
  EXPECT_EQ(host_of("http://[::1]:8080/"), "[::1]");
  EXPECT_EQ(host_of("file:///x"), "");
  EXPECT_EQ(origin_of("HTTPS://Shop.Example:8443/x"), "https://shop.example:8443");
  EXPECT_EQ(origin_of("http://shop.example:80/x"), "http://shop.example");
  EXPECT_EQ(path_of("https://shop.example"), "/");
  EXPECT_EQ(path_of("https://shop.example/a?b=c#d"), "/a?b=c");
}

TEST(IsWebUrl, WantsASchemeAndAHost) {
  EXPECT_TRUE(is_web_url("https://shop.example/"));
  EXPECT_TRUE(is_web_url("HTTP://shop.example"));
  for (const std::string other : {"shop.example", "file:///x", "ftp://a/", "page.html", "", "https"})
    EXPECT_FALSE(is_web_url(other)) << other;
}

}  // namespace
}  // namespace markhound::crawler

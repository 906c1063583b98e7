// The URL standard's own test data (web-platform-tests, urltestdata.json).
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "crawler/address/host.h"
#include "crawler/address/url.h"
#include "crawler/address/url_record.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using nlohmann::json;

/// A lone surrogate is no character: the standard takes it as U+FFFD, and JSON readers stumble on it.
std::string without_lone_surrogates(std::string text) {
  const auto unit = [&](std::size_t at) -> long {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
    return std::strtol(text.substr(at + 2, 4).c_str(), nullptr, 16);
  };
  for (std::size_t at = text.find("\\u"); at != std::string::npos; at = text.find("\\u", at + 6)) {
    const long first = unit(at);
    const long second = unit(at + 6);
    const bool pair = first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
    if (pair) {
      at += 6;
    } else if (first >= 0xd800 && first < 0xe000) {
      text.replace(at, 6, "\\ufffd");
    }
  }
  return text;
}

std::string told(const json& test) {
  return test["input"].dump(-1, ' ', true) + " on " + test["base"].dump(-1, ' ', true);
}

std::optional<UrlRecord> parsed(const json& test) {
  if (test["base"].is_null()) return parse_url(test["input"].get<std::string>(), nullptr);
  const auto base = parse_url(test["base"].get<std::string>(), nullptr);
  return base ? parse_url(test["input"].get<std::string>(), &*base) : std::nullopt;
}

void expect_parts(const json& test, const UrlRecord& url) {
  const std::string query = url.query.value_or("");
  const std::string fragment = url.fragment.value_or("");
  EXPECT_EQ(to_text(url), test["href"]) << told(test);
  EXPECT_EQ(url.scheme + ":", test["protocol"]) << told(test);
  EXPECT_EQ(url.username, test["username"]) << told(test);
  EXPECT_EQ(url.password, test["password"]) << told(test);
  EXPECT_EQ(authority_text(url), test["host"]) << told(test);
  EXPECT_EQ(url.host.value_or(""), test["hostname"]) << told(test);
  EXPECT_EQ(url.port ? std::to_string(*url.port) : "", test["port"]) << told(test);
  EXPECT_EQ(path_text(url), test["pathname"]) << told(test);
  EXPECT_EQ(query.empty() ? "" : "?" + query, test["search"]) << told(test);
  EXPECT_EQ(fragment.empty() ? "" : "#" + fragment, test["hash"]) << told(test);
}

TEST(UrlStandard, EveryTestOfUrltestdata) {
  const auto path = test::real_data("urls/urltestdata.json");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is missing";
  const json tests = json::parse(without_lone_surrogates(test::read_file(path)));
  int done = 0;
  for (const json& test : tests) {
    if (!test.is_object()) continue;
    ++done;
    const auto url = parsed(test);
    if (test.value("failure", false)) {
      EXPECT_FALSE(url) << told(test) << " gives " << to_text(*url);
    } else if (!url) {
      ADD_FAILURE() << told(test) << " fails, but is " << test["href"];
    } else {
      expect_parts(test, *url);
    }
  }
  EXPECT_GE(done, 891);
}

TEST(UrlStandard, WhatIsSerialisedParsesToItself) {
  const auto path = test::real_data("urls/urltestdata.json");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is missing";
  for (const json& test : json::parse(without_lone_surrogates(test::read_file(path)))) {
    if (!test.is_object() || !test.contains("href")) continue;
    const auto again = parse_url(test["href"].get<std::string>(), nullptr);
    ASSERT_TRUE(again) << test["href"];
    EXPECT_EQ(to_text(*again), test["href"]);
  }
}

TEST(UrlStandard, RemovedPathSegmentsAndAuthorityOfRfc3986) {
  EXPECT_EQ(resolve("http://a/b/c/d;p?q", "g;x=1/../y"), "http://a/b/c/y");
  EXPECT_EQ(resolve("http://a/b/c/d;p?q", "g?y/../x"), "http://a/b/c/g?y/../x");
}

TEST(Hosts, Ipv6InTheFormOfRfc5952) {
  for (const auto& [text, expected] :
       std::vector<std::pair<const char*, const char*>>{{"2001:0DB8:0:0:0:0:2:1", "2001:db8::2:1"},
                                                        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
                                                        {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
                                                        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
                                                        {"::", "::"},
                                                        {"::ffff:192.0.2.1", "::ffff:c000:201"},
                                                        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"}})
    EXPECT_EQ(parse_ipv6(text), expected) << text;
  for (const char* bad :
       {"", ":", "1", ":1", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g", "::1.2.3",
        "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:1", "fe80::1%eth0", "::.1.2.3"})
    EXPECT_FALSE(parse_ipv6(bad)) << bad;
}

TEST(Hosts, AreBounded) {
  EXPECT_FALSE(parse_host(std::string(100'000, '\xc3')));
  EXPECT_TRUE(parse_host(std::string(5'000, 'a')));
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "../";
  EXPECT_EQ(resolve("http://a/", many), "http://a/");
}

}  // namespace
}  // namespace markhound::crawler

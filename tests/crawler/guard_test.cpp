// What pages must not lead the crawler to (server-side request forgery), and the clockwork of politeness.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "crawler/fetch/address_guard.h"
#include "crawler/fetch/pace.h"
#include "crawler/fetch/retry_after.h"
#include "crawler/fetch/robots_gate.h"
#include "crawler/fetcher.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using testing::HasSubstr;

std::optional<std::string> special(const std::string& text) {
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1)
    return special_purpose(reinterpret_cast<const sockaddr&>(v6));
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &v4.sin_addr), 1) << text;
  return special_purpose(reinterpret_cast<const sockaddr&>(v4));
}

TEST(AddressGuard, RefusesEverySpecialPurposeNetworkToItsEdges) {
  for (const char* address :
       {"0.0.0.0",      "0.255.255.255",    "10.0.0.0",        "10.255.255.255", "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",    "127.255.255.255",  "169.254.169.254", "172.16.0.0",     "172.31.255.255",  "192.0.0.1",
        "192.0.2.1",    "192.168.0.1",      "192.168.255.255", "198.18.0.1",     "198.19.255.255",  "198.51.100.1",
        "203.0.113.1",  "224.0.0.1",        "239.255.255.255", "240.0.0.1",      "255.255.255.255", "::",
        "::1",          "::ffff:127.0.0.1", "::ffff:8.8.8.8",  "::7f00:1",       "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1",           "2001::1",         "2001:db8::1",    "2002:7f00:1::1",  "3fff::1",
        "fc00::1",      "fd12:3456::1",     "fe80::1",         "febf::1",        "fec0::1",         "ff02::1",
        "4000::1"})
    EXPECT_TRUE(special(address)) << address;
}

TEST(AddressGuard, LetsPublicAddressesPass) {
  for (const char* address : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                              "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255",
                              "192.169.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2400::1"})
    EXPECT_FALSE(special(address)) << address;
}

TEST(AddressGuard, RefusesOtherFamilies) {
  sockaddr address{};
  address.sa_family = AF_UNIX;
  EXPECT_TRUE(special_purpose(address));
}

class GuardedFetch : public testing::Test {
 protected:
  GuardedFetch() : server_([](test::Peer& peer, const test::Request&) { return peer.send(test::answer("secret")); }) {
    options_.user_agent = "markhound";
    options_.delay_ms = 0;
    options_.obey_robots = false;
    options_.limits.connect_timeout_ms = 1000;
  }

  Result<Capture> fetch(const std::string& url) { return make_polite_fetcher(options_, clock_)->fetch(url).get(); }
  std::string at(const std::string& host) { return "http://" + host + ":" + std::to_string(server_.port()) + "/"; }

  test::ManualClock clock_;
  FetchOptions options_;
  test::LoopbackServer server_;
};

TEST_F(GuardedFetch, EverySpellingOfLoopbackIsRefusedAtTheSocket) {
  for (const char* host : {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001",
                           "0177.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]",
                           "%31%32%37.0.0.1", "127.0.0.1.", "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1"}) {
    const auto capture = fetch(at(host));
    ASSERT_FALSE(capture) << host;
    EXPECT_NE(capture.problem().kind, Problem::Kind::internal) << host;
  }
  EXPECT_EQ(server_.connections(), 0) << "not one connection was made";
  EXPECT_EQ(fetch(at("127.0.0.1")).problem().kind, Problem::Kind::refused);
  EXPECT_THAT(to_line(fetch(at("localhost")).problem()), HasSubstr("loopback"));
}

TEST_F(GuardedFetch, PrivateNetworksAreRefusedWithoutAPacket) {
  for (const char* host : {"10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]",
                           "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"})
    EXPECT_EQ(fetch(at(host)).problem().kind, Problem::Kind::refused) << host;
}

TEST_F(GuardedFetch, OnlyWebAddresses) {
  for (const char* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/",
                          "dict://127.0.0.1:11211/stat", "javascript:alert(1)", "http://", "", "/etc/passwd"})
    EXPECT_EQ(fetch(url).problem().kind, Problem::Kind::refused) << url;
}

TEST_F(GuardedFetch, AProxyVariableOpensNoDoor) {
  const std::string proxy = at("127.0.0.1");
  setenv("http_proxy", proxy.c_str(), 1);
  EXPECT_EQ(fetch("http://10.0.0.1/").problem().kind, Problem::Kind::refused);
  unsetenv("http_proxy");
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(GuardedFetch, OnlyAllowPrivateOpensIt) {
  options_.allow_private = true;
  EXPECT_EQ(fetch(at("0x7f.1"))->content, "secret");
}

TEST(Pace, PausesForTheLongestOfItsReasons) {
  const Steady now{};
  Pace pace(milliseconds(1000));
  pace.answered(now, milliseconds(100));
  EXPECT_EQ(pace.next() - now, milliseconds(1000));
  pace.set_crawl_delay(milliseconds(5000));
  pace.answered(now, milliseconds(100));
  EXPECT_EQ(pace.next() - now, milliseconds(5000));
  Pace slow(milliseconds(1000));
  slow.answered(now, milliseconds(4000));
  EXPECT_EQ(slow.next() - now, milliseconds(8000)) << "twice the latency";
  slow.answered(now, milliseconds(600'000));
  EXPECT_EQ(slow.next() - now, Pace::max_pause);
  Pace none(milliseconds(0));
  none.answered(now, milliseconds(4000));
  EXPECT_EQ(none.next(), now);
}

TEST(Pace, BacksOffTwiceAsLongEachTimeWithJitter) {
  const Steady now{};
  Pace pace(milliseconds(0));
  pace.back_off(now, 1, std::nullopt, 0);
  EXPECT_EQ(pace.next() - now, milliseconds(500));
  pace.back_off(now, 1, std::nullopt, 0.999);
  EXPECT_NEAR(static_cast<double>(std::chrono::duration_cast<milliseconds>(pace.next() - now).count()), 1000, 2);
  pace.back_off(now, 3, std::nullopt, 0);
  EXPECT_EQ(pace.next() - now, milliseconds(2000));
  pace.back_off(now, 1, milliseconds(7000), 0.5);
  EXPECT_EQ(pace.next() - now, milliseconds(7000));
}

TEST(RetryAfter, SecondsAndDates) {
  const UtcTime now = *from_rfc3339("2026-01-02T03:04:05.000Z");
  EXPECT_EQ(parse_retry_after("120", now), milliseconds(120'000));
  EXPECT_EQ(parse_retry_after("0", now), milliseconds(0));
  EXPECT_EQ(parse_retry_after("99999999999999999999", now), std::chrono::hours(24));
  EXPECT_EQ(parse_retry_after("Fri, 02 Jan 2026 03:05:05 GMT", now), milliseconds(60'000));
  EXPECT_EQ(parse_retry_after("Thu, 01 Jan 2026 00:00:00 GMT", now), milliseconds(0)) << "a date that has passed";
  for (const char* bad : {"", "soon", "-5", "1.5"}) EXPECT_EQ(parse_retry_after(bad, now), std::nullopt) << bad;
}

Capture robots_answer(int status, const std::string& text) {
  Capture capture;
  capture.exchanges.emplace_back();
  capture.exchanges.back().status = status;
  capture.content = text;
  return capture;
}

TEST(RobotsGate, KeepsAnAnswerForADayAndAFailureForTenMinutes) {
  const Steady start{std::chrono::hours(1)};
  RobotsGate gate("markhound");
  const std::string page = "https://a.example/x";
  EXPECT_EQ(gate.ask(page, start), RobotsGate::Verdict::fetch);
  EXPECT_EQ(gate.ask(page, start), RobotsGate::Verdict::wait);
  gate.answered("https://a.example", robots_answer(200, "User-agent: *\nDisallow: /x\n"), start);
  EXPECT_EQ(gate.ask(page, start + std::chrono::hours(23)), RobotsGate::Verdict::refuse);
  EXPECT_EQ(gate.ask("https://a.example/y", start + std::chrono::hours(23)), RobotsGate::Verdict::pass);
  EXPECT_EQ(gate.ask("https://a.example:8443/y", start), RobotsGate::Verdict::fetch) << "another port, another site";
  EXPECT_EQ(gate.ask(page, start + std::chrono::hours(24)), RobotsGate::Verdict::fetch);
  const Steady later = start + std::chrono::hours(24);
  gate.answered("https://a.example", Problem{Problem::Kind::io, "u", "its server answered 500", {}}, later);
  EXPECT_EQ(gate.ask("https://a.example/y", later + std::chrono::minutes(9)), RobotsGate::Verdict::refuse);
  EXPECT_THAT(to_line(gate.why("https://a.example/y")), HasSubstr("answered 500"));
  EXPECT_EQ(gate.ask("https://a.example/y", later + std::chrono::minutes(10)), RobotsGate::Verdict::fetch);
}

}  // namespace
}  // namespace markhound::crawler

// How robots.txt is come by: RFC 9309 sections 2.3, 2.4 and 2.5, a test a sentence, against a real server.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/fetch/robots_gate.h"
#include "crawler/fetcher.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using test::answer;
using test::LoopbackServer;
using test::Peer;
using testing::HasSubstr;

constexpr const char* no_private = "User-agent: *\nDisallow: /private\n";

/// A site whose robots.txt is answered by `robots`, and every page with "page".
class Access : public testing::Test {
 protected:
  using Handler = LoopbackServer::Handler;

  Access() {
    options_.user_agent = "markhound/0.1";
    options_.delay_ms = 0;
    options_.allow_private = true;
    options_.limits.stall_timeout_ms = 300;
  }

  static Handler site(Handler robots) {
    return [robots = std::move(robots)](Peer& peer, const test::Request& request) {
      return request.path == "/robots.txt" ? robots(peer, request) : peer.send(answer("page"));
    };
  }
  static Handler says(std::string bytes) {
    return [bytes = std::move(bytes)](Peer& peer, const test::Request&) { return peer.send(bytes); };
  }

  Result<Capture> fetch(LoopbackServer& server, const std::string& path = "/a") {
    return make_polite_fetcher(options_, clock_)->fetch(server.url(path)).get();
  }
  bool allowed(const std::string& robots, const std::string& path) {
    LoopbackServer server(site(says(robots)));
    return fetch(server, path).ok();
  }

  FetchOptions options_;
  test::ManualClock clock_;
};

using Rfc9309 = Access;

TEST_F(Rfc9309, Section2_3_TheFileLiesAtTheTopLevelInLowerCase) {
  LoopbackServer server(site(says(answer(no_private))));
  ASSERT_TRUE(fetch(server, "/deep/below/page?q=1"));
  EXPECT_EQ(server.paths().at(0), "/robots.txt");
}

TEST_F(Rfc9309, Section2_3_EachAuthorityHasItsOwn) {
  LoopbackServer open(site(says(answer("", "", "404 Not Found"))));
  LoopbackServer closed(site(says(answer("User-agent: *\nDisallow: /\n"))));
  const auto fetcher = make_polite_fetcher(options_, clock_);
  EXPECT_TRUE(fetcher->fetch(open.url("/a")).get()) << "another port, another authority";
  EXPECT_FALSE(fetcher->fetch(closed.url("/a")).get());
}

TEST_F(Rfc9309, Section2_3_WhateverItsMediaTypeIs) {
  EXPECT_FALSE(allowed(answer(no_private, "Content-Type: text/html\r\n"), "/private"));
  EXPECT_FALSE(allowed(answer(no_private, ""), "/private"));
  EXPECT_FALSE(allowed(answer(no_private, "Content-Type: text/plain; charset=utf-8\r\n"), "/private"));
}

TEST_F(Rfc9309, Section2_3_1_1_SuccessfulAccessIsFollowed) {
  for (const char* status : {"200 OK", "203 Non-Authoritative", "206 Partial Content"}) {
    EXPECT_FALSE(allowed(answer(no_private, "", status), "/private")) << status;
    EXPECT_TRUE(allowed(answer(no_private, "", status), "/public")) << status;
  }
}

/// Redirects of robots.txt: `hops` of them, over two authorities, and then rules.
TEST_F(Rfc9309, Section2_3_1_2_FiveRedirectsAreFollowedAlsoAcrossAuthorities) {
  for (const int hops : {1, 5, 6}) {
    std::vector<std::string> bases;
    const auto hop = [&](Peer& peer, const test::Request& request) {
      const int done = request.path == "/robots.txt" ? 0 : std::atoi(request.path.c_str() + 2);
      if (done == hops) return peer.send(answer("User-agent: *\nDisallow: /a\n"));
      const std::string next = bases[static_cast<std::size_t>(done + 1) % 2] + "h" + std::to_string(done + 1);
      return peer.send(answer("", "Location: " + next + "\r\n", "301 Moved Permanently"));
    };
    const auto page_or_hop = [&](Peer& peer, const test::Request& request) {
      return request.path == "/a" ? peer.send(answer("page")) : hop(peer, request);
    };
    LoopbackServer first(page_or_hop);
    LoopbackServer second(page_or_hop);
    bases = {first.url(), second.url()};
    const bool read = !fetch(first, "/a").ok();
    EXPECT_EQ(read, hops <= 5) << hops << " redirects: after more than five it may be taken as unavailable";
  }
}

TEST_F(Rfc9309, Section2_3_1_2_RulesHoldForTheAuthorityThatWasAskedFirst) {
  LoopbackServer rules(says(answer("User-agent: *\nDisallow: /a\n")));
  LoopbackServer server(site(says(answer("", "Location: " + rules.url("/elsewhere") + "\r\n", "302 Found"))));
  EXPECT_FALSE(fetch(server, "/a"));
  EXPECT_TRUE(fetch(server, "/b"));
}

TEST_F(Rfc9309, Section2_3_1_3_Unavailable4xxAllowsEverything) {
  for (const char* status : {"400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone",
                             "418 Teapot", "451 Unavailable", "499 Closed"})
    EXPECT_TRUE(allowed(answer("User-agent: *\nDisallow: /\n", "", status), "/a")) << status;
}

TEST_F(Rfc9309, Section2_3_1_4_Unreachable5xxDisallowsEverything) {
  for (const char* status : {"500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout", "599 Unknown"}) {
    LoopbackServer server(site(says(answer("User-agent: *\nAllow: /\n", "", status))));
    const auto refused = fetch(server);
    ASSERT_FALSE(refused) << status;
    EXPECT_EQ(refused.problem().kind, Problem::Kind::refused);
    EXPECT_THAT(to_line(refused.problem()), HasSubstr("RFC 9309"));
    EXPECT_EQ(server.paths(), std::vector<std::string>{"/robots.txt"}) << "the page is not asked for";
  }
}

TEST_F(Rfc9309, Section2_3_1_4_SoDoNetworkErrors) {
  const std::map<const char*, Handler> errors = {
      {"hangs up", [](Peer&, const test::Request&) { return false; }},
      {"resets", [](Peer& peer, const test::Request&) { return peer.reset(), false; }},
      {"stalls", [](Peer& peer, const test::Request&) { return peer.pause(5000) && false; }},
      {"breaks off", [](Peer& peer, const test::Request&) {
         return peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\n") && false;
       }}};
  for (const auto& [name, robots] : errors) {
    LoopbackServer server(site(robots));
    const auto refused = fetch(server);
    ASSERT_FALSE(refused) << name;
    EXPECT_THAT(to_line(refused.problem()), HasSubstr("RFC 9309")) << name;
    for (const std::string& path : server.paths()) EXPECT_EQ(path, "/robots.txt") << name;
  }
}

TEST_F(Rfc9309, Section2_3_1_4_BusyIsAskedAgainAndThenUnreachable) {
  LoopbackServer server(site(says(answer("", "Retry-After: 0\r\n", "503 Service Unavailable"))));
  EXPECT_EQ(fetch(server).problem().kind, Problem::Kind::refused);
  EXPECT_EQ(server.paths(), (std::vector<std::string>{"/robots.txt", "/robots.txt", "/robots.txt"}));
}

TEST_F(Rfc9309, Section2_3_1_5_LinesThatCanBeParsedHold) {
  const std::string broken = "<html>" + std::string(1, '\0') +
                             "\xff\n::::\nUser-agent: *\nDisallow /b c d\n\x01\x02 Disallow: /x\nDisallow: /private\n";
  EXPECT_FALSE(allowed(answer(broken), "/private"));
  EXPECT_TRUE(allowed(answer(broken), "/a"));
}

TEST_F(Rfc9309, Section2_4_IsKeptForADayAndNoLonger) {
  RobotsGate gate("markhound");
  Capture rules;
  rules.exchanges.emplace_back();
  rules.exchanges.back().status = 200;
  rules.content = no_private;
  const Steady start{std::chrono::hours(1)};
  EXPECT_EQ(gate.ask("https://a.example/x", start), RobotsGate::Verdict::fetch);
  gate.answered("https://a.example", rules, start);
  EXPECT_EQ(gate.ask("https://a.example/x", start + std::chrono::hours(24) - milliseconds(1)),
            RobotsGate::Verdict::pass);
  EXPECT_EQ(gate.ask("https://a.example/x", start + std::chrono::hours(24)), RobotsGate::Verdict::fetch);
}

TEST_F(Rfc9309, Section2_4_OneFileServesAllPagesOfARun) {
  LoopbackServer server(site(says(answer(no_private))));
  const auto fetcher = make_polite_fetcher(options_, clock_);
  std::vector<std::future<Result<Capture>>> pages;
  for (int i = 0; i < 10; ++i) pages.push_back(fetcher->fetch(server.url("/" + std::to_string(i))));
  for (auto& page : pages) EXPECT_TRUE(page.get());
  EXPECT_EQ(testing::Matches(testing::Contains("/robots.txt"))(server.paths()), true);
  int asked = 0;
  for (const std::string& path : server.paths()) asked += path == "/robots.txt" ? 1 : 0;
  EXPECT_EQ(asked, 1);
}

TEST_F(Rfc9309, Section2_5_TheFirst500KibibytesCount) {
  const std::string filler(500u << 10, '#');
  EXPECT_TRUE(allowed(answer(filler + "\n" + no_private), "/private")) << "what comes after is not read";
  EXPECT_FALSE(allowed(answer(no_private + filler + filler), "/private")) << "and a larger file is not refused";
  const std::string before = std::string((500u << 10) - std::string(no_private).size(), '\n');
  EXPECT_FALSE(allowed(answer(before + no_private + filler), "/private")) << "up to the last byte";
}

}  // namespace
}  // namespace markhound::crawler

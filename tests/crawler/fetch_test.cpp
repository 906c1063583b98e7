// The polite fetcher against a real server on the loopback.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "crawler/conditional.h"
#include "crawler/fetcher.h"
#include "tests/crawler/compressed.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using std::chrono::milliseconds;
using test::answer;
using test::LoopbackServer;
using test::Peer;
using test::Request;
using testing::ElementsAre;
using testing::HasSubstr;

using Steady = std::chrono::steady_clock;

FetchOptions quick() {
  FetchOptions options;
  options.user_agent = "markhound/0.1 (+mailto:operator@example.org)";
  options.delay_ms = 0;
  options.allow_private = true;
  options.obey_robots = false;
  options.limits.max_bytes = 1u << 20;
  options.limits.max_header_bytes = 16u << 10;
  options.limits.connect_timeout_ms = 2000;
  options.limits.stall_timeout_ms = 300;
  options.limits.total_timeout_ms = 1500;
  return options;
}

/// Pages by path; robots.txt where there is one, else 404.
LoopbackServer::Handler serve(std::map<std::string, std::string> answers) {
  return [answers = std::move(answers)](Peer& peer, const Request& request) {
    const auto found = answers.find(request.path);
    return peer.send(found == answers.end() ? answer("no", "", "404 Not Found") : found->second);
  };
}

class FetchTest : public testing::Test {
 protected:
  Result<Capture> fetch(const std::string& url, FetchOptions options = quick()) {
    return make_polite_fetcher(std::move(options), clock_)->fetch(url).get();
  }

  test::ManualClock clock_;
};

TEST_F(FetchTest, CapturesTheExchangeAsItHappened) {
  const std::string packed = test::gzip("<p>shoe");
  LoopbackServer server(serve({{"/item?id=7", answer(packed,
                                                     "Content-Type: Text/HTML; charset=GBK\r\nContent-Encoding: "
                                                     "gzip\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n")}}));
  const auto capture = fetch(server.url("/item?id=7"));
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->origin, Capture::Origin::live);
  EXPECT_EQ(capture->asked, server.url("/item?id=7"));
  EXPECT_EQ(capture->url, server.url("/item?id=7"));
  EXPECT_EQ(capture->time, clock_.now());
  EXPECT_EQ(capture->media_type, "text/html");
  EXPECT_EQ(capture->charset, "GBK");
  EXPECT_EQ(capture->content, "<p>shoe");
  ASSERT_EQ(capture->exchanges.size(), 1u);
  const Exchange& exchange = capture->exchanges[0];
  EXPECT_EQ(exchange.status, 200);
  EXPECT_EQ(exchange.reason, "OK");
  EXPECT_EQ(exchange.protocol, "HTTP/1.1");
  EXPECT_EQ(exchange.remote_address, "127.0.0.1");
  EXPECT_EQ(exchange.body, packed) << "with its Content-Encoding still on";
  EXPECT_EQ(header_value(exchange.request_headers, "host"), "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(header_value(exchange.request_headers, "user-agent"), quick().user_agent);
  EXPECT_EQ(header_value(exchange.request_headers, "accept-encoding"), "gzip, deflate, br, zstd");
  ASSERT_EQ(exchange.response_headers.size(), 5u) << "none is joined or lost";
  EXPECT_EQ(exchange.response_headers[3].value, "b=2");
}

TEST_F(FetchTest, RecordsRedirectsHopByHop) {
  LoopbackServer other(serve({{"/end", answer("end")}}));
  LoopbackServer server(
      serve({{"/a", answer("", "Location: b?x=1\r\n", "301 Moved Permanently")},
             {"/b?x=1", answer("", "Location: " + other.url("/end") + "#top\r\n", "307 Temporary")}}));
  const auto capture = fetch(server.url("/a"));
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->asked, server.url("/a"));
  EXPECT_EQ(capture->url, other.url("/end"));
  ASSERT_EQ(capture->exchanges.size(), 3u);
  EXPECT_EQ(capture->exchanges[0].status, 301);
  EXPECT_EQ(capture->exchanges[1].url, server.url("/b?x=1"));
  EXPECT_EQ(capture->exchanges[2].status, 200);
}

TEST_F(FetchTest, NamesTheAddressesOfAHost) {
  LoopbackServer server(serve({{"/", answer("x")}}));
  const auto capture = fetch(std::string("http://localhost:").append(std::to_string(server.port())));
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(capture->dns_answers, testing::Contains("localhost 127.0.0.1"));
}

TEST_F(FetchTest, ConnectionsAreUsedAgain) {
  LoopbackServer server(serve({{"/", answer("x")}}));
  const auto fetcher = make_polite_fetcher(quick(), clock_);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(fetcher->fetch(server.url("/")).get());
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(FetchTest, AMissingPageIsACaptureToo) {
  LoopbackServer server(serve({}));
  EXPECT_EQ(fetch(server.url("/gone"))->exchanges.at(0).status, 404);
}

TEST_F(FetchTest, ProxyVariablesAreNotHeeded) {
  LoopbackServer proxy(serve({}));
  LoopbackServer server(serve({{"/", answer("direct")}}));
  setenv("http_proxy", proxy.url().c_str(), 1);
  setenv("ALL_PROXY", proxy.url().c_str(), 1);
  const auto capture = fetch(server.url("/"));
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->content, "direct");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST_F(FetchTest, ClosingEndsWhatIsOpen) {
  LoopbackServer server([](Peer& peer, const Request&) { return peer.pause(5000); });
  auto fetcher = make_polite_fetcher(quick(), clock_);
  std::vector<std::future<Result<Capture>>> futures;
  for (int i = 0; i < 3; ++i) futures.push_back(fetcher->fetch(server.url("/a")));
  std::this_thread::sleep_for(milliseconds(50));
  fetcher.reset();
  for (auto& future : futures) EXPECT_THAT(to_line(future.get().problem()), HasSubstr("closed"));
}

// --- asking only for what changed ---

TEST_F(FetchTest, AsksWhetherItsEarlierAnswerHolds) {
  LoopbackServer server([](Peer& peer, const Request& request) {
    const std::string validators = "ETag: \"v1\"\r\nLast-Modified: Fri, 02 Jan 2026 03:00:00 GMT\r\n";
    const bool known = request.head.find("\r\nIf-None-Match: \"v1\"\r\n") != std::string::npos;
    if (known) return peer.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    return peer.send(answer("<p>shoe", "Content-Type: text/html; charset=utf-8\r\n" + validators));
  });
  const auto fetcher = make_polite_fetcher(quick(), clock_);
  const auto first = fetcher->fetch(server.url("/item")).get();
  ASSERT_TRUE(first) << to_line(first.problem());
  crawler::Request again;
  again.url = server.url("/item");
  ASSERT_TRUE(make_conditional(again, *first));
  const auto second = fetcher->fetch(again).get();
  ASSERT_TRUE(second) << to_line(second.problem());
  EXPECT_EQ(second->exchanges[0].status, 304);
  EXPECT_THAT(server.requests().at(1).head, HasSubstr("If-Modified-Since: Fri, 02 Jan 2026 03:00:00 GMT"));

  const Capture kept = renewed(*second, *first);
  EXPECT_EQ(kept.content, "<p>shoe");
  EXPECT_EQ(kept.media_type, "text/html");
  EXPECT_EQ(kept.charset, "utf-8");
  EXPECT_EQ(kept.exchanges[0].status, 304);
  ASSERT_TRUE(kept.unchanged);
  EXPECT_EQ(kept.unchanged->status, 200);
  crawler::Request third;
  EXPECT_TRUE(make_conditional(third, kept)) << "and so on";
  EXPECT_EQ(third.if_none_match, "\"v1\"");
  EXPECT_EQ(renewed(*second, kept).content, "<p>shoe");
}

TEST_F(FetchTest, WhatIsNoWholeDirectAnswerIsFetchedAnew) {
  Capture earlier;
  earlier.exchanges.emplace_back();
  earlier.exchanges[0].status = 200;
  crawler::Request request;
  EXPECT_FALSE(make_conditional(request, earlier)) << "no validator";
  earlier.exchanges[0].response_headers = {{"ETag", "x"}};
  EXPECT_TRUE(make_conditional(request, earlier));
  for (const auto& spoil : std::vector<std::function<void(Capture&)>>{
           [](Capture& c) { c.exchanges[0].status = 404; }, [](Capture& c) { c.exchanges.push_back(c.exchanges[0]); },
           [](Capture& c) { c.origin = Capture::Origin::archive; }, [](Capture& c) { c.problems.emplace_back(); }}) {
    Capture other = earlier;
    spoil(other);
    crawler::Request untouched;
    EXPECT_FALSE(make_conditional(untouched, other));
    EXPECT_EQ(untouched.if_none_match, "");
  }
}

TEST_F(FetchTest, ConditionsAreNotSentWhereARedirectLeads) {
  LoopbackServer server(serve({{"/a", answer("", "Location: /b\r\n", "302 Found")}, {"/b", answer("b")}}));
  crawler::Request request;
  request.url = server.url("/a");
  request.if_none_match = "\"x\"";
  ASSERT_TRUE(make_polite_fetcher(quick(), clock_)->fetch(request).get());
  EXPECT_THAT(server.requests().at(0).head, HasSubstr("If-None-Match"));
  EXPECT_THAT(server.requests().at(1).head, testing::Not(HasSubstr("If-None-Match")));
}

// --- robots.txt ---

FetchOptions obedient() {
  FetchOptions options = quick();
  options.obey_robots = true;
  return options;
}

TEST_F(FetchTest, RobotsAreAskedOnceAndObeyed) {
  LoopbackServer server(
      serve({{"/robots.txt", answer("User-agent: *\nDisallow: /\n\nUser-agent: markhound\nDisallow: /private\n")},
             {"/a", answer("a")},
             {"/b", answer("b")},
             {"/private", answer("secret")},
             {"/door", answer("", "Location: /private\r\n", "302 Found")}}));
  const auto fetcher = make_polite_fetcher(obedient(), clock_);
  auto a = fetcher->fetch(server.url("/a"));
  auto secret = fetcher->fetch(server.url("/private"));
  auto door = fetcher->fetch(server.url("/door"));
  EXPECT_TRUE(a.get());
  EXPECT_TRUE(fetcher->fetch(server.url("/b")).get());
  EXPECT_EQ(secret.get().problem().kind, Problem::Kind::refused);
  const auto through_door = door.get();
  ASSERT_FALSE(through_door) << "a redirect is no way round robots.txt";
  EXPECT_THAT(to_line(through_door.problem()), HasSubstr("robots.txt"));
  EXPECT_THAT(server.paths(), ElementsAre("/robots.txt", "/a", "/door", "/b"));
}

TEST_F(FetchTest, RobotsByStatus) {
  const auto with_robots = [&](const std::string& robots) {
    LoopbackServer server(serve({{"/robots.txt", robots}, {"/a", answer("a")}}));
    return fetch(server.url("/a"), obedient());
  };
  EXPECT_TRUE(with_robots(answer("Disallow: /", "", "404 Not Found")));
  EXPECT_TRUE(with_robots(answer("", "", "403 Forbidden")));
  EXPECT_TRUE(with_robots(answer("", "Location: /robots.txt\r\n", "302 Found"))) << "redirects for ever: unavailable";
  EXPECT_TRUE(with_robots(answer("", "Location: file:///etc/passwd\r\n", "302 Found")));
  EXPECT_EQ(with_robots(answer("", "", "500 Oops")).problem().kind, Problem::Kind::refused);
  EXPECT_FALSE(with_robots("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent"));
  EXPECT_TRUE(with_robots(answer("User-agent: *\nDisallow: /b\n" + std::string(600 << 10, '#')))) << "cut, not refused";
  EXPECT_EQ(
      with_robots(answer(test::gzip("User-agent: *\nDisallow: /a\n"), "Content-Encoding: gzip\r\n")).problem().kind,
      Problem::Kind::refused);
}

TEST_F(FetchTest, RobotsAreFollowedOverRedirects) {
  LoopbackServer elsewhere(serve({{"/r", answer("User-agent: *\nDisallow: /a\n")}}));
  LoopbackServer server(serve({{"/robots.txt", answer("", "Location: " + elsewhere.url("/r") + "\r\n", "301 Moved")},
                               {"/a", answer("a")},
                               {"/b", answer("b")}}));
  EXPECT_FALSE(fetch(server.url("/a"), obedient()));
  EXPECT_TRUE(fetch(server.url("/b"), obedient()));
}

TEST_F(FetchTest, CrawlDelayIsKept) {
  LoopbackServer server(serve({{"/robots.txt", answer("User-agent: *\nCrawl-delay: 0.2\n")}, {"/a", answer("a")}}));
  const auto fetcher = make_polite_fetcher(obedient(), clock_);
  std::vector<std::future<Result<Capture>>> futures;
  for (int i = 0; i < 3; ++i) futures.push_back(fetcher->fetch(server.url("/a")));
  for (auto& future : futures) EXPECT_TRUE(future.get());
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 4u);
  for (std::size_t i = 2; i < requests.size(); ++i)
    EXPECT_GE(requests[i].time - requests[i - 1].time, milliseconds(190));
}

// --- politeness ---

TEST_F(FetchTest, OneRequestAtATimeAndAPauseBetween) {
  std::atomic<int> at_once{0};
  std::atomic<int> most{0};
  LoopbackServer server([&](Peer& peer, const Request&) {
    most = std::max<int>(most, ++at_once);
    peer.pause(20);
    --at_once;
    return peer.send(answer("x"));
  });
  FetchOptions options = quick();
  options.delay_ms = 60;
  const auto fetcher = make_polite_fetcher(options, clock_);
  std::vector<std::future<Result<Capture>>> futures;
  for (int i = 0; i < 4; ++i) futures.push_back(fetcher->fetch(server.url("/a")));
  for (auto& future : futures) EXPECT_TRUE(future.get());
  EXPECT_EQ(most, 1);
  const auto requests = server.requests();
  for (std::size_t i = 1; i < requests.size(); ++i)
    EXPECT_GE(requests[i].time - requests[i - 1].time, milliseconds(75));
}

TEST_F(FetchTest, BacksOffWhereTheServerHadEnough) {
  for (const char* status : {"429 Too Many Requests", "503 Service Unavailable"}) {
    std::atomic<int> asked{0};
    LoopbackServer server([&](Peer& peer, const Request&) {
      return peer.send(++asked == 1 ? answer("", "Retry-After: 1\r\n", status) : answer("now"));
    });
    const auto capture = fetch(server.url("/a"));
    ASSERT_TRUE(capture) << to_line(capture.problem());
    EXPECT_EQ(capture->content, "now");
    const auto requests = server.requests();
    EXPECT_GE(requests.at(1).time - requests.at(0).time, milliseconds(950)) << status;
  }
}

TEST_F(FetchTest, GivesUpAfterThreeRefusals) {
  LoopbackServer server(serve({{"/a", answer("", "Retry-After: 0\r\n", "429 Too Many Requests")}}));
  const auto refused = fetch(server.url("/a"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_line(refused.problem()), HasSubstr("429"));
  EXPECT_EQ(server.requests().size(), 3u);
}

TEST_F(FetchTest, ALongRetryAfterEndsTheHostsJobsAtOnce) {
  LoopbackServer server(serve({{"/a", answer("", "Retry-After: 3600\r\n", "503 Busy")}, {"/b", answer("b")}}));
  const auto fetcher = make_polite_fetcher(quick(), clock_);
  const auto begin = Steady::now();
  auto a = fetcher->fetch(server.url("/a"));
  auto b = fetcher->fetch(server.url("/b"));
  EXPECT_THAT(to_line(a.get().problem()), HasSubstr("3600 s"));
  EXPECT_THAT(to_line(b.get().problem()), HasSubstr("left alone"));
  EXPECT_LT(Steady::now() - begin, std::chrono::minutes(1));
  EXPECT_EQ(server.requests().size(), 1u);
}

// --- faults: each has its outcome, in its time ---

struct Fault {
  const char* name;
  LoopbackServer::Handler handler;
  Problem::Kind kind;
  const char* says;
};

bool stall(Peer& peer) { return peer.pause(10'000) && false; }

std::vector<Fault> faults() {
  using Kind = Problem::Kind;
  const auto bytes = [](std::string text) {
    return [text = std::move(text)](Peer& peer, const Request&) { return peer.send(text) && false; };
  };
  const auto bomb = [&](const std::string& body, const std::string& encoding) {
    return bytes(answer(body, "Content-Encoding: " + encoding + "\r\n"));
  };
  const std::string zeros(4u << 20, '\0');
  return {
      {"hangs up", [](Peer&, const Request&) { return false; }, Kind::io, "without an answer"},
      {"resets", [](Peer& peer, const Request&) { return peer.reset(), false; }, Kind::io, ""},
      {"no HTTP", bytes("220 smtp ready\r\n"), Kind::io, ""},
      {"stalls before the head", [](Peer& peer, const Request&) { return stall(peer); }, Kind::limit,
       "nothing for 300 ms"},
      {"stalls after the head",
       [](Peer& peer, const Request&) {
         return peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") && stall(peer);
       },
       Kind::limit, "nothing for 300 ms"},
      {"half a body", bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), Kind::io, "broke off"},
      {"resets in the body",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
         return peer.reset(), false;
       },
       Kind::io, ""},
      {"wrong chunks", bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"), Kind::io, ""},
      {"chunks break off", bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), Kind::io, ""},
      {"huge headers", bytes("HTTP/1.1 200 OK\r\nX: " + std::string(60'000, 'x') + "\r\n\r\n"), Kind::limit, "headers"},
      {"one giant header line", bytes("HTTP/1.1 200 OK\r\nX: " + std::string(300'000, 'x') + "\r\n\r\n"), Kind::limit,
       "header"},
      {"headers without end",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\n");
         while (peer.send("X-Header: of no end\r\n")) {
         }
         return false;
       },
       Kind::limit, "headers"},
      {"body without end",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\n\r\n");
         while (peer.send(std::string(10'000, 'x'))) {
         }
         return false;
       },
       Kind::limit, "larger than 1048576 bytes"},
      {"announces too much", bytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), Kind::limit, "1048576"},
      {"slow bytes",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
         while (peer.send("x") && peer.pause(50)) {
         }
         return false;
       },
       Kind::limit, "not complete after 4000 ms"},
      {"gzip bomb", bomb(test::gzip(zeros), "gzip"), Kind::limit, "unpacks to more than 1048576"},
      {"deflate bomb", bomb(test::deflate_with(zeros, 15), "deflate"), Kind::limit, "unpacks"},
      {"raw deflate bomb", bomb(test::deflate_with(zeros, -15), "deflate"), Kind::limit, "unpacks"},
      {"brotli bomb", bomb(test::brotli(zeros), "br"), Kind::limit, "unpacks"},
      {"zstd bomb", bomb(test::zstd(zeros), "zstd"), Kind::limit, "unpacks"},
      {"bomb in an unknown number of layers", bomb(test::gzip(zeros), "gzip, gzip, gzip, gzip, gzip, gzip"),
       Kind::bad_input, "five encodings"},
      {"damaged from the first byte", bomb("\x1f\x8b\x08\xff\xff\xff\xff\xff\xff\xff\xff", "gzip"), Kind::bad_input,
       ""},
      {"two lengths that differ", bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nabcde"),
       Kind::io, ""},
      {"a negative length", bytes("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabcde"), Kind::io, ""},
      {"a chunk without end",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
         while (peer.send(std::string(10'000, 'x'))) {
         }
         return false;
       },
       Kind::limit, "larger than 1048576 bytes"},
      {"trailers without end",
       [](Peer& peer, const Request&) {
         peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n");
         while (peer.send("X-Trailer: of no end\r\n")) {
         }
         return false;
       },
       Kind::limit, "headers"},
      {"1xx without end",
       [](Peer& peer, const Request&) {
         while (peer.send("HTTP/1.1 103 Early Hints\r\n\r\n")) {
         }
         return false;
       },
       Kind::limit, "headers"},
      {"stacked bomb", bomb(test::gzip(test::gzip(zeros)), "gzip, gzip"), Kind::limit, "unpacks"},
      {"unknown encoding", bomb("x", "sdch"), Kind::bad_input, "sdch"},
      {"server error", bytes(answer("", "", "500 Internal Server Error")), Kind::io, "500"},
      {"endless redirects",
       [](Peer& peer, const Request& request) {
         return peer.send(answer("", "Location: " + request.path + "x\r\n", "302 Found"));
       },
       Kind::limit, "redirects more than 10 times"},
      {"redirects to a file", bytes(answer("", "Location: file:///etc/passwd\r\n", "302 Found")), Kind::refused,
       "file:"},
      {"redirects to gopher", bytes(answer("", "Location: gopher://127.0.0.1/\r\n", "301 Moved")), Kind::refused,
       "gopher:"},
  };
}

TEST_F(FetchTest, EveryFaultIsARecordedOutcome) {
  auto all = faults();
  std::vector<std::unique_ptr<LoopbackServer>> servers;
  for (const Fault& fault : all) servers.push_back(std::make_unique<LoopbackServer>(fault.handler));
  LoopbackServer healthy(serve({{"/", answer("x")}}));
  FetchOptions options = quick();
  options.limits.total_timeout_ms = 4000;
  const auto fetcher = make_polite_fetcher(options, clock_);
  std::vector<std::future<Result<Capture>>> futures;
  std::size_t slow = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    futures.push_back(fetcher->fetch(servers[i]->url("/a")));
    if (std::string(all[i].name) == "slow bytes") slow = i;
  }

  for (int i = 0; i < 50; ++i) EXPECT_TRUE(fetcher->fetch(healthy.url("/")).get());
  EXPECT_EQ(futures[slow].wait_for(milliseconds(0)), std::future_status::timeout)
      << "a healthy host keeps its pace beside the faults: 50 pages come while one slow server is still waited for";

  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto outcome = futures[i].get();
    ASSERT_FALSE(outcome) << all[i].name;
    EXPECT_EQ(outcome.problem().kind, all[i].kind) << all[i].name << ": " << to_line(outcome.problem());
    EXPECT_THAT(to_line(outcome.problem()), HasSubstr(all[i].says)) << all[i].name;
    EXPECT_THAT(to_line(outcome.problem()), HasSubstr("http://127.0.0.1")) << all[i].name;
  }
}

TEST_F(FetchTest, ToleratesWhatBrowsersTolerate) {
  const auto given = [&](const std::string& bytes) {
    LoopbackServer server([&](Peer& peer, const Request&) { return peer.send(bytes) && false; });
    const auto capture = fetch(server.url("/"));
    return capture ? capture->content : to_line(capture.problem());
  };
  EXPECT_EQ(given("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokand more than was announced"), "ok");
  EXPECT_EQ(given("HTTP/1.1 200 OK\n\nold line ends"), "old line ends");
  EXPECT_EQ(given("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer("after hints")), "after hints");
  EXPECT_EQ(given(answer("plain", "Content-Encoding: gzip\r\n")), "plain");
  std::string text;
  for (int i = 0; i < 9000; ++i) text += std::to_string(i * 7919 % 10007);
  const std::string cut = given(answer(test::gzip(text).substr(0, 5000), "Content-Encoding: gzip\r\n"));
  EXPECT_GT(cut.size(), 1000u);
  EXPECT_TRUE(text.starts_with(cut)) << "truncated gzip gives its beginning";
}

TEST_F(FetchTest, ManyHostsAtOnce) {
  std::vector<std::unique_ptr<LoopbackServer>> servers;
  for (int i = 0; i < 40; ++i)
    servers.push_back(std::make_unique<LoopbackServer>(
        [](Peer& peer, const Request&) { return peer.pause(100) && peer.send(answer("x")); }));
  const auto fetcher = make_polite_fetcher(quick(), clock_);
  const auto begin = Steady::now();
  std::vector<std::future<Result<Capture>>> futures;
  for (const auto& server : servers) futures.push_back(fetcher->fetch(server->url("/")));
  for (auto& future : futures) EXPECT_TRUE(future.get());
  EXPECT_LT(Steady::now() - begin, milliseconds(3500)) << "side by side, 40 x 100 ms";
}

}  // namespace
}  // namespace markhound::crawler

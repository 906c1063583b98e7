// What a run keeps between requests: connections, names, cookies; and the way through a proxy.
#include <set>

#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "crawler/fetch/hosts.h"
#include "crawler/fetch/resolver.h"
#include "crawler/fetcher.h"
#include "tests/crawler/fake_dns.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using test::answer;
using test::LoopbackServer;
using test::Peer;
using testing::HasSubstr;
using testing::Not;

FetchOptions options() {
  FetchOptions options;
  options.user_agent = "markhound";
  options.delay_ms = 0;
  options.allow_private = true;
  options.obey_robots = false;
  options.limits.connect_timeout_ms = 2000;
  return options;
}

std::string cookie_of(const test::Request& request) {
  const auto at = request.head.find("\r\nCookie: ");
  return at == std::string::npos ? "" : request.head.substr(at + 10, request.head.find("\r\n", at + 10) - at - 10);
}

class SessionTest : public testing::Test {
 protected:
  Result<Capture> fetch(const std::string& url, FetchOptions with = options()) {
    return make_polite_fetcher(std::move(with), clock_)->fetch(url).get();
  }

  test::ManualClock clock_;
};

// --- cookies ---

LoopbackServer::Handler sets(const std::string& cookies) {
  return [cookies](Peer& peer, const test::Request&) { return peer.send(answer("x", cookies)); };
}

TEST_F(SessionTest, AShopGetsItsOwnCookiesBack) {
  LoopbackServer shop(sets("Set-Cookie: session=abc; Path=/\r\nSet-Cookie: old=1; Max-Age=0\r\n"));
  const auto fetcher = make_polite_fetcher(options(), clock_);
  const std::string at = "http://localhost:" + std::to_string(shop.port());
  ASSERT_TRUE(fetcher->fetch(at + "/a").get());
  const auto second = fetcher->fetch(at + "/b").get();
  EXPECT_EQ(cookie_of(shop.requests().at(0)), "");
  EXPECT_EQ(cookie_of(shop.requests().at(1)), "session=abc");
  EXPECT_EQ(header_value(second->exchanges[0].request_headers, "cookie"), "session=abc") << "the capture says so";
}

TEST_F(SessionTest, NobodyElseGetsThem) {
  LoopbackServer server([](Peer& peer, const test::Request& request) {
    return peer.send(answer("x", request.path == "/set" ? "Set-Cookie: a=1\r\nSet-Cookie: b=2; Domain=example\r\n"
                                                          "Set-Cookie: c=3; Domain=other.example\r\n"
                                                        : ""));
  });
  const auto fetcher = make_polite_fetcher(options(), clock_);
  const std::string port = ":" + std::to_string(server.port());
  ASSERT_TRUE(fetcher->fetch("http://localhost" + port + "/set").get());
  ASSERT_TRUE(fetcher->fetch("http://127.0.0.1" + port + "/other").get());
  EXPECT_EQ(cookie_of(server.requests().at(1)), "") << "another host";
}

TEST_F(SessionTest, ARunForgetsThem) {
  LoopbackServer shop(sets("Set-Cookie: session=abc; Max-Age=100000\r\n"));
  ASSERT_TRUE(fetch(shop.url("/a")));
  ASSERT_TRUE(fetch(shop.url("/b")));
  EXPECT_EQ(cookie_of(shop.requests().at(1)), "");
}

TEST_F(SessionTest, RobotsAndInterfacesHaveNone) {
  LoopbackServer shop(sets("Set-Cookie: session=abc; Path=/\r\n"));
  FetchOptions obedient = options();
  obedient.obey_robots = true;
  const auto fetcher = make_polite_fetcher(obedient, clock_);
  ASSERT_TRUE(fetcher->fetch(shop.url("/a")).get());
  Request with_key;
  with_key.url = shop.url("/api");
  with_key.secret_headers = {{"X-Key", "0123456789"}};
  ASSERT_TRUE(fetcher->fetch(with_key).get());
  const auto requests = shop.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(cookie_of(requests[1]), "") << "robots.txt set one, and it is not taken";
  EXPECT_EQ(cookie_of(requests[2]), "") << "a request with a key is nobody's session";
}

TEST_F(SessionTest, TheJarIsBounded) {
  std::string many;
  for (int i = 0; i < 40; ++i)
    many +=
        "Set-Cookie: c" + std::to_string(i) + "=" + std::string(3900, 'x') + "; Path=/p" + std::to_string(i) + "\r\n";
  LoopbackServer shop([&](Peer& peer, const test::Request& request) {
    if (request.path == "/") return peer.send(answer("x", "Set-Cookie: first=1\r\n"));
    return peer.send(answer("x", request.path == "/last" ? "" : many));
  });
  FetchOptions wide = options();
  const auto fetcher = make_polite_fetcher(wide, clock_);
  ASSERT_TRUE(fetcher->fetch(shop.url("/")).get());
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(fetcher->fetch(shop.url("/x")).get());
  EXPECT_EQ(cookie_of(shop.requests().back()), "") << "4 MiB of cookies are no session: the jar was emptied";
}

TEST_F(SessionTest, NoCookieForAWholeSuffix) {
  ASSERT_NE(curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_PSL, 0) << "libcurl without libpsl";
  test::FakeDns dns(
      test::FakeDns::Names{{"a.co.uk", {"127.0.0.1"}}, {"b.co.uk", {"127.0.0.1"}}, {"www.a.co.uk", {"127.0.0.1"}}});
  LoopbackServer shop(sets("Set-Cookie: all=1; Domain=co.uk\r\nSet-Cookie: mine=2; Domain=a.co.uk\r\n"));
  const auto fetcher = make_polite_fetcher(options(), clock_);
  const std::string port = ":" + std::to_string(shop.port()) + "/";
  for (const char* host : {"a.co.uk", "b.co.uk", "www.a.co.uk"})
    ASSERT_TRUE(fetcher->fetch("http://" + std::string(host) + port).get());
  EXPECT_EQ(cookie_of(shop.requests().at(1)), "") << "another shop under the same public suffix";
  EXPECT_EQ(cookie_of(shop.requests().at(2)), "mine=2") << "another host of the same shop";
}

// --- names ---

TEST_F(SessionTest, ANameIsLookedUpOnce) {
  test::FakeDns dns(test::FakeDns::Names{{"shop.example", {"127.0.0.1"}}});
  LoopbackServer closing(
      [](Peer& peer, const test::Request&) { return peer.send(answer("x", "Connection: close\r\n")) && false; });
  const auto fetcher = make_polite_fetcher(options(), clock_);
  for (int i = 0; i < 5; ++i)
    ASSERT_TRUE(fetcher->fetch("http://shop.example:" + std::to_string(closing.port()) + "/").get());
  EXPECT_EQ(closing.connections(), 5);
  EXPECT_EQ(dns.asked("shop.example"), 1) << "one cache for all transfers";
}

// --- a proxy ---

/// Answers CONNECT as proxies do, and then the request that comes through the tunnel.
LoopbackServer::Handler tunnel(std::vector<std::string>& targets, std::mutex& mutex) {
  return [&](Peer& peer, const test::Request& request) {
    if (request.head.starts_with("CONNECT ")) {
      const std::lock_guard lock(mutex);
      targets.push_back(request.path);
      return peer.send("HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n");
    }
    return peer.send(answer("through"));
  };
}

class ProxyTest : public SessionTest {
 protected:
  std::mutex mutex_;
  std::vector<std::string> targets_;
  LoopbackServer proxy_{tunnel(targets_, mutex_)};
};

TEST_F(ProxyTest, IsToldTheAddressThatWasJudged) {
  FetchOptions with = options();
  with.proxy = proxy_.url("");
  const auto capture = fetch("http://localhost:8099/page", with);
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->content, "through");
  ASSERT_EQ(targets_.size(), 1u);
  EXPECT_THAT(targets_[0], testing::AnyOf("127.0.0.1:8099", "[::1]:8099"))
      << "no name: the proxy has nothing to resolve";
  const Exchange& exchange = capture->exchanges.at(0);
  EXPECT_EQ(header_value(exchange.request_headers, "host"), "localhost:8099");
  EXPECT_EQ(header_value(exchange.response_headers, "x-proxy"), "") << "its answer is no part of the exchange";
  EXPECT_THAT(exchange.remote_address, testing::AnyOf("127.0.0.1", "::1"));
}

TEST_F(ProxyTest, OpensNoDoorToPrivateAddresses) {
  FetchOptions with = options();
  with.proxy = proxy_.url("");
  with.allow_private = false;
  for (const char* url : {"http://127.0.0.1:8099/", "http://localhost:8099/", "http://10.0.0.1/", "http://0x7f.1/",
                          "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
                          "http://100.64.0.1/", "http://[64:ff9b::a00:1]/"}) {
    const auto capture = fetch(url, with);
    ASSERT_FALSE(capture) << url;
    EXPECT_EQ(capture.problem().kind, Problem::Kind::refused) << url;
    EXPECT_THAT(to_line(capture.problem()), HasSubstr("it leads to")) << url;
  }
  EXPECT_EQ(proxy_.connections(), 0) << "it was not even asked";
}

TEST_F(ProxyTest, NoProxyOfTheEnvironmentDoesNotLeadPastIt) {
  LoopbackServer direct([](Peer& peer, const test::Request&) { return peer.send(answer("direct")); });
  FetchOptions with = options();
  with.proxy = proxy_.url("");
  setenv("no_proxy", "127.0.0.1,localhost,*", 1);
  setenv("NO_PROXY", "*", 1);
  const auto capture = fetch(direct.url("/"), with);
  unsetenv("no_proxy");
  unsetenv("NO_PROXY");
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->content, "through");
  EXPECT_EQ(direct.connections(), 0);
}

TEST_F(ProxyTest, RedirectsAreJudgedHopByHop) {
  LoopbackServer redirecting([](Peer& peer, const test::Request& request) {
    if (request.head.starts_with("CONNECT ")) return peer.send("HTTP/1.1 200 OK\r\n\r\n");
    return peer.send(answer("", "Location: http://192.168.0.1/admin\r\n", "302 Found"));
  });
  FetchOptions with = options();
  with.proxy = redirecting.url("");
  with.allow_private = false;
  const auto capture = fetch("http://8.8.8.8/", with);
  ASSERT_FALSE(capture);
  EXPECT_THAT(to_line(capture.problem()), HasSubstr("192.168.0.1, a private use address"));
}

TEST_F(ProxyTest, ItsCredentialsStayWithIt) {
  FetchOptions with = options();
  with.proxy = "http://operator:pr0xysecret@127.0.0.1:" + std::to_string(proxy_.port());
  const auto capture = fetch("http://localhost:8099/page", with);
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(proxy_.requests().at(0).head, HasSubstr("Proxy-Authorization: Basic"));
  EXPECT_THAT(proxy_.requests().at(1).head, Not(HasSubstr("Proxy-Authorization")));
  for (const Header& header : capture->exchanges[0].request_headers) EXPECT_NE(header.name, "Proxy-Authorization");
  with.proxy = "http://operator:pr0xysecret@127.0.0.1:1";
  EXPECT_THAT(to_line(fetch("http://localhost:8099/page", with).problem()), Not(HasSubstr("pr0xysecret")));
}

TEST_F(ProxyTest, ClosingEndsWhatIsLookedUp) {
  FetchOptions with = options();
  with.proxy = proxy_.url("");
  auto fetcher = make_polite_fetcher(with, clock_);
  std::vector<std::future<Result<Capture>>> futures;
  for (int i = 0; i < 20; ++i) futures.push_back(fetcher->fetch("http://localhost:" + std::to_string(9000 + i) + "/"));
  fetcher.reset();
  for (auto& future : futures) EXPECT_EQ(future.wait_for(milliseconds(0)), std::future_status::ready);
}

TEST(ConnectTo, NamesAddressAndPort) {
  EXPECT_EQ(connect_to("https://shop.example/x", "192.0.2.1"), "::192.0.2.1:443");
  EXPECT_EQ(connect_to("http://shop.example/", "2001:db8::1"), "::[2001:db8::1]:80");
  EXPECT_EQ(connect_to("http://shop.example:8080/", "192.0.2.1"), "::192.0.2.1:8080");
}

// --- hosts on one address ---

JobPtr job(const std::string& url) {
  auto job = std::make_unique<Job>();
  job->asked = job->url = url;
  return job;
}

TEST(SharedAddress, HostsOnItTakeTurnsAndRest) {
  Hosts hosts(milliseconds(1000));
  const Steady start = std::chrono::steady_clock::now();
  for (const char* url : {"http://a.example/1", "http://a.example/2", "http://b.example/1", "http://b.example/2",
                          "http://c.example/1", "http://c.example/2"})
    hosts.push(job(url), false);
  for (int i = 0; i < 3; ++i) {  // nobody knows yet where they lie
    const Hosts::Due due = hosts.pop(start);
    ASSERT_TRUE(due.job);
    hosts.met(*due.host, due.job->url.find("c.example") == std::string::npos ? "192.0.2.1" : "192.0.2.2");
    hosts.release(*due.host);
  }
  const Hosts::Due first = hosts.pop(start);
  ASSERT_TRUE(first.job);
  const Hosts::Due other = hosts.pop(start);
  ASSERT_TRUE(other.job) << "c lies elsewhere and waits for nobody";
  EXPECT_NE(first.job->url.find("c.example") == std::string::npos,
            other.job->url.find("c.example") == std::string::npos);
  EXPECT_FALSE(hosts.pop(start + std::chrono::hours(1)).job) << "a and b share an address, and one of them is asked";
  hosts.release(*first.host);
  hosts.release(*other.host);
  EXPECT_FALSE(hosts.pop(start).job) << "and then it rests";
  EXPECT_TRUE(hosts.pop(std::chrono::steady_clock::now() + milliseconds(1001)).job);
}

TEST(SharedAddress, AMovedHostLeavesItsOldAddressFree) {
  Hosts hosts(milliseconds(1000));
  const Steady late = std::chrono::steady_clock::now() + std::chrono::hours(1);
  hosts.push(job("http://a.example/1"), false);
  hosts.push(job("http://a.example/2"), false);
  hosts.push(job("http://b.example/1"), false);
  Hosts::Due a = hosts.pop(late);
  hosts.met(*a.host, "192.0.2.1");
  hosts.release(*a.host);
  Hosts::Due second = hosts.pop(late);
  Hosts::Due third = hosts.pop(late);
  ASSERT_TRUE(second.job && third.job);
  Hosts::Due& of_a = second.job->url.find("a.example") != std::string::npos ? second : third;
  Hosts::Due& of_b = &of_a == &second ? third : second;
  hosts.met(*of_a.host, "192.0.2.9");
  hosts.release(*of_a.host);
  hosts.met(*of_b.host, "192.0.2.1");
  hosts.release(*of_b.host);
  hosts.push(job("http://b.example/2"), false);
  EXPECT_TRUE(hosts.pop(late).job) << "192.0.2.1 was given back though its host is elsewhere now";
}

TEST(SharedAddress, WithoutADelayNothingIsShared) {
  Hosts hosts(milliseconds(0));
  const Steady now = std::chrono::steady_clock::now();
  for (const char* url : {"http://a.example/1", "http://a.example/2", "http://b.example/1"})
    hosts.push(job(url), false);
  const Hosts::Due a = hosts.pop(now);
  hosts.met(*a.host, "192.0.2.1");
  hosts.release(*a.host);
  EXPECT_TRUE(hosts.pop(now).job);
  EXPECT_TRUE(hosts.pop(now).job);
}

}  // namespace
}  // namespace markhound::crawler

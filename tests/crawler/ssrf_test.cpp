// Server-side request forgery: every road by which a page could lead the crawler into the operator's own network, and
// that each ends at the socket, after the name was resolved, without a packet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "crawler/fetcher.h"
#include "tests/crawler/fake_dns.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using test::answer;
using test::FakeDns;
using test::LoopbackServer;
using testing::HasSubstr;

struct Road {
  const char* name;
  const char* host;
  const char* says;
};

constexpr Road roads[] = {
    {"literal", "127.0.0.1", "127.0.0.1, a loopback address"},
    {"short", "127.1", "127.0.0.1, a loopback address"},
    {"one number", "2130706433", "127.0.0.1, a loopback address"},
    {"octal", "0177.0.0.01", "127.0.0.1, a loopback address"},
    {"hex", "0x7f.0x0.0x0.0x1", "127.0.0.1, a loopback address"},
    {"hex in one", "0x7F000001", "127.0.0.1, a loopback address"},
    {"percent-encoded", "%31%32%37.0.0.1", "127.0.0.1, a loopback address"},
    {"wide digits", "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1", "127.0.0.1, a loopback address"},
    {"wide dots",
     "127\xe3\x80\x82"
     "0\xe3\x80\x82"
     "0\xe3\x80\x82"
     "1",
     "127.0.0.1, a loopback address"},
    {"a dot at the end", "127.0.0.1.", "127.0.0.1, a loopback address"},
    {"this host", "0.0.0.0", "this host"},
    {"zero", "0", "this host"},
    {"IPv6 loopback", "[::1]", "::1, a loopback address"},
    {"IPv6 unspecified", "[::]", "::"},
    {"IPv6-mapped", "[::ffff:127.0.0.1]", "IPv4-mapped"},
    {"IPv6-mapped in hex", "[::ffff:7f00:1]", "IPv4-mapped"},
    {"IPv4-compatible", "[::127.0.0.1]", "reserved"},
    {"6to4", "[2002:7f00:1::]", "6to4"},
    {"NAT64", "[64:ff9b::127.0.0.1]", "NAT64"},
    {"local NAT64", "[64:ff9b:1::7f00:1]", "NAT64"},
    {"Teredo", "[2001:0:7f00:1::]", "protocol assignments"},
    {"private 10", "10.0.0.1", "private use"},
    {"private 172", "172.16.0.1", "private use"},
    {"private 192", "192.168.1.1", "private use"},
    {"link-local, cloud metadata", "169.254.169.254", "link-local"},
    {"IPv6 link-local", "[fe80::1]", "link-local"},
    {"unique local, cloud metadata", "[fd00:ec2::254]", "unique local"},
    {"CGNAT, cloud metadata", "100.100.100.200", "carrier-grade NAT"},
    {"multicast", "224.0.0.1", "multicast"},
    {"broadcast", "255.255.255.255", "reserved"},
    {"name: localhost", "localhost", "loopback"},
    {"name that lies at home", "home.example", "10.1.2.3, a private use address"},
    {"name at the metadata", "metadata.example", "link-local"},
    {"name at CGNAT", "cgnat.example", "carrier-grade NAT"},
    {"name at NAT64", "nat64.example", "NAT64"},
    {"name, IPv6-mapped", "mapped.example", "IPv4-mapped"},
    {"name with several answers, all at home", "several.example", "address"},
};

const std::map<std::string, std::vector<std::string>> names = {
    {"home.example", {"10.1.2.3"}},          {"metadata.example", {"169.254.169.254"}},
    {"cgnat.example", {"100.64.0.7"}},       {"nat64.example", {"64:ff9b::a00:1"}},
    {"mapped.example", {"::ffff:10.0.0.1"}}, {"several.example", {"127.0.0.1", "192.168.0.1", "::1"}}};

class Ssrf : public testing::Test {
 protected:
  Ssrf() {
    options_.user_agent = "markhound";
    options_.delay_ms = 0;
    options_.obey_robots = false;
    options_.limits.connect_timeout_ms = 1000;
  }

  Result<Capture> fetch(const std::string& url) { return make_polite_fetcher(options_, clock_)->fetch(url).get(); }
  std::string at(const std::string& host) { return "http://" + host + ":" + std::to_string(server_.port()) + "/"; }

  void expect_refused(const Result<Capture>& capture, const Road& road) {
    ASSERT_FALSE(capture) << road.name;
    EXPECT_EQ(capture.problem().kind, Problem::Kind::refused) << road.name << ": " << to_line(capture.problem());
    EXPECT_THAT(to_line(capture.problem()), HasSubstr(road.says)) << road.name;
  }

  test::ManualClock clock_;
  FetchOptions options_;
  LoopbackServer server_{[](test::Peer& peer, const test::Request&) { return peer.send(answer("secret")); }};
  FakeDns dns_{names};
};

TEST_F(Ssrf, EveryRoadEndsAtTheSocket) {
  for (const Road& road : roads) expect_refused(fetch(at(road.host)), road);
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(Ssrf, ProxyVariablesOpenNone) {
  const char* variables[] = {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY", "HTTPS_PROXY"};
  for (const char* variable : variables) setenv(variable, at("127.0.0.1").c_str(), 1);
  for (const Road& road : roads) expect_refused(fetch(at(road.host)), road);
  for (const char* variable : variables) unsetenv(variable);
  EXPECT_EQ(server_.connections(), 0);
}

/// A front door that a redirect leads away from. Only its own address may be connected to, so the redirecting server
/// is reached through a proxy, which the operator chose; the guard judges every hop all the same.
TEST_F(Ssrf, RedirectsAndRobotsLeadToNone) {
  std::string next;
  LoopbackServer front([&](test::Peer& peer, const test::Request& request) {
    if (request.head.starts_with("CONNECT ")) return peer.send("HTTP/1.1 200 OK\r\n\r\n");
    return peer.send(answer("", "Location: " + next + "\r\n", "302 Found"));
  });
  options_.proxy = front.url("");
  for (const Road& road : roads) {
    next = at(road.host);
    expect_refused(fetch("http://8.8.8.8/"), road);
  }
  options_.obey_robots = true;
  next = at("127.0.0.1");
  EXPECT_FALSE(fetch("http://8.8.8.8/page")) << "robots.txt that leads home is no robots.txt, and no way in";
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(Ssrf, RebindingFindsTheGuardAtTheSecondAnswerToo) {
  dns_.set("rebind.example", {"127.0.0.1"});
  options_.allow_private = false;
  expect_refused(fetch(at("rebind.example")), {"rebinding", "", "loopback"});
  EXPECT_EQ(dns_.asked("rebind.example"), 1) << "what is judged is what would be connected to: nothing is asked twice";

  LoopbackServer front([&](test::Peer& peer, const test::Request& request) {
    if (!request.head.starts_with("CONNECT ")) return peer.send(answer("public"));
    dns_.set("rebind.example", {"127.0.0.1"});  // between the judgement and the connection
    return peer.send("HTTP/1.1 200 OK\r\n\r\n");
  });
  dns_.set("rebind.example", {"8.8.8.8"});
  options_.proxy = front.url("");
  const auto capture = fetch("http://rebind.example/");
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(front.requests().at(0).path, "8.8.8.8:80") << "the address that was judged, whatever the name says by then";
  EXPECT_EQ(server_.connections(), 0);
}

TEST_F(Ssrf, NoOtherSchemeIsSpoken) {
  for (const char* url : {"file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:11211/_stats",
                          "ftp://127.0.0.1/", "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "smb://127.0.0.1/x",
                          "tftp://127.0.0.1/x", "unix:/var/run/docker.sock", "jar:http://127.0.0.1!/x", "data:,x",
                          "javascript:alert(1)", "//127.0.0.1/", "/etc/passwd", ""})
    EXPECT_EQ(fetch(url).problem().kind, Problem::Kind::refused) << url;
}

TEST_F(Ssrf, OnlyAllowPrivateOpensThem) {
  options_.allow_private = true;
  for (const char* host : {"127.0.0.1", "0x7f.1", "localhost"}) {
    const auto capture = fetch(at(host));
    ASSERT_TRUE(capture) << host << ": " << to_line(capture.problem());
    EXPECT_EQ(capture->content, "secret");
  }
}

}  // namespace
}  // namespace markhound::crawler

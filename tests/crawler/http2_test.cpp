// HTTP/2: that it is spoken, that connections are used again, and what comes of its faults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/fetcher.h"
#include "tests/crawler/http2_server.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using test::end_headers;
using test::end_stream;
using test::Frame;
using test::frame;
using test::goaway;
using test::Http2Peer;
using test::Http2Server;
using test::ok_headers;
using test::uint32_bytes;
using testing::HasSubstr;
using Stream = std::uint32_t;

FetchOptions options(const Http2Server& server) {
  FetchOptions options;
  options.user_agent = "markhound";
  options.delay_ms = 0;
  options.allow_private = true;
  options.obey_robots = false;
  options.ca_file = server.ca_file();
  options.limits.max_bytes = 1u << 20;
  options.limits.max_header_bytes = 16u << 10;
  options.limits.connect_timeout_ms = 2000;
  options.limits.stall_timeout_ms = 500;
  options.limits.total_timeout_ms = 4000;
  return options;
}

std::string data(Stream stream, const std::string& bytes, bool last) {
  return frame(Frame::data, last ? end_stream : 0, stream, bytes);
}

TEST(Http2, IsSpokenOverOneConnection) {
  Http2Server server(
      [](Http2Peer& peer, Stream stream) { return peer.send(ok_headers(stream) + data(stream, "<p>shoe", true)); });
  test::ManualClock clock;
  const auto fetcher = make_polite_fetcher(options(server), clock);
  for (int i = 0; i < 5; ++i) {
    const auto capture = fetcher->fetch(server.url("/" + std::to_string(i))).get();
    ASSERT_TRUE(capture) << to_line(capture.problem());
    EXPECT_EQ(capture->exchanges[0].protocol, "HTTP/2");
    EXPECT_EQ(capture->exchanges[0].status, 200);
    EXPECT_EQ(capture->content, "<p>shoe");
    EXPECT_EQ(capture->media_type, "text/html");
    EXPECT_EQ(capture->tls_chain.size(), 1u);
    EXPECT_EQ(header_value(capture->exchanges[0].request_headers, "user-agent"), "markhound");
  }
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(server.requests(), 5);
}

TEST(Http2, AfterAGracefulGoawayThereIsANewConnection) {
  Http2Server server([](Http2Peer& peer, Stream stream) {
    return peer.send(ok_headers(stream) + goaway(stream, 0) + data(stream, "last", true));
  });
  test::ManualClock clock;
  const auto fetcher = make_polite_fetcher(options(server), clock);
  for (int i = 0; i < 3; ++i) {
    const auto capture = fetcher->fetch(server.url("/a")).get();
    ASSERT_TRUE(capture) << to_line(capture.problem());
    EXPECT_EQ(capture->content, "last");
  }
  EXPECT_EQ(server.connections(), 3);
}

struct Fault {
  const char* name;
  Http2Server::Handler handler;
  std::vector<Problem::Kind> kinds;  ///< it may be seen as either
};

std::string literal(const std::string& name, std::size_t size) {
  std::string out("\0", 1);  // literal without indexing, new name
  out += static_cast<char>(name.size());
  out += name;
  out += '\x7f';  // HPACK's integer: 127 and what follows
  for (std::size_t rest = size - 127; true; rest >>= 7) {
    out += static_cast<char>(rest >= 128 ? (rest & 127) | 128 : rest);
    if (rest < 128) break;
  }
  return out + std::string(size, 'x');
}

std::vector<Fault> faults() {
  using Kind = Problem::Kind;
  const auto resets = [](std::uint32_t error) {
    return [error](Http2Peer& peer, Stream stream) {
      return peer.send(frame(Frame::rst_stream, 0, stream, uint32_bytes(error)));
    };
  };
  const auto sends = [](const std::function<std::string(Stream)>& bytes, bool stays) {
    return [=](Http2Peer& peer, Stream stream) { return peer.send(bytes(stream)) && stays; };
  };
  return {
      {"GOAWAY instead of an answer", sends([](Stream) { return goaway(0, 0); }, false), {Kind::io, Kind::limit}},
      {"GOAWAY with an error", sends([](Stream) { return goaway(0, 11); }, true), {Kind::io, Kind::limit}},
      {"GOAWAY in the body",
       sends([](Stream s) { return ok_headers(s) + data(s, "half", false) + goaway(s, 2); }, false),
       {Kind::io}},
      {"RST_STREAM: internal error", resets(2), {Kind::io}},
      {"RST_STREAM: refused, each time", resets(7), {Kind::io}},
      {"RST_STREAM: enhance your calm", resets(11), {Kind::io}},
      {"RST_STREAM in the body",
       sends(
           [](Stream s) {
             return ok_headers(s) + data(s, "half", false) + frame(Frame::rst_stream, 0, s, uint32_bytes(8));
           },
           true),
       {Kind::io}},
      {"hangs up before the head", sends([](Stream) { return std::string(); }, false), {Kind::io}},
      {"hangs up in the body",
       sends([](Stream s) { return ok_headers(s) + data(s, "half", false); }, false),
       {Kind::io}},
      {"stalls before the head", [](Http2Peer& peer, Stream) { return peer.pause(10'000), false; }, {Kind::limit}},
      {"stalls in the body",
       [](Http2Peer& peer, Stream s) {
         peer.send(ok_headers(s) + data(s, "half", false));
         return peer.pause(10'000), false;
       },
       {Kind::limit}},
      {"no HPACK",
       sends([](Stream s) { return frame(Frame::headers, end_headers, s, "\xff\xff\xff\xff\xff\xff"); }, true),
       {Kind::io, Kind::limit}},
      {"no frames", sends([](Stream) { return std::string(4000, 'x'); }, true), {Kind::io, Kind::limit}},
      {"huge headers",
       sends(
           [](Stream s) {
             return frame(Frame::headers, 0, s, "\x88" + literal("x-a", 15'000)) +
                    frame(Frame::continuation, end_headers, s, literal("x-b", 15'000)) + data(s, "x", true);
           },
           true),
       {Kind::limit}},
      {"body without end",
       [](Http2Peer& peer, Stream s) {
         peer.send(ok_headers(s));
         for (int i = 0; i < 100 && peer.send(data(s, std::string(16'000, 'x'), false)); ++i) {
         }
         return true;
       },
       {Kind::limit}},
  };
}

TEST(Http2, EveryFaultIsARecordedOutcomeAndAnotherHostKeepsItsPace) {
  for (const Fault& fault : faults()) {
    SCOPED_TRACE(fault.name);
    Http2Server server(fault.handler);
    test::LoopbackServer healthy([](test::Peer& peer, const test::Request&) { return peer.send(test::answer("x")); });
    test::ManualClock clock;
    const auto fetcher = make_polite_fetcher(options(server), clock);
    auto future = fetcher->fetch(server.url("/a"));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(fetcher->fetch(healthy.url("/")).get());
    const auto outcome = future.get();
    ASSERT_FALSE(outcome);
    EXPECT_THAT(fault.kinds, testing::Contains(outcome.problem().kind)) << to_line(outcome.problem());
    EXPECT_THAT(to_line(outcome.problem()), HasSubstr("https://localhost"));
    EXPECT_LE(server.requests(), 12) << "it is not asked without end";
  }
}

}  // namespace
}  // namespace markhound::crawler

// Keys and tokens are sent where they belong, and are nowhere in what is kept or said.
#include "crawler/fetch/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/fetch/spelled.h"
#include "crawler/fetcher.h"
#include "tests/crawler/compressed.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"

namespace markhound::crawler {
namespace {

using test::answer;
using test::LoopbackServer;
using test::Peer;
using testing::HasSubstr;
using testing::Not;

const std::string token = "tok/en+9f8a7b&x";
const std::string key = "ck_5d41402abc4b2a76";

FetchOptions options() {
  FetchOptions options;
  options.user_agent = "markhound";
  options.delay_ms = 0;
  options.allow_private = true;
  options.obey_robots = false;
  return options;
}

/// Every byte of it that can be kept, sealed, logged or shown.
std::string all_of(const Result<Capture>& capture) {
  if (!capture) return to_line(capture.problem());
  std::string all = capture->source + capture->asked + capture->url + capture->content + capture->media_type;
  for (const Exchange& exchange : capture->exchanges) {
    all += exchange.url + exchange.reason + exchange.request_body + exchange.body;
    for (const auto& headers : {exchange.request_headers, exchange.response_headers})
      for (const Header& header : headers) all.append("\n").append(header.name).append(": ").append(header.value);
  }
  for (const Problem& problem : capture->problems) all += to_line(problem);
  return all;
}

void expect_no_secret(const Result<Capture>& capture) {
  const std::string all = all_of(capture);
  for (const char* bytes : {"tok/en", "tok%2Fen", "tok%2fen", "tok\\/en", "9f8a7b", "5d41402abc"})
    EXPECT_THAT(all, Not(HasSubstr(bytes)));
}

Request with_secrets(const std::string& url) {
  Request request;
  request.url = url;
  request.headers = {{"Accept", "application/json"}, {"X-Plain", "seen"}};
  request.secret_headers = {{"Authorization", "Bearer " + token}, {"X-Api-Key", key}};
  request.secret_query = {{"consumer_key", key}, {"sign", token}};
  return request;
}

class SecretsTest : public testing::Test {
 protected:
  Result<Capture> fetch(const Request& request) { return make_polite_fetcher(options(), clock_)->fetch(request).get(); }

  test::ManualClock clock_;
};

TEST_F(SecretsTest, AreSentAndWithheld) {
  LoopbackServer server([](Peer& peer, const test::Request&) { return peer.send(answer("{}")); });
  const auto capture = fetch(with_secrets(server.url("/items?page=2")));
  ASSERT_TRUE(capture) << to_line(capture.problem());
  const test::Request sent = server.requests().at(0);
  EXPECT_EQ(sent.path, "/items?page=2&consumer_key=" + key + "&sign=tok%2Fen%2B9f8a7b%26x");
  EXPECT_THAT(sent.head, HasSubstr("Authorization: Bearer " + token));
  EXPECT_THAT(sent.head, HasSubstr("X-Api-Key: " + key));
  EXPECT_THAT(sent.head, HasSubstr("Accept: application/json\r\n"));
  EXPECT_THAT(sent.head, Not(HasSubstr("text/html"))) << "one Accept, not two";

  expect_no_secret(capture);
  const Exchange& exchange = capture->exchanges.at(0);
  EXPECT_EQ(capture->asked, server.url("/items?page=2"));
  EXPECT_EQ(exchange.url, server.url("/items?page=2"));
  EXPECT_EQ(header_value(exchange.request_headers, "authorization"), "[withheld]");
  EXPECT_EQ(header_value(exchange.request_headers, "x-api-key"), "[withheld]");
  EXPECT_EQ(header_value(exchange.request_headers, "x-plain"), "seen");
}

TEST_F(SecretsTest, PostWithItsBody) {
  LoopbackServer server([](Peer& peer, const test::Request&) { return peer.send(answer("{}")); });
  Request request;
  request.url = server.url("/search");
  request.method = Request::Method::post;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = R"({"q":"shoe"})";
  const auto open = fetch(request);
  ASSERT_TRUE(open) << to_line(open.problem());
  EXPECT_EQ(open->exchanges.at(0).method, "POST");
  EXPECT_EQ(open->exchanges.at(0).request_body, request.body);
  EXPECT_EQ(server.requests().at(0).body, request.body);
  EXPECT_THAT(server.requests().at(0).head, HasSubstr("POST /search HTTP/1.1"));

  request.body = "grant_type=client_credentials&client_secret=" + key;
  request.secret_body = true;
  const auto secret = fetch(request);
  ASSERT_TRUE(secret) << to_line(secret.problem());
  EXPECT_EQ(server.requests().at(1).body, request.body);
  EXPECT_EQ(secret->exchanges.at(0).request_body, "");
  expect_no_secret(secret);
}

TEST_F(SecretsTest, AnAnswerThatRepeatsThemIsKeptWithoutThem) {
  const std::string page = "<p>" + key + "</p><a href='?sign=tok%2fen%2B9f8a7b%26x'>" + token +
                           R"(</a>{"t":"tok\/en+9f8a7b&x"} tok/en+9f8a7b&amp;x shoe)";
  for (const bool packed : {false, true}) {
    const std::string body =
        packed ? answer(test::gzip(page), "Content-Encoding: gzip\r\nX-Echo: " + key + "\r\n", "200 Key " + key)
               : answer(page, "X-Echo: " + key + "\r\n", "200 Key " + key);
    LoopbackServer server([&](Peer& peer, const test::Request&) { return peer.send(body); });
    const auto capture = fetch(with_secrets(server.url("/")));
    ASSERT_TRUE(capture) << to_line(capture.problem());
    expect_no_secret(capture);
    EXPECT_THAT(capture->content, HasSubstr("<p>[withheld]</p>"));
    EXPECT_THAT(capture->content, HasSubstr("shoe"));
    ASSERT_EQ(capture->problems.size(), 1u) << "the capture says that it is not the bytes that came";
    EXPECT_THAT(to_line(capture->problems[0]), HasSubstr("repeats a secret"));
  }
}

TEST_F(SecretsTest, ARedirectWithinTheOriginKeepsThem) {
  LoopbackServer server([](Peer& peer, const test::Request& request) {
    if (request.path.starts_with("/items?"))
      return peer.send(answer("moved", "Location: " + request.path.substr(0, 6) + "/" + request.path.substr(6) + "\r\n",
                              "301 Moved"));
    return peer.send(answer("here"));
  });
  const auto capture = fetch(with_secrets(server.url("/items?page=2")));
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(server.requests().at(1).path, "/items/?page=2&consumer_key=" + key + "&sign=tok%2Fen%2B9f8a7b%26x");
  EXPECT_THAT(server.requests().at(1).head, HasSubstr("Bearer " + token));
  EXPECT_EQ(capture->url, server.url("/items/?page=2"));
  expect_no_secret(capture);
}

TEST_F(SecretsTest, ARedirectToAnotherOriginGetsNone) {
  LoopbackServer other([](Peer& peer, const test::Request&) { return peer.send(answer("there")); });
  LoopbackServer server([&](Peer& peer, const test::Request& request) {
    return peer.send(answer("", "Location: " + other.url(request.path) + "\r\n", "302 Found"));
  });
  Request request = with_secrets(server.url("/items?page=2"));
  request.headers.push_back({"Cookie", "session=" + key});
  const auto capture = fetch(request);
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(server.requests().at(0).head, HasSubstr("Cookie: session=" + key));
  const test::Request sent = other.requests().at(0);
  EXPECT_EQ(sent.path, "/items?page=2") << "not even what the server wrote into Location";
  EXPECT_THAT(sent.head, HasSubstr("X-Plain: seen"));
  for (const char* bytes : {"Authorization", "X-Api-Key", "Cookie", "tok", "5d41402abc"})
    EXPECT_THAT(sent.head, Not(HasSubstr(bytes)));
  expect_no_secret(capture);
}

TEST_F(SecretsTest, ARedirectBackDoesNotTakeThemUpAgain) {
  std::string back;
  LoopbackServer other([&](Peer& peer, const test::Request&) {
    return peer.send(answer("", "Location: " + back + "\r\n", "302 Found"));
  });
  LoopbackServer server([&](Peer& peer, const test::Request& request) {
    if (request.path.starts_with("/end")) return peer.send(answer("end"));
    return peer.send(answer("", "Location: " + other.url("/") + "\r\n", "302 Found"));
  });
  back = server.url("/end");
  ASSERT_TRUE(fetch(with_secrets(server.url("/"))));
  EXPECT_THAT(server.requests().at(1).head, Not(HasSubstr("Bearer")));
  EXPECT_EQ(server.requests().at(1).path, "/end");
}

TEST_F(SecretsTest, APostIsNotRepeatedElsewhere) {
  LoopbackServer other([](Peer& peer, const test::Request&) { return peer.send(answer("there")); });
  std::string status = "307 Temporary Redirect";
  LoopbackServer server([&](Peer& peer, const test::Request& request) {
    if (request.path.starts_with("/seen")) return peer.send(answer("seen"));
    return peer.send(
        answer("", "Location: " + (status[0] == '3' && status[2] == '7' ? other.url() : "/seen") + "\r\n", status));
  });
  Request request = with_secrets(server.url("/search"));
  request.method = Request::Method::post;
  request.body = "key=" + key;
  request.secret_body = true;
  const auto refused = fetch(request);
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_line(refused.problem()), HasSubstr("sends a POST on to"));
  expect_no_secret(refused);
  EXPECT_EQ(other.requests().size(), 0u);

  status = "303 See Other";
  const auto capture = fetch(request);
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(server.requests().back().head, HasSubstr("GET /seen"));
  EXPECT_EQ(capture->exchanges.at(1).method, "GET");
  expect_no_secret(capture);
}

TEST_F(SecretsTest, NoProblemNamesThem) {
  const auto problem_of = [&](const std::string& bytes) {
    LoopbackServer server([&](Peer& peer, const test::Request&) { return peer.send(bytes) && false; });
    return fetch(with_secrets(server.url("/")));
  };
  for (const std::string& bytes :
       {std::string(), answer("", "", "500 " + key), answer("", "Location: ftp://x/" + key + "\r\n", "302 Found"),
        answer("", "Location: /" + key + "\r\n", "302 Found"), answer("", "", "429 " + key),
        "HTTP/1.1 200 " + key + "\r\nContent-Length: 90\r\n\r\n" + key,
        answer("x", "Content-Encoding: " + key + "\r\n"), "220 " + key + "\r\n"}) {
    const auto capture = problem_of(bytes);
    EXPECT_FALSE(capture) << bytes;
    expect_no_secret(capture);
  }
  Request unreachable = with_secrets("http://127.0.0.1:1/");
  expect_no_secret(fetch(unreachable));
  Request injected = with_secrets("http://127.0.0.1:1/");
  injected.secret_headers[0].value = token + "\r\nX-Evil: 1";
  const auto refused = fetch(injected);
  EXPECT_EQ(refused.problem().kind, Problem::Kind::bad_input);
  expect_no_secret(refused);
}

TEST_F(SecretsTest, CredentialsInAnAddressAreDropped) {
  LoopbackServer server([](Peer& peer, const test::Request&) { return peer.send(answer("x")); });
  const std::string port = std::to_string(server.port());
  const auto capture =
      make_polite_fetcher(options(), clock_)->fetch("http://user:" + key + "@127.0.0.1:" + port + "/a").get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->asked, server.url("/a"));
  EXPECT_THAT(server.requests().at(0).head, Not(HasSubstr("Authorization")));
  expect_no_secret(capture);
}

TEST(Secrets, AreFoundHoweverTheyAreSpelled) {
  const std::string secret = "a/b&c d\\%\"e";
  for (const char* text : {R"(a/b&c d\%"e)", "a%2Fb%26c%20d%5C%25%22e", "a%2fb%26c+d%5c%25%22e", R"(a\/b&c d\\%\"e)",
                           R"(a\u002Fb\u0026c d\u005c%\u0022e)", "a&#47;b&amp;c d&#x5C;%&quot;e"}) {
    EXPECT_TRUE(spelled_in(text, secret)) << text;
    EXPECT_EQ(spelled_replaced(std::string("<").append(text).append("><").append(text).append(">"), secret, "-"),
              "<-><->");
  }
  for (const char* text : {"", "a", "a/b&c d", "A/b&c d", "a%2Gb", "a&#999999999;b"})
    EXPECT_FALSE(spelled_in(text, secret)) << text;
}

TEST(Secrets, ParametersAreKnownByTheirName) {
  Request request;
  request.secret_query = {{"Api Key", "s3cret!"}};
  const Secrets secrets(request);
  EXPECT_EQ(secrets.sent_url("http://a/b#c"), "http://a/b?Api%20Key=s3cret%21");
  EXPECT_EQ(secrets.sent_url("http://a/b?x=1"), "http://a/b?x=1&Api%20Key=s3cret%21");
  EXPECT_EQ(secrets.shown_url("http://a/b?api%20key=other&x=1#c"), "http://a/b?x=1#c");
  EXPECT_EQ(secrets.shown_url("http://a/b?Api%20Key=s3cret%21"), "http://a/b");
  EXPECT_EQ(secrets.shown_url("http://a/b?x=1&Api%20Keys=2"), "http://a/b?x=1&Api%20Keys=2");
  EXPECT_EQ(Secrets().shown_url("http://a/b?x"), "http://a/b?x");
}

}  // namespace
}  // namespace markhound::crawler

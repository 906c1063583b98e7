// Time stamps over HTTP from a local authority, and what a bad authority may send.
#include "evidence/seal/timestamp.h"

#include <functional>
#include <thread>

#include <httplib.h>

#include "tests/evidence/local_authority.h"

namespace markhound::evidence {
namespace {

using test::LocalAuthority;

/// A TSA's address on a loopback port; `answer` makes the response of a request.
class AuthorityServer {
 public:
  explicit AuthorityServer(std::function<void(const std::string&, httplib::Response&)> answer) {
    server_.Post("/tsa", [answer](const httplib::Request& request, httplib::Response& response) {
      EXPECT_EQ(request.get_header_value("Content-Type"), "application/timestamp-query");
      answer(request.body, response);
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~AuthorityServer() {
    server_.stop();
    thread_.join();
  }

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/tsa"; }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

void set(httplib::Response& response, const std::string& bytes) {
  response.set_content(bytes, "application/timestamp-reply");
}

Problem problem_of(std::function<void(const std::string&, httplib::Response&)> answer) {
  const AuthorityServer server(std::move(answer));
  const auto stamp = make_rfc3161(server.address())->stamp("data");
  EXPECT_FALSE(stamp.ok());
  if (stamp) return {};
  EXPECT_NE(stamp.problem().thing.find(server.address()), std::string::npos);
  return stamp.problem();
}

TEST(Timestamp, IsHadOverHttpAndHolds) {
  LocalAuthority authority;
  const AuthorityServer server(
      [&](const std::string& query, httplib::Response& response) { set(response, authority.reply_to(query)); });
  const auto response = make_rfc3161(server.address())->stamp("data");
  ASSERT_TRUE(response.ok()) << to_line(response.problem());
  const auto sealed = seal_timestamp(*response, "data", "");
  ASSERT_TRUE(sealed.ok()) << to_line(sealed.problem());
  EXPECT_TRUE(verify_timestamp(sealed->response, "data", sealed->authority).ok());
  EXPECT_FALSE(verify_timestamp(sealed->response, "other", sealed->authority).ok());
}

TEST(Timestamp, RefusesAnAnswerToAnotherRequest) {
  LocalAuthority authority;
  const std::string older = authority.reply_to(make_timestamp_request("data").der);
  EXPECT_NE(problem_of([&](const std::string&, httplib::Response& response) {
              set(response, older);
            }).cause.find("another request"),
            std::string::npos);
  const std::string other = authority.reply_to(make_timestamp_request("other").der);
  EXPECT_NE(problem_of([&](const std::string&, httplib::Response& response) {
              set(response, other);
            }).cause.find("other data"),
            std::string::npos);
}

TEST(Timestamp, RefusesWhatIsNoToken) {
  EXPECT_NE(problem_of([](const std::string&, httplib::Response& r) { r.status = 500; }).cause.find("500"),
            std::string::npos);
  problem_of([](const std::string&, httplib::Response& r) { set(r, "<html>sign in</html>"); });
  problem_of([](const std::string&, httplib::Response& r) { set(r, ""); });
  problem_of([](const std::string&, httplib::Response& r) { set(r, std::string(1 << 20, '\0')); });
  // SEQUENCE { SEQUENCE { INTEGER 2 } }: rejected
  problem_of([](const std::string&, httplib::Response& r) { set(r, std::string("\x30\x05\x30\x03\x02\x01\x02", 7)); });
  EXPECT_FALSE(make_rfc3161("file:///etc/passwd")->stamp("data").ok());
  EXPECT_FALSE(make_rfc3161("http://127.0.0.1:1/")->stamp("data").ok());
}

TEST(Timestamp, RefusesASignerOfAnotherRoot) {
  LocalAuthority one("One");
  LocalAuthority two("Two");
  const auto first = seal_timestamp(*one.stamp("data"), "data", "");
  const auto second = seal_timestamp(*two.stamp("data"), "data", "");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_FALSE(verify_timestamp(first->response, "data", second->authority).ok());
}

}  // namespace
}  // namespace markhound::evidence

// A second look at a page that did not change: nothing is transferred again, and everything is still found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/crawler/loopback_server.h"

namespace markhound::test {
namespace {

using testing::HasSubstr;

constexpr const char* page =
    R"(<!doctype html><html><head><title>NORDFJELL running shoe</title><script type="application/ld+json">
{"@context":"https://schema.org","@type":"Product","name":"NORDFJELL running shoe","sku":"7","brand":"NORDFJELL",
"offers":{"@type":"Offer","price":"19.90","priceCurrency":"USD"}}</script></head><body><h1>NORDFJELL running shoe</h1></body></html>)";

TEST(UnchangedScan, IsAskedForAndReadAgainFromTheVault) {
  std::atomic<int> whole{0};
  std::atomic<int> unchanged{0};
  LoopbackServer server([&](Peer& peer, const Request& request) {
    if (request.path == "/robots.txt") return peer.send(answer("", "", "404 Not Found"));
    if (request.head.find("If-None-Match: \"v1\"") != std::string::npos) {
      ++unchanged;
      return peer.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
    }
    ++whole;
    return peer.send(
        answer(page + std::string(2000, ' '), "Content-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\n"));
  });
  const TempFolder folder;
  const auto workspace = folder / "workspace";
  ASSERT_EQ(markhound(workspace, "mark add --id n --name NORDFJELL --classes 25").exit_code, 0);
  const std::string scan = "scan " + server.url("/item/7") + " --allow-private --delay 0 --json";
  const auto first = markhound(workspace, scan);
  EXPECT_EQ(first.exit_code, 1) << first.err;
  const auto second = markhound(workspace, scan);
  EXPECT_EQ(second.exit_code, 1) << second.err;
  EXPECT_EQ(whole, 1);
  EXPECT_EQ(unchanged, 1);
  EXPECT_THAT(second.err, HasSubstr("1 pages read, 0 gone, 0 failed"));
  EXPECT_THAT(second.out, HasSubstr("NORDFJELL running shoe"));

  const std::string package = (folder / "case.zip").string();
  const std::string id = nlohmann::json::parse(second.out.substr(0, second.out.find('\n'))).at("id");
  const auto exported = markhound(workspace, "evidence export " + id + " -o " + quoted(package));
  EXPECT_EQ(exported.exit_code, 0) << exported.err;
  const auto verified = markhound(workspace, "evidence verify " + quoted(package));
  EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
}

}  // namespace
}  // namespace markhound::test

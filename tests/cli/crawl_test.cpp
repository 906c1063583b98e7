// Scans of a local server that is large, slow, broken or endless.
#include <algorithm>
#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/crawler/loopback_server.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string link(const std::string& path, const std::string& attributes = "") {
  return "<p><a " + attributes + " href=\"" + path + "\">" + path + "</a></p>\n";
}

std::string page(const std::string& body) {
  return "<html><head><title>x</title></head><body>" + body + "</body></html>";
}

std::string listing(const std::string& name) {
  return page("<script type=\"application/ld+json\">" +
              json{{"@context", "https://schema.org"},
                   {"@type", "Product"},
                   {"name", name},
                   {"offers", {{"@type", "Offer"}, {"price", "9.90"}, {"priceCurrency", "USD"}}}}
                  .dump() +
              "</script><h1>" + name + "</h1>");
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

int number_in(const std::string& path) { return std::atoi(path.c_str() + path.find_first_of("0123456789")); }

class CrawlTest : public testing::Test {
 protected:
  using Pages = std::function<std::string(const std::string& path)>;

  /// An empty body is a 404.
  void serve(Pages pages) {
    server_ = std::make_unique<LoopbackServer>([pages = std::move(pages)](Peer& peer, const Request& request) {
      const std::string body = request.path == "/robots.txt" ? "" : pages(request.path);
      return peer.send(body.empty() ? answer("", "Content-Type: text/plain\r\n", "404 Not Found") : answer(body));
    });
  }

  CommandResult scan(const std::string& arguments) {
    return markhound(folder_ / "workspace", "scan --allow-private --delay 0 " + arguments);
  }
  std::string url(const std::string& path) const { return server_->url(path); }
  std::size_t asked_for(const std::string& prefix) {
    const auto paths = server_->paths();
    return static_cast<std::size_t>(
        std::count_if(paths.begin(), paths.end(), [&](const std::string& path) { return path.starts_with(prefix); }));
  }

  TempFolder folder_;
  std::unique_ptr<LoopbackServer> server_;
};

TEST_F(CrawlTest, ACalendarWithoutEndIsLeftAndToldOnce) {
  serve([](const std::string& path) {
    const int month = path == "/" ? 0 : number_in(path);
    return page("<h1>Month " + std::to_string(month) + "</h1>" +
                link("/calendar/" + std::to_string(month + 1), "rel=next"));
  });
  const CommandResult scanned = scan("--depth 1000 " + url("/"));
  EXPECT_EQ(asked_for("/calendar/"), 30u);
  EXPECT_EQ(count(scanned.err, "30 pages in a row"), 1u) << scanned.err;
  EXPECT_THAT(scanned.err, HasSubstr("31 pages read"));
}

TEST_F(CrawlTest, OnePageUnderManyAddressesIsReadOnce) {
  serve([](const std::string& path) {
    if (path == "/") {
      std::string links;
      for (int i = 0; i < 5; ++i) links += link("/product/lamp?from=" + std::to_string(i));
      return page(links);
    }
    return listing("Lamp");
  });
  const CommandResult scanned = scan(url("/"));
  EXPECT_THAT(scanned.err, HasSubstr("2 pages read, 0 gone, 0 failed, 4 the same as others and read once"))
      << scanned.err;
}

TEST_F(CrawlTest, PagesThatRepeatAreLeft) {
  serve([](const std::string&) {
    std::string links;
    for (int i = 2; i < 200; ++i) links += link("/product/list?page=" + std::to_string(i));
    return page(links);
  });
  const CommandResult scanned = scan("--depth 5 " + url("/product/list?page=1"));
  EXPECT_EQ(count(scanned.err, "10 pages in a row"), 1u) << scanned.err;
}

TEST_F(CrawlTest, EverDeeperPathsAreLeftAndToldOnce) {
  serve([](const std::string& path) { return page("<h1>" + path + "</h1>" + link("a/b/", "rel=next")); });
  const CommandResult scanned = scan("--depth 1000 " + url("/"));
  EXPECT_EQ(count(scanned.err, "its path repeats itself"), 1u) << scanned.err;
  EXPECT_LE(server_->paths().size(), 5u);
}

TEST_F(CrawlTest, LinksAreFollowedAsDeepAndAsManyAsAllowed) {
  serve([](const std::string& path) {
    const int number = path == "/" ? 0 : number_in(path);
    std::string links;
    for (int i = 1; i <= 3; ++i) links += link("/item/" + std::to_string(10 * number + i));
    return page("<h1>" + path + "</h1>" + links);
  });
  scan("--depth 0 " + url("/"));
  EXPECT_EQ(asked_for("/item/"), 0u);
  scan(url("/"));
  EXPECT_EQ(asked_for("/item/"), 3u) << "1 is the default";
  const CommandResult deeper = scan("--depth 2 --max-pages 8 " + url("/"));
  EXPECT_EQ(asked_for("/item/"), 3u + 8u);
  EXPECT_EQ(count(deeper.err, "--max-pages"), 1u) << deeper.err;
}

TEST_F(CrawlTest, AHostHasABudgetOfPages) {
  serve([](const std::string& path) { return listing(path); });
  std::string list;
  for (int i = 0; i < 10; ++i) list += url("/item/" + std::to_string(i)) + "\n";
  write_file(folder_ / "list.txt", list);
  const CommandResult scanned = scan("--max-host-pages 4 " + quoted((folder_ / "list.txt").string()));
  EXPECT_EQ(asked_for("/item/"), 4u);
  EXPECT_EQ(count(scanned.err, "--max-host-pages"), 1u) << scanned.err;
}

TEST_F(CrawlTest, AScanStopsAtItsBudgetAndIsGoneOnWith) {
  serve([](const std::string& path) { return listing(path + std::string(100'000, 'x')); });
  std::string list;
  for (int i = 0; i < 40; ++i) list += url("/item/" + std::to_string(i)) + "\n";
  write_file(folder_ / "list.txt", list);
  const std::string target = quoted((folder_ / "list.txt").string());
  const CommandResult first = scan("--max-bytes 1MB " + target);
  EXPECT_THAT(first.err, HasSubstr("--max-bytes allows no more")) << first.err;
  EXPECT_LT(asked_for("/item/"), 40u);
  const CommandResult second = scan(target);
  EXPECT_THAT(second.err, HasSubstr("40 pages read")) << second.err;
  EXPECT_EQ(asked_for("/item/"), 40u) << "none twice";
  EXPECT_EQ(scan("--max-time nonsense " + target).exit_code, 2);
}

TEST_F(CrawlTest, FailedPagesAreListedWithTheirReasonsAndTriedAgain) {
  std::atomic<bool> broken{true};
  server_ = std::make_unique<LoopbackServer>([&](Peer& peer, const Request& request) {
    if (request.path == "/robots.txt") return peer.send(answer("", "", "404 Not Found"));
    const bool fails = broken && request.path == "/item/2";
    return peer.send(fails ? answer("", "", "500 Internal Server Error") : answer(listing(request.path)));
  });
  write_file(folder_ / "list.txt", url("/item/1") + "\n" + url("/item/2") + "\n");
  const CommandResult scanned = scan(quoted((folder_ / "list.txt").string()));
  EXPECT_THAT(scanned.err, HasSubstr("1 pages read, 0 gone, 1 failed")) << scanned.err;
  EXPECT_EQ(asked_for("/item/2"), 3u);
  const CommandResult listed = scan("--list-failed");
  EXPECT_EQ(listed.exit_code, 1);
  EXPECT_THAT(listed.out, HasSubstr(url("/item/2")));
  EXPECT_THAT(listed.out, HasSubstr("500"));
  const json entry = json::parse(scan("--list-failed --json").lines().at(0));
  EXPECT_EQ(entry["page"], url("/item/2"));
  EXPECT_EQ(entry["target"], (folder_ / "list.txt").string());
  broken = false;
  const CommandResult retried = scan("--retry-failed");
  EXPECT_THAT(retried.err, HasSubstr("1 pages read, 0 gone, 0 failed")) << retried.err;
  EXPECT_EQ(asked_for("/item/1"), 1u) << "what was had is not asked for again";
  EXPECT_EQ(scan("--list-failed").exit_code, 0);
  EXPECT_EQ(scan("--retry-failed").exit_code, 0) << "nothing is left to try";
  EXPECT_EQ(scan("").exit_code, 2);
}

TEST_F(CrawlTest, ASlowHostHoldsUpNoOther) {
  server_ = std::make_unique<LoopbackServer>([](Peer& peer, const Request& request) {
    if (request.path == "/robots.txt") return peer.send(answer("", "", "404 Not Found"));
    if (request.path.starts_with("/slow/")) peer.pause(400);
    return peer.send(answer(listing(request.path)));
  });
  std::string list;
  for (int i = 0; i < 6; ++i)
    list += "http://localhost:" + std::to_string(server_->port()) + "/slow/" + std::to_string(i) + "\n";
  for (int i = 0; i < 60; ++i) list += url("/quick/" + std::to_string(i)) + "\n";
  write_file(folder_ / "list.txt", list);
  const CommandResult scanned = scan(quoted((folder_ / "list.txt").string()));
  EXPECT_THAT(scanned.err, HasSubstr("66 pages read")) << scanned.err;
  const auto paths = server_->paths();
  const auto last_quick =
      std::find_if(paths.rbegin(), paths.rend(), [](const auto& p) { return p.starts_with("/quick/"); });
  const auto slow_after =
      std::count_if(paths.rbegin(), last_quick, [](const auto& p) { return p.starts_with("/slow/"); });
  EXPECT_GE(slow_after, 2) << "the quick host was through while the slow one still had pages to give";
}

}  // namespace
}  // namespace markhound::test

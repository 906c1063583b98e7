// Scans of a shop's catalogue: a page that lists many things, each with its own findings.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/crawler/loopback_server.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// A Shopify shop: its catalogue two products a page, nothing else.
class Shop {
 public:
  std::vector<std::pair<std::string, std::string>> products;  ///< handle and title; set between scans only
  std::string price = "19.00";
  int failing_page = 0;

  std::string url() const { return server_.url("/products.json?limit=2"); }
  std::vector<std::string> paths() { return server_.paths(); }

 private:
  std::string catalogue(std::size_t page) const {
    json list = json::array();
    for (std::size_t i = 2 * (page - 1); i < std::min(2 * page, products.size()); ++i)
      list.push_back({{"id", i + 1},
                      {"handle", products[i].first},
                      {"title", products[i].second},
                      {"variants", {{{"price", price}, {"available", true}}}}});
    return json{{"products", list}}.dump();
  }

  LoopbackServer server_{[this](Peer& peer, const Request& request) {
    const std::size_t at = request.path.find("page=");
    const int page = at == std::string::npos ? 1 : std::stoi(request.path.substr(at + 5));
    if (!request.path.starts_with("/products.json")) return peer.send(answer("", "", "404 Not Found"));
    if (page == failing_page) return peer.send(answer("", "", "403 Forbidden"));
    return peer.send(answer(catalogue(static_cast<std::size_t>(page)), "Content-Type: application/json\r\n"));
  }};
};

class ShopScanTest : public testing::Test {
 protected:
  ShopScanTest() {
    EXPECT_EQ(run("mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9").exit_code, 0);
    shop_.products = {{"kettle", "Kettle"},
                      {"nf-a", "NORDFJELL headphones"},
                      {"nf-b", "NORDFJELL radio"},
                      {"lamp", "Lamp"},
                      {"nf-c", "N0RDFJELL headphones"}};
  }

  CommandResult run(const std::string& arguments) { return markhound(folder_ / "workspace", arguments); }
  std::string target() const { return quoted(shop_.url()) + " --allow-private --delay 0"; }

  static std::string name_of(const std::string& url) { return url.substr(url.rfind('/') + 1); }

  std::vector<std::string> changes() {
    std::vector<std::string> lines;
    for (const std::string& line : run("monitor run --json --allow-private --delay 0").lines()) {
      const json change = json::parse(line);
      lines.push_back(change["change"].get<std::string>() + " " + name_of(change["page"]));
    }
    return lines;
  }

  TempFolder folder_;
  Shop shop_;
};

TEST_F(ShopScanTest, EachListingOfACatalogueHasItsOwnFinding) {
  const auto scanned = run("scan " + target() + " --json");
  EXPECT_EQ(scanned.exit_code, 1) << scanned.err;
  std::vector<std::string> found;
  std::set<std::string> ids;
  for (const std::string& line : scanned.lines()) {
    const json finding = json::parse(line);
    found.push_back(name_of(finding["listing"]));
    ids.insert(finding["id"].get<std::string>());
    EXPECT_EQ(finding["seen"]["platform"], "shopify");
  }
  EXPECT_THAT(found, UnorderedElementsAre("nf-a", "nf-b", "nf-c"));
  EXPECT_THAT(ids, SizeIs(3));
  const auto again = run("scan " + target() + " --json");
  EXPECT_THAT(again.lines(), SizeIs(3));
  EXPECT_THAT(run("findings --json").lines(), SizeIs(3)) << "the same finding was entered twice";
}

TEST_F(ShopScanTest, APageOfACatalogueIsPrintedALineAListing) {
  const auto read = run("read " + target() + " --json");
  ASSERT_THAT(read.lines(), SizeIs(2)) << read.err;
  EXPECT_EQ(json::parse(read.lines()[0])["listing"]["title"], "Kettle");
  EXPECT_EQ(json::parse(read.lines()[1])["listing"]["title"], "NORDFJELL headphones");
  EXPECT_EQ(json::parse(read.lines()[1])["source"], shop_.url());
}

TEST_F(ShopScanTest, AMonitorFollowsListingsFromPageToPage) {
  ASSERT_EQ(run("monitor add shop --every 1h " + quoted(shop_.url())).exit_code, 0);
  EXPECT_THAT(changes(), ElementsAre("new nf-a", "new nf-b", "new nf-c"));
  EXPECT_THAT(changes(), IsEmpty());
  shop_.products.erase(shop_.products.begin());  // all move up: on other pages, but there
  EXPECT_THAT(changes(), IsEmpty());
  shop_.failing_page = 2;  // says nothing about what stands on it
  EXPECT_THAT(changes(), IsEmpty());
  shop_.failing_page = 0;
  shop_.products.erase(shop_.products.begin());
  EXPECT_THAT(changes(), ElementsAre("gone nf-a"));
}

}  // namespace
}  // namespace markhound::test

// Scans of saved pages: monitoring, and bad input that must not stop the rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FolderScanTest : public testing::Test {
 protected:
  FolderScanTest() {
    EXPECT_EQ(run("mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9").exit_code, 0);
  }

  CommandResult run(const std::string& arguments) { return markhound(folder_ / "workspace", arguments); }
  std::string pages() const { return quoted((folder_ / "pages").string()); }

  void save_page(const std::string& name, const std::string& title, const std::string& price = "19.00") {
    write_file(folder_ / ("pages/" + name),
               "<html><head><title>" + title + "</title><script type=\"application/ld+json\">" +
                   json{{"@context", "https://schema.org"},
                        {"@type", "Product"},
                        {"name", title},
                        {"offers", {{"@type", "Offer"}, {"price", price}, {"priceCurrency", "USD"}}}}
                       .dump() +
                   "</script></head><body><h1>" + title + "</h1></body></html>");
  }

  /// The changes that a run of the monitor reports, as "new nordfjell".
  std::vector<std::string> changes() {
    std::vector<std::string> lines;
    for (const std::string& line : run("monitor run --json").lines()) {
      const json change = json::parse(line);
      const std::string page = change["page"];
      lines.push_back(change["change"].get<std::string>() + " " + page.substr(page.rfind('/') + 1));
    }
    return lines;
  }

  TempFolder folder_;
};

TEST_F(FolderScanTest, AMonitorTellsNewChangedGoneAndBackOnceEach) {
  save_page("a.html", "NORDFJELL headphones");
  save_page("b.html", "Plain kettle");
  ASSERT_EQ(run("monitor add saved --every 1h " + pages()).exit_code, 0);
  EXPECT_THAT(changes(), ElementsAre("new a.html"));
  EXPECT_THAT(changes(), IsEmpty());
  save_page("a.html", "NORDFJELL headphones", "18.00");
  save_page("c.html", "N0RDFJELL headphones, black");
  EXPECT_THAT(changes(), ElementsAre("changed a.html", "new c.html"));
  std::filesystem::remove(folder_ / "pages/a.html");
  EXPECT_THAT(changes(), ElementsAre("gone a.html"));
  EXPECT_THAT(changes(), IsEmpty());
  save_page("a.html", "NORDFJELL headphones", "18.00");
  EXPECT_THAT(changes(), ElementsAre("back a.html"));
  EXPECT_EQ(run("monitor run --due").exit_code, 0) << "it ran less than an hour ago";
  EXPECT_EQ(run("monitor run nobody").exit_code, 2);
  EXPECT_THAT(run("monitor list").out, HasSubstr("every 1h"));
}

TEST_F(FolderScanTest, BadPagesAndPicturesAreNamedAndPassedBy) {
  save_page("good.html", "NORDFJELL headphones");
  write_file(folder_ / "pages/empty.html", "");
  write_file(folder_ / "pages/broken-json.html",
             "<html><head><title>NORDFJELL cable</title><script type=\"application/ld+json\">{\"@type\": "
             "Product,,</script></head>"
             "<body><h1>NORDFJELL cable</h1><p class=price>$5.00</p><button>Add to cart</button></body></html>");
  std::string nested = "<html><body><h1>NORDFJELL charger</h1>";
  for (int i = 0; i < 100'000; ++i) nested += "<div>";
  write_file(folder_ / "pages/nested.html", nested);
  const std::string picture_page =
      "<html><head><script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"NORDFJELL lamp "
      "speaker\",\"image\":[\"huge.png\","
      "\"torn.jpg\",\"missing.jpg\"],\"offers\":{\"price\":\"3\",\"priceCurrency\":\"USD\"}}</script></head><body></"
      "body></html>";
  write_file(folder_ / "pages/pictures.html", picture_page);
  write_file(folder_ / "pages/huge.png",
             std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0\xba\xd3\x31\x5c", 33));
  write_file(folder_ / "pages/torn.jpg", "\xff\xd8\xff\xe0 torn");
  write_file(folder_ / "pages/torn.html.gz", std::string("\x1f\x8b\x08\0\0\0\0\0\0\3\x0b\x49", 12));

  const auto scanned = run("scan --json " + pages());
  EXPECT_EQ(scanned.exit_code, 1) << scanned.err;
  std::vector<std::string> titles;
  for (const std::string& line : scanned.lines()) titles.push_back(json::parse(line)["title"]);
  EXPECT_THAT(titles, testing::Contains("NORDFJELL headphones"));
  EXPECT_THAT(titles, testing::Contains("NORDFJELL lamp speaker"));
  EXPECT_THAT(scanned.err, HasSubstr("huge.png"));
  EXPECT_THAT(scanned.err, HasSubstr("30000"));
  EXPECT_THAT(scanned.err, HasSubstr("torn.jpg"));
  EXPECT_THAT(scanned.err, HasSubstr("missing.jpg"));
  EXPECT_THAT(scanned.err, HasSubstr("broken-json.html"));
  EXPECT_THAT(scanned.err, HasSubstr("nested.html"));
  EXPECT_THAT(scanned.err, HasSubstr("torn.html.gz"));
}

TEST_F(FolderScanTest, AHugePageIsRefusedUnread) {
  save_page("good.html", "NORDFJELL headphones");
  std::filesystem::create_directories(folder_ / "pages");
  write_file(folder_ / "pages/huge.html", "<html>");
  std::filesystem::resize_file(folder_ / "pages/huge.html", 200u << 20);
  const auto scanned = run("scan " + pages());
  EXPECT_EQ(scanned.exit_code, 1) << scanned.err;
  EXPECT_THAT(scanned.err, HasSubstr("huge.html"));
}

TEST_F(FolderScanTest, AFullDiskStopsTheScanAndLosesNothing) {
  if (shell("mkdir -p " + quoted((folder_ / "small").string()) + " && mount -t tmpfs -o size=1m tmpfs " +
            quoted((folder_ / "small").string()))
          .exit_code != 0) {
    GTEST_SKIP() << "no right to mount a small file system here";
  }
  const std::string small = quoted((folder_ / "small").string());
  const auto workspace = folder_ / "small/workspace";
  const auto added = markhound(workspace, "mark add --id nordfjell --name NORDFJELL");
  for (int i = 0; i < 40; ++i)
    save_page("p" + std::to_string(i) + ".html",
              "NORDFJELL headphones " + std::string(200'000, 'x') + std::to_string(i));
  const auto scanned = markhound(workspace, "scan " + pages());
  shell("mount -o remount,size=100m " + small);
  const auto again = markhound(workspace, "mark add --id nordfjell --name NORDFJELL && " + quoted(MARKHOUND_PROGRAM) +
                                              " -w " + quoted(workspace.string()) + " scan " + pages());
  const auto findings = markhound(workspace, "findings --json");
  shell("umount " + small);
  EXPECT_EQ(scanned.exit_code, 2) << added.err << scanned.err;
  EXPECT_FALSE(scanned.err.empty());
  EXPECT_EQ(again.exit_code, 1) << again.err;
  EXPECT_EQ(findings.lines().size(), 40u);
}

}  // namespace
}  // namespace markhound::test

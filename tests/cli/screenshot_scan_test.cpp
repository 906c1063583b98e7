// A scan that keeps pictures of the pages on which it finds something, to the exhibits of a package.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class ScreenshotScanTest : public testing::Test {
 protected:
  CommandResult run(const std::string& arguments) { return markhound(folder_ / "workspace", arguments); }

  void save_page(const std::string& name, const std::string& title) {
    write_file(folder_ / ("pages/" + name),
               "<!doctype html><title>" + title + "</title><script type=\"application/ld+json\">" +
                   json{{"@type", "Product"}, {"name", title}, {"offers", {{"price", "19"}, {"priceCurrency", "USD"}}}}
                       .dump() +
                   "</script><h1>" + title + "</h1><p>$19.00</p><button>Add to cart</button>");
  }

  TempFolder folder_;
};

TEST_F(ScreenshotScanTest, WithoutChromiumNothingIsBegunAndTheMendIsTold) {
  save_page("a.html", "NORDFJELL headphones");
  write_file(folder_ / "workspace/settings.json", R"({"screenshots": {"chromium": "/nowhere/chromium"}})");
  const auto scan = run("scan --screenshots " + quoted((folder_ / "pages").string()));
  EXPECT_EQ(scan.exit_code, 2);
  EXPECT_THAT(scan.err, HasSubstr("scan without --screenshots"));
}

TEST_F(ScreenshotScanTest, PicturesOfPagesWithFindingsReachThePackage) {
  if (shell("command -v chromium").exit_code != 0) GTEST_SKIP() << "Chromium is not installed on this machine";
  ASSERT_EQ(run("mark add --id nordfjell --name NORDFJELL --office US --number 5551234 --classes 9").exit_code, 0);
  save_page("guilty.html", "NORDFJELL headphones");
  save_page("innocent.html", "Plain kettle");
  const auto scan = run("scan --json --screenshots " + quoted((folder_ / "pages").string()));
  ASSERT_EQ(scan.exit_code, 1) << scan.err;
  ASSERT_EQ(scan.lines().size(), 1u) << scan.out;
  const json finding = json::parse(scan.lines()[0]);
  EXPECT_EQ(finding["seen"]["captures"].size(), 4u) << "the page, two pictures and the record of their making";
  const auto package = folder_ / "case.zip";
  ASSERT_EQ(
      run("evidence export --output " + quoted(package.string()) + " " + finding["id"].get<std::string>()).exit_code,
      0);
  EXPECT_EQ(run("evidence verify " + quoted(package.string())).exit_code, 0);
  const std::string names = shell("unzip -Z1 " + quoted(package.string())).out;
  EXPECT_THAT(names, HasSubstr("screenshots/c-"));
  EXPECT_THAT(names, HasSubstr(".json"));
  const std::string record = shell("unzip -p " + quoted(package.string()) + " 'screenshots/*.json'").out;
  EXPECT_THAT(record, HasSubstr("markhound-screenshot/1"));
  EXPECT_THAT(record, HasSubstr("guilty.html"));
  const std::string report = shell("unzip -p " + quoted(package.string()) + " report.html").out;
  EXPECT_THAT(report, HasSubstr("How the page looked"));
  EXPECT_THAT(report, Not(HasSubstr("innocent.html")));
}

}  // namespace
}  // namespace markhound::test

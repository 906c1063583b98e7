// "Save page as, complete": the browsers' folders of pictures beside the page.
#include <gmock/gmock.h>

#include "crawler/platform.h"
#include "tests/crawler/recorded_case.h"

namespace markhound::crawler {
namespace {

using testing::EndsWith;

class SavedPageTest : public test::RecordedTest {
 protected:
  /// The pictures of the page's listing that its folder holds.
  std::vector<std::string> pictures(const std::string& target, const std::string& page_url_end) {
    auto source = open(target);
    const Listed listed = list(*source);
    EXPECT_EQ(listed.pages.size(), 1u) << listed.problems;
    EXPECT_THAT(listed.pages.at(0), EndsWith(page_url_end));
    const auto capture = source->fetch(listed.pages.at(0)).get();
    EXPECT_TRUE(capture);
    const Page page = parse(*capture);
    EXPECT_EQ(page.listings.size(), 1u);
    std::vector<std::string> found;
    for (const std::string& image : page.listings.at(0).images)
      if (const auto picture = source->fetch(image).get()) found.push_back(picture->content);
    return found;
  }

  std::string page(const std::string& folder, const std::string& more = "") {
    return "<!DOCTYPE html>\n<!-- saved from url=(0029)https://shop.example/item/123 -->\n<html><head><title>Nord "
           "shoe</title>"
           "<script type=\"application/ld+json\">{\"@type\": \"Product\", \"name\": \"Nord shoe\", \"offers\": "
           "{\"price\": \"15.00\", \"priceCurrency\": \"USD\"}}</script></head><body><h1>Nord "
           "shoe</h1><p>$15.00</p><img src=\"" +
           folder + "/shoe.jpg\" width=600 height=600 alt=\"Nord shoe\"" + more + "></body></html>";
  }

  static inline const std::string jpeg = "\xff\xd8\xff\xe0 a shoe";
};

TEST_F(SavedPageTest, Chromium) {
  test::write_file(folder_ / "Nord shoe.html", page("./Nord shoe_files"));
  test::write_file(folder_ / "Nord shoe_files" / "shoe.jpg", jpeg);
  EXPECT_THAT(pictures((folder_ / "Nord shoe.html").string(), "Nord%20shoe.html"), testing::Contains(jpeg));
}

TEST_F(SavedPageTest, FirefoxEncodesItsFoldersName) {
  test::write_file(folder_ / "Nord shoe \xe2\x80\x93 shop.htm", page("Nord%20shoe%20%E2%80%93%20shop_files"));
  test::write_file(folder_ / "Nord shoe \xe2\x80\x93 shop_files" / "shoe.jpg", jpeg);
  EXPECT_THAT(pictures((folder_ / "Nord shoe \xe2\x80\x93 shop.htm").string(), "shop.htm"), testing::Contains(jpeg));
}

// A folder of saved pages lists the pages, not the frames that browsers lay into the folder of pictures.
TEST_F(SavedPageTest, AFolderOfThemListsThePagesOnly) {
  test::write_file(folder_ / "shoe.html", page("./shoe_files"));
  test::write_file(folder_ / "shoe_files" / "shoe.jpg", jpeg);
  test::write_file(folder_ / "shoe_files" / "saved_resource.html", "<p>an advertisement");
  EXPECT_THAT(pictures(folder_.path().string(), "/shoe.html"), testing::Contains(jpeg));
}

}  // namespace
}  // namespace markhound::crawler

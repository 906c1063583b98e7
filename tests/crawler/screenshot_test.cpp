// Real drawings by the Chromium of this machine; skipped, with a word, where there is none.
#include "crawler/screenshot.h"

#include <map>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "crawler/content/base64.h"
#include "crawler/screenshot/browser.h"
#include "tests/crawler/png_pixels.h"
#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr unsigned red = 0xff0000;
constexpr unsigned blue = 0x0000ff;
constexpr unsigned white = 0xffffff;

/// One pixel, red.
const std::string red_png =
    *from_base64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

class TableSupply : public PageSupply {
 public:
  struct Body {
    std::string type;
    std::string bytes;
  };
  std::map<std::string, Body> bodies;
  std::vector<std::string> asked;
  std::vector<std::string> kept;

  std::future<Result<Capture>> fetch(const std::string& url) override {
    asked.push_back(url);
    std::promise<Result<Capture>> promise;
    const auto body = bodies.find(url);
    if (body == bodies.end()) {
      promise.set_value(Problem{Problem::Kind::refused, url, "its robots.txt forbids it", {}});
    } else {
      Capture capture;
      capture.asked = capture.url = url;
      capture.media_type = body->second.type;
      capture.content = body->second.bytes;
      promise.set_value(std::move(capture));
    }
    return promise.get_future();
  }

  Result<std::string> keep(const Capture& capture) override {
    kept.push_back(capture.url);
    return "c-" + std::to_string(kept.size());
  }
};

class ScreenshotTest : public testing::Test {
 protected:
  void SetUp() override {
    if (find_chromium({}).empty()) GTEST_SKIP() << "Chromium is not installed on this machine: no picture is taken";
  }

  static Capture page(const std::string& html, const std::string& url = "https://shop.example/shoe") {
    Capture capture;
    capture.asked = capture.url = url;
    capture.media_type = "text/html";
    capture.charset = "utf-8";
    capture.content = "<!doctype html><body style='margin:0'>" + html;
    return capture;
  }

  /// The pictures and the record of a page.
  void draw(const Capture& page) {
    auto photographer = make_photographer(options_, clock_);
    ASSERT_TRUE(photographer) << to_line(photographer.problem());
    auto taken = (*photographer)->take(page, "c-page", supply_);
    ASSERT_TRUE(taken) << to_line(taken.problem());
    ASSERT_EQ(taken->size(), 3u);
    EXPECT_EQ((*taken)[0].url, "urn:fullPage:" + page.url);
    EXPECT_EQ((*taken)[1].url, "urn:view:" + page.url);
    EXPECT_EQ((*taken)[2].url, "urn:screenshot:" + page.url);
    full_ = (*taken)[0].content;
    view_ = (*taken)[1].content;
    record_ = json::parse((*taken)[2].content);
  }

  std::string left_out(const std::string& url) {
    for (const json& resource : record_["resources"])
      if (resource["url"] == url) return resource.value("left_out", "");
    return "not asked for";
  }

  ScreenshotOptions options_;
  test::ManualClock clock_;
  TableSupply supply_;
  std::string full_;
  std::string view_;
  json record_;
};

TEST_F(ScreenshotTest, ShowsThePageWithWhatItAsksForAndSaysHowItWasMade) {
  supply_.bodies["https://shop.example/red.png"] = {"image/png", red_png};
  supply_.bodies["https://cdn.example/late.js"] = {"text/javascript",
                                                   "document.getElementById('late').style.background = '#00f'"};
  options_.ship_to = "US";
  draw(
      page("<img src=/red.png style='display:block;width:400px;height:400px'><div id=late "
           "style='height:400px'></div><div style='height:2000px'></div><img loading=lazy src=/red.png?lazy "
           "style='display:block;width:100px;height:100px'><script src='https://cdn.example/late.js'></script>"));
  if (HasFatalFailure()) return;
  const test::PngPixels view(view_);
  EXPECT_EQ(view.width, 1280);
  EXPECT_EQ(view.height, 800);
  EXPECT_EQ(view.at(200, 200), red);
  EXPECT_EQ(view.at(200, 600), blue) << "its scripts ran";
  const test::PngPixels full(full_);
  EXPECT_EQ(full.height, 2900);
  EXPECT_EQ(full.at(200, 200), red);
  EXPECT_EQ(full.at(200, 2000), white);
  EXPECT_EQ(record_["page"]["capture"], "c-page");
  EXPECT_THAT(record_["browser"].get<std::string>(), HasSubstr("Chrome/"));
  EXPECT_EQ(record_["locale"], "en-US");
  EXPECT_EQ(record_["ship_to"], "US");
  EXPECT_EQ(record_["viewport"]["width"], 1280);
  EXPECT_EQ(record_["page_height"], 2900);
  EXPECT_EQ(record_["scripts"], "on");
  EXPECT_EQ(record_["at_rest"], true);
  EXPECT_THAT(record_["network"].get<std::string>(), StartsWith("none"));
  EXPECT_THAT(supply_.kept, Contains("https://shop.example/red.png")) << "nothing is shown that was not kept";
  EXPECT_THAT(left_out("https://shop.example/red.png?lazy"), HasSubstr("robots.txt")) << "asked for, though far below";
  EXPECT_THAT(supply_.asked, Not(Contains("https://shop.example/shoe"))) << "the page is drawn as it was captured";
}

TEST_F(ScreenshotTest, ASavedPageIsShownWithItsFilesAndReadsNoOthers) {
  supply_.bodies["file:///home/me/shoe_files/red.png"] = {"image/png", red_png};
  draw(
      page("<img src=shoe_files/red.png style='display:block;width:400px;height:400px'><iframe "
           "src='file:///etc/passwd'></iframe>",
           "file:///home/me/shoe.html"));
  if (HasFatalFailure()) return;
  EXPECT_EQ(test::PngPixels(view_).at(200, 200), red);
  EXPECT_THAT(supply_.asked, Not(Contains("file:///etc/passwd"))) << "Chromium itself refuses it";
}

TEST_F(ScreenshotTest, AlertLoopsAndEndlessScriptsStillGiveAPicture) {
  options_.load_ms = 4'000;
  const std::string red_box = "<div style='background:#f00;height:400px'></div>";
  draw(page(red_box + "<script>while (true) alert('buy')</script>"));
  if (HasFatalFailure()) return;
  EXPECT_EQ(test::PngPixels(view_).at(200, 200), red);
  draw(page(red_box + "<script>setTimeout(() => { while (true); }, 50)</script>"));
  if (HasFatalFailure()) return;
  EXPECT_EQ(test::PngPixels(view_).at(200, 200), red);
  EXPECT_THAT(record_["scripts"].get<std::string>(), StartsWith("off: "));
}

TEST_F(ScreenshotTest, AHugePageIsCutAndPagesThatLeadOnOrDownloadStay) {
  options_.max_height = 3000;
  options_.load_ms = 6'000;
  supply_.bodies["https://shop.example/file.zip"] = {"application/zip", "PK"};
  draw(
      page("<div style='background:#f00;height:900000px'></div><iframe src=/file.zip></iframe><script>"
           "fetch('/basket', {method: 'POST'}); window.open('https://popup.example/');"
           "setTimeout(() => location = 'https://elsewhere.example/', 100)</script>"));
  if (HasFatalFailure()) return;
  const test::PngPixels full(full_);
  EXPECT_EQ(full.height, 3000);
  EXPECT_EQ(full.at(200, 2900), red);
  EXPECT_GE(record_["page_height"], 900'000);
  EXPECT_EQ(record_["shown_height"], 3000);
  EXPECT_THAT(left_out("https://shop.example/basket"), HasSubstr("nothing is sent"));
  EXPECT_THAT(left_out("https://elsewhere.example/"), HasSubstr("lead on"));
  EXPECT_THAT(supply_.asked, Not(Contains("https://elsewhere.example/")));
}

/// A server on loopback that only tells whether somebody came.
class Doorbell {
 public:
  Doorbell() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(socket_, 8);
    socklen_t size = sizeof address;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  ~Doorbell() { close(socket_); }
  Doorbell(const Doorbell&) = delete;
  Doorbell& operator=(const Doorbell&) = delete;

  bool rang() const {
    pollfd ready{socket_, POLLIN, 0};
    return poll(&ready, 1, 200) > 0;
  }

  int port = 0;

 private:
  int socket_;
};

TEST_F(ScreenshotTest, TheBrowserReachesNoNetworkByItself) {
  const Doorbell bell;
  const std::string host = "127.0.0.1:" + std::to_string(bell.port);
  draw(page("<img src='http://" + host + "/picture'><link rel=preconnect href='http://" + host +
            "'><script>new WebSocket('ws://" + host + "/'); navigator.sendBeacon('http://" + host +
            "/beacon', 'x'); new EventSource('http://" + host + "/events'); fetch('http://" + host +
            "/fetch', {mode: 'no-cors'}); new Worker(URL.createObjectURL(new "
            "Blob([`fetch('http://" +
            host + "/worker', {mode: 'no-cors'})`])));</script>"));
  if (HasFatalFailure()) return;
  EXPECT_FALSE(bell.rang());
  EXPECT_THAT(supply_.asked, Contains("http://" + host + "/picture")) << "asked of the crawler, whose guard decides";
}

std::vector<std::string> profiles() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
    if (entry.path().filename().string().starts_with("markhound-chromium-")) found.push_back(entry.path());
  return found;
}

TEST_F(ScreenshotTest, NothingIsLeftBehind) {
  const auto before = profiles();
  {
    auto browser = Browser::start(find_chromium({}));
    ASSERT_TRUE(browser) << to_line(browser.problem());
    EXPECT_EQ(profiles().size(), before.size() + 1);
    usleep(500'000);
    EXPECT_GT((*browser)->memory(), 10u << 20);
  }
  EXPECT_EQ(profiles().size(), before.size());
}

TEST(Screenshot, WithoutChromiumItSaysSo) {
  test::ManualClock clock;
  ScreenshotOptions options;
  options.chromium = "/nowhere/chromium";
  const auto none = make_photographer(options, clock);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problem().kind, Problem::Kind::not_found);
  EXPECT_THAT(to_line(none.problem()), HasSubstr("apt-get install chromium"));
  options.chromium = "/bin/true";
  EXPECT_FALSE(make_photographer(options, clock)) << "it ends at once";
}

}  // namespace
}  // namespace markhound::crawler

// Pictures of a page as a browser draws it. Needs Chromium (an optional package), which gets no network: every request
// that it makes is answered by this program, from what was captured or fetched under the guard of the crawler.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/clock.h"
#include "core/result.h"

namespace markhound::crawler {

struct ScreenshotOptions {
  std::string chromium;  ///< path of the program; looked for where empty
  int width = 1280;      ///< of the viewport, in CSS pixels; one a pixel of the picture
  int height = 800;
  int max_height = 16'000;  ///< of the full page; what is below is not shown
  std::string locale = "en-US";
  std::string ship_to;     ///< the country for which the page was asked, ISO 3166; only recorded
  std::string user_agent;  ///< appended to Chromium's own, which only scripts see
  int load_ms = 30'000;    ///< to load the page and all that it asks for; a picture is made of what is there then
  int total_ms = 90'000;   ///< then the browser is killed
  std::size_t max_requests = 400;       ///< answered of one page
  std::size_t max_bytes = 96u << 20;    ///< of all answers of one page
  std::size_t max_memory = 3ull << 30;  ///< resident, of the browser and its children
};

/// Answers what the page asks for. Called from the thread that takes the pictures.
class PageSupply {
 public:
  virtual ~PageSupply() = default;
  virtual std::future<Result<Capture>> fetch(const std::string& url) = 0;
  /// Called with each answer before the browser sees it; the name under which it was kept.
  virtual Result<std::string> keep(const Capture& capture) = 0;
};

class Photographer {
 public:
  virtual ~Photographer() = default;

  /// Three captures to be kept: "urn:fullPage:URL" and "urn:view:URL", PNG, as web archives name them, and
  /// "urn:screenshot:URL", JSON: viewport, user agent, locale, browser, network, time, and each request with how it was
  /// answered. `page` must be HTML and is drawn as it was captured; `page_id` names it in the record. A page whose
  /// scripts do not come to rest is drawn without them. Safe to call from any thread; one browser runs at a time.
  virtual Result<std::vector<Capture>> take(const Capture& page, const std::string& page_id, PageSupply& supply) = 0;

  /// "Chromium 140.0.1, without network, without its own sandbox (root)", for the record of the environment.
  virtual std::string description() const = 0;
};

/// Problem of kind not_found where Chromium is not installed, or does not start.
Result<std::unique_ptr<Photographer>> make_photographer(ScreenshotOptions options, Clock& clock);

}  // namespace markhound::crawler

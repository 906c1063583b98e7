// One drawing of one page: loaded, left to come to rest, and pictured.
#pragma once

#include <string>

#include "crawler/screenshot.h"
#include "crawler/screenshot/answers.h"
#include "crawler/screenshot/browser.h"
#include "crawler/screenshot/devtools.h"

namespace markhound::crawler {

struct Drawing {
  std::string viewport;  ///< PNG
  std::string full;
  std::string product;     ///< "Chrome/140.0.7339.80"
  std::string user_agent;  ///< as the page's scripts saw it
  int page_height = 0;     ///< in CSS pixels, of which `full` shows at most ScreenshotOptions::max_height
  int full_height = 0;
  int dialogs = 0;       ///< alerts and questions, each turned down
  bool at_rest = false;  ///< loaded, and nothing asked for any more, before the time was over
};

class PageSession {
 public:
  enum class Scripts { on, off };

  /// All must outlive the session.
  PageSession(Browser& browser, Answers& answers, const ScreenshotOptions& options, Scripts scripts, Deadline end);

  Result<Drawing> draw(const std::string& url);

 private:
  using Json = nlohmann::json;

  Result<void> open();
  Result<Json> call(const std::string& method, const Json& parameters, const std::string& session);
  Result<Json> call_page(const std::string& method, const Json& parameters);
  Result<void> pump(Deadline deadline);
  Result<void> rest(Deadline deadline);
  void on_event(const Json& message);
  void on_request(const Json& parameters);
  Result<void> answer();
  Result<std::string> picture(int height, bool beyond);

  Browser& browser_;
  Answers& answers_;
  const ScreenshotOptions& options_;
  const Scripts scripts_;
  const Deadline end_;
  DevTools tools_;
  Drawing drawing_;
  std::string target_;
  std::string session_;
  bool loaded_ = false;
  bool crashed_ = false;
  Deadline last_request_;
  Deadline last_weighed_;
};

}  // namespace markhound::crawler

#include <mutex>

#include <nlohmann/json.hpp>

#include "crawler/content/media_type.h"
#include "crawler/screenshot.h"
#include "crawler/screenshot/answers.h"
#include "crawler/screenshot/browser.h"
#include "crawler/screenshot/page_session.h"

namespace markhound::crawler {
namespace {

using nlohmann::ordered_json;
using Kind = Problem::Kind;
using Scripts = PageSession::Scripts;

struct Conditions {
  bool own_namespace = false;
  Scripts scripts = Scripts::on;
  std::string why_off;
};

const char* network_words(bool own_namespace) {
  return own_namespace ? "none: an empty network namespace" : "none: no proxy, no names (the kernel gave no namespace)";
}

Capture made_capture(const std::string& kind, const std::string& page, UtcTime time, const std::string& type,
                     std::string content) {
  Capture capture;
  capture.origin = Capture::Origin::file;
  capture.asked = capture.url = "urn:" + kind + ":" + page;
  capture.source = "screenshot of " + page;
  capture.time = time;
  capture.media_type = type;
  capture.content = std::move(content);
  return capture;
}

class ChromiumPhotographer : public Photographer {
 public:
  ChromiumPhotographer(std::string program, ScreenshotOptions options, std::shared_ptr<Browser> first,
                       std::string product, Clock& clock)
      : program_(std::move(program)), options_(std::move(options)), product_(std::move(product)), clock_(clock) {
    own_namespace_ = first->has_own_namespace();
  }

  std::string description() const override {
    return product_ + ", network " + network_words(own_namespace_) +
           (Browser::has_sandbox() ? "" : ", without its own sandbox, since this runs as root");
  }

  Result<std::vector<Capture>> take(const Capture& page, const std::string& page_id, PageSupply& supply) override {
    const std::lock_guard one(mutex_);
    if (!is_html(page.media_type))
      return Problem{Kind::bad_input, page.url, "it is no HTML page, so there is nothing to draw", {}};
    const Deadline end = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.total_ms);
    Answers answers(page, page_id, supply, options_);
    Conditions conditions;
    auto drawing = draw(page, answers, conditions, end);
    if (!drawing && drawing.problem().kind == Kind::limit && !answers.failure()) {
      conditions.scripts = Scripts::off;
      conditions.why_off = drawing.problem().cause;
      drawing = draw(page, answers, conditions, end);
    }
    if (!drawing) {
      Problem why = drawing.problem();
      if (!answers.failure()) why.thing = "the picture of " + page.url;
      return why;
    }
    return captures_of(page, page_id, std::move(*drawing), answers, conditions);
  }

 private:
  Result<Drawing> draw(const Capture& page, Answers& answers, Conditions& conditions, Deadline end) const {
    auto browser = Browser::start(program_);
    if (!browser) return browser.problem();
    conditions.own_namespace = (*browser)->has_own_namespace();
    answers.begin();
    return PageSession(**browser, answers, options_, conditions.scripts, end).draw(page.url);
  }

  std::vector<Capture> captures_of(const Capture& page, const std::string& page_id, Drawing drawing,
                                   const Answers& answers, const Conditions& conditions) const {
    const UtcTime time = clock_.now();
    ordered_json record = {{"format", "markhound-screenshot/1"},
                           {"page", {{"url", page.url}, {"capture", page_id}, {"captured", to_rfc3339(page.time)}}},
                           {"taken", to_rfc3339(time)},
                           {"browser", drawing.product},
                           {"user_agent", drawing.user_agent},
                           {"locale", options_.locale}};
    if (!options_.ship_to.empty()) record["ship_to"] = options_.ship_to;
    record["viewport"] = {{"width", options_.width}, {"height", options_.height}, {"scale", 1}};
    record["page_height"] = drawing.page_height;
    record["shown_height"] = drawing.full_height;
    record["at_rest"] = drawing.at_rest;
    record["scripts"] = conditions.scripts == Scripts::on ? "on" : "off: " + conditions.why_off;
    record["dialogs"] = drawing.dialogs;
    record["network"] = network_words(conditions.own_namespace);
    record["sandbox"] = Browser::has_sandbox();
    record["resources"] = answers.record();
    std::vector<Capture> captures;
    captures.push_back(made_capture("fullPage", page.url, time, "image/png", std::move(drawing.full)));
    captures.push_back(made_capture("view", page.url, time, "image/png", std::move(drawing.viewport)));
    captures.push_back(made_capture("screenshot", page.url, time, "application/json",
                                    record.dump(1, ' ', false, ordered_json::error_handler_t::replace)));
    return captures;
  }

  const std::string program_;
  const ScreenshotOptions options_;
  const std::string product_;
  Clock& clock_;
  bool own_namespace_ = false;
  std::mutex mutex_;
};

}  // namespace

Result<std::unique_ptr<Photographer>> make_photographer(ScreenshotOptions options, Clock& clock) {
  const std::string program = find_chromium(options.chromium);
  if (program.empty())
    return Problem{Kind::not_found, options.chromium.empty() ? "Chromium" : options.chromium, "it is not installed",
                   "apt-get install chromium, or scan without --screenshots"};
  auto browser = Browser::start(program);
  if (!browser) return browser.problem();
  DevTools tools((*browser)->to_browser(), (*browser)->from_browser());
  const int asked = tools.send("Browser.getVersion", nlohmann::json::object());
  const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < deadline) {
    const auto message = tools.next(deadline);
    if (!message) break;
    if (!*message || (**message).value("id", 0) != asked) continue;
    const auto result = (**message).value("result", nlohmann::json::object());
    return std::unique_ptr<Photographer>(std::make_unique<ChromiumPhotographer>(
        program, std::move(options), std::move(*browser), result.value("product", "Chromium"), clock));
  }
  return Problem{Kind::not_found, program, "it starts, but does not answer",
                 "run it by hand with --headless to see why (its sandbox needs user namespaces), or scan without "
                 "--screenshots"};
}

}  // namespace markhound::crawler

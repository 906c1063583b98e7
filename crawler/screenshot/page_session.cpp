#include "crawler/screenshot/page_session.h"

#include <algorithm>
#include <thread>

#include "crawler/content/base64.h"

namespace markhound::crawler {
namespace {

using nlohmann::json;
using Kind = Problem::Kind;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr auto one_call = std::chrono::seconds(8);
constexpr auto between_looks = milliseconds(20);
constexpr auto quiet = milliseconds(700);  // without a request: what scripts draw late is drawn by then
constexpr auto after_growth = std::chrono::seconds(8);
constexpr auto between_weighings = milliseconds(500);
constexpr int most_dialogs = 20;

Problem trouble(Kind kind, const std::string& cause) {
  return {kind, "Chromium", cause, "the page is kept; only its picture is missing"};
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

const json& member(const json& object, const char* key) {
  static const json none = json::object();
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : none;
}

}  // namespace

PageSession::PageSession(Browser& browser, Answers& answers, const ScreenshotOptions& options, Scripts scripts,
                         Deadline end)
    : browser_(browser),
      answers_(answers),
      options_(options),
      scripts_(scripts),
      end_(end),
      tools_(browser.to_browser(), browser.from_browser()) {}

/// Messages until the deadline, or until something was answered.
Result<void> PageSession::pump(Deadline deadline) {
  const auto message = tools_.next(std::min({deadline, Clock::now() + between_looks, end_}));
  if (!message) return message.problem();
  if (*message) on_event(**message);
  return answer();
}

Result<void> PageSession::answer() {
  for (const Answers::Command& command : answers_.ready()) tools_.send(command.method, command.parameters);
  if (answers_.failure()) return *answers_.failure();
  if (crashed_) return trouble(Kind::limit, "the page crashed it");
  if (Clock::now() - last_weighed_ < between_weighings) return {};
  last_weighed_ = Clock::now();
  if (browser_.memory() > options_.max_memory)
    return trouble(Kind::limit, "the page needs more than " + std::to_string(options_.max_memory >> 20) + " MiB");
  return {};
}

Result<json> PageSession::call(const std::string& method, const json& parameters, const std::string& session) {
  const int number = tools_.send(method, parameters, session);
  const Deadline deadline = std::min(Clock::now() + one_call, end_);
  while (Clock::now() < deadline) {
    auto message = tools_.next(std::min(deadline, Clock::now() + between_looks));
    if (!message) return message.problem();
    if (*message && (**message).value("id", 0) == number) {
      if ((**message).contains("error"))
        return trouble(Kind::internal, method + ": " + text_of(member(**message, "error"), "message"));
      return member(**message, "result");
    }
    if (*message) on_event(**message);
    if (auto answered = answer(); !answered) return answered.problem();
  }
  return trouble(Kind::limit, "the page did not come to rest (" + method + ")");
}

Result<json> PageSession::call_page(const std::string& method, const json& parameters) {
  return call(method, parameters, session_);
}

/// Requests of every frame and worker come to the browser's own session, and are answered there.
void PageSession::on_request(const json& parameters) {
  const json& request = member(parameters, "request");
  last_request_ = Clock::now();
  const bool main_frame = text_of(parameters, "frameId") == target_;
  answers_.ask(text_of(parameters, "requestId"), text_of(request, "method"), text_of(request, "url"),
               text_of(parameters, "resourceType"), main_frame);
}

void PageSession::on_event(const json& message) {
  const std::string method = text_of(message, "method");
  const std::string session = text_of(message, "sessionId");
  const json& parameters = member(message, "params");
  if (method == "Fetch.requestPaused") return on_request(parameters);
  if (method == "Page.loadEventFired") loaded_ = true;
  if (method == "Inspector.targetCrashed") crashed_ = true;
  if (method == "Page.javascriptDialogOpening") {
    tools_.send("Page.handleJavaScriptDialog", {{"accept", false}}, session);
    if (++drawing_.dialogs >= most_dialogs) {
      tools_.send("Emulation.setScriptExecutionDisabled", {{"value", true}}, session_);
      tools_.send("Runtime.terminateExecution", json::object(), session_);
    }
  }
  if (method == "Target.targetCreated") {
    const json& about = member(parameters, "targetInfo");
    const std::string opened = text_of(about, "targetId");
    const bool popup = text_of(about, "type") == "page" && !text_of(about, "openerId").empty();
    if (popup && opened != target_) tools_.send("Target.closeTarget", {{"targetId", opened}});
  }
}

Result<void> PageSession::open() {
  auto version = call("Browser.getVersion", json::object(), {});
  if (!version) return version.problem();
  drawing_.product = text_of(*version, "product");
  drawing_.user_agent = text_of(*version, "userAgent");
  if (!options_.user_agent.empty()) drawing_.user_agent += " " + options_.user_agent;
  const json everything = {{"patterns", json::array({{{"urlPattern", "*"}}})}};
  if (auto walled = call("Fetch.enable", everything, {}); !walled) return walled.problem();
  if (auto denied = call("Browser.setDownloadBehavior", {{"behavior", "deny"}}, {}); !denied) return denied.problem();
  if (auto told = call("Target.setDiscoverTargets", {{"discover", true}}, {}); !told) return told.problem();
  auto target = call("Target.createTarget", {{"url", "about:blank"}}, {});
  if (!target) return target.problem();
  target_ = text_of(*target, "targetId");
  auto attached = call("Target.attachToTarget", {{"targetId", target_}, {"flatten", true}}, {});
  if (!attached) return attached.problem();
  session_ = text_of(*attached, "sessionId");
  const std::pair<const char*, json> settings[] = {
      {"Page.enable", json::object()},
      {"Inspector.enable", json::object()},
      {"Emulation.setDeviceMetricsOverride",
       {{"width", options_.width}, {"height", options_.height}, {"deviceScaleFactor", 1}, {"mobile", false}}},
      {"Emulation.setLocaleOverride", {{"locale", options_.locale}}},
      {"Emulation.setUserAgentOverride", {{"userAgent", drawing_.user_agent}, {"acceptLanguage", options_.locale}}},
      {"Emulation.setScriptExecutionDisabled", {{"value", scripts_ == Scripts::off}}}};
  for (const auto& [method, parameters] : settings)
    if (auto set = call_page(method, parameters); !set) return set.problem();
  return {};
}

/// Until the page is loaded and asks for nothing any more.
Result<void> PageSession::rest(Deadline deadline) {
  drawing_.at_rest = false;
  while (Clock::now() < deadline) {
    if (auto pumped = pump(deadline); !pumped) return pumped;
    if (loaded_ && answers_.waiting() == 0 && Clock::now() - last_request_ > quiet) {
      drawing_.at_rest = true;
      return {};
    }
  }
  for (const Answers::Command& command : answers_.refuse_waiting()) tools_.send(command.method, command.parameters);
  return {};
}

Result<std::string> PageSession::picture(int height, bool beyond) {
  auto shot = call_page("Page.captureScreenshot",
                        {{"format", "png"},
                         {"captureBeyondViewport", beyond},
                         {"clip", {{"x", 0}, {"y", 0}, {"width", options_.width}, {"height", height}, {"scale", 1}}}});
  if (!shot) return shot.problem();
  auto png = from_base64(text_of(*shot, "data"));
  if (!png || !png->starts_with("\x89PNG")) return trouble(Kind::internal, "its picture is no PNG");
  return std::move(*png);
}

Result<Drawing> PageSession::draw(const std::string& url) {
  if (auto opened = open(); !opened) return opened.problem();
  const Deadline load_end = std::min(Clock::now() + milliseconds(options_.load_ms), end_);
  last_request_ = Clock::now();
  tools_.send("Page.navigate", {{"url", shown_address(url)}}, session_);
  if (auto rested = rest(load_end); !rested) return rested.problem();
  auto viewport = picture(options_.height, false);
  if (!viewport) return viewport.problem();
  drawing_.viewport = std::move(*viewport);

  const auto measured = call_page("Page.getLayoutMetrics", json::object());
  if (!measured) return measured.problem();
  const double height = member(*measured, "cssContentSize").value("height", 0.0);
  drawing_.page_height = static_cast<int>(std::clamp(height, 1.0, 1e8));
  drawing_.full_height = std::min(drawing_.page_height, options_.max_height);
  // A viewport as high as the page makes pictures load that wait until they are scrolled to.
  const auto size_to = [&](int pixels) {
    return call_page("Emulation.setDeviceMetricsOverride",
                     {{"width", options_.width}, {"height", pixels}, {"deviceScaleFactor", 1}, {"mobile", false}});
  };
  const bool was_at_rest = drawing_.at_rest;
  if (drawing_.full_height > options_.height) {
    if (auto sized = size_to(drawing_.full_height); !sized) return sized.problem();
    last_request_ = Clock::now();
    if (auto rested = rest(std::min(Clock::now() + after_growth, end_)); !rested) return rested.problem();
    if (auto sized = size_to(options_.height); !sized) return sized.problem();
  }
  drawing_.at_rest = drawing_.at_rest && was_at_rest;
  auto full = picture(drawing_.full_height, true);
  if (!full) return full.problem();
  drawing_.full = std::move(*full);
  return std::move(drawing_);
}

}  // namespace markhound::crawler

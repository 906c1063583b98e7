// What the browser gets for each request: from the captured page, from the supply, or a refusal.
#pragma once

#include <future>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "crawler/screenshot.h"

namespace markhound::crawler {

/// A saved page has a file: URL, which Chromium would read from the disk by itself; it is shown under a web
/// address instead, and what is asked for there is looked for beside the page.
std::string shown_address(const std::string& url);
std::string real_address(const std::string& shown);

/// Answers requests of one page. Kept over two drawings of it, so that nothing is asked for twice. One thread.
class Answers {
 public:
  Answers(const Capture& page, std::string page_id, PageSupply& supply, const ScreenshotOptions& options);

  /// A request as Fetch.requestPaused tells it. An answer that has to be waited for comes out of ready() later.
  void ask(const std::string& request, const std::string& method, const std::string& url, const std::string& type,
           bool main_frame);

  struct Command {
    std::string method;
    nlohmann::json parameters;
  };
  /// Commands that answer requests, as far as they can be answered by now.
  std::vector<Command> ready();
  /// Requests that wait for an answer.
  std::size_t waiting() const { return waiting_.size(); }
  /// Refuses what waits still.
  std::vector<Command> refuse_waiting();
  /// A new drawing begins: its requests have new names.
  void begin();

  /// Each URL once, in the order of asking: {"url", "capture", "status"} or {"url", "left_out"}.
  nlohmann::ordered_json record() const;
  /// Where the disk failed, and nothing may be shown that was not kept.
  const std::optional<Problem>& failure() const { return failure_; }

 private:
  struct Answer {
    bool refused = false;
    int status = 200;
    nlohmann::json headers;
    std::string body;  ///< base 64
    std::string kept;  ///< its name in the vault
    std::string why;   ///< of a refusal
  };
  struct Waiting {
    std::string request;
    std::string url;
  };

  void leave_out(const std::string& url, const std::string& why);
  void refuse(const std::string& request, const std::string& url, const std::string& why);
  void take(const std::string& url, Result<Capture> result);
  Answer answer_of(const Capture& capture, const std::string& url, const std::string& kept) const;
  Command command(const std::string& request, const Answer& answer) const;
  void note(const std::string& url);

  const ScreenshotOptions& options_;
  PageSupply& supply_;
  const std::string page_url_;
  bool page_shown_ = false;
  std::map<std::string, Answer> known_;
  std::map<std::string, std::future<Result<Capture>>> asked_;
  std::vector<Waiting> waiting_;
  std::vector<Command> ready_;
  std::vector<std::string> order_;
  std::size_t bytes_ = 0;
  std::optional<Problem> failure_;
};

}  // namespace markhound::crawler

// Works a frontier off: many pages at hand whose answers are awaited by nobody, a few threads for what has come.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "cli/budget.h"
#include "cli/page_at_hand.h"
#include "cli/visitor.h"

namespace markhound::cli {

using Sources = std::map<std::string, std::unique_ptr<crawler::Source>>;

class Crew {
 public:
  Crew(VisitRooms& rooms, const Sources& sources);

  /// Returns when nothing is left, or the budget is spent; then why it is, and how many pages wait. A Problem where
  /// the scan cannot go on.
  Result<std::optional<std::string>> work(int threads);

  static constexpr std::size_t most_at_hand = 2'048;   ///< pages; they take up little before their answers come
  static constexpr std::size_t few_asked = 64;         ///< below, new pages come before those that are ready
  static constexpr std::int64_t most_held = 48 << 20;  ///< bytes of answers; beyond, no new page is begun

 private:
  void work_on();
  PageAtHand* next();
  PageAtHand* next_ready();
  bool may_begin() const;
  PageAtHand* begin(std::unique_lock<std::mutex>& lock);
  void ready(PageAtHand& page);
  void over(PageAtHand& page);
  void stop(const Problem& why);
  void show();

  VisitRooms& rooms_;
  const Sources& sources_;
  Visitor visitor_;

  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::map<const PageAtHand*, std::unique_ptr<PageAtHand>> at_hand_;
  std::deque<PageAtHand*> pages_;     ///< whose page has come: they will ask for pictures, which takes memory
  std::deque<PageAtHand*> pictures_;  ///< whose pictures have come: they free it
  std::size_t beginning_ = 0;         ///< threads that ask the frontier for a page
  std::size_t working_ = 0;           ///< pages that a thread has in its hands
  std::size_t settled_ = 0;           ///< pages that are over
  bool dry_ = false;                  ///< the frontier lends nothing before another page is over
  std::optional<std::string> spent_;
  std::optional<Problem> stopped_;
};

}  // namespace markhound::cli

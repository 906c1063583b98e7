#include "cli/crew.h"

#include <thread>
#include <vector>

namespace markhound::cli {

Crew::Crew(VisitRooms& rooms, const Sources& sources)
    : rooms_(rooms), sources_(sources), visitor_(rooms, [this](PageAtHand& page) { ready(page); }) {}

Result<std::optional<std::string>> Crew::work(int threads) {
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) workers.emplace_back([this] { work_on(); });
  for (std::thread& worker : workers) worker.join();
  // Answers still on their way name pages of this crew.
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return pages_.size() + pictures_.size() == at_hand_.size(); });
  if (stopped_) return *stopped_;
  return spent_;
}

void Crew::work_on() {
  while (PageAtHand* page = next()) {
    const auto step = visitor_.go_on(*page);
    if (!step) return stop(step.problem());
    const std::lock_guard lock(mutex_);
    --working_;
    if (*step == Visitor::Step::over) over(*page);
    changed_.notify_all();
  }
}

/// The page to work on now; null when there is nothing left to do.
PageAtHand* Crew::next() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (stopped_) return nullptr;
    const std::size_t asked = at_hand_.size() - pages_.size() - pictures_.size() - working_;
    if (may_begin() && asked < few_asked) {
      if (PageAtHand* page = begin(lock)) return page;
      continue;
    }
    if (PageAtHand* page = next_ready()) return page;
    if (may_begin()) {
      if (PageAtHand* page = begin(lock)) return page;
      continue;
    }
    if (at_hand_.empty() && beginning_ == 0) {
      changed_.notify_all();
      return nullptr;
    }
    changed_.wait(lock);
  }
}

/// Where memory is short, pages that would take more wait until those are over that free it; one may always go on.
PageAtHand* Crew::next_ready() {
  const bool short_of_memory = visitor_.held() > most_held;
  const bool others_will_free = at_hand_.size() > pages_.size();
  std::deque<PageAtHand*>* queue = &pictures_;
  if (queue->empty() && !(short_of_memory && others_will_free)) queue = &pages_;
  if (queue->empty()) return nullptr;
  PageAtHand* page = queue->front();
  queue->pop_front();
  ++working_;
  return page;
}

bool Crew::may_begin() const {
  return !dry_ && !spent_ && at_hand_.size() + beginning_ < most_at_hand && visitor_.held() <= most_held;
}

/// Leases a page. Null where none is to be had; the lock is given up meanwhile.
PageAtHand* Crew::begin(std::unique_lock<std::mutex>& lock) {
  if ((spent_ = rooms_.budget.spent())) return nullptr;
  const std::size_t settled_before = settled_;
  ++beginning_;
  lock.unlock();
  auto lease = rooms_.frontier.lease();
  if (!lease) stop(lease.problem());
  lock.lock();
  --beginning_;
  changed_.notify_all();
  if (!lease) return nullptr;
  if (!*lease) {
    dry_ = settled_before == settled_;
    return nullptr;
  }
  auto page = std::make_unique<PageAtHand>();
  page->lease = std::move(**lease);
  const auto source = sources_.find(page->lease.target);
  if (source != sources_.end()) page->source = source->second.get();
  PageAtHand* begun = page.get();
  at_hand_.emplace(begun, std::move(page));
  ++working_;
  return begun;
}

void Crew::ready(PageAtHand& page) {
  const std::lock_guard lock(mutex_);
  (page.stage == PageAtHand::Stage::asked_for_page ? pages_ : pictures_).push_back(&page);
  changed_.notify_one();
}

void Crew::over(PageAtHand& page) {
  at_hand_.erase(&page);
  ++settled_;
  dry_ = false;
  show();
}

void Crew::stop(const Problem& why) {
  const std::lock_guard lock(mutex_);
  if (!stopped_) stopped_ = why;
  changed_.notify_all();
}

void Crew::show() {
  const auto count = rooms_.frontier.count();
  if (!count) return;
  rooms_.progress.show("scan: " + std::to_string(count->done + count->failed) + " of " +
                       std::to_string(count->done + count->failed + count->waiting + count->leased) + " pages, " +
                       std::to_string(rooms_.progress.problems()) + " problems");
}

}  // namespace markhound::cli

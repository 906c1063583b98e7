// Visits pages of a scan step by step: fetch, keep, parse, examine, record. Every step before the acknowledgement can
// be done again without a double, so a kill between two of them loses nothing.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/budget.h"
#include "cli/examine.h"
#include "cli/journal.h"
#include "cli/page_at_hand.h"
#include "cli/progress.h"
#include "cli/recognizer_pool.h"
#include "crawler/frontier/traps.h"
#include "crawler/screenshot.h"
#include "evidence/vault.h"

namespace markhound::cli {

/// The listings of search answers that this scan has examined: one stands in the answers to many queries.
class ListingsSeen {
 public:
  /// Whether it is the first call for that address.
  bool add(const std::string& url) {
    const std::lock_guard lock(mutex_);
    return urls_.insert(url).second;
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string> urls_;
};

/// What a scan works with; each member is safe to call from any thread.
struct VisitRooms {
  evidence::Vault& vault;
  crawler::Frontier& frontier;
  Journal& journal;
  Examiner& examiner;
  RecognizerPool& recognizers;
  Progress& progress;
  Budget& budget;
  Run run;
  ScanLimits limits;
  std::size_t max_images;
  ListingsSeen& listings_seen;
  crawler::Photographer* photographer = nullptr;  ///< of pages on which something was found; null where none is wanted
};

/// Safe to call from any thread, with pages that no other thread has in its hands.
class Visitor {
 public:
  /// `ready` is called with a page whose answers have all come, from any thread: it hands over and returns.
  Visitor(VisitRooms& rooms, std::function<void(PageAtHand&)> ready) : rooms_(rooms), ready_(std::move(ready)) {}

  enum class Step { asked, over };

  /// Works on the page until it has asked for something, and `ready` will be called, or until its visit is over. A
  /// Problem only where the scan itself cannot go on (the disk is full); a page that fails is reported and passed by.
  Result<Step> go_on(PageAtHand& page);

  /// Bytes of answers that wait for the rest of theirs, or to be worked on.
  std::int64_t held() const { return held_; }

 private:
  Result<Step> advance(PageAtHand& page);
  void release(PageAtHand& page);
  Step ask(PageAtHand& page, const std::vector<std::string>& urls, PageAtHand::Stage stage);
  bool find_kept(Fetched& wanted);
  void arrived(PageAtHand& page);
  crawler::Request request_for(Fetched& wanted, const crawler::Source& source);
  void renew(Fetched& came);
  Result<void> keep(PageAtHand& page);

  bool is_trapped(const PageAtHand& page);
  Result<Step> acknowledge(const PageAtHand& page);

  Result<Step> page_came(PageAtHand& page);
  Result<Step> give_up(const PageAtHand& page, const Problem& why);
  Result<bool> is_same_as_another(const PageAtHand& page, const Capture& capture);
  Result<void> follow(PageAtHand& page);
  std::vector<crawler::Entry> entries_for(const PageAtHand& page);
  bool may_follow(const std::string& link);
  void tell_over_budget(const std::string& url);
  Result<Step> next_listing(PageAtHand& page);
  Result<void> pictures_came(PageAtHand& page);
  Result<void> examine(PageAtHand& page, const std::vector<KeptPicture>& pictures);
  Result<void> add_page_pictures(PageAtHand& page, const std::vector<KeptPicture>& pictures);
  Result<Step> settle(const PageAtHand& page, Visit visit, const std::optional<FailedPage>& failure = {});
  void tell_once(const std::string& about, const Problem& problem);

  VisitRooms& rooms_;
  const std::function<void(PageAtHand&)> ready_;
  crawler::TrapWatch traps_;
  std::atomic<std::int64_t> held_{0};
  std::mutex browser_;  ///< held while a page is pictured
  std::mutex mutex_;
  std::set<std::string> told_;  ///< limits that were reported
};

}  // namespace markhound::cli

// Visits one page of a scan: fetch, keep, parse, examine, record. Every step before the acknowledgement can be done
// again without a double, so a kill between two of them loses nothing.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "cli/examine.h"
#include "cli/journal.h"
#include "cli/progress.h"
#include "crawler/frontier.h"
#include "crawler/platform.h"
#include "crawler/source.h"
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

/// What the visitors of one scan share; each member is safe to call from any thread.
struct VisitRooms {
  evidence::Vault& vault;
  crawler::Frontier& frontier;
  Journal& journal;
  Examiner& examiner;
  Progress& progress;
  Run run;
  std::size_t max_pages;
  std::size_t max_images;
  ListingsSeen& listings_seen;
};

class Visitor {
 public:
  Visitor(VisitRooms& rooms, std::unique_ptr<matcher::TextRecognizer> recognizer)
      : rooms_(rooms), recognizer_(std::move(recognizer)) {}

  /// A Problem only where the scan itself cannot go on (the disk is full); a page that fails is reported and passed by.
  Result<void> visit(const crawler::Lease& lease, crawler::Source& source);
  Result<void> give_up(const crawler::Lease& lease, const Problem& why);

 private:
  struct Kept {
    std::string id;
    Capture capture;
  };

  std::optional<Capture> last_kept(const std::string& url);
  Result<Kept> fetch_and_keep(const std::string& url, const std::string& target, crawler::Source& source);
  Result<void> read(const crawler::Lease& lease, const Kept& page, crawler::Source& source);
  void follow(const crawler::Lease& lease, const crawler::Page& page);
  Result<void> examine(Listing& listing, const std::string& address, const Kept& kept, const crawler::Lease& lease,
                       crawler::Source& source, std::vector<Problem>& problems, std::vector<Sighting>& seen);
  std::vector<KeptPicture> keep_pictures(Listing& listing, const std::string& target, crawler::Source& source,
                                         std::vector<Problem>& problems);
  Result<void> settle(const crawler::Lease& lease, Visit visit, const std::vector<Sighting>& seen);

  VisitRooms& rooms_;
  std::unique_ptr<matcher::TextRecognizer> recognizer_;
  std::optional<Problem> vault_failed_;  ///< nothing may be read that was not kept, so the scan ends here
};

}  // namespace markhound::cli

// A page of a scan between its lease and its acknowledgement. While its answers are on their way no thread waits for
// them, so that a slow host holds up nothing but its own pages.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "cli/journal.h"
#include "crawler/frontier.h"
#include "crawler/platform.h"
#include "crawler/source.h"

namespace markhound::cli {

/// One address that a page at hand asked for, and what came of it.
struct Fetched {
  std::string url;
  std::string id;                          ///< vault id; empty until it is kept
  std::optional<Result<Capture>> capture;  ///< empty while it is on its way
  std::optional<Capture> earlier;          ///< what the server was asked to confirm instead of sending it again
  std::int64_t held = 0;                   ///< bytes of it that count as held
};

/// Touched by one thread at a time: by the one that works on it, or by nobody while answers are awaited.
struct PageAtHand {
  enum class Stage { fresh, asked_for_page, asked_for_pictures };

  crawler::Lease lease;
  crawler::Source* source = nullptr;  ///< null where the target could not be opened this time
  Stage stage = Stage::fresh;
  std::vector<Fetched> fetched;
  std::atomic<int> awaited{0};  ///< answers that have not come
  std::int64_t held = 0;        ///< bytes of the answers that have come

  std::string capture;  ///< vault id of the page
  std::string address;  ///< that answered for it
  crawler::Page page;
  std::size_t listing = 0;  ///< of page.listings, the one whose pictures are at hand
  std::vector<Sighting> seen;
};

}  // namespace markhound::cli

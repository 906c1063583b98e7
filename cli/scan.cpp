#include "cli/scan.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "cli/examine.h"
#include "cli/ocr_languages.h"
#include "cli/visitor.h"
#include "crawler/source.h"

namespace markhound::cli {
namespace {

using Sources = std::map<std::string, std::unique_ptr<crawler::Source>>;

/// Fills the frontier with the pages of the targets; a target that cannot be listed is a problem of its own.
class Lister {
 public:
  Lister(crawler::Frontier& frontier, crawler::Fetcher& live, Progress& progress)
      : frontier_(frontier), live_(live), progress_(progress) {}

  /// Whether every target gave its whole list.
  bool list(const ScanRequest& request, Sources& sources) {
    bool all = true;
    for (const std::string& target : request.targets) {
      auto source = crawler::open_source(target, live_, request.fetch.limits);
      if (!source) {
        progress_.report(source.problem());
        all = false;
        continue;
      }
      if (!list_one(target, **source)) all = false;
      sources[target] = std::move(*source);
    }
    return all;
  }

 private:
  bool list_one(const std::string& target, crawler::Source& source) {
    if (const auto listed = frontier_.is_listed(target); listed && *listed) return true;
    bool whole = true;
    const auto fail = [&](const Problem& problem) {
      progress_.report(problem);
      whole = false;
    };
    const auto add = [&](const std::string& url) {
      if (const auto added = frontier_.add(target, url); !added) fail(added.problem());
    };
    if (const auto done = source.list(add, fail); !done) fail(done.problem());
    if (whole) {
      if (const auto set = frontier_.set_listed(target); !set) fail(set.problem());
    }
    return whole;
  }

  crawler::Frontier& frontier_;
  crawler::Fetcher& live_;
  Progress& progress_;
};

/// Works the frontier off with one visitor a thread.
class Crew {
 public:
  Crew(crawler::Frontier& frontier, const Sources& sources, Progress& progress)
      : frontier_(frontier), sources_(sources), progress_(progress) {}

  Result<void> work(std::vector<std::unique_ptr<Visitor>>& visitors) {
    std::vector<std::thread> threads;
    for (auto& visitor : visitors) threads.emplace_back([&] { visit_all(*visitor); });
    for (std::thread& thread : threads) thread.join();
    if (stopped_) return stop_reason_;
    return {};
  }

 private:
  void visit_all(Visitor& visitor) {
    while (!stopped_) {
      const auto lease = frontier_.lease();
      if (!lease) return stop(lease.problem());
      if (!*lease) {
        if (nothing_left()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        continue;
      }
      if (const auto done = visit_one(visitor, **lease); !done) return stop(done.problem());
      show();
    }
  }

  /// A target that could not be opened this time leaves its pages waiting for the next.
  Result<void> visit_one(Visitor& visitor, const crawler::Lease& lease) {
    const auto source = sources_.find(lease.target);
    if (source != sources_.end()) return visitor.visit(lease, *source->second);
    return visitor.give_up(lease, {Problem::Kind::not_found, lease.target, "could not be opened", "see above"});
  }

  /// Nothing waits and nobody works on a page that could bring links.
  bool nothing_left() {
    const auto count = frontier_.count();
    return !count || (count->waiting == 0 && count->leased == 0);
  }

  void stop(const Problem& why) {
    const std::lock_guard lock(mutex_);
    if (!stopped_) stop_reason_ = why;
    stopped_ = true;
  }

  void show() {
    const auto count = frontier_.count();
    if (!count) return;
    progress_.show("scan: " + std::to_string(count->done + count->failed) + " of " +
                   std::to_string(count->done + count->failed + count->waiting + count->leased) + " pages, " +
                   std::to_string(progress_.problems()) + " problems");
  }

  crawler::Frontier& frontier_;
  const Sources& sources_;
  Progress& progress_;
  std::mutex mutex_;
  std::atomic<bool> stopped_ = false;
  Problem stop_reason_;
};

int workers(const ScanRequest& request) {
  if (request.jobs > 0) return request.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// Null where no picture is wanted.
Result<std::unique_ptr<crawler::Photographer>> open_photographer(const Settings& settings, const ScanRequest& request,
                                                                 Clock& clock) {
  if (!request.screenshots) return std::unique_ptr<crawler::Photographer>{};
  crawler::ScreenshotOptions options = settings.screenshots;
  options.user_agent = request.fetch.user_agent;
  return crawler::make_photographer(std::move(options), clock);
}

/// A room that was opened, or the problem that keeps the scan from starting.
template <class T>
bool opened(const Result<T>& room, Problem& why) {
  if (!room) why = room.problem();
  return room.ok();
}

}  // namespace

std::string run_name(const std::vector<std::string>& targets) {
  std::string all;
  for (const std::string& target : targets) all += target + "\n";
  return "scan " + evidence::sha256(all).substr(0, 16);
}

Result<ScanOutcome> scan(const Workspace& workspace, const ScanRequest& request, Clock& clock, Progress& progress) {
  auto marks = workspace.open_register();
  auto vault = workspace.open_vault();
  auto frontier = workspace.open_frontier();
  auto journal = workspace.open_journal();
  Problem why;
  if (!opened(marks, why) || !opened(vault, why) || !opened(frontier, why) || !opened(journal, why)) return why;
  auto photographer = open_photographer(workspace.settings(), request, clock);
  if (!photographer) return photographer.problem();
  const auto run = journal->begin(request.name);
  if (!run) return run.problem();
  if (const auto begun = (*frontier)->begin("run " + std::to_string(run->id)); !begun) return begun.problem();

  const auto live = crawler::make_polite_fetcher(request.fetch, clock);
  Sources sources;
  ScanOutcome outcome;
  outcome.run = *run;
  outcome.all_listed = Lister(**frontier, *live, progress).list(request, sources);

  Examiner examiner(**marks, request.thorough);
  ListingsSeen listings_seen;
  VisitRooms rooms{**vault,           **frontier,
                   *journal,          examiner,
                   progress,          *run,
                   request.max_pages, workspace.settings().max_images,
                   listings_seen,     photographer->get()};
  std::vector<std::unique_ptr<Visitor>> visitors;
  auto recognizers = open_recognizers(workers(request), workspace.settings(), **marks, progress);
  if (!recognizers) return recognizers.problem();
  for (auto& recognizer : *recognizers) visitors.push_back(std::make_unique<Visitor>(rooms, std::move(recognizer)));
  if (const auto worked = Crew(**frontier, sources, progress).work(visitors); !worked) return worked.problem();
  if (const auto closed = (*frontier)->close(); !closed) return closed.problem();

  auto pages = journal->count(*run);
  auto seen = journal->sighted(*run);
  if (!opened(pages, why) || !opened(seen, why)) return why;
  outcome.pages = *pages;
  outcome.findings = std::move(*seen);
  return outcome;
}

}  // namespace markhound::cli

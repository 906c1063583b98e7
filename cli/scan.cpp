#include "cli/scan.h"

#include <algorithm>
#include <thread>

#include "cli/crew.h"
#include "cli/examine.h"
#include "cli/lister.h"
#include "cli/ocr_languages.h"

namespace markhound::cli {
namespace {

/// Threads beside those that read pictures: they wait for the disk, together, so that its syncs are shared.
constexpr int keeping_threads = 40;

int workers(const ScanRequest& request) {
  if (request.jobs > 0) return request.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// Recognizers are large: none is opened where no mark could be found in a picture.
Result<std::vector<std::unique_ptr<matcher::TextRecognizer>>> recognizers_for(const ScanRequest& request,
                                                                              const Examiner& examiner,
                                                                              const Workspace& workspace,
                                                                              const index::Register& marks,
                                                                              Progress& progress) {
  if (examiner.has_no_marks()) return std::vector<std::unique_ptr<matcher::TextRecognizer>>{};
  return open_recognizers(workers(request), workspace.settings(), marks, progress);
}

/// Pages that the frontier gave up, as they were at work each time the program died.
Result<void> note_dead_letters(crawler::Frontier& frontier, Journal& journal, const Run& run, Progress& progress) {
  std::vector<FailedPage> dead;
  const auto read =
      frontier.dead_letters([&](const std::string& url, const std::string& target, const std::string& why) {
        dead.push_back({target, url, why, {}});
      });
  if (!read) return read;
  for (const FailedPage& page : dead) {
    progress.report({Problem::Kind::internal, page.page, page.reason, "scan --retry-failed tries it again"});
    if (const auto noted = journal.visited(run, page.page, Visit::failed, {}, page); !noted) return noted;
  }
  return {};
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
  const crawler::FrontierLimits frontier_limits{request.limits.max_host_pages};
  const auto begun = (*frontier)->begin("run " + std::to_string(run->id), frontier_limits);
  if (!begun) return begun.problem();

  const auto live = crawler::make_polite_fetcher(request.fetch, clock);
  Sources sources;
  ScanOutcome outcome;
  outcome.run = *run;
  outcome.all_listed = Lister(**frontier, {*live, request.fetch.limits, request.api, clock}, progress)
                           .list(request.targets, request.only, sources);

  Examiner examiner(**marks, request.thorough);
  auto opened_recognizers = recognizers_for(request, examiner, workspace, **marks, progress);
  if (!opened_recognizers) return opened_recognizers.problem();
  RecognizerPool recognizers(std::move(*opened_recognizers));
  Budget budget(request.limits);
  ListingsSeen listings_seen;
  VisitRooms rooms{**vault,        **frontier,
                   *journal,       examiner,
                   recognizers,    progress,
                   budget,         *run,
                   request.limits, workspace.settings().max_images,
                   listings_seen,  photographer->get()};
  const auto worked = Crew(rooms, sources).work(workers(request) + keeping_threads);
  if (!worked) return worked.problem();
  outcome.stopped = *worked;
  if (const auto noted = note_dead_letters(**frontier, *journal, *run, progress); !noted) return noted.problem();
  const auto left = (*frontier)->count();
  if (!left) return left.problem();
  outcome.waiting = left->waiting;
  if (outcome.waiting == 0) outcome.stopped.reset();
  if (!outcome.stopped) {
    if (const auto closed = (*frontier)->close(); !closed) return closed.problem();
  }

  auto pages = journal->count(*run);
  auto seen = journal->sighted(*run);
  if (!opened(pages, why) || !opened(seen, why)) return why;
  outcome.pages = *pages;
  outcome.findings = std::move(*seen);
  return outcome;
}

}  // namespace markhound::cli

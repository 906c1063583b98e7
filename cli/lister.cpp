#include "cli/lister.h"

namespace markhound::cli {
namespace {

constexpr std::size_t entries_at_once = 500;  ///< in one transaction of the frontier
constexpr int width_of_files = 256;           ///< pages of a folder or an archive at hand at once; no host to spare

/// A host is spared by its queue's width; what lies on this machine needs no sparing.
crawler::Entry entry_of(const std::string& target, const std::string& url, const crawler::Source& source) {
  crawler::Entry entry{target, url, 0, 0, {}};
  if (source.is_live()) return entry;
  entry.queue = "target " + target;
  entry.width = width_of_files;
  return entry;
}

}  // namespace

bool Lister::list(const std::vector<std::string>& targets, const std::vector<FailedPage>& only, Sources& sources) {
  bool all = true;
  for (const std::string& target : targets) {
    auto source = crawler::open_source(target, live_, limits_);
    if (!source) {
      progress_.report(source.problem());
      all = false;
      continue;
    }
    if (only.empty() && !list_one(target, **source)) all = false;
    sources[target] = std::move(*source);
  }
  std::vector<crawler::Entry> entries;
  for (const FailedPage& page : only)
    if (const auto source = sources.find(page.target); source != sources.end())
      entries.push_back(entry_of(page.target, page.page, *source->second));
  if (const auto added = add(entries); !added) {
    progress_.report(added.problem());
    all = false;
  }
  return all;
}

bool Lister::list_one(const std::string& target, crawler::Source& source) {
  if (const auto listed = frontier_.is_listed(target); listed && *listed) return true;
  bool whole = true;
  const auto fail = [&](const Problem& problem) {
    progress_.report(problem);
    whole = false;
  };
  std::vector<crawler::Entry> entries;
  const auto page = [&](const std::string& url) {
    entries.push_back(entry_of(target, url, source));
    if (entries.size() < entries_at_once) return;
    if (const auto added = add(entries); !added) fail(added.problem());
  };
  if (const auto done = source.list(page, fail); !done) fail(done.problem());
  if (const auto added = add(entries); !added) fail(added.problem());
  if (whole) {
    if (const auto set = frontier_.set_listed(target); !set) fail(set.problem());
  }
  return whole;
}

Result<void> Lister::add(std::vector<crawler::Entry>& entries) {
  const auto added = frontier_.add(entries);
  if (!added) return added.problem();
  for (std::size_t i = 0; i < entries.size() && !told_budget_; ++i) {
    if ((*added)[i] != crawler::Added::over_budget) continue;
    told_budget_ = true;
    progress_.report({Problem::Kind::limit, entries[i].url, "its host has as many pages as --max-host-pages allows",
                      "raise that limit; further hosts may be cut short in the same way"});
  }
  entries.clear();
  return {};
}

}  // namespace markhound::cli

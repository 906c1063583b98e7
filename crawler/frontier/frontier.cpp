#include "crawler/frontier.h"

#include <mutex>

#include <SQLiteCpp/SQLiteCpp.h>

#include "crawler/frontier/ledger.h"
#include "crawler/frontier/schema.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

/// Whose loss a power failure may cause. SQLite's WAL is written in order, so what is lost is always a suffix.
enum class Durability {
  process,  ///< survives kill -9: the write has reached the kernel
  power,    ///< survives power loss: synced to the disk with all writes before it
};

class SqliteFrontier : public Frontier {
 public:
  SqliteFrontier(const std::string& path, Clock& clock) : path_(path), ledger_(path, clock) {}

  Result<bool> begin(const std::string& run, const FrontierLimits& limits) override {
    return guarded<bool>(Durability::power, [&] { return ledger_.begin(run, limits); });
  }

  Result<std::vector<Added>> add(const std::vector<Entry>& entries) override {
    return in_run<std::vector<Added>>(Durability::process, [&] {
      std::vector<Added> added;
      for (const Entry& entry : entries) added.push_back(ledger_.add(entry));
      return added;
    });
  }

  Result<void> set_listed(const std::string& target) override {
    return voided(in_run<bool>(Durability::power, [&] {
      ledger_.set_listed(target);
      return true;
    }));
  }

  Result<bool> is_listed(const std::string& target) override {
    return in_run<bool>(Durability::process, [&] { return ledger_.is_listed(target); });
  }

  Result<std::optional<Lease>> lease() override {
    return in_run<std::optional<Lease>>(Durability::process, [&] { return ledger_.lease(); });
  }

  Result<void> done(const Lease& lease) override { return acknowledge(lease, nullptr); }

  Result<void> failed(const Lease& lease, const Problem& why) override { return acknowledge(lease, &why); }

  Result<std::string> first_with(const std::string& digest, const std::string& url) override {
    return in_run<std::string>(Durability::process, [&] { return ledger_.first_with(digest, url); });
  }

  Result<FrontierCount> count() override {
    const std::lock_guard lock(mutex_);
    if (!ledger_.is_open()) return no_run();
    return ledger_.count();
  }

  Result<void> dead_letters(
      const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) override {
    return voided(in_run<bool>(Durability::process, [&] {
      ledger_.dead_letters(visit);
      return true;
    }));
  }

  Result<void> close() override {
    return voided(in_run<bool>(Durability::power, [&] {
      ledger_.close();
      return true;
    }));
  }

 private:
  Problem no_run() const { return {Kind::internal, path_, "no run of the frontier is open", {}}; }

  /// Not synced: what power loss takes back is read again from the vault, and nothing of it is doubled.
  Result<void> acknowledge(const Lease& lease, const Problem* why) {
    const auto held = in_run<bool>(Durability::process, [&] { return ledger_.acknowledge(lease, why); });
    if (!held) return held.problem();
    if (!*held) return Problem{Kind::refused, lease.url, "its lease is no longer the current one", {}};
    return {};
  }

  static Result<void> voided(const Result<bool>& result) {
    if (!result) return result.problem();
    return {};
  }

  template <class T, class Action>
  Result<T> in_run(Durability durability, Action action) {
    return guarded<T>(durability, [&]() -> Result<T> {
      if (!ledger_.is_open()) return no_run();
      return Result<T>(action());
    });
  }

  /// One transaction, under the lock; SQLite's exceptions end here, and nothing of a failed call stays. The counts in
  /// memory follow the disk.
  template <class T, class Action>
  Result<T> guarded(Durability durability, Action action) {
    const std::lock_guard lock(mutex_);
    const FrontierCount before = ledger_.count();
    try {
      set_durability(durability);
      SQLite::Transaction transaction(ledger_.database());
      Result<T> result(action());
      ledger_.reset_statements();
      transaction.commit();
      return result;
    } catch (const SQLite::Exception& error) {
      ledger_.roll_back(before);
      return frontier_problem(path_, error);
    }
  }

  void set_durability(Durability durability) {
    if (durability == durability_) return;
    ledger_.database().exec(durability == Durability::power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    durability_ = durability;
  }

  const std::string path_;
  std::mutex mutex_;
  Ledger ledger_;
  Durability durability_ = Durability::power;
};

}  // namespace

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::string& path, Clock& clock) {
  try {
    return std::unique_ptr<Frontier>(std::make_unique<SqliteFrontier>(path, clock));
  } catch (const SQLite::Exception& error) {
    return frontier_problem(path, error);
  }
}

}  // namespace markhound::crawler

#include "crawler/frontier/ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "crawler/address/url.h"
#include "crawler/frontier/schema.h"

namespace markhound::crawler {
namespace {

enum State : int { waiting = 0, lent = 1, done_with = 2, dead = 3 };

constexpr int max_attempts = 3;
/// How often an entry may be at work when a process dies that has settled no page. A page that kills the process each
/// time would else keep every later run from its end; a plain kill -9 comes so early far more rarely than this.
constexpr int max_fruitless = 20;
constexpr int busy_timeout_ms = 5'000;
constexpr std::size_t max_remembered = 20'000;  ///< queues whose row is known without a query
constexpr std::chrono::seconds between_looks{10};

std::int64_t milliseconds(UtcTime time) { return time.time_since_epoch().count(); }

std::string queue_name(const Entry& entry) {
  if (!entry.queue.empty()) return entry.queue;
  return "host " + host_of(entry.url);
}

}  // namespace

Ledger::Ledger(const std::string& path, Clock& clock)
    : db_(std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_timeout_ms)),
      clock_(clock) {
  prepare_frontier(*db_);
}

Ledger::~Ledger() = default;

SQLite::Statement& Ledger::statement(const char* sql) {
  auto& prepared = statements_[sql];
  if (!prepared) prepared = std::make_unique<SQLite::Statement>(*db_, sql);
  prepared->reset();
  prepared->clearBindings();
  return *prepared;
}

/// Returns how many rows changed.
template <class... Values>
int Ledger::run(const char* sql, const Values&... values) {
  SQLite::Statement& prepared = statement(sql);
  int position = 0;
  (prepared.bind(++position, values), ...);
  const int changed = prepared.exec();
  prepared.reset();
  return changed;
}

void Ledger::reset_statements() {
  for (auto& [sql, prepared] : statements_) prepared->reset();
}

void Ledger::roll_back(const FrontierCount& count) {
  count_ = count;
  targets_.clear();
  queues_.clear();
}

bool Ledger::begin(const std::string& name, const FrontierLimits& limits) {
  roll_back({});
  limits_ = limits;
  const int opened = run("INSERT OR IGNORE INTO runs (name, opened) VALUES (?, ?)", name, to_rfc3339(clock_.now()));
  SQLite::Statement& query = statement("SELECT id FROM runs WHERE name = ?");
  query.bind(1, name);
  query.executeStep();
  run_ = query.getColumn(0).getInt64();
  query.reset();
  return_lent();
  recount();
  return opened == 0;
}

/// One process holds the workspace, so whatever is lent now was lent by one that died. It waits behind all others. It
/// counts against an entry only where that process settled no page at all.
void Ledger::return_lent() {
  run("UPDATE entries SET setbacks = setbacks + 1, reason = 'the program ended while it was at work on it', "
      "fruitless = fruitless + ((SELECT count(*) FROM entries WHERE run = ?1 AND state IN (2, 3)) = "
      "(SELECT settled FROM runs WHERE id = ?1)) WHERE run = ?1 AND state = 1",
      run_);
  run("UPDATE entries SET state = CASE WHEN fruitless >= ? THEN 3 ELSE 0 END WHERE run = ? AND state = 1",
      max_fruitless, run_);
  run("UPDATE runs SET settled = (SELECT count(*) FROM entries WHERE run = ?1 AND state IN (2, 3)) WHERE id = ?1",
      run_);
}

void Ledger::recount() {
  count_ = {};
  SQLite::Statement& query = statement("SELECT state, count(*) FROM entries WHERE run = ? GROUP BY state");
  query.bind(1, run_);
  while (query.executeStep()) {
    const std::int64_t number = query.getColumn(1).getInt64();
    switch (query.getColumn(0).getInt()) {
      case waiting: count_.waiting = number; break;
      case done_with: count_.done = number; break;
      case dead: count_.failed = number; break;
      default: count_.leased = number;
    }
  }
  SQLite::Statement& deep = statement("SELECT count(*) FROM entries WHERE run = ? AND depth > 0");
  deep.bind(1, run_);
  deep.executeStep();
  count_.followed = deep.getColumn(0).getInt64();
  run("UPDATE queues SET lent = 0, waiting = (SELECT count(*) FROM entries e WHERE e.queue = queues.id AND e.state = "
      "0) "
      "WHERE run = ?",
      run_);
  SQLite::Statement& last = statement("SELECT coalesce(max(turn), 0) FROM queues WHERE run = ?");
  last.bind(1, run_);
  last.executeStep();
  turn_ = last.getColumn(0).getInt64();
}

std::int64_t Ledger::target_id(const std::string& target) {
  const auto known = targets_.find(target);
  if (known != targets_.end()) return known->second;
  run("INSERT OR IGNORE INTO targets (run, name) VALUES (?, ?)", run_, target);
  SQLite::Statement& query = statement("SELECT id FROM targets WHERE run = ? AND name = ?");
  query.bind(1, run_);
  query.bind(2, target);
  query.executeStep();
  return targets_[target] = query.getColumn(0).getInt64();
}

Ledger::Queue& Ledger::queue_of(const Entry& entry) {
  const std::string name = queue_name(entry);
  const auto known = queues_.find(name);
  if (known != queues_.end()) return known->second;
  if (queues_.size() >= max_remembered) queues_.clear();
  run("INSERT OR IGNORE INTO queues (run, name, width) VALUES (?, ?, ?)", run_, name, entry.width);
  SQLite::Statement& query = statement("SELECT id, pages FROM queues WHERE run = ? AND name = ?");
  query.bind(1, run_);
  query.bind(2, name);
  query.executeStep();
  return queues_[name] = {query.getColumn(0).getInt64(), query.getColumn(1).getInt64()};
}

Added Ledger::add(const Entry& entry) {
  const std::int64_t target = target_id(entry.target);
  Queue& queue = queue_of(entry);
  const std::string key = canonical(entry.url);
  if (limits_.max_queue_pages > 0 && queue.pages >= limits_.max_queue_pages) {
    SQLite::Statement& query = statement("SELECT 1 FROM entries WHERE run = ? AND key = ?");
    query.bind(1, run_);
    query.bind(2, key);
    return query.executeStep() ? Added::known : Added::over_budget;
  }
  const int added =
      run("INSERT OR IGNORE INTO entries (run, key, target, queue, url, depth, priority) VALUES (?, ?, ?, ?, ?, ?, ?)",
          run_, key, target, queue.id, entry.url, entry.depth, entry.priority);
  if (added == 0) return Added::known;
  run("UPDATE queues SET pages = pages + 1, waiting = waiting + 1 WHERE id = ?", queue.id);
  ++queue.pages;
  ++count_.waiting;
  if (entry.depth > 0) ++count_.followed;
  return Added::fresh;
}

void Ledger::set_listed(const std::string& target) {
  run("UPDATE targets SET listed = 1 WHERE id = ?", target_id(target));
}

bool Ledger::is_listed(const std::string& target) {
  SQLite::Statement& query = statement("SELECT listed FROM targets WHERE run = ? AND name = ?");
  query.bind(1, run_);
  query.bind(2, target);
  return query.executeStep() && query.getColumn(0).getInt() != 0;
}

void Ledger::take_back_expired() {
  const UtcTime now = clock_.now();
  if (count_.leased == 0 || now < next_look_) return;
  next_look_ = now + between_looks;
  run("UPDATE queues SET (waiting, lent) = (SELECT waiting + count(*), lent - count(*) FROM entries e WHERE e.run = ?1 "
      "AND e.state = 1 AND e.expires <= ?2 AND e.queue = queues.id) WHERE run = ?1 AND lent > 0",
      run_, milliseconds(now));
  const int expired =
      run("UPDATE entries SET state = 0, setbacks = setbacks + 1, reason = 'its lease expired' "
          "WHERE run = ? AND state = 1 AND expires <= ?",
          run_, milliseconds(now));
  count_.leased -= expired;
  count_.waiting += expired;
}

std::optional<Lease> Ledger::lease() {
  take_back_expired();
  SQLite::Statement& next =
      statement("SELECT id FROM queues WHERE run = ? AND waiting > 0 AND lent < width ORDER BY turn LIMIT 1");
  next.bind(1, run_);
  if (!next.executeStep()) return std::nullopt;
  const std::int64_t queue = next.getColumn(0).getInt64();
  next.reset();
  SQLite::Statement& query = statement(
      "SELECT e.id, e.fence + 1, t.name, e.url, e.failures + 1, e.depth FROM entries e JOIN targets t ON t.id = "
      "e.target "
      "WHERE e.queue = ? AND e.state = 0 ORDER BY e.setbacks, e.priority DESC, e.id LIMIT 1");
  query.bind(1, queue);
  if (!query.executeStep()) return std::nullopt;
  Lease lease{query.getColumn(0).getInt64(),  query.getColumn(1).getInt64(), query.getColumn(2).getString(),
              query.getColumn(3).getString(), query.getColumn(4).getInt(),   query.getColumn(5).getInt()};
  query.reset();
  run("UPDATE entries SET state = 1, fence = ?, expires = ? WHERE id = ?", lease.fence,
      milliseconds(clock_.now() + limits_.lease_term), lease.entry);
  run("UPDATE queues SET waiting = waiting - 1, lent = lent + 1, turn = ? WHERE id = ?", ++turn_, queue);
  --count_.waiting;
  ++count_.leased;
  return lease;
}

bool Ledger::acknowledge(const Lease& lease, const Problem* why) {
  const bool again = why && lease.attempt < max_attempts;
  const int state = again ? waiting : why ? dead : done_with;
  const int held =
      run("UPDATE entries SET state = ?, failures = failures + ?, setbacks = setbacks + ?, reason = ? "
          "WHERE id = ? AND run = ? AND state = 1 AND fence = ?",
          state, why ? 1 : 0, again ? 1 : 0, why ? to_line(*why) : std::string{}, lease.entry, run_, lease.fence);
  if (held == 0) return false;
  run("UPDATE queues SET lent = lent - 1, waiting = waiting + ? WHERE id = (SELECT queue FROM entries WHERE id = ?)",
      again ? 1 : 0, lease.entry);
  --count_.leased;
  ++(again ? count_.waiting : why ? count_.failed : count_.done);
  return true;
}

std::string Ledger::first_with(const std::string& digest, const std::string& url) {
  run("INSERT OR IGNORE INTO contents VALUES (?, ?, ?)", run_, digest, url);
  SQLite::Statement& query = statement("SELECT url FROM contents WHERE run = ? AND digest = ?");
  query.bind(1, run_);
  query.bind(2, digest);
  query.executeStep();
  return query.getColumn(0).getString();
}

void Ledger::dead_letters(
    const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) {
  SQLite::Statement& query = statement(
      "SELECT e.url, t.name, e.reason FROM entries e JOIN targets t ON t.id = e.target WHERE e.run = ? AND e.state = 3 "
      "ORDER BY e.id");
  query.bind(1, run_);
  while (query.executeStep())
    visit(query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString());
}

void Ledger::close() {
  forget_run(*db_, run_);
  run_ = 0;
  roll_back({});
}

}  // namespace markhound::crawler

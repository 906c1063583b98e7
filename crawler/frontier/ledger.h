// The frontier's rows: one run's entries, queues and counts, as SQL. Not safe for threads, and every call belongs into
// a transaction of the caller's; throws what SQLiteCpp throws. Included by this folder only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "crawler/frontier.h"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace markhound::crawler {

class Ledger {
 public:
  Ledger(const std::string& path, Clock& clock);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  SQLite::Database& database() { return *db_; }
  bool is_open() const { return run_ != 0; }
  const FrontierCount& count() const { return count_; }

  bool begin(const std::string& name, const FrontierLimits& limits);
  Added add(const Entry& entry);
  void set_listed(const std::string& target);
  bool is_listed(const std::string& target);
  std::optional<Lease> lease();
  /// Whether the lease is the entry's last one and was not acknowledged before. `why`: it failed.
  bool acknowledge(const Lease& lease, const Problem* why);
  std::string first_with(const std::string& digest, const std::string& url);
  void dead_letters(
      const std::function<void(const std::string& url, const std::string& target, const std::string& why)>& visit);
  void close();

  /// What is known in memory, taken back to `count` after a transaction that failed.
  void roll_back(const FrontierCount& count);
  void reset_statements();

 private:
  struct Queue {
    std::int64_t id = 0;
    std::int64_t pages = 0;
  };

  SQLite::Statement& statement(const char* sql);
  template <class... Values>
  int run(const char* sql, const Values&... values);

  void recount();
  void return_lent();
  void take_back_expired();
  std::int64_t target_id(const std::string& target);
  Queue& queue_of(const Entry& entry);

  std::unique_ptr<SQLite::Database> db_;
  Clock& clock_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;  ///< by the literal's address
  std::map<std::string, std::int64_t> targets_;                                     ///< ids of this run's targets
  std::unordered_map<std::string, Queue> queues_;
  FrontierLimits limits_;
  std::int64_t run_ = 0;   ///< 0: none is open
  std::int64_t turn_ = 0;  ///< of the queue that lent last
  UtcTime next_look_{};    ///< for leases that have expired
  FrontierCount count_;    ///< kept beside the table, as counting it would cost more with every entry
};

}  // namespace markhound::crawler

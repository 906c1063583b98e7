// Rights holders, their papers, the notices drafted and what became of them, in the vault's SQLite file. Every change
// is entered in the custody log in the same transaction.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "evidence/complaint/notice.h"
#include "evidence/complaint/party.h"
#include "evidence/vault.h"

namespace markhound::evidence::complaint {

/// One thread at a time.
class Desk {
 public:
  /// Takes the vault's lock where `options.access` is write, so no vault may be open for writing beside it (one that
  /// is open for reading may). `clock` must outlive it.
  static Result<Desk> open(const VaultOptions& options, Clock& clock);
  ~Desk();
  Desk(Desk&&) noexcept;
  Desk& operator=(Desk&&) noexcept;

  Result<Rights> rights();
  /// Problem of kind bad_input where the id is taken.
  Result<void> add(const Party& party);
  Result<void> add(const Document& document);
  /// not_found where there is none of this id. Notices that named it stay as they are.
  Result<void> remove(const std::string& id);

  /// The number that the next notice gets.
  Result<std::int64_t> next_number();
  /// Records notices that were written out, all or none; `files` are "name sha256:…", a line a notice, for the log.
  Result<void> record(const std::vector<Notice>& notices, const std::vector<std::string>& files);
  /// In the order of their numbers, with their outcomes.
  Result<std::vector<Notice>> notices();
  /// not_found where there is no such notice or it has no such finding.
  Result<void> tell(std::int64_t notice, const Outcome& outcome);

 private:
  struct State;
  explicit Desk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace markhound::evidence::complaint

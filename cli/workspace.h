// A workspace: the folder with the register, the vault, the frontier, the journal and the pictures of the marks.
#pragma once

#include <memory>
#include <string>

#include "cli/journal.h"
#include "cli/lock.h"
#include "cli/settings.h"
#include "core/clock.h"
#include "core/mark.h"
#include "core/result.h"
#include "crawler/bot_key.h"
#include "crawler/frontier.h"
#include "evidence/vault.h"
#include "index/register.h"

namespace markhound::cli {

/// Opens each room on demand, so that a command pays only for what it uses. One process writes at a time; any
/// number read beside it.
class Workspace {
 public:
  enum class Access { read, write };

  /// Makes the folder on first use; takes the lock where `access` is write.
  static Result<Workspace> open(const std::string& path, Access access, Clock& clock);

  const std::string& path() const { return path_; }
  const Settings& settings() const { return settings_; }
  Result<void> change_settings(const Settings& settings);

  Result<std::unique_ptr<index::Register>> open_register() const;
  Result<std::unique_ptr<evidence::Vault>> open_vault() const;
  Result<std::unique_ptr<crawler::Frontier>> open_frontier() const;
  Result<Journal> open_journal() const;

  /// Keeps the bytes of a mark's picture; returns its digest.
  Result<std::string> keep_logo(const std::string& bytes) const;
  Result<std::string> logo(const std::string& digest) const;

  std::string key_folder() const { return path_ + "/keys"; }
  /// The key that signs requests, made on first use.
  Result<crawler::BotKey> open_bot_key() const;

 private:
  Workspace(std::string path, Access access, Clock& clock, Settings settings);

  std::string path_;
  Access access_;
  Clock* clock_;
  Settings settings_;
  std::unique_ptr<WorkspaceLock> lock_;
};

/// All bytes of a file, at most `limit`; a Problem that names the file otherwise.
Result<std::string> read_file(const std::string& path, std::size_t limit = 64u << 20);

}  // namespace markhound::cli

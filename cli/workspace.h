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
#include "evidence/complaint/desk.h"
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
  /// To read beside a desk that writes: the two share one file and one lock.
  Result<std::unique_ptr<evidence::Vault>> open_vault_to_read() const;
  Result<evidence::complaint::Desk> open_desk() const;
  Result<std::unique_ptr<crawler::Frontier>> open_frontier() const;
  Result<Journal> open_journal() const;

  /// Keeps the bytes of a mark's picture; returns its digest.
  Result<std::string> keep_logo(const std::string& bytes) const;
  Result<std::string> logo(const std::string& digest) const;

  /// Keeps the bytes of a certificate or a power of attorney; returns its digest.
  Result<std::string> keep_document(const std::string& bytes) const;

  std::string key_folder() const { return path_ + "/keys"; }
  /// The key that signs requests, made on first use.
  Result<crawler::BotKey> open_bot_key() const;
  /// Where the user puts rules files of complaint forms that replace those built in.
  std::string rules_folder() const { return path_ + "/rules"; }

 private:
  Workspace(std::string path, Access access, Clock& clock, Settings settings);
  evidence::VaultOptions vault_options(evidence::Access access) const;
  Result<std::string> keep(const std::string& folder, const std::string& bytes) const;

  std::string path_;
  Access access_;
  Clock* clock_;
  Settings settings_;
  std::unique_ptr<WorkspaceLock> lock_;
};

/// All bytes of a file, at most `limit`; a Problem that names the file otherwise.
Result<std::string> read_file(const std::string& path, std::size_t limit = 64u << 20);

}  // namespace markhound::cli

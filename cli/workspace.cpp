#include "cli/workspace.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace markhound::cli {
namespace {

namespace fs = std::filesystem;

Problem cannot_write(const std::string& path) {
  return {Problem::Kind::io, path, "cannot be written", "free some disk space or check the folder's rights"};
}

/// Written beside its name and renamed, so that a picture is there whole or not at all.
Result<void> write_whole(const std::string& path, const std::string& bytes) {
  const std::string unfinished = path + ".part";
  std::ofstream out(unfinished, std::ios::binary);
  out << bytes;
  out.close();
  std::error_code error;
  if (out) fs::rename(unfinished, path, error);
  if (!out || error) return cannot_write(path);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Problem{Problem::Kind::bad_input, path, "is a folder", "name a file"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Problem{Problem::Kind::not_found, path, "cannot be opened", "check the name and the file's rights"};
  std::string bytes;
  std::string piece(256u << 10, '\0');
  while (in && bytes.size() <= limit) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes.append(piece, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (bytes.size() <= limit) return bytes;
  return Problem{Problem::Kind::limit, path, "is larger than " + std::to_string(limit >> 20) + " MiB",
                 "give a smaller file"};
}

Workspace::Workspace(std::string path, Access access, Clock& clock, Settings settings)
    : path_(std::move(path)), access_(access), clock_(&clock), settings_(std::move(settings)) {}

Result<Workspace> Workspace::open(const std::string& path, Access access, Clock& clock) {
  std::error_code error;
  fs::create_directories(path + "/logos", error);
  if (error)
    return Problem{Problem::Kind::io, path, error.message(), "name a folder that you may write with --workspace"};
  std::unique_ptr<WorkspaceLock> lock;
  if (access == Access::write) {
    auto taken = WorkspaceLock::take(path + "/lock");
    if (!taken) return taken.problem();
    lock = std::make_unique<WorkspaceLock>(std::move(*taken));
  }
  auto settings = load_settings(path + "/settings.json");
  if (!settings) return settings.problem();
  Workspace workspace(path, access, clock, std::move(*settings));
  workspace.lock_ = std::move(lock);
  return workspace;
}

Result<void> Workspace::change_settings(const Settings& settings) {
  settings_ = settings;
  return save_settings(path_ + "/settings.json", settings);
}

Result<crawler::BotKey> Workspace::open_bot_key() const {
  std::error_code error;
  if (fs::create_directories(key_folder(), error)) fs::permissions(key_folder(), fs::perms::owner_all, error);
  if (error) return cannot_write(key_folder());
  return crawler::open_bot_key(key_folder() + "/bot.pem");
}

Result<std::unique_ptr<index::Register>> Workspace::open_register() const {
  return index::open_xapian_register(path_ + "/register",
                                     access_ == Access::write ? index::Access::write : index::Access::read);
}

evidence::VaultOptions Workspace::vault_options(evidence::Access access) const {
  evidence::VaultOptions options;
  options.path = path_ + "/vault";
  options.access = access;
  options.operator_name = settings_.operator_name;
  options.software = software;
  return options;
}

Result<std::unique_ptr<evidence::Vault>> Workspace::open_vault() const {
  const auto access = access_ == Access::write ? evidence::Access::write : evidence::Access::read;
  return evidence::open_vault(vault_options(access), *clock_);
}

Result<std::unique_ptr<evidence::Vault>> Workspace::open_vault_to_read() const {
  return evidence::open_vault(vault_options(evidence::Access::read), *clock_);
}

Result<evidence::complaint::Desk> Workspace::open_desk() const {
  const auto access = access_ == Access::write ? evidence::Access::write : evidence::Access::read;
  return evidence::complaint::Desk::open(vault_options(access), *clock_);
}

Result<std::unique_ptr<crawler::Frontier>> Workspace::open_frontier() const {
  return crawler::open_sqlite_frontier(path_ + "/frontier.db", *clock_);
}

Result<Journal> Workspace::open_journal() const { return Journal::open(path_ + "/journal.db", *clock_); }

Result<std::string> Workspace::keep(const std::string& folder, const std::string& bytes) const {
  std::error_code error;
  fs::create_directories(path_ + folder, error);
  if (error) return cannot_write(path_ + folder);
  const std::string digest = evidence::sha256(bytes);
  const std::string path = path_ + folder + "/" + digest;
  if (fs::exists(path)) return digest;
  if (auto written = write_whole(path, bytes); !written) return written.problem();
  return digest;
}

Result<std::string> Workspace::keep_logo(const std::string& bytes) const { return keep("/logos", bytes); }

Result<std::string> Workspace::keep_document(const std::string& bytes) const { return keep("/documents", bytes); }

Result<std::string> Workspace::logo(const std::string& digest) const { return read_file(path_ + "/logos/" + digest); }

}  // namespace markhound::cli

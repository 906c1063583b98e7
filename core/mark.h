// A registered trademark as the register holds it.
#pragma once

#include <string>
#include <vector>

namespace markhound {

/// A picture of the mark. `path` is where the user gave it; `digest` (SHA-256, hex) names the copy that the
/// workspace keeps, and is empty until it is kept.
struct LogoImage {
  std::string path;
  std::string digest;

  bool operator==(const LogoImage&) const = default;
};

struct Mark {
  enum class Status { live, pending, dead };

  std::string id;                    ///< unique in a workspace: the user's, or "US-5551234"
  std::string name;                  ///< the words as registered, UTF-8; empty for a purely figurative mark
  std::vector<std::string> aliases;  ///< nicknames, translations, masks that sellers use
  std::string office;                ///< ST.3 code of the office: "US", "EM", "CN"
  std::string number;                ///< registration number as the office writes it
  Status status = Status::live;
  std::vector<int> classes;  ///< Nice classes, 1 to 45, ascending
  std::string goods;         ///< goods and services in the register's words
  std::string owner;
  std::vector<LogoImage> logos;
  std::vector<std::string> authorised;  ///< sellers whose use the owner has allowed

  bool operator==(const Mark&) const = default;
};

const char* to_string(Mark::Status status);

}  // namespace markhound

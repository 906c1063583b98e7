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

  // What an office's record says besides; empty where it does not. A date is "2011-05-31", or "2011-05" or "2011"
  // where the office left out the rest.
  std::string serial;       ///< number of the application as the office writes it
  std::string status_code;  ///< what `status` was made of, in the office's own code or words: "800", "Registered"
  std::string status_date;  ///< since when
  std::string filed;
  std::string registered;
  std::string expires;               ///< end of the term of protection; a period of grace may follow
  std::string updated;               ///< date of the office's transaction: of two records the later one holds
  bool standard_characters = false;  ///< the words are claimed without any font, size or colour
  std::string drawing;               ///< mark drawing code of the USPTO: "4", "4000", "3T19"
  std::string disclaimer;            ///< words in which the owner claims no right apart from the mark
  std::vector<std::string> vienna;   ///< codes of the figurative elements, "03.01.04"; the USPTO's own design codes
  std::string image_file;            ///< the office's name for its picture of the mark; the picture is elsewhere

  bool operator==(const Mark&) const = default;
};

const char* to_string(Mark::Status status);

}  // namespace markhound

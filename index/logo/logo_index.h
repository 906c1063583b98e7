// Which enrolled logos share telling points with a picture. Held in memory, built once, never changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/candidate.h"

namespace markhound::index {

/// The points of all logos in one pool: a point of the picture is paired with the logos of the mark that it resembles
/// most, and its `rival` is the nearest point of any *other* mark (Lowe's ratio asks for the second nearest point,
/// which a mark with several logos, or a repeated letter, would fail). Safe from any thread; the same entries in the
/// same order give the same answer.
class LogoIndex {
 public:
  /// `digest` names the logo. Entries of equal mark and digest are variants of one logo, in one frame of coordinates.
  struct Entry {
    std::string mark;
    std::string digest;
    Signature signature;
  };

  explicit LogoIndex(std::vector<Entry> entries);
  ~LogoIndex();
  LogoIndex(LogoIndex&&) noexcept;
  LogoIndex& operator=(LogoIndex&&) noexcept;

  /// One candidate a logo, most pairs first; pairs in the order of the picture's features.
  std::vector<LogoCandidate> recall(const Signature& picture) const;

 private:
  struct Pool;
  std::unique_ptr<const Pool> pool_;
};

}  // namespace markhound::index

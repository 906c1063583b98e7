// What a package is made of: the findings of a request with what the vault knows of their captures.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "evidence/package.h"

namespace markhound::evidence {

/// A capture that a finding was read from.
struct CaptureFacts {
  KeptCapture kept;
  std::string media_type;
  std::string remote_address;
  std::string file;  ///< of the picture in the package; empty for a page
};

struct CustodyFacts {
  std::int64_t entries = 0;
  std::string head;  ///< digest of the last entry
  std::string text;  ///< all lines
};

/// Whether a time-stamping authority vouches for when the package was made.
struct StampFacts {
  bool stamped = false;
  std::string time;     ///< that the authority stated
  std::string subject;  ///< of the authority
  std::string why_not;  ///< where it is not stamped
};

struct Case {
  UtcTime made{};
  std::vector<FindingRecord> findings;
  std::vector<MarkExhibit> marks;
  std::map<std::string, CaptureFacts> captures;  ///< by id, so in the order in which they were kept
  std::map<std::string, std::string> pictures;   ///< bytes by capture id: those that the report shows
  CustodyFacts custody;
  std::vector<std::pair<std::string, std::string>> environment;
  std::string operator_name;
  StampFacts stamp;

  const MarkExhibit* mark(const std::string& id) const {
    for (const MarkExhibit& exhibit : marks) {
      if (exhibit.mark.id == id) return &exhibit;
    }
    return nullptr;
  }
};

/// Captures of the pictures that the report shows for a finding: those with a logo, else the listing's first picture.
std::vector<std::string> shown_pictures(const Case& item, const FindingRecord& record);

/// The self-contained HTML report.
std::string render(const Case& item);

}  // namespace markhound::evidence

// Pictures of a page on which something was found, kept with everything that they were drawn from.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crawler/screenshot.h"
#include "crawler/source.h"
#include "evidence/vault.h"

namespace markhound::cli {

/// A page of a scan, as it was fetched and kept.
struct PhotographedPage {
  const Capture& capture;
  const std::string& id;
  const std::string& target;
  std::map<std::string, std::string> known;  ///< what of it was kept already: URL and vault id
};

struct PagePictures {
  std::vector<std::string> captures;     ///< vault ids of the pictures and of their record
  std::optional<Problem> problem;        ///< why there are none
  std::optional<Problem> vault_problem;  ///< nothing may be shown that was not kept: the scan cannot go on
};

PagePictures photograph(crawler::Photographer& photographer, const PhotographedPage& page, crawler::Source& source,
                        evidence::Vault& vault);

}  // namespace markhound::cli

// Pictures in the report: embedded as data, with what was recognised drawn over them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"

namespace markhound::evidence {

/// The picture alone; a sentence where it is none that can be embedded.
std::string plain_picture(std::string_view bytes, const char* css_class);

/// The picture with the regions of these sightings outlined and their agreeing points dotted.
std::string picture_with_regions(std::string_view bytes, const std::vector<const LogoSighting*>& sightings);

}  // namespace markhound::evidence

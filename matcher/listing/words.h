// Finding the words of rules in the words of listings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.h"

namespace markhound::matcher {

/// ASCII letters lowered; everything else, and so every byte offset, stays.
std::string lower_case(std::string_view text);

/// The first place of `phrase` (lower case) in `text` (lower case). Where the phrase begins or ends with an ASCII
/// letter it must stand as a word there, in the singular or the plural; Chinese runs on without spaces.
std::optional<Span> find_phrase(std::string_view text, std::string_view phrase);

bool contains_any(std::string_view text, const std::vector<std::string_view>& phrases);

}  // namespace markhound::matcher

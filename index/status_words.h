// An office's words for the status of a mark.
#pragma once

#include <optional>
#include <string>

#include "core/mark.h"

namespace markhound::index {

/// Lower case, `_` and `-` as spaces, trimmed: "Registered_And-Renewed" and "registered and renewed" are one.
std::string lower_words(const std::string& text);

/// Live, pending or dead; live for an empty text, nothing for words that say none of them. Where the words are a
/// sentence its beginning decides: "REGISTERED AND RENEWED", "Dead/Cancelled", "Registration cancelled".
std::optional<Mark::Status> status_from(const std::string& text);

}  // namespace markhound::index

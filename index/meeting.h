// Whether a window of text and a form of a mark meet, and by which key: the definition of recall. The index finds the
// pairs fast; the brute-force scan tries all of them; both ask here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/candidate.h"
#include "index/form.h"
#include "index/window.h"

namespace markhound::index {

/// A window with its derived shapes.
struct Question {
  explicit Question(Window asked);

  Window window;
  Shape shape;  ///< its letters only, where only exact keys are asked; the bones are those of the look-alikes
};

/// The most literal key by which the two meet; nothing where they do not.
std::optional<Key> meet(const Question& question, const Form& form);

/// Optimal string alignment distance (Damerau-Levenshtein without crossing edits), or limit + 1 where it is more.
int edits(std::u32string_view a, std::u32string_view b, int limit);

/// Terms under which a form is found. `two_edits`: also with two letters left out (dozens of terms, for own marks).
std::vector<std::string> terms_of(const Form& form, bool two_edits);

/// Terms under which the forms that may meet the window are found.
std::vector<std::string> terms_of(const Question& question, bool two_edits);

}  // namespace markhound::index

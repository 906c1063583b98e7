// One picture, read and judged against the register: its words, the logos in it, the marks that its words use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/match.h"
#include "core/problem.h"
#include "core/result.h"
#include "index/register.h"
#include "matcher/reader.h"

namespace markhound::cli {

struct PictureMatches {
  std::vector<Word> words;
  std::string text;               ///< the words joined by spaces; the spans of `texts` point into it
  std::vector<LogoMatch> logos;   ///< best first
  std::vector<TextMatch> texts;   ///< best first
  std::vector<Problem> problems;  ///< what failed beside it: the words, the register
};

/// The text that `text` uses or resembles, judged.
Result<std::vector<TextMatch>> match_text(const index::Register& marks, std::string_view text);

/// A Problem where the picture cannot be decoded. Words are read only where `recognizer` is given.
Result<PictureMatches> match_picture(const index::Register& marks, std::string_view bytes,
                                     matcher::TextRecognizer* recognizer);

}  // namespace markhound::cli

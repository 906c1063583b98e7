// A candidate that was judged and kept: where the text or picture uses or resembles a mark, how, and how sure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/candidate.h"
#include "core/reading.h"

namespace markhound {

/// How a text relates to a mark, from the nearest to the farthest.
enum class Likeness { identical, alias, confusable, transliterated, phonetic, fuzzy };

const char* to_string(Likeness likeness);

struct TextMatch {
  std::string mark;  ///< Mark::id
  std::string name;  ///< the name or alias that was met
  Likeness likeness = Likeness::identical;
  double score = 0;            ///< 0 to 1, the estimated chance that the text uses this mark
  double distinctiveness = 1;  ///< TextCandidate::distinctiveness of what was met
  Span span;
  std::vector<std::string> reasons;  ///< in words, for the owner and for the seller
};

struct LogoMatch {
  std::string mark;
  std::string logo;  ///< LogoImage::digest
  double score = 0;  ///< 0 to 1
  Box box;
  std::array<float, 8> corners{};  ///< quadrilateral in picture pixels: x, y from the logo's top left, clockwise
  std::vector<PointPair> points;   ///< the agreeing pairs, for the exhibit
  std::vector<std::string> reasons;
};

}  // namespace markhound

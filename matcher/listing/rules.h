// The weights by which a listing is graded. A change here is a new version: findings name the one they were graded by.
#pragma once

#include "core/finding.h"

namespace markhound::matcher::rules {

// What a sign adds to the score where it stands, times the score of its match. A title names the goods; a
// description mentions many things.
inline constexpr double in_title = 0.60;
inline constexpr double in_brand = 0.55;
inline constexpr double in_seller = 0.45;
inline constexpr double in_picture = 0.45;
inline constexpr double in_description = 0.15;

inline constexpr double further_place = 0.05;  ///< for each further part of the listing that shows the sign
inline constexpr int max_further_places = 2;

inline constexpr double logo = 0.60;  ///< times the score of the logo match
inline constexpr double logo_beside_text = 0.45;
inline constexpr double accepted_logo = 0.50;  ///< below it a logo match is a hint for ranking only

inline constexpr double goods_same = 0.15;
inline constexpr double goods_related = 0.10;
inline constexpr double goods_unlike = -0.40;

inline constexpr double descriptive_share = 0.3;  ///< what is left of a sign that reads as ordinary words
inline constexpr double nominative_logo_share = 0.5;

inline constexpr double ordinary_words = 0.5;  ///< distinctiveness below which a sign may be mere description

inline constexpr double grade_s = 0.90;
inline constexpr double grade_a = 0.75;
inline constexpr double grade_b = 0.55;
inline constexpr double grade_c = 0.40;

}  // namespace markhound::matcher::rules

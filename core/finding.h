// A listing set against a mark: what was found, what each thing weighed, what speaks against it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/match.h"

namespace markhound {

/// How strong the case is. `none` is kept too: it says why an innocent look-alike was let go.
enum class Grade { none, C, B, A, S };

const char* to_string(Grade grade);
std::optional<Grade> grade_from(std::string_view name);

/// What the owner decided after looking.
enum class Decision { open, confirmed, dismissed, authorised };

const char* to_string(Decision decision);

/// One factor of likelihood of confusion and its share of the score.
struct Factor {
  std::string name;    ///< "sign identity", "logo", "goods"
  double weight = 0;   ///< what it added to the score; negative where it speaks against
  std::string reason;  ///< in words
  std::string source;  ///< the authority: "EUTMR art. 9(2)(b)"
};

/// A defence that was considered, found or not.
struct Defence {
  std::string name;  ///< "nominative use"
  bool found = false;
  std::string reason;
  std::string source;
};

/// A text match with the part of the listing where it stands.
struct TextSighting {
  std::string where;  ///< "title", "brand", "seller", "description", "picture 1"
  std::string text;   ///< that part, whole
  TextMatch match;
};

struct LogoSighting {
  std::string image;    ///< URL of the picture
  std::string capture;  ///< vault id of its capture
  LogoMatch match;
};

struct Finding {
  std::string id;       ///< the same for the same listing and mark in every scan
  std::string listing;  ///< Listing::url
  std::string title;
  std::string mark;  ///< Mark::id
  Grade grade = Grade::none;
  double score = 0;  ///< 0 to 1
  std::vector<TextSighting> texts;
  std::vector<LogoSighting> logos;
  std::vector<Factor> factors;
  std::vector<Defence> defences;
  std::string rules;  ///< version of the rules that graded it
};

}  // namespace markhound

// The stable names of the values' enumerations, as JSON, CSV and reports print them.
#include "core/candidate.h"
#include "core/finding.h"
#include "core/mark.h"
#include "core/match.h"

namespace markhound {

const char* to_string(Mark::Status status) {
  switch (status) {
    case Mark::Status::live: return "live";
    case Mark::Status::pending: return "pending";
    case Mark::Status::dead: return "dead";
  }
  return "dead";
}

const char* to_string(Key key) {
  switch (key) {
    case Key::exact: return "exact";
    case Key::skeleton: return "skeleton";
    case Key::transliteration: return "transliteration";
    case Key::phonetic: return "phonetic";
    case Key::deletion: return "deletion";
  }
  return "deletion";
}

const char* to_string(Likeness likeness) {
  switch (likeness) {
    case Likeness::identical: return "identical";
    case Likeness::alias: return "alias";
    case Likeness::confusable: return "confusable";
    case Likeness::transliterated: return "transliterated";
    case Likeness::phonetic: return "phonetic";
    case Likeness::fuzzy: return "fuzzy";
  }
  return "fuzzy";
}

const char* to_string(Grade grade) {
  switch (grade) {
    case Grade::none: return "none";
    case Grade::C: return "C";
    case Grade::B: return "B";
    case Grade::A: return "A";
    case Grade::S: return "S";
  }
  return "none";
}

std::optional<Grade> grade_from(std::string_view name) {
  for (Grade grade : {Grade::none, Grade::C, Grade::B, Grade::A, Grade::S}) {
    if (name == to_string(grade)) return grade;
  }
  return std::nullopt;
}

const char* to_string(Decision decision) {
  switch (decision) {
    case Decision::open: return "open";
    case Decision::confirmed: return "confirmed";
    case Decision::dismissed: return "dismissed";
    case Decision::authorised: return "authorised";
  }
  return "open";
}

}  // namespace markhound

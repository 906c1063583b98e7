// What a scan of the sample market found, set against samples/expected.json. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::test {

struct KindScore {
  int expected = 0;  ///< findings that should be raised
  int met = 0;
};

struct MarketScore {
  std::map<std::string, KindScore> kinds;  ///< kind of use -> how many were found
  int expected = 0;
  int met = 0;
  int raised = 0;                         ///< findings graded `raised_from` or better
  int innocent = 0;                       ///< listings in which nothing should be raised
  int silent = 0;                         ///< of those, the ones in which nothing was
  int graded_down = 0;                    ///< of the silent ones, those whose finding is kept with grade none
  std::vector<std::string> misses;        ///< "p017.html nordfjell: look-alike letters (jsonld)"
  std::vector<std::string> false_alarms;  ///< "p020.html nordfjell B: innocent, compatible with"

  double precision() const { return raised == 0 ? 1 : static_cast<double>(raised - false_alarms.size()) / raised; }
  double recall() const { return expected == 0 ? 1 : static_cast<double>(met) / expected; }
};

/// `expected` is the text of samples/expected.json, `findings` what `markhound findings --json --min-grade none`
/// printed: an object a line with "mark", "grade" and "listing" (URL). Problem of kind bad_input where either is not
/// so.
Result<MarketScore> score_market(std::string_view expected, std::string_view findings);

/// The score as a table for people: recall by kind, totals, misses and false alarms.
std::string to_table(const MarketScore& score);

}  // namespace markhound::test

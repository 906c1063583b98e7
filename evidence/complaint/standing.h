// What the notices of the past say: the share that a platform accepted, and who must act by when.
#pragma once

#include <string>
#include <vector>

#include "evidence/complaint/form.h"
#include "evidence/complaint/notice.h"

namespace markhound::evidence::complaint {

/// Listings on which a platform decided within a threshold's window. Counted are listings, not notices: a notice of
/// 300 with 20 refused is 280 accepted.
struct Tally {
  int accepted = 0;
  int refused = 0;
  int counter_won = 0;  ///< of the refused: countered before, so the seller won

  int decided() const { return accepted + refused; }
};

Tally tally(const std::vector<Notice>& notices, const std::string& platform, int window_days, Day today);

struct ThresholdState {
  const Threshold* threshold = nullptr;  ///< of the form
  Tally tally;
  double share = 0;     ///< accepted, or won by sellers, of the decided; 0 where none is decided
  bool counts = false;  ///< enough was decided to say anything
  bool broken = false;
  int spare = 0;  ///< refusals that it can still bear after `more` further listings; negative where broken
};

/// How the form's thresholds stand when `more` listings are filed.
std::vector<ThresholdState> threshold_states(const Form& form, const std::vector<Notice>& notices, int more, Day today);

/// "84 % accepted of 50 decided in 183 days; at least 90 % wanted"
std::string describe(const ThresholdState& state);

/// A deadline that runs.
struct Due {
  const Notice* notice = nullptr;
  const Deadline* deadline = nullptr;
  Day since{};  ///< the event that started it
  Day by{};
  Day latest{};  ///< as `by` where there is no range
};

/// Those of this form's platform, the nearest first.
std::vector<Due> due_of(const Form& form, const std::vector<Notice>& notices);

}  // namespace markhound::evidence::complaint

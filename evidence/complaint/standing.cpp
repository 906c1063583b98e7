#include "evidence/complaint/standing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace markhound::evidence::complaint {
namespace {

/// Shares are decimal fractions: 0.05 * 20 must count as 1.
int whole(double count) { return static_cast<int>(std::floor(count + 1e-9)); }

void take(Tally& tally, const Standing& standing, Day from, Day today) {
  if (!standing.last || standing.on < from || standing.on > today) return;
  if (*standing.last == Event::accepted) ++tally.accepted;
  if (*standing.last != Event::refused) return;
  ++tally.refused;
  if (standing.countered) ++tally.counter_won;
}

ThresholdState state_of(const Threshold& threshold, const Tally& tally, int more) {
  ThresholdState state{&threshold, tally, 0, tally.decided() >= threshold.least, false, 0};
  const bool accepted = threshold.measure == "accepted";
  const int bad = accepted ? tally.refused : tally.counter_won;
  const double bearable = accepted ? 1 - threshold.share : threshold.share;
  if (tally.decided() > 0) state.share = static_cast<double>(accepted ? tally.accepted : bad) / tally.decided();
  state.broken = state.counts && bad > whole(bearable * tally.decided());
  state.spare = whole(bearable * (tally.decided() + more)) - bad;
  return state;
}

Day deadline_day(const Deadline& deadline, Day since, int days) {
  return deadline.business ? add_business_days(since, days) : since + std::chrono::days{days};
}

/// Each day on which the event that starts the deadline was the last that happened to some listing.
std::vector<Day> starts_of(const Deadline& deadline, const Notice& notice) {
  std::vector<Day> days;
  for (const NoticeTarget& target : notice.targets) {
    const Standing standing = standing_of(notice, target.finding);
    if (!standing.last || to_string(*standing.last) != deadline.after) continue;
    if (std::find(days.begin(), days.end(), standing.on) == days.end()) days.push_back(standing.on);
  }
  return days;
}

}  // namespace

Tally tally(const std::vector<Notice>& notices, const std::string& platform, int window_days, Day today) {
  Tally sum;
  const Day from = today - std::chrono::days{window_days};
  for (const Notice& notice : notices) {
    if (notice.platform != platform) continue;
    for (const NoticeTarget& target : notice.targets) take(sum, standing_of(notice, target.finding), from, today);
  }
  return sum;
}

std::vector<ThresholdState> threshold_states(const Form& form, const std::vector<Notice>& notices, int more,
                                             Day today) {
  std::vector<ThresholdState> states;
  for (const Threshold& threshold : form.thresholds) {
    states.push_back(state_of(threshold, tally(notices, form.platform, threshold.window_days, today), more));
  }
  return states;
}

std::string describe(const ThresholdState& state) {
  const bool accepted = state.threshold->measure == "accepted";
  char text[160];
  std::snprintf(text, sizeof text, "%.0f %% %s of %d decided in %d days; %s %.0f %% %s", state.share * 100,
                accepted ? "accepted" : "won by sellers", state.tally.decided(), state.threshold->window_days,
                accepted ? "at least" : "at most", state.threshold->share * 100, accepted ? "wanted" : "borne");
  return text;
}

std::vector<Due> due_of(const Form& form, const std::vector<Notice>& notices) {
  std::vector<Due> all;
  for (const Notice& notice : notices) {
    if (notice.platform != form.platform) continue;
    for (const Deadline& deadline : form.deadlines) {
      for (const Day since : starts_of(deadline, notice)) {
        const Day by = deadline_day(deadline, since, deadline.days);
        all.push_back(
            {&notice, &deadline, since, by, deadline.latest > 0 ? deadline_day(deadline, since, deadline.latest) : by});
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Due& a, const Due& b) { return a.by < b.by; });
  return all;
}

}  // namespace markhound::evidence::complaint

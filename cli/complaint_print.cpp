#include "cli/complaint_print.h"

#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/terminal.h"

namespace markhound::cli {
namespace {

namespace complaint = evidence::complaint;

void put_text(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

std::string state_of(const complaint::Standing& standing) {
  return standing.last ? complaint::to_string(*standing.last) : "drafted";
}

/// "12 accepted, 3 refused"
std::string states_of(const complaint::Notice& notice) {
  std::map<std::string, int> counts;
  for (const auto& target : notice.targets) ++counts[state_of(standing_of(notice, target.finding))];
  std::string text;
  for (const auto& [state, count] : counts)
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", counts.size() > 1 ? fmt::format("{} ", count) : "", state);
  return text;
}

Json source_json(const complaint::Source& source) {
  return {{"says", source.says}, {"url", source.url}, {"read", source.read}, {"confirmed", source.confirmed}};
}

Json outcome_json(const complaint::Outcome& outcome) {
  Json json{{"event", complaint::to_string(outcome.event)}, {"on", complaint::to_text(outcome.on)}};
  put_text(json, "finding", outcome.finding);
  put_text(json, "why", outcome.why);
  put_text(json, "reference", outcome.reference);
  return json;
}

std::vector<complaint::WrittenFile> files_of(const complaint::Draft& draft,
                                             const std::vector<complaint::WrittenFile>& files) {
  std::vector<complaint::WrittenFile> own;
  for (const auto& file : files) {
    if (file.path.find("/" + draft.notice.id() + "-") != std::string::npos) own.push_back(file);
  }
  return own;
}

}  // namespace

std::string describe(const complaint::Remark& remark) {
  const std::string about = remark.finding.empty() ? remark.notice : remark.finding;
  return fmt::format("{:<8} {:<13} {}\n{:22} {}\n{:22} {} [{}, read {}{}]\n", complaint::to_string(remark.severity),
                     inert(about), inert(remark.says), "", inert(remark.mend), "", remark.rule,
                     inert(remark.source.url), inert(remark.source.read),
                     remark.source.confirmed ? "" : ", not confirmed: it only warns");
}

Json to_json(const complaint::Remark& remark) {
  Json json{{"severity", complaint::to_string(remark.severity)}, {"rule", remark.rule}};
  put_text(json, "notice", remark.notice);
  put_text(json, "finding", remark.finding);
  json["says"] = remark.says;
  put_text(json, "mend", remark.mend);
  json["source"] = source_json(remark.source);
  return json;
}

std::string describe(const complaint::Notice& notice) {
  return fmt::format("{:<8} {} {:<13} {:<24} {:<24} {:<3} {:>4}  {}\n", notice.id(), complaint::to_text(notice.drafted),
                     notice.platform, shortened(inert(notice.mark + " " + notice.right), 24),
                     shortened(inert(notice.seller), 24), inert(notice.market), notice.targets.size(),
                     states_of(notice));
}

Json to_json(const complaint::Notice& notice) {
  Json json{{"notice", notice.id()},
            {"platform", notice.platform},
            {"form_version", notice.form_version},
            {"claim", notice.claim},
            {"mark", notice.mark}};
  put_text(json, "right", notice.right);
  put_text(json, "seller", notice.seller);
  put_text(json, "market", notice.market);
  json["drafted"] = complaint::to_text(notice.drafted);
  json["listings"] = Json::array();
  for (const auto& target : notice.targets) {
    const auto standing = standing_of(notice, target.finding);
    Json listing{{"finding", target.finding}, {"url", target.listing}, {"state", state_of(standing)}};
    if (standing.last) listing["on"] = complaint::to_text(standing.on);
    json["listings"].push_back(std::move(listing));
  }
  if (!notice.forced.empty()) json["forced"] = notice.forced;
  json["outcomes"] = Json::array();
  for (const auto& outcome : notice.outcomes) json["outcomes"].push_back(outcome_json(outcome));
  return json;
}

std::string describe(const complaint::Due& due, complaint::Day today) {
  const bool range = due.latest != due.by;
  return fmt::format("{}{} {:<8} {:<13} {}: {}{}\n", complaint::to_text(due.by),
                     range ? " to " + complaint::to_text(due.latest) : std::string(), due.notice->id(),
                     due.notice->platform, due.deadline->whose, due.deadline->says.en,
                     due.latest < today ? "  OVERDUE" : "");
}

Json to_json(const complaint::Due& due, const complaint::Form& form, complaint::Day today) {
  return {{"notice", due.notice->id()},
          {"platform", due.notice->platform},
          {"deadline", due.deadline->name},
          {"whose", due.deadline->whose},
          {"since", complaint::to_text(due.since)},
          {"by", complaint::to_text(due.by)},
          {"latest", complaint::to_text(due.latest)},
          {"overdue", due.latest < today},
          {"says", due.deadline->says.en},
          {"source", source_json(form.source(due.deadline->source))}};
}

std::string describe(const complaint::Draft& draft, const std::vector<complaint::WrittenFile>& files) {
  std::string text = describe(draft.notice);
  for (const auto& file : files_of(draft, files)) text.append(9, ' ').append(inert(file.path)).append("\n");
  return text;
}

Json to_json(const complaint::Draft& draft, const std::vector<complaint::WrittenFile>& files) {
  const complaint::Notice& notice = draft.notice;
  Json json{{"notice", notice.id()}, {"platform", notice.platform}, {"claim", notice.claim}, {"mark", notice.mark}};
  put_text(json, "right", notice.right);
  put_text(json, "seller", notice.seller);
  put_text(json, "market", notice.market);
  json["listings"] = notice.targets.size();
  if (!notice.forced.empty()) json["forced"] = notice.forced;
  json["files"] = Json::array();
  for (const auto& file : files_of(draft, files))
    json["files"].push_back({{"path", file.path}, {"sha256", file.digest}});
  return json;
}

Json to_json(const complaint::ThresholdState& state, const complaint::Form& form) {
  Json json{{"platform", form.platform},
            {"measure", state.threshold->measure},
            {"share", std::round(state.share * 1e4) / 1e4},
            {"threshold", state.threshold->share},
            {"window_days", state.threshold->window_days},
            {"decided", state.tally.decided()},
            {"accepted", state.tally.accepted},
            {"refused", state.tally.refused},
            {"counter_won", state.tally.counter_won},
            {"counts", state.counts},
            {"broken", state.broken},
            {"loses", state.threshold->loses.en},
            {"source", source_json(form.source(state.threshold->source))}};
  return json;
}

}  // namespace markhound::cli

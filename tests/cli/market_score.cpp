#include "tests/cli/market_score.h"

#include <cstdio>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/finding.h"

namespace markhound::test {
namespace {

using nlohmann::json;
using Use = std::pair<std::string, std::string>;  // page, mark

Grade grade_of(const std::string& name) {
  const auto grade = grade_from(name);
  if (!grade) throw std::invalid_argument("no grade \"" + name + "\"");
  return *grade;
}

/// "http://127.0.0.1:8080/p017.html?x#y" -> "p017.html"
std::string page_of(std::string url) {
  url = url.substr(0, url.find_first_of("?#"));
  return url.substr(url.rfind('/') + 1);
}

/// The best grade of each mark in each page.
std::map<Use, Grade> grades_from(std::string_view lines) {
  std::map<Use, Grade> grades;
  std::istringstream in{std::string(lines)};
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    const json finding = json::parse(line);
    const Use use{page_of(finding.at("listing")), finding.at("mark")};
    const Grade grade = grade_of(finding.at("grade"));
    const auto [at, added] = grades.emplace(use, grade);
    if (!added) at->second = std::max(at->second, grade);
  }
  return grades;
}

/// Takes the expected findings of one listing out of `grades`, so that what is left was not expected.
void score_uses(const json& listing, std::map<Use, Grade>& grades, Grade raised_from, MarketScore& score) {
  const std::string page = listing.at("page"), kind = listing.at("kind"), shape = listing.at("shape");
  for (const json& finding : listing.at("findings")) {
    const Use use{page, finding.at("mark")};
    KindScore& of_kind = score.kinds[kind];
    ++of_kind.expected;
    ++score.expected;
    const auto found = grades.find(use);
    if (found != grades.end() && found->second >= grade_of(finding.at("min_grade"))) {
      ++of_kind.met;
      ++score.met;
    } else {
      score.misses.push_back(page + " " + use.second + ": " + kind + " (" + shape + ")");
    }
    if (found == grades.end()) continue;
    if (found->second >= raised_from) ++score.raised;
    grades.erase(found);
  }
}

/// The best that a finding of that mark may have in a listing where it is not expected.
Grade allowed(const json& listing, const std::string& mark) {
  const json& innocent = listing.at("innocent");
  if (innocent.is_null() || innocent.at("mark") != mark) return Grade::none;
  return grade_of(innocent.at("max_grade"));
}

void score_rest(const json& listing, const std::map<Use, Grade>& grades, Grade raised_from, MarketScore& score) {
  const std::string page = listing.at("page");
  bool alarm = false, kept = false;
  for (auto at = grades.lower_bound({page, ""}); at != grades.end() && at->first.first == page; ++at) {
    const auto& [use, grade] = *at;
    kept = true;
    if (grade >= raised_from) ++score.raised;
    if (grade < raised_from || grade <= allowed(listing, use.second)) continue;
    alarm = true;
    const json& innocent = listing.at("innocent");
    const std::string why = innocent.is_null() ? "another mark's listing or a clean one, "
                                               : "innocent, " + innocent.at("why").get<std::string>() + ", ";
    score.false_alarms.push_back(page + " " + use.second + " " + to_string(grade) + ": " + why +
                                 listing.at("shape").get<std::string>());
  }
  if (!listing.at("findings").empty()) return;
  ++score.innocent;
  if (!alarm) ++score.silent;
  if (!alarm && kept) ++score.graded_down;
}

void score_strangers(const std::set<std::string>& pages, const std::map<Use, Grade>& grades, Grade raised_from,
                     MarketScore& score) {
  for (const auto& [use, grade] : grades) {
    if (pages.contains(use.first) || grade < raised_from) continue;
    ++score.raised;
    score.false_alarms.push_back(use.first + " " + use.second + " " + to_string(grade) + ": no listing of the market");
  }
}

}  // namespace

Result<MarketScore> score_market(std::string_view expected, std::string_view findings) {
  try {
    const json truth = json::parse(expected);
    const Grade raised_from = grade_of(truth.at("raised_from"));
    std::map<Use, Grade> grades = grades_from(findings);
    MarketScore score;
    std::set<std::string> pages;
    for (const json& listing : truth.at("listings")) {
      pages.insert(listing.at("page").get<std::string>());
      score_uses(listing, grades, raised_from, score);
      score_rest(listing, grades, raised_from, score);
    }
    score_strangers(pages, grades, raised_from, score);
    return score;
  } catch (const std::exception& e) {
    return Problem{Problem::Kind::bad_input, "market score", e.what(),
                   "give expected.json and the lines of findings --json"};
  }
}

std::string to_table(const MarketScore& score) {
  std::string out;
  char line[256];
  const auto row = [&](const char* name, int met, int of) {
    std::snprintf(line, sizeof line, "%-44s %3d of %3d\n", name, met, of);
    out += line;
  };
  for (const auto& [kind, of_kind] : score.kinds) row(kind.c_str(), of_kind.met, of_kind.expected);
  row("all that should be found", score.met, score.expected);
  row("innocent listings left in peace", score.silent, score.innocent);
  row("  of these graded down with a reason", score.graded_down, score.innocent);
  std::snprintf(line, sizeof line, "precision %.3f (%d raised, %zu false)   recall %.3f\n", score.precision(),
                score.raised, score.false_alarms.size(), score.recall());
  out += line;
  for (const std::string& miss : score.misses) out += "missed       " + miss + "\n";
  for (const std::string& alarm : score.false_alarms) out += "false alarm  " + alarm + "\n";
  return out;
}

}  // namespace markhound::test

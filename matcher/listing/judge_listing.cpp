#include <algorithm>
#include <map>
#include <set>

#include "matcher/judge.h"
#include "matcher/listing/defences.h"
#include "matcher/listing/goods.h"
#include "matcher/listing/rules.h"
#include "matcher/listing/territory.h"

namespace markhound::matcher {
namespace {

double weight_of_place(const std::string& where) {
  if (where == "title") return rules::in_title;
  if (where == "brand") return rules::in_brand;
  if (where == "seller") return rules::in_seller;
  if (where == "description") return rules::in_description;
  return rules::in_picture;
}

/// All that was seen of one mark in one listing.
struct Case {
  std::vector<TextSighting> texts;
  std::vector<LogoSighting> logos;
};

class CaseJudge {
 public:
  CaseJudge(const Listing& listing, const Mark& mark, const Case& seen)
      : listing_(listing), mark_(mark), seen_(seen), defences_(consider(listing, mark, seen.texts)) {}

  Finding judge() {
    add_sign();
    add_logo();
    add_goods();
    Finding finding;
    finding.listing = listing_.url;
    finding.title = listing_.title;
    finding.mark = mark_.id;
    for (const Factor& factor : factors_) finding.score += factor.weight;
    finding.score = std::clamp(finding.score, 0.0, 1.0);
    finding.grade = gated(grade_of(finding.score));
    finding.texts = seen_.texts;
    finding.logos = seen_.logos;
    finding.factors = factors_;
    finding.defences = defences_.considered;
    finding.rules = rules_version;
    return finding;
  }

 private:
  /// What the sighting adds; a sighting that a defence explains adds little or nothing.
  double weight_of(const TextSighting& sighting) const {
    if (is_nominative(sighting)) return 0;
    const double share = is_descriptive(sighting) ? rules::descriptive_share : 1.0;
    return weight_of_place(sighting.where) * sighting.match.score * share;
  }

  void add_sign() {
    const TextSighting* best = nullptr;
    std::set<std::string> places;
    for (const TextSighting& sighting : seen_.texts) {
      if (weight_of(sighting) > 0) places.insert(sighting.where.substr(0, sighting.where.find(' ')));
      if (!best || weight_of(sighting) > weight_of(*best)) best = &sighting;
    }
    if (!best) return;
    const Span span = best->match.span;
    factors_.push_back({"sign", weight_of(*best),
                        std::string(to_string(best->match.likeness)) + " to \"" + best->match.name + "\" in the " +
                            best->where + ": \"" + best->text.substr(span.begin, span.end - span.begin) + "\"",
                        "EUTMR art. 9(2)(a) and (b); DuPont factor 1"});
    const int further = std::min<int>(static_cast<int>(places.size()) - 1, rules::max_further_places);
    if (further <= 0) return;
    factors_.push_back({"further places", further * rules::further_place,
                        "the sign also stands in " + std::to_string(places.size() - 1) + " other parts of the listing",
                        "use as a mark; DuPont factor 1"});
  }

  void add_logo() {
    const auto best = std::max_element(seen_.logos.begin(), seen_.logos.end(),
                                       [](const auto& a, const auto& b) { return a.match.score < b.match.score; });
    if (best == seen_.logos.end()) return;
    const bool beside_text = !factors_.empty() && factors_.front().weight > rules::in_description;
    double weight = best->match.score * (beside_text ? rules::logo_beside_text : rules::logo);
    if (defences_.nominative) weight *= rules::nominative_logo_share;
    const std::string how = best->match.reasons.empty() ? std::string("it agrees with the registered picture")
                                                        : best->match.reasons.front();
    factors_.push_back(
        {"logo", weight, "the registered logo is in the picture: " + how, "DuPont factor 1, appearance; 形"});
  }

  void add_goods() {
    const auto offered = classes_of(listing_);
    std::string names;
    for (int number : offered) names += (names.empty() ? "" : ", ") + std::to_string(number);
    const std::string source = "DuPont factor 2; EUTMR art. 9(2)(b); 类似群";
    switch (relate(offered, mark_.classes)) {
      case GoodsRelation::same:
        factors_.push_back(
            {"goods", rules::goods_same, "the goods fall into a class of the mark (" + names + ")", source});
        break;
      case GoodsRelation::related:
        factors_.push_back(
            {"goods", rules::goods_related, "the goods (class " + names + ") are close to those of the mark", source});
        break;
      case GoodsRelation::unlike:
        factors_.push_back(
            {"goods", rules::goods_unlike, "the goods (class " + names + ") are not those of the mark", source});
        break;
      case GoodsRelation::unknown:
        factors_.push_back({"goods", 0, "the listing's words do not tell the class of its goods", source});
        break;
    }
  }

  static Grade grade_of(double score) {
    if (score >= rules::grade_s) return Grade::S;
    if (score >= rules::grade_a) return Grade::A;
    if (score >= rules::grade_b) return Grade::B;
    return score >= rules::grade_c ? Grade::C : Grade::none;
  }

  /// The gates, each of which holds a finding back whatever its score, and says so among the factors.
  Grade gated(Grade grade) {
    if (mark_.status == Mark::Status::dead) grade = hold(grade, Grade::none, "live right", "the registration is dead");
    if (mark_.status == Mark::Status::pending)
      grade = hold(grade, Grade::C, "live right", "the mark is not registered yet");
    const std::string& market = listing_.ship_to.empty() ? listing_.market : listing_.ship_to;
    if (covers(mark_.office, market) == Cover::outside) {
      grade = hold(grade, Grade::C, "territory",
                   "the page sells into " + market + ", which " + mark_.office + " does not cover");
    }
    if (defences_.authorised)
      grade = hold(grade, Grade::none, "authorised seller", "the owner has allowed this seller");
    if (defences_.resale)
      grade = hold(grade, Grade::none, "genuine resale", "used goods may be sold under their own mark");
    return grade;
  }

  Grade hold(Grade grade, Grade most, const char* gate, const std::string& reason) {
    if (grade <= most) return grade;
    factors_.push_back({gate, 0, reason + ": held at grade " + to_string(most), "gate"});
    return most;
  }

  const Listing& listing_;
  const Mark& mark_;
  const Case& seen_;
  const Defences defences_;
  std::vector<Factor> factors_;
};

}  // namespace

const char* const rules_version = "2026-11-23";

std::vector<Finding> judge_listing(const Listing& listing, const std::vector<TextSighting>& texts,
                                   const std::vector<LogoSighting>& logos,
                                   const std::function<const Mark*(const std::string&)>& find) {
  std::map<std::string, Case> cases;
  for (const TextSighting& sighting : texts) cases[sighting.match.mark].texts.push_back(sighting);
  for (const LogoSighting& sighting : logos) {
    if (sighting.match.score >= rules::accepted_logo) cases[sighting.match.mark].logos.push_back(sighting);
  }
  std::vector<Finding> findings;
  for (const auto& [id, seen] : cases) {
    if (const Mark* mark = find(id)) findings.push_back(CaseJudge(listing, *mark, seen).judge());
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.score > b.score; });
  return findings;
}

}  // namespace markhound::matcher

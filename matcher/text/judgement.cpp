#include "matcher/text/judgement.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "matcher/text/alignment.h"
#include "matcher/text/spelling.h"

namespace markhound::matcher {
namespace {

constexpr double look_alike_only = 0.5;  // a cost up to here is signs that stand for letters, hardly a misspelling
constexpr char32_t mask_sign = U'*';     // what the register writes for a sign that hides letters

/// A candidate with what every rule asks about it.
struct Case {
  const TextCandidate& candidate;
  std::string_view raw;
  Surroundings around;
  std::u32string written;  ///< letters of the window, no spaces
  std::u32string meant;    ///< letters of the form, no spaces
};

/// A verdict of one rule: how sure it is and why.
struct Opinion {
  Likeness likeness = Likeness::identical;
  double score = 0;
  std::vector<std::string> reasons;
};

std::size_t weight_of(const std::u32string& letters) {
  std::size_t weight = 0;
  for (char32_t c : letters) weight += is_unspaced_letter(c) ? 3 : 1;  // a Han letter says as much as a syllable
  return weight;
}

/// An ordinary word is a mark where it is written as a name is: capitals in a text that has small letters, first in a
/// title, ® behind it, alone in its field, or disguised.
double score_of_own_words(const Case& c) {
  const double d = c.candidate.distinctiveness;
  if (c.around.marked || (c.around.is_all && d >= 0.15)) return 0.9;
  if (is_disguised(c.raw) && d >= 0.2) return 0.9;
  const bool dressed = !c.around.cased || c.around.has_upper || !c.around.text_has_upper;
  if (d >= 0.75) return dressed ? 0.97 : 0.85;
  const bool stands_out = c.around.begins_text || c.around.all_upper;
  if (d >= 0.6) return dressed ? (stands_out ? 0.85 : 0.75) : 0.55;
  if (d >= 0.45) return dressed ? (stands_out ? 0.85 : 0.7) : 0.4;
  if (d >= 0.2) return dressed && stands_out ? 0.6 : 0.35;
  return c.around.all_upper && c.around.begins_text ? 0.5 : 0.15;
}

Likeness literal(const Case& c) { return c.candidate.alias ? Likeness::alias : Likeness::identical; }

std::string shown(const Case& c) { return "“" + c.candidate.name + "”"; }

/// How many letters may differ, by weight, before another word is the likelier reading.
double tolerance(std::size_t letters, double distinctiveness) {
  constexpr std::array<double, 12> by_length = {0, 0, 0, 0.2, 0.65, 1.1, 1.35, 1.6, 2.05, 2.3, 2.4, 2.5};
  return by_length[std::min(letters, by_length.size() - 1)] * (0.4 + 0.6 * distinctiveness);
}

/// From 0.95 where nothing differs to one half where the tolerance is used up.
double score_of_difference(double cost, double tolerated) {
  if (tolerated <= 0) return cost > 0 ? 0 : 0.95;
  return std::max(0.0, 0.95 - 0.45 * cost / tolerated);
}

bool is_word_of(const std::u32string& word, const std::string& form) {
  const std::string padded = " " + form + " ";
  return padded.find(" " + encode(word) + " ") != std::string::npos;
}

Opinion judge_part(const Case& c) {
  const double share = static_cast<double>(c.written.size()) / static_cast<double>(c.meant.size());
  return {literal(c), std::min(0.8, 0.5 + 0.3 * share), {"the telling word of the registered words " + shown(c)}};
}

Opinion judge_exact(const Case& c) {
  if (c.written != c.meant) {
    if (is_word_of(c.written, c.candidate.form)) return judge_part(c);
    return {literal(c), 0.85 * c.candidate.distinctiveness, {"the registered words " + shown(c) + " in another order"}};
  }
  Opinion opinion{literal(c), score_of_own_words(c), {}};
  opinion.reasons.push_back((c.candidate.alias ? "a known alias of the mark: " : "the registered words ") + shown(c));
  if (c.around.cut_from_word) {
    opinion.reasons.push_back("inside a longer word whose other parts are ordinary");
    opinion.score = c.candidate.distinctiveness >= 0.6 ? std::min(opinion.score, 0.85) : 0.3;
  }
  return opinion;
}

Opinion judge_masked(const Case& c) {
  const std::u32string shown_letters = [&] {
    std::u32string letters = c.written;
    std::erase(letters, mask_sign);
    return letters;
  }();
  const auto weight = static_cast<double>(weight_of(shown_letters));
  const double share = weight / static_cast<double>(weight_of(c.meant));
  const double enough = std::min(1.0, weight / 3);
  const double score = (0.45 + 0.5 * share) * enough * (0.5 + 0.5 * c.candidate.distinctiveness);
  return {Likeness::confusable, score, {"letters of " + shown(c) + " hidden behind signs: " + encode(c.written)}};
}

std::vector<std::u32string> words_of(const std::string& text) {
  std::vector<std::u32string> words(1);
  for (char32_t c : decode(text)) {
    if (c == U' ') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

/// A capital I among small letters is written for an l.
std::u32string with_capital_i(const Case& c) {
  const std::u32string raw = decode(c.raw);
  std::u32string written = c.written;
  const bool small =
      std::any_of(raw.begin(), raw.end(), [](char32_t letter) { return letter >= 'a' && letter <= 'z'; });
  if (!small || raw.size() != written.size()) return written;
  for (std::size_t i = 1; i < raw.size(); ++i) {
    if (raw[i] == U'I' && written[i] == U'i') written[i] = U'|';
  }
  return written;
}

/// One step is measured by the mark's length; several by the shorter word, as "hido" is not "hinddo".
double score_of_steps(const Case& c, const std::u32string& written, const Alignment& alignment, double cost) {
  const std::size_t meant = weight_of(c.meant);
  const std::size_t letters = alignment.steps.size() < 2 ? meant : std::min(weight_of(written), meant);
  return score_of_difference(cost, tolerance(letters, c.candidate.distinctiveness));
}

/// Of several words, none may be farther off than a word of its length may be: "elle classic" is not "elm classic".
double score_of_worst_word(const Case& c) {
  constexpr double leave = 0.7;  // the other words speak for it
  const auto written = words_of(c.candidate.window);
  const auto meant = words_of(c.candidate.form);
  if (written.size() != meant.size() || meant.size() < 2) return 1;
  double worst = 1;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    const double tolerated = tolerance(std::min(weight_of(written[i]), weight_of(meant[i])), 1);
    worst = std::min(worst, score_of_difference(leave * align(written[i], meant[i]).cost, tolerated));
  }
  return worst;
}

Opinion judge_spelling(const Case& c, Likeness likeness, double lenience = 1) {
  constexpr double other_spacing_cost = 0.5;  // words joined or parted, and misspelled too
  const std::u32string written = with_capital_i(c);
  const Alignment alignment = align(written, c.meant);
  double cost = alignment.cost * lenience;
  const bool parted = c.candidate.window.find(' ') != std::string::npos;
  if (cost > look_alike_only && parted != (c.candidate.form.find(' ') != std::string::npos)) cost += other_spacing_cost;
  const double score = score_of_steps(c, written, alignment, cost);
  return {likeness, std::min(score, score_of_worst_word(c)), describe(alignment)};
}

/// rn as m and vv as w, as a reader in a hurry and OCR see them.
std::u32string with_pairs_merged(const std::u32string& letters) {
  std::u32string merged;
  for (char32_t letter : letters) {
    const char32_t last = merged.empty() ? 0 : merged.back();
    if ((last == 'r' && letter == 'n') || (last == 'v' && letter == 'v')) {
      merged.back() = letter == 'n' ? 'm' : 'w';
    } else {
      merged += letter;
    }
  }
  return merged;
}

Opinion judge_skeleton(const Case& c) {
  Case seen = c;
  if (c.written.size() != c.meant.size()) {
    seen.written = with_pairs_merged(c.written);
    seen.meant = with_pairs_merged(c.meant);
  }
  Opinion opinion = judge_spelling(seen, Likeness::confusable);
  // "XA1" is a model, not "xai": a short name must be met by letters of another script, not by digits.
  const bool digits = std::any_of(c.written.begin(), c.written.end(), [](char32_t l) { return l >= '0' && l <= '9'; });
  if (digits && c.meant.size() < 4) opinion.score = 0;
  opinion.reasons.push_back("looks like " + shown(c));
  return opinion;
}

Opinion judge_phonetic(const Case& c) {
  Opinion opinion = judge_spelling(c, Likeness::phonetic, 0.85);
  opinion.reasons.push_back("sounds like " + shown(c));
  return opinion;
}

/// One reading of two syllables belongs to many words of Chinese: a letter of the mark itself must be among them, or
/// the reading be long.
Opinion judge_transliteration(const Case& c) {
  const std::u32string name = decode(c.candidate.name);
  const std::u32string raw = decode(c.raw);
  const bool unspaced = std::any_of(raw.begin(), raw.end(), is_unspaced_letter);
  const bool shares =
      std::any_of(raw.begin(), raw.end(), [&](char32_t l) { return name.find(l) != std::u32string::npos; });
  double score = c.meant.size() >= 5 ? 0.85 : 0.55;
  if (unspaced && !shares) score -= raw.size() > 2 ? 0.2 : 0.5;
  score *= 0.5 + 0.5 * c.candidate.distinctiveness;
  return {Likeness::transliterated, score, {"read aloud it is “" + encode(c.written) + "”, like " + shown(c)}};
}

Opinion judge_by_key(const Case& c) {
  if (c.written.find(mask_sign) != std::u32string::npos) return judge_masked(c);
  switch (c.candidate.key) {
    case Key::exact: return judge_exact(c);
    case Key::skeleton: return judge_skeleton(c);
    case Key::transliteration: return judge_transliteration(c);
    case Key::phonetic: return judge_phonetic(c);
    case Key::deletion: return judge_spelling(c, Likeness::fuzzy);
  }
  return {};
}

}  // namespace

std::optional<TextMatch> judge_candidate(const Whereabouts& text, const TextCandidate& candidate) {
  const std::string_view raw = text.text().substr(candidate.span.begin, candidate.span.end - candidate.span.begin);
  const Case c{candidate, raw, text.around(candidate.span), without_spaces(candidate.window),
               without_spaces(candidate.form)};
  if (c.meant.empty() || c.written.empty()) return std::nullopt;
  Opinion opinion = judge_by_key(c);
  if (opinion.score < least_score) return std::nullopt;
  TextMatch match;
  match.mark = candidate.mark;
  match.name = candidate.name;
  match.likeness = opinion.likeness;
  match.score = std::round(opinion.score * 1000) / 1000;
  match.span = candidate.span;
  match.reasons = std::move(opinion.reasons);
  for (std::string& odd : oddities(raw, candidate)) match.reasons.push_back(std::move(odd));
  match.reasons.push_back(std::string("found by the key: ") + to_string(candidate.key));
  return match;
}

}  // namespace markhound::matcher

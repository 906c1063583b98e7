#include "matcher/listing/defences.h"

#include <algorithm>

#include "matcher/listing/rules.h"
#include "matcher/listing/words.h"

namespace markhound::matcher {
namespace {

using Phrases = std::vector<std::string_view>;

// Before the mark, with at most a noun between ("compatible with watches of X"): the goods are made for it.
const Phrases before_mark_near = {"compatible with",
                                  "compatible for",
                                  "works with",
                                  "suitable for",
                                  "designed for",
                                  "made for",
                                  "replacement for",
                                  "for use with",
                                  "passend für",
                                  "kompatibel mit",
                                  "geeignet für",
                                  "ersatz für",
                                  "compatible avec",
                                  "compatibles avec",
                                  "compatible con",
                                  "compatibles con",
                                  "compatibile con",
                                  "compatibili con",
                                  "geschikt voor",
                                  "compatível com",
                                  "compatíveis com",
                                  "no affiliation with",
                                  "not affiliated with",
                                  "适用于",
                                  "适用",
                                  "兼容",
                                  "适配",
                                  "专为",
                                  "相容",
                                  "對應",
                                  "対応",
                                  "호환"};

// Directly before it: in themselves these words say little.
const Phrases before_mark = {"for",      "for the", "for your", "fits",        "fit for", "fits the", "fits your",
                             "replaces", "für",     "pour",     "para",        "per",     "voor",     "для",
                             "dla",      "för",     "til",      "inspired by", "not",     "unlike"};

// Directly after it: "X compatible", "X-kompatibel".
const Phrases after_mark = {"compatible",  "kompatibel", "kompatible",  "kompatibler", "kompatibles", "compatibles",
                            "compatibile", "fitting",    "replacement", "专用",        "兼容",        "适用",
                            "用",          "対応",       "互換",        "호환"};

const Phrases used_goods = {
    "used",        "pre-owned", "preowned",   "second hand", "second-hand", "secondhand",   "vintage original",
    "refurbished", "gebraucht", "gebrauchte", "occasion",    "d'occasion",  "segunda mano", "usado",
    "usata",       "usato",     "二手",       "中古",        "б/у",         "open box"};

constexpr std::size_t cue_reach = 40;  ///< bytes looked at on either side of the mark

bool is_separator(char c) { return std::string_view(" -\t\n:\"'(®™").find(c) != std::string_view::npos; }

std::string_view trimmed_end(std::string_view text) {
  while (!text.empty() && is_separator(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trimmed_begin(std::string_view text) {
  while (!text.empty() && is_separator(text.front())) text.remove_prefix(1);
  return text;
}

bool ends_with_phrase(std::string_view text, std::string_view phrase) {
  if (!text.ends_with(phrase)) return false;
  const auto at = find_phrase(text.substr(text.size() - std::min(text.size(), phrase.size() + 1)), phrase);
  return at.has_value();
}

/// The phrase stands in `text`, and after it at most three words without a stop between.
bool stands_near_end(std::string_view text, std::string_view phrase) {
  const auto at = find_phrase(text, phrase);
  if (!at) return false;
  const std::string_view between = text.substr(at->end);
  return between.find_first_of(",.;|/()") == std::string_view::npos &&
         std::count(between.begin(), between.end(), ' ') <= 3;
}

bool begins_with_phrase(std::string_view text, std::string_view phrase) {
  const auto at = text.starts_with(phrase) ? find_phrase(text, phrase) : std::nullopt;
  return at && at->begin == 0;
}

bool is_picture(const TextSighting& sighting) { return sighting.where.starts_with("picture"); }

/// Sightings in which a sign would be used as a mark; a description mentions much.
std::vector<const TextSighting*> counting(const std::vector<TextSighting>& texts) {
  std::vector<const TextSighting*> counted;
  for (const TextSighting& sighting : texts) {
    if (sighting.where != "description") counted.push_back(&sighting);
  }
  if (counted.empty()) {
    for (const TextSighting& sighting : texts) counted.push_back(&sighting);
  }
  return counted;
}

bool all_are(const std::vector<const TextSighting*>& texts, bool (*test)(const TextSighting&)) {
  return !texts.empty() &&
         std::all_of(texts.begin(), texts.end(), [&](const TextSighting* sighting) { return test(*sighting); });
}

/// Letters and digits in lower case: "Nordfjell Official Store" is met by "nordfjell-official-store".
std::string bare(const std::string& name) {
  std::string letters;
  for (char c : lower_case(name)) {
    if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) letters += c;
  }
  return letters;
}

bool same_name(const std::string& a, const std::string& b) {
  const std::string bare_a = bare(a);
  return !bare_a.empty() && bare_a == bare(b);
}

bool is_authorised(const Listing& listing, const Mark& mark) {
  if (listing.seller.empty()) return false;
  if (same_name(listing.seller, mark.owner)) return true;
  return std::any_of(mark.authorised.begin(), mark.authorised.end(),
                     [&](const std::string& seller) { return same_name(seller, listing.seller); });
}

Defence authorised_defence(const Listing& listing, bool found) {
  std::string reason = "the page names no seller; look who sells before you complain";
  if (!listing.seller.empty()) {
    reason = "the seller is \"" + listing.seller + "\", " +
             (found ? "whom the owner has allowed" : "who is not on the owner's list");
  }
  return {"authorised seller", found, reason, "EUTMR art. 9(2), consent"};
}

Defence resale_defence(bool found) {
  return {"genuine resale", found,
          found ? "the title offers used goods" : "nothing says that the goods are used or resold",
          "EUTMR art. 15; first sale"};
}

Defence nominative_defence(bool found) {
  return {"nominative use", found,
          found ? "the mark is named only to say what the goods are for"
                : "the mark is not named as what the goods are for",
          "EUTMR art. 14(1)(c); New Kids on the Block, 971 F.2d 302"};
}

Defence descriptive_defence(bool found) {
  return {"descriptive use", found,
          found ? "the words are used in their ordinary sense" : "the words do not read as ordinary speech",
          "CN Trademark Law art. 59; EUTMR art. 14(1)(b)"};
}

}  // namespace

bool is_nominative(const TextSighting& sighting) {
  if (sighting.where != "title" && sighting.where != "description") return false;
  const std::string text = lower_case(sighting.text);
  const Span span = sighting.match.span;
  const std::size_t from = span.begin - std::min(span.begin, cue_reach);
  const std::string_view before = trimmed_end(std::string_view(text).substr(from, span.begin - from));
  const std::string_view after = trimmed_begin(std::string_view(text).substr(span.end, cue_reach));
  const auto near = [&](std::string_view phrase) { return stands_near_end(before, phrase); };
  const auto ends = [&](std::string_view phrase) { return ends_with_phrase(before, phrase); };
  const auto begins = [&](std::string_view phrase) { return begins_with_phrase(after, phrase); };
  return std::any_of(before_mark_near.begin(), before_mark_near.end(), near) ||
         std::any_of(before_mark.begin(), before_mark.end(), ends) ||
         std::any_of(after_mark.begin(), after_mark.end(), begins);
}

bool is_descriptive(const TextSighting& sighting) {
  if (is_picture(sighting) || sighting.match.distinctiveness >= rules::ordinary_words) return false;
  const Span span = sighting.match.span;
  const std::string met = sighting.text.substr(span.begin, span.end - span.begin);
  return met == lower_case(met);
}

Defences consider(const Listing& listing, const Mark& mark, const std::vector<TextSighting>& texts) {
  Defences found;
  const auto counted = counting(texts);
  found.nominative = all_are(counted, is_nominative);
  found.descriptive = all_are(counted, is_descriptive);
  found.authorised = is_authorised(listing, mark);
  found.resale = contains_any(lower_case(listing.title), used_goods);
  found.considered = {nominative_defence(found.nominative), descriptive_defence(found.descriptive),
                      authorised_defence(listing, found.authorised), resale_defence(found.resale)};
  return found;
}

}  // namespace markhound::matcher

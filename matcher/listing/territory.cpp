#include "matcher/listing/territory.h"

#include <algorithm>
#include <string_view>

namespace markhound::matcher {
namespace {

constexpr std::string_view european_union[] = {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
                                               "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
                                               "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};
constexpr std::string_view benelux[] = {"BE", "LU", "NL"};

template <class Countries>
Cover cover_of(const Countries& countries, const std::string& market) {
  return std::find(std::begin(countries), std::end(countries), market) != std::end(countries) ? Cover::covered
                                                                                              : Cover::outside;
}

}  // namespace

Cover covers(const std::string& office, const std::string& market) {
  if (office.empty() || market.empty() || office == "WO") return Cover::unknown;
  if (office == "EM" || office == "EU") return cover_of(european_union, market);
  if (office == "BX") return cover_of(benelux, market);
  return office == market ? Cover::covered : Cover::outside;
}

}  // namespace markhound::matcher

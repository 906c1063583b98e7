// One listing out of what several sources say, each field by the source that can be trusted with it.
#pragma once

#include <vector>

#include "core/listing.h"
#include "crawler/platforms/labelled_values.h"
#include "crawler/platforms/stock.h"
#include "crawler/platforms/visible_price.h"

namespace markhound::crawler {

struct Sources {
  std::vector<Listing> structured;  ///< JSON-LD, microdata, RDFa, meta tags: the most trusted first
  std::vector<SeenPrice> prices;    ///< the likeliest first
  LabelledValues labelled;
  SeenStock stock;
  Listing state;  ///< of the page's scripts
};

/// Texts, identifiers, price and availability. What is plainly seen overrules structured data where the two differ:
/// a price that is crossed out or not on the page, a number that is printed beside "product code", a stock that an
/// order button contradicts.
Listing settle(const Sources& sources);

/// Points from which a seen price is believed without structured data, and against it.
inline constexpr int likely_price = 7;
inline constexpr int plain_price = 11;

}  // namespace markhound::crawler

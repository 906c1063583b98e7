// The price that a person sees on the page.
#pragma once

#include <optional>
#include <vector>

#include "core/listing.h"
#include "crawler/platforms/layout.h"

namespace markhound::crawler {

struct SeenPrice {
  Money money;
  int points = 0;  ///< how much speaks for its being the price asked; settle.cpp says what is enough
  bool crossed_out = false;
};

/// Prices on the page, the likeliest first; at most some thousands are looked at.
std::vector<SeenPrice> seen_prices(const Layout& layout);

}  // namespace markhound::crawler

// Whether a person who sees the page could buy: its buttons, and what it says about stock.
#pragma once

#include <string>

#include "crawler/platforms/labelled_values.h"
#include "crawler/platforms/layout.h"

namespace markhound::crawler {

struct SeenStock {
  std::string availability;  ///< schema.org name, or empty where nothing tells
  bool by_button = false;    ///< an order button is there and can be pressed
};

SeenStock seen_stock(const Layout& layout, const LabelledValues& values);

}  // namespace markhound::crawler

// Values that the page prints beside a label, or in an element that is named after what it holds.
#pragma once

#include <array>
#include <string>

#include "crawler/platforms/labels.h"
#include "crawler/platforms/layout.h"

namespace markhound::crawler {

struct LabelledValue {
  std::string text;
  int points = 0;  ///< 0 where there is none; the rank of the label, and how near the heading it stands
};

/// The best value for each field.
struct LabelledValues {
  LabelledValue sku, mpn, gtin, brand, seller, availability;

  LabelledValue& of(Labelled field);
};

LabelledValues labelled_values(const Layout& layout);

}  // namespace markhound::crawler

// Whether a listing can be bought, from what pages write about it.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// schema.org's ItemAvailability name for a value of structured data in any of the usual spellings
/// ("https://schema.org/InStock", "in stock", "instock", "oos"); empty where it is none.
std::string availability_name(std::string_view value);

/// What a sentence of the page says, in some thirty languages: "OutOfStock", "InStock", "PreOrder", or empty.
std::string availability_in(std::string_view text);

}  // namespace markhound::crawler

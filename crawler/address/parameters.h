// The parameters of an address, read and set one by one; all else of it stays byte for byte.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace markhound::crawler {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Names and values of a query ("q=a+b&limit=5"), decoded, "+" as a blank; in their order, empty parts left out.
Parameters parameters_of(std::string_view query);

/// The decoded value of the first parameter of that name, or empty.
std::string parameter(std::string_view url, std::string_view name);

/// The address with that parameter: where it stood, or at the end of the query. `url` has no fragment.
std::string with_parameter(std::string_view url, std::string_view name, std::string_view value);

}  // namespace markhound::crawler

// The JSON that commands print: one object a line, fields documented in docs/json.md, absent where there is nothing.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/picture_matches.h"
#include "core/listing.h"
#include "core/match.h"
#include "core/problem.h"
#include "index/register.h"

namespace markhound::cli {

using Json = nlohmann::ordered_json;

/// One line; bytes that are not UTF-8 are replaced, never an exception.
std::string line_of(const Json& json);

Json to_json(const Box& box);
Json to_json(const Problem& problem);
Json to_json(const Listing& listing);
/// With the mark's number, office and name from the register.
Json to_json(const TextMatch& match, const index::Register& marks);
Json to_json(const LogoMatch& match, const index::Register& marks);
Json to_json(const Word& word);

}  // namespace markhound::cli

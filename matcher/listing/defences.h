// What speaks against a finding: uses of somebody's mark that the law allows.
#pragma once

#include <string>
#include <vector>

#include "core/finding.h"
#include "core/listing.h"
#include "core/mark.h"

namespace markhound::matcher {

/// Whether the words around the sighting say that the goods are for the marked goods, not of that mark:
/// "compatible with X", "X-kompatibel", "适用于X".
bool is_nominative(const TextSighting& sighting);

/// Whether the sighting reads as ordinary words of the language and not as a badge of origin.
bool is_descriptive(const TextSighting& sighting);

struct Defences {
  bool nominative = false;          ///< every sighting that counts is nominative
  bool descriptive = false;         ///< every sighting that counts is descriptive
  bool authorised = false;          ///< the seller is the owner, or one whom the owner allowed
  bool resale = false;              ///< the title offers used goods
  std::vector<Defence> considered;  ///< each of them, found or not, in words
};

/// `texts` are the sightings of `mark` in `listing`.
Defences consider(const Listing& listing, const Mark& mark, const std::vector<TextSighting>& texts);

}  // namespace markhound::matcher

// Notices in the order of a form, with every field filled as far as the workspace knows.
#pragma once

#include <string>
#include <vector>

#include "evidence/complaint/filing.h"

namespace markhound::evidence::complaint {

/// A field of the form with what goes into it; `lines` are one value, pasted together.
struct FilledField {
  const Field* field = nullptr;  ///< of the filing's form
  std::string value;             ///< inert; empty where nothing is known
};

/// The listings of one notice: one right, one seller, one market, no more than the form takes.
struct Draft {
  Notice notice;
  std::vector<const Accused*> accused;  ///< of the filing
  std::optional<Registration> registration;
  const Party* holder = nullptr;
  const Party* filer = nullptr;
  std::vector<FilledField> fields;
};

/// Divides the filing into notices and fills them; numbers run on from `first_number`. The drafts point into the
/// filing, which must outlive them.
std::vector<Draft> draft_notices(const Filing& filing, std::int64_t first_number);

/// Whether the form wants the field in this filing (Field::when).
bool is_wanted(const Field& field, const Filing& filing);

/// What fills a field or a column called `from`, for the listings of the draft; inert. `most` is the longest that fits
/// where the program writes the words itself (0: any).
std::string value_of(const std::string& from, const Filing& filing, const Draft& draft, std::size_t most);

/// The same for one row of a sheet: values called "target.…" are of this listing, all others as above.
std::string row_value(const std::string& from, const Filing& filing, const Draft& draft, const Accused& accused,
                      std::size_t most);

/// The explanation of the notice in the language chosen, for these listings, cut to what matters most where `most` is
/// short.
std::string explanation(const Filing& filing, const Draft& draft, const std::vector<const Accused*>& accused,
                        std::size_t most);

/// Where in a listing the sign stands, in the words of forms: "image of the listing; text of the listing".
std::string places_of(const std::vector<const Accused*>& accused, Language language);

/// Words in the language chosen: "Listings · 侵权商品链接".
std::string worded(const Text& text, Language language);

}  // namespace markhound::evidence::complaint

// Pages that stand where a listing should: a check for robots, a log-in, "this item is gone". They are told as what
// they are; none is a listing, and none is passed by.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/problem.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// One thing by which such a page is known. Words are in lower case.
struct Notice {
  enum class Says { check, login, gone };
  enum class Part {
    address,  ///< the page's URL holds the words
    title,    ///< <title> or the heading begins with the words
    text,     ///< a short page's visible text holds the words
    script,   ///< a script's source or address holds the words
    id,       ///< an element has this id
  };

  Says says;
  Part part;
  std::string_view words;
};

/// The Problem that the page is, or nothing where no sign is on it. `signs` are the platform's own; those of the
/// services that stand before many shops (Cloudflare, Akamai, DataDome, PerimeterX, Imperva, AWS) are always looked
/// for. `road` says what a reader can do instead. Kinds: refused, not_found.
std::optional<Problem> refusal(const OpenedPage& page, std::span<const Notice> signs, std::string_view road);

/// The road that is open on every platform.
inline constexpr std::string_view saved_page_road =
    "open the page in your own browser, save it (or record a WARC of it), and scan the file";

}  // namespace markhound::crawler

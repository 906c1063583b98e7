// The answers of platforms' interfaces: JSON read within limits, and never an exception for what is missing in it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/capture.h"
#include "core/listing.h"
#include "core/result.h"
#include "crawler/platform.h"

namespace markhound::crawler {

using Json = nlohmann::json;

/// By its media type: application/json, text/json, anything+json, and the JavaScript types that shops give JSON.
bool is_json(const Capture& capture);

/// Whether the capture came from one of `hosts`, or from a search of the user's on that platform (its interface may be
/// set to another address). Nobody else can speak for the platform.
bool is_answer_of(const Capture& capture, std::string_view platform, std::initializer_list<std::string_view> hosts);

/// The body as JSON: at most 24 MiB, 32 levels, 1,000,000 values. A Problem of kind limit or bad_input otherwise.
Result<Json> parse_answer(const Capture& capture);

/// What lies at the end of the path of names; null where it leads nowhere.
const Json& at(const Json& from, std::initializer_list<const char*> path);

/// A text without blanks around it and without character references, or a number or truth value as JSON writes it;
/// empty for anything else.
std::string text_at(const Json& from, std::initializer_list<const char*> path);

/// The integer there, or `otherwise`.
long long number_at(const Json& from, std::initializer_list<const char*> path, long long otherwise);

/// The text of a fragment of HTML, at most 10,000 bytes.
std::string plain_text(std::string_view markup);

/// "1999" with two places is "19.99". Empty for what is no row of at most 18 digits, or more than six places.
std::string amount_of_minor(std::string_view digits, long long places);

/// With the text that an interface without one stands for: "19.99 EUR". Empty where there is no amount.
Money money_of(const std::string& amount, const std::string& currency);

/// Adds the URL made absolute on the capture's, unless it is there already or is no web address.
void add_image(const Capture& capture, const std::string& reference, Listing& listing);

/// A page that is an answer: each of its listings goes by its own address.
Page answer_page();

/// One Problem for all entries that had no number or name, so that none vanishes unsaid.
void note_unreadable(const Capture& capture, std::size_t unreadable, std::size_t all, Page& page);

/// Adds the listing of each item, and notes those that have no number or no title.
void add_listings(const Capture& capture, const Json& items, Listing (*listing_of)(const Capture&, const Json&),
                  Page& page);

}  // namespace markhound::crawler

// What the readers of single platforms share: their own findings laid over what every page says.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/listing.h"
#include "crawler/platform.h"
#include "crawler/platforms/opened_page.h"
#include "crawler/platforms/refusal.h"

namespace markhound::crawler {

/// The canonical address of the item that an absolute URL leads to; empty where it leads to none.
using ItemAddress = std::string (*)(const std::string& url);

/// What a platform's file brings along besides its rules for a listing.
struct Manners {
  ItemAddress item_address;
  std::span<const Notice> signs;  ///< of pages that stand in a listing's place
  std::string_view road;          ///< what is open where the page is not
};

/// `own` is what the platform's rules found: where it has an id and a title it is the listing, its fields before all
/// others. Else the page is a Problem (a check, a log-in, gone), or a list: its links are the addresses of the items
/// that it names, `listed` (from the page's state) first. Takes the problems out of `opened`.
Page read_platform_page(OpenedPage& opened, Listing own, const Manners& manners,
                        const std::vector<std::string>& listed = {});

/// The addresses of all items that the page links to, each once, in its order.
std::vector<std::string> item_links(const OpenedPage& page, ItemAddress item_address);

/// The part of the address after `marker`, up to the next of "/?#&"; empty where the marker is not in it.
std::string part_after(std::string_view address, std::string_view marker);

/// The digits that `text` begins with.
std::string leading_digits(std::string_view text);

/// The text of a description that is HTML.
std::string text_of_html(std::string_view html);

/// "Colour: black, red" of a name and its values; adds nothing without values.
void add_variant(std::vector<std::string>& variants, const std::string& name, const std::vector<std::string>& values);

/// "A > B" of the steps of a category.
std::string trail_of(const std::vector<std::string>& steps);

/// References made absolute; those that are none are left out.
std::vector<std::string> absolute_all(const OpenedPage& page, const std::vector<std::string>& references);

}  // namespace markhound::crawler

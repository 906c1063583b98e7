#include "crawler/platforms/generic.h"

#include <algorithm>

#include "crawler/platforms/meta_tags.h"
#include "crawler/platforms/pictures.h"
#include "crawler/platforms/product.h"

namespace markhound::crawler {
namespace {

void fill(std::string& field, const std::string& value) {
  if (field.empty()) field = value;
}

}  // namespace

bool accepts_html(const Capture& capture) {
  return capture.media_type.empty() || capture.media_type.find("html") != std::string::npos;
}

Listing read_listing(const OpenedPage& page) {
  Listing listing;
  for (const Listing& source : {read_product(page.json_ld, page), read_product(page.microdata, page),
                                read_product(page.rdfa, page), read_meta_tags(page)}) {
    for (auto field :
         {&Listing::id, &Listing::url, &Listing::title, &Listing::description, &Listing::availability, &Listing::brand,
          &Listing::sku, &Listing::gtin, &Listing::mpn, &Listing::seller, &Listing::category, &Listing::ship_to})
      fill(listing.*field, source.*field);
    if (listing.price.empty()) listing.price = source.price;
    for (const auto& image : source.images)
      if (std::find(listing.images.begin(), listing.images.end(), image) == listing.images.end())
        listing.images.push_back(image);
  }
  return listing;
}

Page parse_generic(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  Page page;
  page.listing = read_listing(opened);
  page.listing->platform = "generic";
  page.listing->market = opened.country;
  page.problems = std::move(opened.problems);
  return page;
}

}  // namespace markhound::crawler

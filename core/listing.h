// What a page says that it sells, before any judgement. Everything but the platform and the URL may be absent
// (empty): pages leave things out.
#pragma once

#include <string>
#include <vector>

namespace markhound {

struct Money {
  std::string amount;    ///< plain decimal, "87.11"
  std::string currency;  ///< ISO 4217, or the sign as printed where it is not one country's
  std::string text;      ///< as the page prints it

  bool empty() const { return amount.empty() && text.empty(); }
  bool operator==(const Money&) const = default;
};

struct Listing {
  std::string platform;  ///< name in the table of platforms: "generic", "ebay"
  std::string id;        ///< the platform's item number
  std::string url;       ///< canonical where the page names one
  std::string title;
  std::string description;
  Money price;             ///< of a range the lower end
  Money price_to;          ///< the upper end of a range; empty where one price is asked
  std::string availability;  ///< schema.org ItemAvailability without its prefix: "InStock", "OutOfStock"
  std::string brand;
  std::string sku;
  std::string gtin;
  std::string mpn;
  std::string seller;
  std::string seller_url;  ///< page of the seller or the shop, absolute
  std::string category;
  std::string market;                 ///< country that the page is for, ISO 3166
  std::string ship_to;                ///< where the page says it ships, ISO 3166
  std::vector<std::string> variants;  ///< what a buyer can choose: "Colour: black, red"
  std::vector<std::string> images;    ///< absolute URLs, the main one first
  std::vector<std::string> captures;  ///< vault ids of the captures that it was read from

  bool operator==(const Listing&) const = default;
};

}  // namespace markhound

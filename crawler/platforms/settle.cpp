#include "crawler/platforms/settle.h"

#include <algorithm>
#include <array>

#include "crawler/html/text.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using Field = std::string Listing::*;

/// What shops write where they have nothing to say.
bool is_placeholder(std::string_view value) {
  constexpr std::array<std::string_view, 19> words{"",
                                                   "0",
                                                   "-",
                                                   "--",
                                                   "n/a",
                                                   "na",
                                                   "none",
                                                   "null",
                                                   "nan",
                                                   "undefined",
                                                   "default",
                                                   "unknown",
                                                   "generic",
                                                   "no brand",
                                                   "nobrand",
                                                   "no name",
                                                   "not applicable",
                                                   "does not apply",
                                                   "brand"};
  const std::string low = html::lowered(html::trim(value));
  return std::find(words.begin(), words.end(), low) != words.end();
}

std::string first_of(const Sources& sources, Field field) {
  for (const Listing& source : sources.structured)
    if (!is_placeholder(source.*field)) return source.*field;
  return {};
}

bool is_zero(const Money& money) { return money.amount.find_first_not_of("0.") == std::string::npos; }

const SeenPrice* seen_as(const Sources& sources, const Money& money, bool crossed_out) {
  for (const SeenPrice& seen : sources.prices)
    if (seen.crossed_out == crossed_out && same_amount(seen.money.amount, money.amount)) return &seen;
  return nullptr;
}

/// Prints of the same price agree in the amount; what one leaves open the other tells.
Money joined(const Money& trusted, const Money& printed) {
  Money money = trusted;
  if (money.currency.empty() || (money.currency.size() != 3 && printed.currency.size() == 3))
    money.currency = printed.currency;
  money.text = printed.text;
  return money;
}

Money settle_price(const Sources& sources) {
  const auto best =
      std::find_if(sources.prices.begin(), sources.prices.end(), [](auto& seen) { return !seen.crossed_out; });
  const int plain = best == sources.prices.end() ? 0 : best->points;
  for (const Listing& source : sources.structured) {
    if (source.price.amount.empty() || is_zero(source.price)) continue;
    const SeenPrice* same = seen_as(sources, source.price, false);
    const SeenPrice* former = seen_as(sources, source.price, true);
    if (former && plain >= plain_price && (!same || same->points < likely_price)) return best->money;
    if (same && same->points > 0) return joined(source.price, same->money);
    if (plain >= plain_price) return best->money;
    return same ? joined(source.price, same->money) : source.price;
  }
  if (plain >= likely_price) return best->money;
  return sources.state.price;
}

/// The upper end of the range that the price begins: as the data has it, else as it is printed.
Money settle_upper_end(const Sources& sources, const Money& price) {
  for (const Listing& source : sources.structured)
    if (!source.price_to.empty() && same_amount(source.price.amount, price.amount)) return source.price_to;
  return upper_end(price.text, price.currency, "").value_or(Money{});
}

/// Letters and digits only, lower case: numbers are printed with and without their marks.
std::string bare(std::string_view code) {
  std::string out;
  for (const char c : code)
    if (html::is_alnum(c)) out += html::lower(c);
  return out;
}

std::string settle_sku(const Sources& sources) {
  constexpr int plain = 6;
  std::string structured = first_of(sources, &Listing::sku);
  const LabelledValue& printed = sources.labelled.sku;
  if (structured.size() > 60) structured.clear();
  if (printed.points > 0 && (structured.empty() || bare(structured) == bare(printed.text))) return printed.text;
  if (printed.points >= plain) return printed.text;
  if (!structured.empty()) return structured;
  if (std::string id = first_of(sources, &Listing::id); !id.empty()) return id;
  return is_placeholder(sources.state.sku) ? std::string{} : sources.state.sku;
}

std::string settle_availability(const Sources& sources, bool priced) {
  const std::string structured = first_of(sources, &Listing::availability);
  const SeenStock& seen = sources.stock;
  const bool gone = structured == "OutOfStock" || structured == "SoldOut" || structured == "Discontinued";
  if (structured == "InStock" && seen.availability == "OutOfStock" && !seen.by_button) return seen.availability;
  if (gone && seen.by_button) return "InStock";
  if (!structured.empty()) return structured;
  if (!seen.availability.empty()) return seen.availability;
  if (!sources.state.availability.empty()) return sources.state.availability;
  return priced ? "InStock" : std::string{};  // offered at a price, and nothing speaks against it
}

/// "More of the brand: Acme" is a label and a name.
std::string without_label(const std::string& name) {
  const std::size_t colon = name.rfind(": ");
  return colon == name.npos ? name : name.substr(colon + 2);
}

std::string settle_brand(const Sources& sources) {
  if (std::string brand = without_label(first_of(sources, &Listing::brand)); !brand.empty() && !is_placeholder(brand))
    return brand;
  if (sources.labelled.brand.points >= 3 && !is_placeholder(sources.labelled.brand.text))
    return sources.labelled.brand.text;
  return is_placeholder(sources.state.brand) ? std::string{} : sources.state.brand;
}

std::string digits_of(std::string_view code) {
  std::string digits;
  for (const char c : code) {
    if (html::is_digit(c))
      digits += c;
    else if (c != ' ' && c != '-')
      return {};
  }
  return digits;
}

/// GS1 General Specifications, section 7.9: the last digit makes the sum, each second one from the right tripled, a
/// multiple of ten.
bool is_gtin(std::string_view digits) {
  if (digits.size() != 8 && (digits.size() < 12 || digits.size() > 14)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[digits.size() - 1 - i] - '0') * (i % 2 == 1 ? 3 : 1);
  return sum % 10 == 0 && digits.find_first_not_of('0') != digits.npos;
}

std::string settle_gtin(const Sources& sources) {
  std::vector<std::string> codes;
  for (const Listing& source : sources.structured) codes.push_back(source.gtin);
  codes.push_back(sources.labelled.gtin.text);
  codes.push_back(sources.state.gtin);
  for (const std::string& code : codes)
    if (const std::string digits = digits_of(code); is_gtin(digits)) return digits;
  return {};
}

std::string either(std::string first, const std::string& second) { return first.empty() ? second : first; }

/// A shop's own number given as the maker's is none.
std::string settle_mpn(const Sources& sources) {
  std::string mpn = either(either(first_of(sources, &Listing::mpn), sources.labelled.mpn.text), sources.state.mpn);
  return mpn == first_of(sources, &Listing::sku) ? std::string{} : mpn;
}

void settle_images(const Sources& sources, Listing& listing) {
  for (const Listing& source : sources.structured)
    for (const std::string& image : source.images)
      if (std::find(listing.images.begin(), listing.images.end(), image) == listing.images.end())
        listing.images.push_back(image);
}

}  // namespace

Listing settle(const Sources& sources) {
  Listing listing;
  for (const Field field :
       {&Listing::id, &Listing::url, &Listing::title, &Listing::description, &Listing::category, &Listing::ship_to})
    listing.*field = first_of(sources, field);
  listing.price = settle_price(sources);
  listing.price_to = settle_upper_end(sources, listing.price);
  listing.availability = settle_availability(sources, !listing.price.empty());
  listing.brand = settle_brand(sources);
  listing.sku = settle_sku(sources);
  listing.gtin = settle_gtin(sources);
  listing.mpn = settle_mpn(sources);
  listing.seller =
      either(either(first_of(sources, &Listing::seller), sources.labelled.seller.text), sources.state.seller);
  settle_images(sources, listing);
  return listing;
}

}  // namespace markhound::crawler

#include "cli/json.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace markhound::cli {
namespace {

/// Four decimals are what a score means; the rest would be noise in a diff.
double rounded(double score) { return std::round(score * 1e4) / 1e4; }

void put(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

Json price_json(const Money& price) {
  Json json = Json::object();
  put(json, "amount", price.amount);
  put(json, "currency", price.currency);
  put(json, "text", price.text);
  return json;
}

void put_mark(Json& json, const std::string& id, const index::Register& marks) {
  const auto mark = marks.find(id);
  json["mark"] = id;
  if (!mark) return;
  put(json, "number", mark->number);
  put(json, "office", mark->office);
  json["name"] = mark->name;
}

}  // namespace

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json to_json(const Box& box) { return Json::array({box.x, box.y, box.width, box.height}); }

Json to_json(const Problem& problem) {
  Json json = {{"kind", to_string(problem.kind)}, {"thing", problem.thing}, {"cause", problem.cause}};
  put(json, "mend", problem.mend);
  return json;
}

Json to_json(const Listing& listing) {
  Json json = Json::object();
  put(json, "platform", listing.platform);
  put(json, "id", listing.id);
  put(json, "url", listing.url);
  put(json, "title", listing.title);
  put(json, "description", listing.description);
  if (!listing.price.empty()) json["price"] = price_json(listing.price);
  if (!listing.price_to.empty()) json["price_to"] = price_json(listing.price_to);
  put(json, "availability", listing.availability);
  put(json, "brand", listing.brand);
  put(json, "sku", listing.sku);
  put(json, "gtin", listing.gtin);
  put(json, "mpn", listing.mpn);
  put(json, "seller", listing.seller);
  put(json, "seller_url", listing.seller_url);
  put(json, "category", listing.category);
  put(json, "market", listing.market);
  put(json, "ship_to", listing.ship_to);
  if (!listing.variants.empty()) json["variants"] = listing.variants;
  if (!listing.images.empty()) json["images"] = listing.images;
  return json;
}

Json to_json(const TextMatch& match, const index::Register& marks) {
  Json json;
  put_mark(json, match.mark, marks);
  json["kind"] = to_string(match.likeness);
  json["score"] = rounded(match.score);
  json["span"] = {match.span.begin, match.span.end};
  json["reasons"] = match.reasons;
  return json;
}

Json to_json(const LogoMatch& match, const index::Register& marks) {
  Json json;
  put_mark(json, match.mark, marks);
  json["logo"] = match.logo;
  json["score"] = rounded(match.score);
  json["box"] = to_json(match.box);
  json["reasons"] = match.reasons;
  return json;
}

Json to_json(const Word& word) {
  return {{"text", word.text}, {"confidence", rounded(word.confidence)}, {"box", to_json(word.box)}};
}

}  // namespace markhound::cli

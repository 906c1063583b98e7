#include "evidence/finding_json.h"

#include <charconv>

#include <nlohmann/json.hpp>

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The double whose shortest decimal form is also the float's: 0.1f is printed 0.1, and reads back as 0.1f.
double shortest(float value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  double wide = 0;
  std::from_chars(text, end, wide);
  return wide;
}

Json json_of(const Feature& f) {
  return {{"x", shortest(f.x)}, {"y", shortest(f.y)}, {"size", shortest(f.size)}, {"angle", shortest(f.angle)}};
}

Feature feature_from(const Json& json) { return {json.at("x"), json.at("y"), json.at("size"), json.at("angle")}; }

Json json_of(const PointPair& pair) {
  return {{"picture", json_of(pair.picture)},
          {"logo", json_of(pair.logo)},
          {"distance", shortest(pair.distance)},
          {"rival", shortest(pair.rival)}};
}

PointPair pair_from(const Json& json) {
  return {feature_from(json.at("picture")), feature_from(json.at("logo")), json.at("distance"), json.at("rival")};
}

Json json_of(const TextMatch& match) {
  return {{"mark", match.mark},
          {"name", match.name},
          {"likeness", to_string(match.likeness)},
          {"score", match.score},
          {"distinctiveness", match.distinctiveness},
          {"span", Json::array({match.span.begin, match.span.end})},
          {"reasons", match.reasons}};
}

Likeness likeness_from(const std::string& name) {
  for (Likeness likeness :
       {Likeness::identical, Likeness::alias, Likeness::confusable, Likeness::transliterated, Likeness::phonetic}) {
    if (name == to_string(likeness)) return likeness;
  }
  return Likeness::fuzzy;
}

TextMatch text_match_from(const Json& json) {
  TextMatch match;
  match.mark = json.at("mark");
  match.name = json.at("name");
  match.likeness = likeness_from(json.at("likeness"));
  match.score = json.at("score");
  match.distinctiveness = json.at("distinctiveness");
  match.span = {json.at("span").at(0), json.at("span").at(1)};
  match.reasons = json.at("reasons").get<std::vector<std::string>>();
  return match;
}

Json json_of(const LogoMatch& match) {
  Json json{{"mark", match.mark}, {"logo", match.logo}, {"score", match.score}};
  json["box"] = Json::array({match.box.x, match.box.y, match.box.width, match.box.height});
  json["corners"] = Json::array();
  for (float corner : match.corners) json["corners"].push_back(shortest(corner));
  json["points"] = Json::array();
  for (const PointPair& pair : match.points) json["points"].push_back(json_of(pair));
  json["reasons"] = match.reasons;
  return json;
}

LogoMatch logo_match_from(const Json& json) {
  const Json& box = json.at("box");
  LogoMatch match{
      json.at("mark"), json.at("logo"), json.at("score"), {box.at(0), box.at(1), box.at(2), box.at(3)}, {}, {}, {}};
  for (std::size_t i = 0; i < match.corners.size(); ++i) match.corners[i] = json.at("corners").at(i);
  for (const Json& pair : json.at("points")) match.points.push_back(pair_from(pair));
  match.reasons = json.at("reasons").get<std::vector<std::string>>();
  return match;
}

Json json_of(const Factor& f) {
  return {{"name", f.name}, {"weight", f.weight}, {"reason", f.reason}, {"source", f.source}};
}

Json json_of(const Defence& d) {
  return {{"name", d.name}, {"found", d.found}, {"reason", d.reason}, {"source", d.source}};
}

Json json_of(const Finding& finding) {
  Json json{{"id", finding.id},     {"listing", finding.listing},        {"title", finding.title},
            {"mark", finding.mark}, {"grade", to_string(finding.grade)}, {"score", finding.score}};
  json["texts"] = Json::array();
  for (const TextSighting& sighting : finding.texts) {
    json["texts"].push_back({{"where", sighting.where}, {"text", sighting.text}, {"match", json_of(sighting.match)}});
  }
  json["logos"] = Json::array();
  for (const LogoSighting& sighting : finding.logos) {
    json["logos"].push_back(
        {{"image", sighting.image}, {"capture", sighting.capture}, {"match", json_of(sighting.match)}});
  }
  json["factors"] = Json::array();
  for (const Factor& factor : finding.factors) json["factors"].push_back(json_of(factor));
  json["defences"] = Json::array();
  for (const Defence& defence : finding.defences) json["defences"].push_back(json_of(defence));
  json["rules"] = finding.rules;
  return json;
}

Finding finding_of(const Json& json) {
  Finding finding;
  finding.id = json.at("id");
  finding.listing = json.at("listing");
  finding.title = json.at("title");
  finding.mark = json.at("mark");
  finding.grade = grade_from(json.at("grade").get<std::string>()).value_or(Grade::none);
  finding.score = json.at("score");
  for (const Json& t : json.at("texts"))
    finding.texts.push_back({t.at("where"), t.at("text"), text_match_from(t.at("match"))});
  for (const Json& l : json.at("logos")) {
    finding.logos.push_back({l.at("image"), l.at("capture"), logo_match_from(l.at("match"))});
  }
  for (const Json& f : json.at("factors")) {
    finding.factors.push_back({f.at("name"), f.at("weight"), f.at("reason"), f.at("source")});
  }
  for (const Json& d : json.at("defences")) {
    finding.defences.push_back({d.at("name"), d.at("found"), d.at("reason"), d.at("source")});
  }
  finding.rules = json.at("rules");
  return finding;
}

/// The members of a listing that are plain text, in the order in which they are printed.
constexpr std::pair<const char*, std::string Listing::*> listing_texts[] = {{"platform", &Listing::platform},
                                                                            {"id", &Listing::id},
                                                                            {"url", &Listing::url},
                                                                            {"title", &Listing::title},
                                                                            {"description", &Listing::description},
                                                                            {"availability", &Listing::availability},
                                                                            {"brand", &Listing::brand},
                                                                            {"sku", &Listing::sku},
                                                                            {"gtin", &Listing::gtin},
                                                                            {"mpn", &Listing::mpn},
                                                                            {"seller", &Listing::seller},
                                                                            {"seller_url", &Listing::seller_url},
                                                                            {"category", &Listing::category},
                                                                            {"market", &Listing::market},
                                                                            {"ship_to", &Listing::ship_to}};

Json json_of(const Money& money) {
  Json json = Json::object();
  if (!money.amount.empty()) json["amount"] = money.amount;
  if (!money.currency.empty()) json["currency"] = money.currency;
  if (!money.text.empty()) json["text"] = money.text;
  return json;
}

Json json_of(const Listing& listing) {
  Json json = Json::object();
  for (const auto& [name, member] : listing_texts) {
    if (!(listing.*member).empty()) json[name] = listing.*member;
  }
  if (!(listing.price == Money{})) json["price"] = json_of(listing.price);
  if (!(listing.price_to == Money{})) json["price_to"] = json_of(listing.price_to);
  if (!listing.variants.empty()) json["variants"] = listing.variants;
  if (!listing.images.empty()) json["images"] = listing.images;
  if (!listing.captures.empty()) json["captures"] = listing.captures;
  return json;
}

Money money_of(const Json& json) {
  return {json.value("amount", ""), json.value("currency", ""), json.value("text", "")};
}

Listing listing_of(const Json& json) {
  Listing listing;
  for (const auto& [name, member] : listing_texts) listing.*member = json.value(name, "");
  if (json.contains("price")) listing.price = money_of(json["price"]);
  if (json.contains("price_to")) listing.price_to = money_of(json["price_to"]);
  listing.variants = json.value("variants", std::vector<std::string>{});
  listing.images = json.value("images", std::vector<std::string>{});
  listing.captures = json.value("captures", std::vector<std::string>{});
  return listing;
}

Decision decision_from(const std::string& name) {
  for (Decision decision : {Decision::confirmed, Decision::dismissed, Decision::authorised}) {
    if (name == to_string(decision)) return decision;
  }
  return Decision::open;
}

FindingRecord record_of(const Json& json) {
  FindingRecord record;
  record.finding = finding_of(json);
  record.seen = listing_of(json.at("seen"));
  record.first_seen = from_rfc3339(json.at("first_seen").get<std::string>()).value_or(UtcTime{});
  record.last_seen = from_rfc3339(json.at("last_seen").get<std::string>()).value_or(UtcTime{});
  record.decision = decision_from(json.at("decision"));
  record.why = json.at("why");
  return record;
}

template <class Value>
Result<Value> parse(const std::string& text, const char* thing, Value (*read)(const Json&)) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& e) {
    return Problem{Problem::Kind::bad_input, thing, std::string("it cannot be read: ") + e.what(), ""};
  }
}

}  // namespace

std::string to_json(const Finding& finding) { return dump(json_of(finding)); }

std::string to_json(const FindingRecord& record) {
  Json json = json_of(record.finding);
  json["seen"] = json_of(record.seen);
  json["first_seen"] = to_rfc3339(record.first_seen);
  json["last_seen"] = to_rfc3339(record.last_seen);
  json["decision"] = to_string(record.decision);
  json["why"] = record.why;
  return dump(json);
}

std::string to_json(const Listing& listing) { return dump(json_of(listing)); }

Result<Finding> finding_from_json(const std::string& json) { return parse(json, "finding", finding_of); }
Result<FindingRecord> record_from_json(const std::string& json) { return parse(json, "finding record", record_of); }
Result<Listing> listing_from_json(const std::string& json) { return parse(json, "listing", listing_of); }

}  // namespace markhound::evidence

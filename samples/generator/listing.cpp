#include "samples/generator/listing.h"

#include <fstream>
#include <stdexcept>

namespace markhound::samples {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

Shape shape_from(const std::string& name) {
  for (const Shape shape : {Shape::jsonld, Shape::microdata, Shape::opengraph, Shape::bare}) {
    if (name == to_string(shape)) return shape;
  }
  throw std::runtime_error("no page shape \"" + name + "\"");
}

Listing listing_from(const json& line, std::uint32_t seed) {
  Listing listing;
  listing.page = line.at("page");
  listing.shape = shape_from(line.at("shape"));
  listing.language = line.value("language", "en");
  listing.title = line.at("title");
  listing.brand = line.value("brand", "");
  listing.price = line.at("price");
  listing.currency = line.at("currency");
  listing.seller = line.at("seller");
  listing.category = line.at("category");
  listing.description = line.at("description");
  for (const json& review : line.value("reviews", json::array())) {
    listing.reviews.push_back({review.at("author"), review.at("text")});
  }
  listing.kind = line.at("kind");
  listing.findings = line.value("findings", json::array());
  listing.innocent = line.value("innocent", json());
  listing.shot = shot_from_json(line.at("picture"), seed);
  return listing;
}

}  // namespace

const char* to_string(Shape shape) {
  switch (shape) {
    case Shape::jsonld: return "jsonld";
    case Shape::microdata: return "microdata";
    case Shape::opengraph: return "opengraph";
    case Shape::bare: return "bare";
  }
  return "";
}

std::vector<Listing> read_listings(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<Listing> listings;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    try {
      listings.push_back(listing_from(json::parse(line), number));
    } catch (const std::exception& e) {
      throw std::runtime_error(path + " line " + std::to_string(number) + ": " + e.what());
    }
  }
  return listings;
}

std::string expected_json(const std::vector<Listing>& listings) {
  std::string out = "{\n\"raised_from\": \"C\",\n\"listings\": [\n";
  for (const Listing& listing : listings) {
    ordered_json line;
    line["page"] = listing.page;
    line["shape"] = to_string(listing.shape);
    line["kind"] = listing.kind;
    line["findings"] = listing.findings;
    line["innocent"] = listing.innocent;
    out += line.dump() + (&listing == &listings.back() ? "\n" : ",\n");
  }
  return out + "]\n}\n";
}

}  // namespace markhound::samples

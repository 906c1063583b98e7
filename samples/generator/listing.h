// One line of samples/listings.jsonl: a listing of the sample market, and what a scan should say of it.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "samples/generator/shot.h"

namespace markhound::samples {

enum class Shape { jsonld, microdata, opengraph, bare };

struct Review {
  std::string author;
  std::string text;
};

struct Listing {
  std::string page;  ///< "p017.html"
  Shape shape = Shape::bare;
  std::string language;  ///< "en", "zh", "de", "es"
  std::string title;
  std::string brand;  ///< empty where the page names none
  std::string price;  ///< "39.90"
  std::string currency;
  std::string seller;
  std::string category;  ///< "Electronics > Headphones"
  std::string description;
  std::vector<Review> reviews;
  std::string kind;         ///< of use: "look-alike letters", "authorised seller"
  nlohmann::json findings;  ///< as in expected.json
  nlohmann::json innocent;
  Shot shot;

  std::string picture() const { return "img/" + page.substr(0, page.find('.')) + ".jpg"; }
  bool clean() const { return findings.empty() && innocent.is_null(); }
};

/// All lines in order. Throws std::runtime_error that names the line.
std::vector<Listing> read_listings(const std::string& path);

/// The text of samples/expected.json.
std::string expected_json(const std::vector<Listing>& listings);

const char* to_string(Shape shape);

}  // namespace markhound::samples

// Real titles and brands for measuring, from the data beside the repository, and names made up by a seeded generator.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace markhound::bench {

struct Title {
  std::string text;
  std::string brand;  ///< empty where the row names none
};

/// Titles of the CSV files text/listings-flipkart.csv and rows/*.csv; empty where the data is not there.
std::vector<Title> real_titles();

/// Titles without brands in English and Chinese (text/shopee_dev_*.csv).
std::vector<std::string> shopee_titles();

/// Names of brands: those of the titles, of the seller spellings, and of the logo files. No doubles.
std::vector<std::string> real_brands();

/// Brand and how a seller wrote it.
struct SellerSpelling {
  std::string brand;
  std::string written;
};
std::vector<SellerSpelling> seller_spellings();

/// Two signs and whether a tribunal held them confusing.
struct DecidedPair {
  std::string text;
  std::string mark;
  std::string outcome;
};
std::vector<DecidedPair> decided_pairs();

/// A pronounceable name of two to four syllables, the first letter upper case.
std::string made_up_name(std::mt19937& random);

/// One of two halves by a hash of the text: tune on `false`, report both.
bool held_back(const std::string& text);

}  // namespace markhound::bench

#include "tests/bench/listing_texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "index/csv.h"
#include "index/line_reader.h"

namespace markhound::bench {
namespace {

namespace fs = std::filesystem;
using index::CsvReader;
using index::LineReader;

fs::path data(const std::string& below) {
  const char* set = std::getenv("MARKHOUND_TEST_DATA");
  return fs::path(set ? set : MARKHOUND_TEST_DATA) / below;
}

/// The cells of the named columns, row by row; an absent column gives empty cells.
std::vector<std::vector<std::string>> columns(const fs::path& path, const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path, std::ios::binary);
  index::ByteReader bytes([&](char* into, std::size_t size) -> Result<std::size_t> {
    in.read(into, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(in.gcount());
  });
  LineReader lines(bytes);
  CsvReader reader(lines, ',');
  auto header = reader.next();
  if (!header) return rows;
  std::vector<std::ptrdiff_t> places;
  for (const std::string& name : names) {
    places.push_back(std::find(header->cells.begin(), header->cells.end(), name) - header->cells.begin());
  }
  while (auto record = reader.next()) {
    std::vector<std::string> row;
    for (std::ptrdiff_t place : places) {
      row.push_back(place < std::ssize(record->cells) ? record->cells[static_cast<std::size_t>(place)] : "");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void add_titles(const fs::path& path, const std::string& title, std::vector<Title>& titles) {
  for (auto& row : columns(path, {title, "brand"})) {
    if (!row[0].empty()) titles.push_back({row[0], row[1] == "null" || row[1] == "No Brand" ? "" : row[1]});
  }
}

}  // namespace

std::vector<Title> real_titles() {
  std::vector<Title> titles;
  add_titles(data("text/listings-flipkart.csv"), "product_name", titles);
  add_titles(data("rows/lazada.csv"), "title", titles);
  add_titles(data("rows/shopee.csv"), "title", titles);
  add_titles(data("rows/shein.csv"), "product_name", titles);
  return titles;
}

std::vector<std::string> shopee_titles() {
  std::vector<std::string> titles;
  for (auto& row : columns(data("text/shopee_dev_en.csv"), {"translation_output"})) titles.push_back(row[0]);
  for (auto& row : columns(data("text/shopee_dev_tcn.csv"), {"text"})) titles.push_back(row[0]);
  return titles;
}

std::vector<SellerSpelling> seller_spellings() {
  std::vector<SellerSpelling> spellings;
  std::ifstream in(data("text/seller-spellings.tsv"));
  for (std::string line; std::getline(in, line);) {
    const auto tab = line.find('\t');
    if (tab != std::string::npos) spellings.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return spellings;
}

std::vector<DecidedPair> decided_pairs() {
  std::vector<DecidedPair> pairs;
  std::ifstream in(data("text/decided-pairs.tsv"));
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    DecidedPair pair;
    std::getline(cells, pair.text, '\t');
    std::getline(cells, pair.mark, '\t');
    if (std::getline(cells, pair.outcome, '\t')) pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::vector<std::string> real_brands() {
  std::set<std::string> brands;
  for (const Title& title : real_titles()) brands.insert(title.brand);
  for (const SellerSpelling& spelling : seller_spellings()) brands.insert(spelling.brand);
  std::error_code error;
  for (const auto& file : fs::directory_iterator(data("logos/brand-svg"), error)) {
    std::string name = file.path().stem().string();
    std::replace(name.begin(), name.end(), '-', ' ');
    if (!name.ends_with(" icon")) brands.insert(name);
  }
  brands.erase("");
  return {brands.begin(), brands.end()};
}

std::string made_up_name(std::mt19937& random) {
  static const std::vector<std::string> onsets = {"b", "br", "c",  "d",  "dr", "f",  "fl", "g", "gr",
                                                  "h", "j",  "k",  "kl", "l",  "m",  "n",  "p", "pr",
                                                  "r", "s",  "st", "sk", "t",  "tr", "v",  "w", "z"};
  static const std::vector<std::string> vowels = {"a", "e", "i", "o", "u", "ai", "ou", "ee"};
  static const std::vector<std::string> codas = {"", "", "", "n", "r", "l", "s", "x", "m", "nd", "ck"};
  const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  std::string name;
  const std::size_t syllables = 2 + random() % 3;
  for (std::size_t i = 0; i < syllables; ++i) name += pick(onsets) + pick(vowels) + pick(codas);
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

bool held_back(const std::string& text) {
  std::uint32_t hash = 2166136261u;
  for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
  return (hash >> 13) & 1;
}

}  // namespace markhound::bench

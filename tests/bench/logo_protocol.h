// Protocol P5 of the test data's README: which pictures are references and queries, and how answers are counted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace markhound::bench {

struct Reference {
  std::string brand;
  std::string name;     ///< brand and number, unique
  std::string picture;  ///< PNG, the box cut out and scaled to 300 pixels
};

struct Query {
  std::string brand;  ///< "none" where the photo bears no mark
  std::filesystem::path photo;
};

/// The five largest boxes of each brand, at least 40 pixels a side. `data` is the folder with marks.tsv.
std::vector<Reference> p5_references(const std::filesystem::path& data);
/// The photos of a table of two columns: "queries.tsv", brand first. Empty where the table is missing.
std::vector<Query> read_queries(const std::filesystem::path& data, const std::string& table);

struct Answer {
  std::string truth;
  std::string mark;  ///< the best match; empty where there was none
  double score = 0;
  bool held_back = false;  ///< of the third that nothing is tuned on
};

struct Figures {
  int positives = 0;
  int negatives = 0;
  double top1 = 0;            ///< share of positives whose best match is right, whatever its score
  double recall_at_95 = 0;    ///< greatest share of positives right at a threshold where 95 of 100 answers are right
  double recall_at_half = 0;  ///< share of positives right with a score of 0.5 or more
  int wrong_at_half = 0;      ///< positives answered with another mark at 0.5 or more
  int false_at_half = 0;      ///< negatives answered at 0.5 or more
};

Figures count(const std::vector<Answer>& answers);

/// One photo in three, by a hash of its file name.
bool held_back(const std::filesystem::path& photo);

}  // namespace markhound::bench

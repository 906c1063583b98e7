// Approximate nearest neighbours among descriptors: randomised k-d trees searched best bin first (Silpa-Anan and
// Hartley 2008, Muja and Lowe 2009). Written here, as OpenCV's takes its randomness from a global generator and its
// search is not const; this one gives the same answer to the same question from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace markhound::index {

struct Neighbour {
  std::uint32_t distance = 0;  ///< squared, as squared_distance gives it
  std::uint32_t point = 0;     ///< row of the descriptors

  auto operator<=>(const Neighbour&) const = default;
};

class KdForest {
 public:
  struct Options {
    int trees = 4;
    int leaf = 8;         ///< points in a leaf at most
    int checks = 1024;    ///< points compared in one search, about
    int neighbours = 24;  ///< given back by one search at most
  };

  /// `descriptors` are rows of Signature::dimensions bytes, borrowed for the forest's life.
  KdForest(const std::uint8_t* descriptors, std::size_t count, Options options);

  /// Nearest first; equal distances in order of their rows. Exact where there are no more points than checks.
  std::vector<Neighbour> nearest(const std::uint8_t* descriptor) const;

 private:
  struct Node {
    std::int32_t dimension = -1;  ///< -1: a leaf
    std::int32_t threshold = 0;   ///< bytes below it lie left
    std::uint32_t left = 0;       ///< child, or the first of a leaf's points
    std::uint32_t right = 0;      ///< child, or one past the last of them
  };
  struct Tree {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> order;
  };
  class Grower;
  class Search;

  const std::uint8_t* row(std::uint32_t point) const;

  const std::uint8_t* descriptors_;
  std::size_t count_;
  Options options_;
  std::vector<Tree> trees_;
};

}  // namespace markhound::index

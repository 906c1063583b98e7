#include "index/logo/kd_forest.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <queue>
#include <random>

#include "core/reading.h"
#include "index/logo/descriptor_distance.h"

namespace markhound::index {
namespace {

constexpr int dimensions = Signature::dimensions;
constexpr int split_sample = 100;    // points whose variance chooses the dimension of a split
constexpr int split_candidates = 5;  // dimensions of highest variance among which chance decides

}  // namespace

/// Grows one tree; the trees differ by the seed only.
class KdForest::Grower {
 public:
  Grower(const KdForest& forest, unsigned seed) : forest_(forest), random_(seed) {}

  Tree grow() {
    tree_.order.resize(forest_.count_);
    std::iota(tree_.order.begin(), tree_.order.end(), 0u);
    std::shuffle(tree_.order.begin(), tree_.order.end(), random_);
    tree_.nodes.emplace_back();
    std::vector<Part> open{{0, 0, static_cast<std::uint32_t>(forest_.count_)}};
    while (!open.empty()) {
      const Part part = open.back();
      open.pop_back();
      split(part, open);
    }
    return std::move(tree_);
  }

 private:
  struct Part {
    std::uint32_t node, begin, end;
  };

  void split(const Part& part, std::vector<Part>& open) {
    Node node{-1, 0, part.begin, part.end};
    if (part.end - part.begin > static_cast<std::uint32_t>(forest_.options_.leaf)) {
      choose(part, node);
      const auto first = tree_.order.begin();
      auto middle = std::partition(first + part.begin, first + part.end, [&](std::uint32_t point) {
        return forest_.row(point)[node.dimension] < node.threshold;
      });
      auto cut = static_cast<std::uint32_t>(middle - first);
      if (cut == part.begin || cut == part.end) {
        node = {-1, 0, part.begin, part.end};  // all alike: doubles of one descriptor
      } else {
        node.left = static_cast<std::uint32_t>(tree_.nodes.size());
        node.right = node.left + 1;
        tree_.nodes.resize(tree_.nodes.size() + 2);
        open.push_back({node.left, part.begin, cut});
        open.push_back({node.right, cut, part.end});
      }
    }
    tree_.nodes[part.node] = node;
  }

  void choose(const Part& part, Node& node) {
    std::array<std::int64_t, dimensions> sum{}, squares{};
    const std::int64_t sampled = std::min<std::int64_t>(part.end - part.begin, split_sample);
    for (std::int64_t i = 0; i < sampled; ++i) {
      const std::uint8_t* row = forest_.row(tree_.order[part.begin + static_cast<std::uint32_t>(i)]);
      for (std::size_t d = 0; d < dimensions; ++d) {
        sum[d] += row[d];
        squares[d] += std::int64_t{row[d]} * row[d];
      }
    }
    std::array<int, dimensions> by_variance;
    std::iota(by_variance.begin(), by_variance.end(), 0);
    const auto variance = [&](int d) {
      const auto at = static_cast<std::size_t>(d);
      return squares[at] * sampled - sum[at] * sum[at];
    };
    std::partial_sort(by_variance.begin(), by_variance.begin() + split_candidates, by_variance.end(),
                      [&](int a, int b) { return std::pair(-variance(a), a) < std::pair(-variance(b), b); });
    node.dimension = by_variance[random_() % split_candidates];
    node.threshold = static_cast<std::int32_t>(sum[static_cast<std::size_t>(node.dimension)] / sampled) + 1;
  }

  const KdForest& forest_;
  std::mt19937 random_;
  Tree tree_;
};

/// One search over all trees, the nearest unvisited branch first.
class KdForest::Search {
 public:
  Search(const KdForest& forest, const std::uint8_t* wanted)
      : forest_(forest), wanted_(wanted), seen_((forest.count_ + 63) / 64, 0) {}

  std::vector<Neighbour> run() {
    for (std::uint32_t tree = 0; tree < forest_.trees_.size(); ++tree) descend({0, tree, 0});
    while (!branches_.empty() && checked_ < forest_.options_.checks) {
      const Branch branch = branches_.top();
      branches_.pop();
      descend(branch);
    }
    std::sort_heap(best_.begin(), best_.end());
    return std::move(best_);
  }

 private:
  struct Branch {
    std::uint32_t distance, tree, node;
    auto operator<=>(const Branch&) const = default;
  };

  void descend(Branch at) {
    const Tree& tree = forest_.trees_[at.tree];
    const Node* node = &tree.nodes[at.node];
    while (node->dimension >= 0) {
      const int gap = int{wanted_[node->dimension]} - node->threshold;
      const bool left = gap < 0;
      branches_.push({at.distance + static_cast<std::uint32_t>(gap * gap), at.tree, left ? node->right : node->left});
      node = &tree.nodes[left ? node->left : node->right];
    }
    for (std::uint32_t i = node->left; i < node->right; ++i) check(tree.order[i]);
  }

  void check(std::uint32_t point) {
    const std::uint64_t bit = std::uint64_t{1} << (point % 64);
    if (seen_[point / 64] & bit) return;
    seen_[point / 64] |= bit;
    ++checked_;
    const Neighbour found{squared_distance(wanted_, forest_.row(point)), point};
    if (best_.size() == static_cast<std::size_t>(forest_.options_.neighbours)) {
      if (best_.front() < found) return;
      std::pop_heap(best_.begin(), best_.end());
      best_.pop_back();
    }
    best_.push_back(found);
    std::push_heap(best_.begin(), best_.end());
  }

  const KdForest& forest_;
  const std::uint8_t* wanted_;
  std::vector<std::uint64_t> seen_;
  std::priority_queue<Branch, std::vector<Branch>, std::greater<>> branches_;
  std::vector<Neighbour> best_;
  int checked_ = 0;
};

KdForest::KdForest(const std::uint8_t* descriptors, std::size_t count, Options options)
    : descriptors_(descriptors), count_(count), options_(options) {
  if (count == 0) return;
  for (int i = 0; i < options.trees; ++i) trees_.push_back(Grower(*this, static_cast<unsigned>(i + 1)).grow());
}

std::vector<Neighbour> KdForest::nearest(const std::uint8_t* descriptor) const {
  return Search(*this, descriptor).run();
}

const std::uint8_t* KdForest::row(std::uint32_t point) const { return descriptors_ + std::size_t{point} * dimensions; }

}  // namespace markhound::index

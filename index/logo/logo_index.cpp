#include "index/logo/logo_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "index/logo/crowd.h"
#include "index/logo/kd_forest.h"

namespace markhound::index {
namespace {

// Descriptors are unit vectors times 512 (see Signature), so this is the distance of PointPair.
float euclidean(std::uint32_t squared) { return std::sqrt(static_cast<float>(squared)) / 512.0f; }

// Variants of a logo lie close together; more than so many of them add nothing to a point.
constexpr int most_pairs_a_logo = 2;

bool whole(const Signature& signature) {
  return signature.descriptors.size() == signature.features.size() * Signature::dimensions;
}

}  // namespace

struct LogoIndex::Pool {
  struct Logo {
    std::string mark;
    std::string digest;
    int width = 0;
    int height = 0;
    int points = 0;
    std::uint32_t mark_number = 0;
  };
  struct Point {
    Feature feature;
    std::uint32_t logo = 0;
  };

  std::vector<Logo> logos;
  std::vector<Point> points;
  std::vector<std::uint8_t> descriptors;
  std::unique_ptr<KdForest> forest;

  explicit Pool(const std::vector<Entry>& entries);
  std::uint32_t mark_of(const Neighbour& neighbour) const { return logos[points[neighbour.point].logo].mark_number; }
  void pair(const Feature& feature, const std::vector<Neighbour>& nearest, float crowd,
            std::vector<LogoCandidate>& into) const;
};

LogoIndex::Pool::Pool(const std::vector<Entry>& entries) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> known;
  std::map<std::string, std::uint32_t> marks;
  for (const Entry& entry : entries) {
    if (!whole(entry.signature)) continue;
    const auto [place, fresh] = known.try_emplace({entry.mark, entry.digest}, static_cast<std::uint32_t>(logos.size()));
    const Signature& signature = entry.signature;
    if (fresh) {
      const auto number = marks.try_emplace(entry.mark, static_cast<std::uint32_t>(marks.size())).first->second;
      logos.push_back({entry.mark, entry.digest, signature.width, signature.height,
                       static_cast<int>(signature.features.size()), number});
    }
    for (const Feature& feature : signature.features) points.push_back({feature, place->second});
    descriptors.insert(descriptors.end(), signature.descriptors.begin(), signature.descriptors.end());
  }
  forest = std::make_unique<KdForest>(descriptors.data(), points.size(), KdForest::Options{});
}

void LogoIndex::Pool::pair(const Feature& feature, const std::vector<Neighbour>& nearest, float crowd,
                           std::vector<LogoCandidate>& into) const {
  if (nearest.empty()) return;
  const std::uint32_t mark = mark_of(nearest.front());
  const auto other = std::find_if(nearest.begin(), nearest.end(),
                                  [&](const Neighbour& neighbour) { return mark_of(neighbour) != mark; });
  const float rival = other == nearest.end() ? crowd : std::min(crowd, euclidean(other->distance));
  std::map<std::uint32_t, int> given;
  for (auto neighbour = nearest.begin(); neighbour != other; ++neighbour) {
    const Point& point = points[neighbour->point];
    const float distance = euclidean(neighbour->distance);
    if (distance > rival) break;
    if (++given[point.logo] > most_pairs_a_logo) continue;
    into[point.logo].pairs.push_back({feature, point.feature, distance, rival});
  }
}

LogoIndex::LogoIndex(std::vector<Entry> entries) : pool_(std::make_unique<Pool>(entries)) {}
LogoIndex::~LogoIndex() = default;
LogoIndex::LogoIndex(LogoIndex&&) noexcept = default;
LogoIndex& LogoIndex::operator=(LogoIndex&&) noexcept = default;

std::vector<LogoCandidate> LogoIndex::recall(const Signature& picture) const {
  if (!whole(picture)) return {};
  std::vector<LogoCandidate> candidates(pool_->logos.size());
  for (std::size_t i = 0; i < picture.features.size(); ++i) {
    const std::uint8_t* descriptor = picture.descriptor(i);
    pool_->pair(picture.features[i], pool_->forest->nearest(descriptor), crowd_distance(descriptor), candidates);
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Pool::Logo& logo = pool_->logos[i];
    candidates[i].mark = logo.mark;
    candidates[i].logo = logo.digest;
    candidates[i].logo_width = logo.width;
    candidates[i].logo_height = logo.height;
    candidates[i].logo_points = logo.points;
  }
  std::erase_if(candidates, [](const LogoCandidate& candidate) { return candidate.pairs.empty(); });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const LogoCandidate& a, const LogoCandidate& b) { return a.pairs.size() > b.pairs.size(); });
  return candidates;
}

}  // namespace markhound::index

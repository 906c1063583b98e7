#include "tests/bench/logo_protocol.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace markhound::bench {
namespace {

struct MarkedBox {
  std::string photo;
  cv::Rect box;
};

std::map<std::string, std::vector<MarkedBox>> read_boxes(const std::filesystem::path& table) {
  std::map<std::string, std::vector<MarkedBox>> boxes;
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string brand, photo;
    cv::Point from, to;
    if (!(fields >> brand >> photo >> from.x >> from.y >> to.x >> to.y)) continue;
    const cv::Rect box(from, to);
    if (box.width >= 40 && box.height >= 40) boxes[brand].push_back({photo, box});
  }
  return boxes;
}

std::string cut_out(const std::filesystem::path& photo, const cv::Rect& box) {
  const cv::Mat whole = cv::imread(photo.string());
  const cv::Mat part = whole(box & cv::Rect({}, whole.size()));
  const double scale = 300.0 / std::max(part.cols, part.rows);
  cv::Mat scaled;
  cv::resize(part, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  std::vector<unsigned char> png;
  cv::imencode(".png", scaled, png);
  return {png.begin(), png.end()};
}

}  // namespace

std::vector<Reference> p5_references(const std::filesystem::path& data) {
  std::vector<Reference> references;
  for (auto& [brand, boxes] : read_boxes(data / "marks.tsv")) {
    std::stable_sort(boxes.begin(), boxes.end(),
                     [](const MarkedBox& a, const MarkedBox& b) { return a.box.area() > b.box.area(); });
    for (std::size_t i = 0; i < std::min<std::size_t>(5, boxes.size()); ++i) {
      references.push_back({brand, brand + " " + std::to_string(i), cut_out(data / boxes[i].photo, boxes[i].box)});
    }
  }
  return references;
}

std::vector<Query> read_queries(const std::filesystem::path& data, const std::string& table) {
  std::vector<Query> queries;
  std::ifstream in(data / table);
  for (std::string brand, photo; in >> brand >> photo;) queries.push_back({brand, data / photo});
  return queries;
}

Figures count(const std::vector<Answer>& answers) {
  Figures figures;
  std::vector<std::pair<double, bool>> ranked;
  int best = 0, top = 0, right_at_half = 0;
  for (const Answer& answer : answers) {
    const bool positive = answer.truth != "none";
    const bool right = positive && answer.mark == answer.truth;
    ++(positive ? figures.positives : figures.negatives);
    top += right;
    if (!answer.mark.empty()) ranked.emplace_back(answer.score, right);
    if (answer.score < 0.5) continue;
    right_at_half += right;
    if (!right) ++(positive ? figures.wrong_at_half : figures.false_at_half);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  int right = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    right += ranked[i].second;
    const bool tied = i + 1 < ranked.size() && ranked[i + 1].first == ranked[i].first;
    if (!tied && right >= 0.95 * static_cast<double>(i + 1)) best = std::max(best, right);
  }
  const double positives = std::max(1, figures.positives);
  figures.top1 = top / positives;
  figures.recall_at_95 = best / positives;
  figures.recall_at_half = right_at_half / positives;
  return figures;
}

bool held_back(const std::filesystem::path& photo) {
  std::uint64_t hash = 1469598103934665603u;  // FNV-1a
  for (const unsigned char byte : photo.filename().string()) hash = (hash ^ byte) * 1099511628211u;
  return (hash >> 20) % 3 == 0;
}

}  // namespace markhound::bench

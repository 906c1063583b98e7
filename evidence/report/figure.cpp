#include "evidence/report/figure.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "evidence/report/html.h"
#include "evidence/report/picture.h"

namespace markhound::evidence {
namespace {

constexpr std::size_t most_embedded = 16u << 20;
constexpr std::size_t most_points = 400;  ///< more would hide the picture

std::string image_element(std::string_view bytes, const PictureFacts& facts, const char* css_class) {
  return fmt::format("<img class=\"{}\" alt=\"\" src=\"data:{};base64,{}\">", css_class, facts.media_type,
                     base64(bytes));
}

std::string note(const char* english, const char* chinese) {
  return fmt::format("<p class=\"note\">{} <span lang=\"zh\">{}</span></p>", english, chinese);
}

std::string cannot_be_shown() {
  return note("This picture cannot be shown here; its bytes are in the archive.",
              "此图片无法在此显示，其原始字节见存档。");
}

bool is_drawable(const std::array<float, 8>& corners) {
  const bool finite = std::all_of(corners.begin(), corners.end(), [](float c) { return std::isfinite(c); });
  return finite && std::any_of(corners.begin(), corners.end(), [](float c) { return c != 0; });
}

/// The outline twice, so that it is seen on light and on dark ground.
std::string outline(const LogoMatch& match) {
  const auto& c = match.corners;
  std::string shape;
  if (is_drawable(c)) {
    const auto points = fmt::format("{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}", c[0], c[1], c[2], c[3],
                                    c[4], c[5], c[6], c[7]);
    shape = fmt::format("<polygon class=\"halo\" points=\"{0}\"/><polygon class=\"region\" points=\"{0}\"/>", points);
  }
  const Box& box = match.box;
  return shape + fmt::format("<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", box.x, box.y,
                             std::max(0, box.width), std::max(0, box.height));
}

std::string dots(const LogoMatch& match, double radius) {
  std::string html;
  for (std::size_t i = 0; i < std::min(match.points.size(), most_points); ++i) {
    const Feature& point = match.points[i].picture;
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
    html += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", point.x, point.y, radius);
  }
  return html;
}

}  // namespace

std::string plain_picture(std::string_view bytes, const char* css_class) {
  const PictureFacts facts = probe_picture(bytes);
  if (facts.media_type.empty() || bytes.size() > most_embedded) return cannot_be_shown();
  return image_element(bytes, facts, css_class);
}

std::string picture_with_regions(std::string_view bytes, const std::vector<const LogoSighting*>& sightings) {
  const PictureFacts facts = probe_picture(bytes);
  if (facts.media_type.empty() || bytes.size() > most_embedded) return cannot_be_shown();
  const std::string image = image_element(bytes, facts, "photo");
  if (sightings.empty()) return image;
  if (facts.width == 0) {
    return image + note("The size of this picture is not known, so no region is drawn.", "图片尺寸未知，未标出区域。");
  }
  const double radius = std::max(facts.width, facts.height) / 200.0;
  std::string drawing;
  for (const LogoSighting* sighting : sightings) drawing += outline(sighting->match) + dots(sighting->match, radius);
  return fmt::format(
      "<div class=\"overlay\">{}<svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\">{}</svg></div>",
      image, facts.width, facts.height, drawing);
}

}  // namespace markhound::evidence

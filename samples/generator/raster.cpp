#include "samples/generator/raster.h"

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <librsvg/rsvg.h>

namespace markhound::samples {
namespace {

struct Release {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Drawing = std::unique_ptr<RsvgHandle, Release>;

std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

std::string svg_of_words(const Print& print) {
  std::ostringstream svg;
  svg << R"(<svg xmlns="http://www.w3.org/2000/svg"><g text-anchor="middle" font-size="100" font-family=")"
      << print.font << "\" font-weight=\"" << (print.bold ? "bold" : "normal") << "\" fill=\"" << print.ink << "\">";
  std::istringstream lines(print.words);
  int y = 100;
  for (std::string line; std::getline(lines, line); y += 118) {
    svg << "<text x=\"0\" y=\"" << y << "\">" << escaped(line) << "</text>";
  }
  svg << "</g></svg>";
  return svg.str();
}

std::string source_of(const Print& print, const std::string& root) {
  if (print.svg.empty()) return svg_of_words(print);
  std::ifstream in(root + "/" + print.svg, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read the drawing " + root + "/" + print.svg);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The drawing's own extent; of words, the extent of their ink.
RsvgRectangle extent_of(RsvgHandle* drawing) {
  gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
  RsvgLength width{}, height{};
  RsvgRectangle box{}, ink{};
  rsvg_handle_get_intrinsic_dimensions(drawing, &has_width, &width, &has_height, &height, &has_box, &box);
  if (has_box) return box;
  if (!rsvg_handle_get_geometry_for_element(drawing, nullptr, &ink, nullptr, nullptr) || ink.width <= 0) {
    throw std::runtime_error("a drawing without extent");
  }
  return ink;
}

}  // namespace

cv::Mat4b rasterize(const Print& print, const std::string& root, int width) {
  const std::string source = source_of(print, root);
  const Drawing drawing(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(source.data()), source.size(), nullptr));
  if (!drawing) throw std::runtime_error("librsvg cannot read " + (print.svg.empty() ? print.words : print.svg));
  const RsvgRectangle extent = extent_of(drawing.get());
  const double scale = width / extent.width;
  const int height = std::max(1, static_cast<int>(extent.height * scale + 0.5));

  const std::unique_ptr<cairo_surface_t, Release> surface(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  const std::unique_ptr<cairo_t, Release> context(cairo_create(surface.get()));
  cairo_scale(context.get(), scale, scale);
  cairo_translate(context.get(), -extent.x, -extent.y);
  if (print.svg.empty()) {
    rsvg_handle_render_element(drawing.get(), context.get(), nullptr, &extent, nullptr);
    cairo_identity_matrix(context.get());
  } else {
    rsvg_handle_render_document(drawing.get(), context.get(), &extent, nullptr);
  }
  cairo_surface_flush(surface.get());
  const cv::Mat4b pixels(height, width, reinterpret_cast<cv::Vec4b*>(cairo_image_surface_get_data(surface.get())),
                         static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())));
  return pixels.clone();
}

}  // namespace markhound::samples

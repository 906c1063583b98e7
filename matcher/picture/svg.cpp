#include "matcher/picture/svg.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include <librsvg/rsvg.h>

namespace markhound::matcher {
namespace {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Handle = std::unique_ptr<RsvgHandle, Free<g_object_unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Free<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Free<cairo_destroy>>;

Problem unreadable(GError* error) {
  std::string cause = error ? error->message : "it cannot be drawn";
  g_clear_error(&error);
  return {Problem::Kind::bad_input, "SVG picture", cause, "give the logo as PNG, or mend the file"};
}

struct Size {
  double width = 1;
  double height = 1;
};

/// Only the ratio counts, as the drawing is scaled; square where the document says nothing usable.
Size proportions(RsvgHandle* handle) {
  Size size;
  gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
  RsvgLength width, height;
  RsvgRectangle box{};
  rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height, &height, &has_box, &box);
  if (has_box) size = {box.width, box.height};
  if (!has_box && !rsvg_handle_get_intrinsic_size_in_pixels(handle, &size.width, &size.height)) size = {};
  const bool usable = std::isfinite(size.width) && std::isfinite(size.height) && size.width > 0 && size.height > 0;
  return usable ? size : Size{};
}

/// Cairo stores colours multiplied by alpha.
void divide_by_alpha(cv::Mat& bgra) {
  for (auto& pixel : cv::Mat_<cv::Vec4b>(bgra)) {
    const int alpha = pixel[3];
    for (int c = 0; c < 3 && alpha > 0; ++c) pixel[c] = cv::saturate_cast<uchar>((pixel[c] * 255 + alpha / 2) / alpha);
  }
}

}  // namespace

Result<cv::Mat> decode_svg(std::string_view bytes) {
  if (bytes.size() > svg_max_bytes) {
    return Problem{Problem::Kind::limit, "SVG picture", "it has more than 4 MB", "give the logo as PNG"};
  }
  GError* error = nullptr;
  const Handle handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error));
  if (!handle) return unreadable(error);

  const Size size = proportions(handle.get());
  const double scale = svg_side / std::max(size.width, size.height);
  const int width = std::max(1, static_cast<int>(std::lround(size.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(size.height * scale)));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  const Context context(cairo_create(surface.get()));
  const RsvgRectangle place{0, 0, static_cast<double>(width), static_cast<double>(height)};
  if (!rsvg_handle_render_document(handle.get(), context.get(), &place, &error)) return unreadable(error);

  cairo_surface_flush(surface.get());
  cv::Mat bgra(height, width, CV_8UC4);  // native-endian ARGB is BGRA in memory on little-endian machines
  const cv::Mat drawn(height, width, CV_8UC4, cairo_image_surface_get_data(surface.get()),
                      static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get())));
  drawn.copyTo(bgra);
  divide_by_alpha(bgra);
  return bgra;
}

}  // namespace markhound::matcher

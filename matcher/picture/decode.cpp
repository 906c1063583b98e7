#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "matcher/picture/gif.h"
#include "matcher/picture/header_probe.h"
#include "matcher/picture/pixels.h"
#include "matcher/picture/svg.h"

namespace markhound::matcher {
namespace {

Problem bad(std::string cause, std::string mend) {
  return {Problem::Kind::bad_input, "picture", std::move(cause), std::move(mend)};
}

Problem damaged(Format format) {
  return bad(fmt::format("the {} file is cut off or damaged", to_string(format)), "fetch or save it again");
}

Problem unknown(std::string_view bytes) {
  if (bytes.empty()) return bad("the file is empty", "fetch or save it again");
  if (looks_like_html(bytes)) return bad("it is a web page, not a picture", "give the address of the picture itself");
  return bad("it is no PNG, JPEG, WebP, GIF, BMP, TIFF or SVG", "convert it to PNG");
}

Result<Header> admit(std::string_view bytes, const PictureLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return Problem{Problem::Kind::limit, "picture",
                   fmt::format("it has {} bytes, more than the {} allowed", bytes.size(), limits.max_bytes),
                   "make the picture smaller"};
  }
  const auto header = probe(bytes);
  if (!header) return unknown(bytes);
  if (header->format == Format::svg) return *header;
  if (header->width == 0 || header->height == 0) return damaged(header->format);
  if (header->width > limits.max_pixels / header->height) {
    return Problem{Problem::Kind::limit, "picture",
                   fmt::format("its header says {} x {} pixels, more than the {} million allowed", header->width,
                               header->height, limits.max_pixels / 1'000'000),
                   "make the picture smaller"};
  }
  return *header;
}

cv::Mat to_8_bits(const cv::Mat& decoded) {
  cv::Mat bytes;
  switch (decoded.depth()) {
    case CV_8U: return decoded;
    case CV_16U: decoded.convertTo(bytes, CV_8U, 1.0 / 257); break;
    case CV_32F:
    case CV_64F: decoded.convertTo(bytes, CV_8U, 255); break;
    default: decoded.convertTo(bytes, CV_8U); break;
  }
  return bytes;
}

/// The decoder's output as colours on white, and the transparency that was there.
void lay_on_white(const cv::Mat& bgra, cv::Mat& bgr, cv::Mat& alpha) {
  bgr.create(bgra.size(), CV_8UC3);
  cv::extractChannel(bgra, alpha, 3);
  for (int y = 0; y < bgra.rows; ++y) {
    const auto* from = bgra.ptr<cv::Vec4b>(y);
    auto* to = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < bgra.cols; ++x) {
      const int a = from[x][3];
      for (int c = 0; c < 3; ++c) to[x][c] = static_cast<uchar>((from[x][c] * a + 255 * (255 - a) + 127) / 255);
    }
  }
  double least = 0;
  cv::minMaxIdx(alpha, &least);
  if (least == 255) alpha.release();
}

cv::Mat decode_raster(std::string_view bytes, Format format) {
  if (format == Format::gif) return decode_gif(bytes);
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
  // IMREAD_UNCHANGED keeps transparency, but ignores the EXIF rotation that photos come with.
  return cv::imdecode(raw, format == Format::jpeg ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED);
}

/// Pictures are read side by side by a pool of workers: OpenCV's own threads would only get in their way.
void one_thread_each() {
  static std::once_flag once;
  std::call_once(once, [] { cv::setNumThreads(1); });
}

bool split(const cv::Mat& decoded, cv::Mat& bgr, cv::Mat& alpha) {
  const cv::Mat bytes = to_8_bits(decoded);
  switch (bytes.channels()) {
    case 1: cv::cvtColor(bytes, bgr, cv::COLOR_GRAY2BGR); return true;
    case 3: bgr = bytes; return true;
    case 4: lay_on_white(bytes, bgr, alpha); return true;
    default: return false;
  }
}

}  // namespace

Picture::Picture(std::unique_ptr<Pixels> pixels) : pixels_(std::move(pixels)) {}
Picture::~Picture() = default;
Picture::Picture(Picture&&) noexcept = default;
Picture& Picture::operator=(Picture&&) noexcept = default;

int Picture::width() const { return pixels_->bgr.cols; }
int Picture::height() const { return pixels_->bgr.rows; }

Result<Picture> Picture::decode(std::string_view bytes, const PictureLimits& limits) {
  const auto header = admit(bytes, limits);
  if (!header) return header.problem();
  const Format format = header->format;
  if (!is_whole(bytes, format)) return damaged(format);
  one_thread_each();

  auto pixels = std::make_unique<Pixels>();
  try {
    cv::Mat decoded;
    if (format == Format::svg) {
      auto drawn = decode_svg(bytes);
      if (!drawn) return drawn.problem();
      decoded = *drawn;
    } else {
      decoded = decode_raster(bytes, format);
    }
    if (decoded.empty() || !split(decoded, pixels->bgr, pixels->alpha)) return damaged(format);
  } catch (const cv::Exception&) {
    return damaged(format);
  } catch (const std::bad_alloc&) {
    return Problem{Problem::Kind::limit, "picture", "there is not enough memory to decode it", "make it smaller"};
  }
  return Picture(std::move(pixels));
}

}  // namespace markhound::matcher

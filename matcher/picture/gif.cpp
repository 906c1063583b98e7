#include "matcher/picture/gif.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <gif_lib.h>

namespace markhound::matcher {
namespace {

int feed(GifFileType* file, GifByteType* into, int wanted) {
  auto& left = *static_cast<std::string_view*>(file->UserData);
  const std::size_t given = std::min(left.size(), static_cast<std::size_t>(wanted));
  std::memcpy(into, left.data(), given);
  left.remove_prefix(given);
  return static_cast<int>(given);
}

struct Close {
  void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};

/// Rows of a frame in the order in which the file stores them (GIF89a, appendix E).
std::vector<int> row_order(int height, bool interlaced) {
  std::vector<int> rows;
  const std::array<std::array<int, 2>, 4> passes = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  if (interlaced) {
    for (const auto& [first, step] : passes) {
      for (int row = first; row < height; row += step) rows.push_back(row);
    }
  } else {
    for (int row = 0; row < height; ++row) rows.push_back(row);
  }
  return rows;
}

cv::Mat draw_frame(GifFileType* file, int transparent) {
  const GifImageDesc& frame = file->Image;
  const ColorMapObject* colours = frame.ColorMap ? frame.ColorMap : file->SColorMap;
  const cv::Rect place(frame.Left, frame.Top, frame.Width, frame.Height);
  const cv::Rect screen(0, 0, file->SWidth, file->SHeight);
  if (!colours || place.empty() || (place & screen) != place) return {};

  cv::Mat canvas(screen.size(), CV_8UC4, cv::Scalar::all(0));
  std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
  for (const int row : row_order(frame.Height, frame.Interlace)) {
    if (DGifGetLine(file, line.data(), frame.Width) != GIF_OK) return {};
    auto* pixel = canvas.ptr<cv::Vec4b>(frame.Top + row) + frame.Left;
    for (const GifPixelType index : line) {
      if (index != transparent && index < colours->ColorCount) {
        const GifColorType& colour = colours->Colors[index];
        *pixel = cv::Vec4b(colour.Blue, colour.Green, colour.Red, 255);
      }
      ++pixel;
    }
  }
  return canvas;
}

/// Passes the blocks of one extension; the transparent colour's index where it tells one.
bool read_extension(GifFileType* file, int* transparent) {
  int code = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(file, &code, &block) != GIF_OK) return false;
  while (block) {
    GraphicsControlBlock control;
    if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
      *transparent = control.TransparentColor;
    }
    if (DGifGetExtensionNext(file, &block) != GIF_OK) return false;
  }
  return true;
}

}  // namespace

cv::Mat decode_gif(std::string_view bytes) {
  int error = 0;
  const std::unique_ptr<GifFileType, Close> file(DGifOpen(&bytes, feed, &error));
  int transparent = NO_TRANSPARENT_COLOR;
  GifRecordType record = UNDEFINED_RECORD_TYPE;
  while (file && DGifGetRecordType(file.get(), &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
    if (record == EXTENSION_RECORD_TYPE) {
      if (!read_extension(file.get(), &transparent)) return {};
    } else if (record == IMAGE_DESC_RECORD_TYPE) {
      return DGifGetImageDesc(file.get()) == GIF_OK ? draw_frame(file.get(), transparent) : cv::Mat();
    }
  }
  return {};
}

}  // namespace markhound::matcher

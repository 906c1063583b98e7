// Reads a picture: its words and the points by which a logo is known again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/reading.h"
#include "core/result.h"

namespace markhound::matcher {

struct PictureLimits {
  std::size_t max_bytes = 32u << 20;
  std::size_t max_pixels = 50'000'000;  ///< checked against the file's header, before anything is decoded
};

/// 8-bit luminance, rows of `stride` bytes. Borrowed: valid during the call only.
struct GrayView {
  int width = 0;
  int height = 0;
  int stride = 0;
  const std::uint8_t* pixels = nullptr;
};

/// The seam to OCR: Tesseract in the program, canned words in tests. One instance a thread.
class TextRecognizer {
 public:
  virtual ~TextRecognizer() = default;
  /// Words in reading order, boxes in pixels of `picture`. A picture of 64 rows or fewer is one line of text, a higher
  /// one a scene with words anywhere.
  virtual Result<std::vector<Word>> read(const GrayView& picture) = 0;
};

/// Languages are Tesseract's names ("eng", "chi_sim"); those not installed are left out and named in `missing`.
/// A Problem where none of them is installed.
Result<std::unique_ptr<TextRecognizer>> make_tesseract(const std::vector<std::string>& languages,
                                                       std::vector<std::string>* missing = nullptr);

/// A decoded picture; keeps OpenCV out of headers. PNG, JPEG, WebP, GIF (first frame), BMP, TIFF, SVG; EXIF rotation
/// applied, transparency laid on white; SVG is drawn 800 pixels wide or high, without anything from outside the file.
class Picture {
 public:
  static Result<Picture> decode(std::string_view bytes, const PictureLimits& limits = {});
  ~Picture();
  Picture(Picture&&) noexcept;
  Picture& operator=(Picture&&) noexcept;

  int width() const;
  int height() const;

  struct Pixels;
  const Pixels& pixels() const { return *pixels_; }

 private:
  explicit Picture(std::unique_ptr<Pixels> pixels);
  std::unique_ptr<Pixels> pixels_;
};

/// The points of a photo, by which index::Register recalls logos. Coordinates in pixels of the picture as decoded.
Signature read_signature(const Picture& picture);

/// The words of a photo, each place once: those of the whole picture read as sparse text, and of its likely lines read
/// one by one. Words that the recogniser is not 0.3 sure of are left out.
Result<std::vector<Word>> read_words(const Picture& picture, TextRecognizer& recognizer);

/// The signatures of a clean picture of a logo: as it is, and its variants (on dark, one colour, warped), at least
/// one; a Problem where the picture has too few points to be known again by them.
Result<std::vector<Signature>> enrol(const Picture& logo);

}  // namespace markhound::matcher

// Pictures as servers and users send them: whole, odd, broken and hostile.
#include <gif_lib.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "matcher/picture/header_probe.h"
#include "matcher/picture/pixels.h"
#include "tests/matcher/drawn_logo.h"
#include "tests/test_data.h"

namespace markhound::matcher {
namespace {

using test::drawn_logo;
using test::encode;
using testing::HasSubstr;
using Kind = Problem::Kind;

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string png_header(std::uint32_t width, std::uint32_t height) {
  return std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + big_endian(width) + big_endian(height) +
         std::string("\x08\x02\0\0\0", 5) + big_endian(0);
}

Problem refused(const std::string& bytes) {
  const auto picture = Picture::decode(bytes);
  EXPECT_FALSE(picture.ok());
  return picture.ok() ? Problem{} : picture.problem();
}

cv::Vec3b pixel(const Picture& picture, int x, int y) { return picture.pixels().bgr.at<cv::Vec3b>(y, x); }

class EachFormat : public testing::TestWithParam<const char*> {};

TEST_P(EachFormat, IsReadWhole) {
  const auto picture = Picture::decode(encode(drawn_logo(1), GetParam()));
  ASSERT_TRUE(picture.ok()) << to_line(picture.problem());
  EXPECT_EQ(picture->width(), 300);
  EXPECT_EQ(picture->height(), 200);
  EXPECT_LT(cv::norm(picture->pixels().bgr, drawn_logo(1), cv::NORM_L1) / (300 * 200 * 3), 6);
}

TEST_P(EachFormat, TellsItsSizeInTheHeader) {
  const auto header = probe(encode(drawn_logo(1), GetParam()));
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->width, 300u);
  EXPECT_EQ(header->height, 200u);
}

TEST_P(EachFormat, IsRefusedOverTheLimitBeforeDecoding) {
  const auto picture = Picture::decode(encode(drawn_logo(1), GetParam()), {.max_pixels = 300 * 200 - 1});
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.problem().kind, Kind::limit);
  EXPECT_THAT(picture.problem().cause, HasSubstr("300 x 200"));
}

TEST_P(EachFormat, CutOffAnywhereItIsReadOrRefusedInWords) {
  const std::string whole = encode(drawn_logo(1), GetParam());
  for (std::size_t share = 0; share < 10; ++share) {
    const auto picture = Picture::decode(std::string_view(whole).substr(0, whole.size() * share / 10));
    if (picture.ok()) continue;
    EXPECT_EQ(picture.problem().kind, Kind::bad_input);
    EXPECT_FALSE(picture.problem().cause.empty());
    EXPECT_FALSE(picture.problem().mend.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, EachFormat, testing::Values(".png", ".jpg", ".webp", ".bmp", ".tiff"));

TEST(Decode, HugeHeadersAreRefusedByTheirSize) {
  const Problem problem = refused(png_header(30000, 30000));
  EXPECT_EQ(problem.kind, Kind::limit);
  EXPECT_THAT(problem.cause, HasSubstr("30000 x 30000"));
  EXPECT_EQ(refused(png_header(0xFFFFFFFF, 0xFFFFFFFF)).kind, Kind::limit);
  EXPECT_EQ(refused(std::string("GIF89a\xFF\xFF\xFF\xFF\0\0\0", 13)).kind, Kind::limit);
  std::string jpeg = encode(drawn_logo(1), ".jpg");
  const std::size_t frame = jpeg.find("\xFF\xC0");
  jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
  EXPECT_EQ(refused(jpeg).kind, Kind::limit);
}

TEST(Decode, NoPictureIsRefusedInWords) {
  EXPECT_THAT(refused("").cause, HasSubstr("empty"));
  EXPECT_THAT(refused("\n<!DOCTYPE html><html><body>404</body></html>").cause, HasSubstr("web page"));
  EXPECT_THAT(refused("hello").cause, HasSubstr("no PNG"));
  EXPECT_EQ(refused(png_header(0, 10)).kind, Kind::bad_input);
  EXPECT_EQ(refused(png_header(10, 10)).kind, Kind::bad_input);
}

TEST(Decode, AJpegThatWasCutOffIsRefused) {
  const std::string whole = encode(drawn_logo(1), ".jpg");
  EXPECT_THAT(refused(whole.substr(0, whole.size() / 2)).cause, HasSubstr("JPEG file is cut off"));
}

TEST(Decode, TooManyBytesAreRefused) {
  const auto picture = Picture::decode(encode(drawn_logo(1), ".bmp"), {.max_bytes = 1000});
  ASSERT_FALSE(picture.ok());
  EXPECT_EQ(picture.problem().kind, Kind::limit);
}

TEST(Decode, DamagedBytesNeverDoWorseThanAProblem) {
  for (const char* extension : {".png", ".jpg", ".webp", ".bmp", ".tiff"}) {
    const std::string whole = encode(drawn_logo(1), extension);
    cv::RNG random(7);
    for (int i = 0; i < 40; ++i) {
      std::string bytes = whole;
      for (int k = 0; k < 8; ++k) {
        const int reach = i % 2 ? static_cast<int>(bytes.size()) : 100;
        bytes[static_cast<std::size_t>(random.uniform(0, reach))] = static_cast<char>(random.uniform(0, 256));
      }
      const auto picture = Picture::decode(bytes, {.max_pixels = 1'000'000});
      if (!picture.ok()) {
        EXPECT_FALSE(picture.problem().cause.empty());
      }
    }
  }
}

TEST(Decode, TransparencyIsLaidOnWhite) {
  cv::Mat image(10, 10, CV_8UC4, cv::Scalar(0, 0, 200, 0));
  image.at<cv::Vec4b>(5, 5) = {0, 0, 200, 255};
  image.at<cv::Vec4b>(6, 6) = {0, 0, 0, 128};
  const auto picture = Picture::decode(encode(image, ".png"));
  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(pixel(*picture, 0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(pixel(*picture, 5, 5), cv::Vec3b(0, 0, 200));
  EXPECT_NEAR(pixel(*picture, 6, 6)[0], 127, 1);
}

TEST(Decode, SixteenBitsAndGreyBecomeEightBitColour) {
  const cv::Mat deep(10, 10, CV_16UC3, cv::Scalar(65535, 0, 32896));
  const auto colour = Picture::decode(encode(deep, ".png"));
  ASSERT_TRUE(colour.ok());
  EXPECT_EQ(pixel(*colour, 3, 3), cv::Vec3b(255, 0, 128));
  const auto grey = Picture::decode(encode(cv::Mat(10, 10, CV_8U, cv::Scalar(77)), ".png"));
  ASSERT_TRUE(grey.ok());
  EXPECT_EQ(pixel(*grey, 3, 3), cv::Vec3b(77, 77, 77));
}

TEST(Decode, TheRotationOfExifIsApplied) {
  cv::Mat image(20, 40, CV_8UC3, cv::Scalar::all(250));
  image.colRange(0, 20) = cv::Scalar(0, 0, 0);
  const std::string jpeg = encode(image, ".jpg");
  const std::string exif(
      "\xFF\xE1\0\x22"
      "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
      36);
  const auto picture = Picture::decode(jpeg.substr(0, 2) + exif + jpeg.substr(2));
  ASSERT_TRUE(picture.ok()) << to_line(picture.problem());
  EXPECT_EQ(picture->width(), 20);
  EXPECT_EQ(picture->height(), 40);
  EXPECT_LT(pixel(*picture, 10, 5)[0], 30) << "turned a quarter to the right, the dark left side is on top";
}

int append(GifFileType* file, const GifByteType* bytes, int count) {
  static_cast<std::string*>(file->UserData)
      ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
  return count;
}

/// Two frames on a screen of 8 x 6: red at (2, 1) 4 x 3 with colour 0 transparent, then all blue.
std::string animated_gif() {
  std::string bytes;
  int error = 0;
  GifFileType* file = EGifOpen(&bytes, append, &error);
  const GifColorType colours[4] = {{0, 0, 0}, {255, 0, 0}, {0, 0, 255}, {9, 9, 9}};
  ColorMapObject* map = GifMakeMapObject(4, colours);
  EGifSetGifVersion(file, true);
  EGifPutScreenDesc(file, 8, 6, 2, 0, map);
  const GifByteType control[4] = {1, 10, 0, 0};
  EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, 4, control);
  EGifPutImageDesc(file, 2, 1, 4, 3, false, nullptr);
  GifPixelType first[4] = {1, 0, 1, 1}, second[8] = {2, 2, 2, 2, 2, 2, 2, 2};
  for (int row = 0; row < 3; ++row) EGifPutLine(file, first, 4);
  EGifPutImageDesc(file, 0, 0, 8, 6, false, nullptr);
  for (int row = 0; row < 6; ++row) EGifPutLine(file, second, 8);
  EGifCloseFile(file, &error);
  GifFreeMapObject(map);
  return bytes;
}

TEST(Decode, OfAnAnimatedGifTheFirstFrameIsRead) {
  const auto picture = Picture::decode(animated_gif());
  ASSERT_TRUE(picture.ok()) << to_line(picture.problem());
  EXPECT_EQ(picture->width(), 8);
  EXPECT_EQ(picture->height(), 6);
  EXPECT_EQ(pixel(*picture, 0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(pixel(*picture, 2, 1), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(pixel(*picture, 3, 1), cv::Vec3b(255, 255, 255)) << "transparent";
}

TEST(Decode, GifsCutOffOrWithAFrameOutsideTheScreenAreRefused) {
  const std::string whole = animated_gif();
  for (std::size_t size = 14; size < 50; ++size) {
    const auto picture = Picture::decode(std::string_view(whole).substr(0, size));
    if (!picture.ok()) {
      EXPECT_EQ(picture.problem().kind, Kind::bad_input);
    }
  }
  std::string outside = whole;
  outside[6] = 3;  // screen width
  EXPECT_EQ(refused(outside).kind, Kind::bad_input);
}

TEST(Decode, SvgIsDrawnToItsProportions) {
  const auto picture = Picture::decode(
      "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
      "<rect width='20' height='20' fill='#ff0000'/></svg>");
  ASSERT_TRUE(picture.ok()) << to_line(picture.problem());
  EXPECT_EQ(picture->width(), 2 * picture->height());
  EXPECT_EQ(pixel(*picture, 10, 10), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(pixel(*picture, picture->width() - 10, 10), cv::Vec3b(255, 255, 255));
}

TEST(Decode, SvgLoadsNothingFromOutside) {
  test::TempFolder folder;
  test::write_file(folder / "red.png", encode(cv::Mat(10, 10, CV_8UC3, cv::Scalar(0, 0, 255)), ".png"));
  const std::string address = (folder / "red.png").string();
  for (const std::string& href : {address, "file://" + address}) {
    const auto picture = Picture::decode(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='10' height='10'>"
        "<image xlink:href='" +
        href + "' width='10' height='10'/></svg>");
    if (picture.ok()) {
      EXPECT_EQ(pixel(*picture, 5, 5), cv::Vec3b(255, 255, 255));
    }
  }
}

TEST(Decode, SvgEntitiesNeitherReadFilesNorGrowWithoutEnd) {
  refused(
      "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
      "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
      "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
      "<svg xmlns='http://www.w3.org/2000/svg'><text>&h;</text></svg>");
  refused(
      "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='9'>&a;</text></svg>");
  EXPECT_EQ(refused("<svg><g></svg>").kind, Kind::bad_input);
  EXPECT_EQ(refused("<svg>" + std::string(5 << 20, ' ') + "</svg>").kind, Kind::limit);
}

}  // namespace
}  // namespace markhound::matcher

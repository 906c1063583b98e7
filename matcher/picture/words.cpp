#include <algorithm>
#include <cctype>

#include <opencv2/imgproc.hpp>

#include "matcher/picture/pixels.h"
#include "matcher/picture/text_lines.h"

namespace markhound::matcher {
namespace {

constexpr int reading_side = 1280;      // brand words on a 640 pixel photo are some 10 pixels high, Tesseract wants 20
constexpr int line_height = 48;         // pixels that a single line is scaled to, its margins included
constexpr std::size_t most_lines = 32;  // so that a wall of leaves does not take minutes
constexpr float least_confidence = 0.3f;

using Words = std::vector<Word>;

struct Sheet {
  cv::Mat gray;
  double scale = 1;  ///< pixels of the sheet for one of the picture
};

Sheet sheet_of(const cv::Mat& bgr) {
  Sheet sheet;
  cv::Mat gray;
  cv::cvtColor(bgr, gray, cv::COLOR_BGR2GRAY);
  sheet.scale = std::min(2.0, static_cast<double>(reading_side) / std::max(bgr.cols, bgr.rows));
  cv::resize(gray, sheet.gray, {}, sheet.scale, sheet.scale, sheet.scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return sheet;
}

Result<Words> read_sheet(const cv::Mat& gray, TextRecognizer& recognizer) {
  return recognizer.read({gray.cols, gray.rows, static_cast<int>(gray.step), gray.data});
}

/// Boxes of words read from a part of a picture, at `scale`, moved to the whole.
void move_back(Words& words, double scale, cv::Point corner, const cv::Size& whole) {
  for (Word& word : words) {
    const cv::Rect back(corner.x + cvFloor(word.box.x / scale), corner.y + cvFloor(word.box.y / scale),
                        cvCeil(word.box.width / scale), cvCeil(word.box.height / scale));
    const cv::Rect inside = back & cv::Rect({}, whole);
    word.box = {inside.x, inside.y, inside.width, inside.height};
  }
}

bool overlap(const Box& a, const Box& b) {
  const cv::Rect left(a.x, a.y, a.width, a.height), right(b.x, b.y, b.width, b.height);
  return (left & right).area() * 2 > std::min(left.area(), right.area());
}

bool has_letters(const Word& word) {
  return std::any_of(word.text.begin(), word.text.end(),
                     [](unsigned char byte) { return byte >= 0x80 || std::isalnum(byte); });
}

/// Of two readings of one place the surer stays.
void join(Words& words, Words more) {
  for (Word& word : more) {
    if (word.confidence < least_confidence || !has_letters(word)) continue;
    const auto rival =
        std::find_if(words.begin(), words.end(), [&](const Word& known) { return overlap(known.box, word.box); });
    if (rival == words.end()) {
      words.push_back(std::move(word));
    } else if (rival->confidence < word.confidence) {
      *rival = std::move(word);
    }
  }
}

Result<Words> read_line(const Sheet& sheet, const cv::Rect& line, const cv::Size& picture, TextRecognizer& recognizer) {
  const int margin = line.height / 4 + 2;
  const cv::Rect padded =
      cv::Rect(line.x - margin, line.y - margin, line.width + 2 * margin, line.height + 2 * margin) &
      cv::Rect({}, sheet.gray.size());
  const double scale = static_cast<double>(line_height) / padded.height;
  cv::Mat strip;
  cv::resize(sheet.gray(padded), strip, {std::max(1, cvRound(padded.width * scale)), line_height}, 0, 0,
             scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  auto words = read_sheet(strip, recognizer);
  const cv::Point corner(cvFloor(padded.x / sheet.scale), cvFloor(padded.y / sheet.scale));
  if (words) move_back(*words, scale * sheet.scale, corner, picture);
  return words;
}

}  // namespace

Result<Words> read_words(const Picture& picture, TextRecognizer& recognizer) {
  try {
    const cv::Size size = picture.pixels().bgr.size();
    const Sheet sheet = sheet_of(picture.pixels().bgr);
    auto whole = read_sheet(sheet.gray, recognizer);
    if (!whole) return whole;
    move_back(*whole, sheet.scale, {}, size);
    Words words;
    join(words, std::move(*whole));
    for (const cv::Rect& line : propose_text_lines(sheet.gray, most_lines)) {
      auto read = read_line(sheet, line, size, recognizer);
      if (!read) return read;
      join(words, std::move(*read));
    }
    return words;
  } catch (const cv::Exception& error) {
    return Problem{Problem::Kind::internal, "picture", error.err, "report the picture"};
  }
}

}  // namespace markhound::matcher

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "matcher/picture/pixels.h"

namespace markhound::matcher {
namespace {

constexpr int reading_side = 1280;  // brand words on a 640 pixel photo are some 10 pixels high, and Tesseract wants 20

struct Sheet {
  cv::Mat gray;
  double scale = 1;
};

Sheet sheet_of(const cv::Mat& bgr) {
  Sheet sheet;
  cv::Mat gray;
  cv::cvtColor(bgr, gray, cv::COLOR_BGR2GRAY);
  sheet.scale = std::min(2.0, static_cast<double>(reading_side) / std::max(bgr.cols, bgr.rows));
  cv::resize(gray, sheet.gray, {}, sheet.scale, sheet.scale, sheet.scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return sheet;
}

Box to_picture(const Box& box, double scale, const cv::Size& size) {
  const cv::Rect whole({}, size);
  const cv::Rect back(cvFloor(box.x / scale), cvFloor(box.y / scale), cvCeil(box.width / scale),
                      cvCeil(box.height / scale));
  const cv::Rect inside = back & whole;
  return {inside.x, inside.y, inside.width, inside.height};
}

bool overlap(const Box& a, const Box& b) {
  const cv::Rect left(a.x, a.y, a.width, a.height), right(b.x, b.y, b.width, b.height);
  return (left & right).area() * 2 > std::min(left.area(), right.area());
}

/// Of two readings of one place the surer stays.
void join(std::vector<Word>& words, std::vector<Word> more) {
  for (Word& word : more) {
    const auto rival =
        std::find_if(words.begin(), words.end(), [&](const Word& known) { return overlap(known.box, word.box); });
    if (rival == words.end()) {
      words.push_back(std::move(word));
    } else if (rival->confidence < word.confidence) {
      *rival = std::move(word);
    }
  }
}

}  // namespace

Result<std::vector<Word>> read_words(const Picture& picture, TextRecognizer& recognizer) {
  try {
    Sheet sheet = sheet_of(picture.pixels().bgr);
    std::vector<Word> words;
    for (int pass = 0; pass < 2; ++pass) {  // dark letters on light, then light on dark
      if (pass == 1) cv::bitwise_not(sheet.gray, sheet.gray);
      auto read =
          recognizer.read({sheet.gray.cols, sheet.gray.rows, static_cast<int>(sheet.gray.step), sheet.gray.data});
      if (!read) return read;
      for (Word& word : *read) word.box = to_picture(word.box, sheet.scale, picture.pixels().bgr.size());
      join(words, std::move(*read));
    }
    return words;
  } catch (const cv::Exception& error) {
    return Problem{Problem::Kind::internal, "picture", error.err, "report the picture"};
  }
}

}  // namespace markhound::matcher

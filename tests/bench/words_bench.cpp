// Words in photos, measured: ICDAR 2015 incidental scene text. Found: a legible word of three or more letters that was
// read exactly, letter case apart, at a place that meets it. An argument N reads every Nth photo.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "matcher/reader.h"
#include "tests/bench/logo_protocol.h"

namespace markhound::bench {
namespace {

namespace fs = std::filesystem;

struct TrueWord {
  std::string text;
  Box box;
};

std::string folded(std::string text) {
  std::erase_if(text, [](unsigned char c) { return c < 0x80 && !std::isalnum(c); });
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Lines "x1,y1,x2,y2,x3,y3,x4,y4,text"; "###" is not legible.
std::vector<TrueWord> read_truth(const fs::path& file) {
  std::vector<TrueWord> words;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    int at[8];
    int used = 0;
    if (std::sscanf(line.c_str(), "%d,%d,%d,%d,%d,%d,%d,%d,%n", at, at + 1, at + 2, at + 3, at + 4, at + 5, at + 6,
                    at + 7, &used) != 8) {
      continue;
    }
    const std::string text = line.substr(static_cast<std::size_t>(used));
    const auto [left, right] = std::minmax({at[0], at[2], at[4], at[6]});
    const auto [top, bottom] = std::minmax({at[1], at[3], at[5], at[7]});
    if (!text.starts_with("###")) words.push_back({folded(text), {left, top, right - left, bottom - top}});
  }
  return words;
}

bool meet(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

struct Tally {
  int wanted = 0, found = 0, read = 0;

  void add(const std::vector<TrueWord>& truth, const std::vector<Word>& words) {
    for (const Word& word : words) read += folded(word.text).size() >= 3;
    for (const TrueWord& wanted_word : truth) {
      if (wanted_word.text.size() < 3) continue;
      ++wanted;
      found += std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return folded(word.text) == wanted_word.text && meet(word.box, wanted_word.box);
      });
    }
  }
  void print(const char* title) const {
    std::printf("  %-16s exact recall %.3f of %d, precision %.3f of %d\n", title, double(found) / std::max(1, wanted),
                wanted, double(found) / std::max(1, read), read);
  }
};

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) {
  using namespace markhound;
  using namespace markhound::bench;
  const char* set = std::getenv("MARKHOUND_TEST_DATA");
  const fs::path data = fs::path(set ? set : MARKHOUND_TEST_DATA) / "words";
  const std::size_t step = argc > 1 ? std::max(1ul, std::strtoul(argv[1], nullptr, 10)) : 1;
  std::vector<fs::path> photos;
  for (const auto& entry : fs::directory_iterator(data / "photos")) photos.push_back(entry.path());
  std::sort(photos.begin(), photos.end());
  const auto recognizer = matcher::make_tesseract({"eng"});
  if (!recognizer) return std::printf("%s\n", to_line(recognizer.problem()).c_str()), 2;

  Tally all, kept;
  int count = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < photos.size(); i += step, ++count) {
    std::ifstream in(photos[i], std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto picture = matcher::Picture::decode(bytes.str());
    if (!picture) continue;
    const auto words = matcher::read_words(*picture, **recognizer);
    if (!words) continue;
    const auto truth = read_truth(data / "truth" / ("gt_" + photos[i].stem().string() + ".txt"));
    all.add(truth, *words);
    if (held_back(photos[i])) kept.add(truth, *words);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%d photos, %.0f ms each\n", count, 1000 * seconds / std::max(1, count));
  all.print("all");
  kept.print("held-back third");
}

#include <algorithm>
#include <string>
#include <utility>

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/publictypes.h>
#include <tesseract/resultiterator.h>

#include "matcher/reader.h"

namespace markhound::matcher {
namespace {

/// Tesseract asks for four threads a line of text: one picture gets hardly faster and a pool of workers much slower.
/// OMP_THREAD_LIMIT would be read when the library loads, before main; this holds for the calling thread from now on.
void one_thread_here() { omp_set_max_active_levels(0); }

constexpr int highest_line = 64;  // pixels: a lower picture is a strip with one line, cut out by the caller

class Tesseract : public TextRecognizer {
 public:
  bool open(const std::string& languages) {
    if (api_.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) return false;
    api_.SetVariable("debug_file", "/dev/null");
    return true;
  }

  Result<std::vector<Word>> read(const GrayView& picture) override {
    if (picture.width <= 0 || picture.height <= 0 || !picture.pixels) return std::vector<Word>{};
    try {
      one_thread_here();
      const bool line = picture.height <= highest_line;
      api_.SetPageSegMode(line ? tesseract::PSM_SINGLE_LINE : tesseract::PSM_SPARSE_TEXT);
      api_.SetImage(picture.pixels, picture.width, picture.height, 1, picture.stride);
      api_.SetSourceResolution(150);
      if (api_.Recognize(nullptr) != 0) return failed("it gave up on this picture");
      std::vector<Word> words = collect();
      api_.Clear();
      return words;
    } catch (const std::exception& error) {
      return failed(error.what());
    }
  }

 private:
  static Problem failed(std::string cause) {
    return {Problem::Kind::internal, "text recognition", std::move(cause), "report the picture"};
  }

  std::vector<Word> collect() {
    std::vector<Word> words;
    const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
    if (!at) return words;
    do {
      const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
      int left = 0, top = 0, right = 0, bottom = 0;
      if (!text || !*text.get() || !at->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
      const float confidence = std::clamp(at->Confidence(tesseract::RIL_WORD) / 100, 0.0f, 1.0f);
      words.push_back({text.get(), confidence, {left, top, right - left, bottom - top}});
    } while (at->Next(tesseract::RIL_WORD));
    return words;
  }

  tesseract::TessBaseAPI api_;
};

/// Tesseract says on standard error what it misses; asking its list first keeps it quiet.
std::vector<std::string> installed() {
  tesseract::TessBaseAPI api;
  std::vector<std::string> languages;
  if (api.Init(nullptr, "osd", tesseract::OEM_DEFAULT) == 0 || api.Init(nullptr, "eng", tesseract::OEM_DEFAULT) == 0) {
    api.GetAvailableLanguagesAsVector(&languages);
  }
  return languages;
}

}  // namespace

Result<std::unique_ptr<TextRecognizer>> make_tesseract(const std::vector<std::string>& languages,
                                                       std::vector<std::string>* missing) {
  const std::vector<std::string> present = installed();
  std::string usable;
  for (const std::string& language : languages) {
    if (std::find(present.begin(), present.end(), language) != present.end()) {
      usable += (usable.empty() ? "" : "+") + language;
    } else if (missing) {
      missing->push_back(language);
    }
  }
  auto recognizer = std::make_unique<Tesseract>();
  if (!usable.empty() && recognizer->open(usable)) return std::unique_ptr<TextRecognizer>(std::move(recognizer));
  return Problem{Problem::Kind::not_found, "text recognition", "none of its languages is installed",
                 "apt-get install tesseract-ocr-eng"};
}

}  // namespace markhound::matcher

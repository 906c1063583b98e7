#include "cli/ocr_languages.h"

#include <algorithm>
#include <array>
#include <set>

#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace markhound::cli {
namespace {

struct ScriptLanguage {
  UScriptCode script;
  const char* language;
};

constexpr std::array<ScriptLanguage, 8> languages_of_scripts = {{{USCRIPT_HAN, "chi_sim"},
                                                                 {USCRIPT_HIRAGANA, "jpn"},
                                                                 {USCRIPT_KATAKANA, "jpn"},
                                                                 {USCRIPT_HANGUL, "kor"},
                                                                 {USCRIPT_CYRILLIC, "rus"},
                                                                 {USCRIPT_ARABIC, "ara"},
                                                                 {USCRIPT_THAI, "tha"},
                                                                 {USCRIPT_HEBREW, "heb"}}};

void add_languages(const std::string& text, std::set<std::string>& languages) {
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter;
    U8_NEXT(text.data(), at, length, letter);
    if (letter < 0x250) continue;  // Latin needs nothing more
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(letter, &error);
    for (const auto& entry : languages_of_scripts) {
      if (entry.script == script) languages.insert(entry.language);
    }
  }
}

}  // namespace

std::vector<std::string> ocr_languages(const Settings& settings, const index::Register& marks) {
  if (!settings.languages.empty()) return settings.languages;
  std::set<std::string> further;
  const auto visited = marks.each([&](const Mark& mark) {
    add_languages(mark.name, further);
    for (const std::string& alias : mark.aliases) add_languages(alias, further);
  });
  std::vector<std::string> languages = {"eng"};
  if (visited.ok()) languages.insert(languages.end(), further.begin(), further.end());
  return languages;
}

Result<std::vector<std::unique_ptr<matcher::TextRecognizer>>> open_recognizers(int workers, const Settings& settings,
                                                                               const index::Register& marks,
                                                                               Progress& progress) {
  const auto languages = ocr_languages(settings, marks);
  std::vector<std::string> missing;
  std::vector<std::unique_ptr<matcher::TextRecognizer>> recognizers;
  for (int i = 0; i < workers; ++i) {
    auto made = matcher::make_tesseract(languages, i == 0 ? &missing : nullptr);
    if (!made) return made.problem();
    recognizers.push_back(std::move(*made));
  }
  for (const std::string& language : missing) {
    std::string package = "tesseract-ocr-" + language;
    std::replace(package.begin(), package.end(), '_', '-');
    progress.report(
        {Problem::Kind::not_found, "text recognition", language + " is not installed", "apt-get install " + package});
  }
  return recognizers;
}

}  // namespace markhound::cli

#include "cli/ocr_languages.h"

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

}  // namespace markhound::cli

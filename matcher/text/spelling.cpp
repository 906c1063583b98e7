#include "matcher/text/spelling.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "matcher/text/letters.h"

namespace markhound::matcher {
namespace {

std::string quoted(char32_t c) { return "'" + encode(std::u32string(1, c)) + "'"; }

bool is_invisible(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/// Letters of mathematics, enclosed, full width, small capitals: plain letters in a costume.
bool is_styled(char32_t c) {
  return (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2460 && c <= 0x24FF) ||
         (c >= 0x1F100 && c <= 0x1F1FF) || (c >= 0x1D00 && c <= 0x1D7F) || (c >= 0x0250 && c <= 0x02AF) ||
         (c >= 0x2100 && c <= 0x214F);
}

bool is_foreign(char32_t c, const std::string& home) {
  if (c < 0x80 || !u_isalpha(static_cast<UChar32>(c)) || is_styled(c)) return false;
  const std::string script = script_of(c);
  return !script.empty() && script != home;
}

std::string home_script(const TextCandidate& candidate) {
  for (char32_t c : decode(candidate.form)) {
    const std::string script = script_of(c);
    if (!script.empty()) return script;
  }
  return {};
}

/// How words are set apart, compared with the mark.
void add_spacing(std::string_view raw, const TextCandidate& candidate, std::vector<std::string>& odd) {
  const bool spaced_mark = candidate.form.find(' ') != std::string::npos;
  const bool spaced_text = candidate.window.find(' ') != std::string::npos;
  if (spaced_mark && !spaced_text) odd.push_back("written as one word");
  if (spaced_mark || !spaced_text) return;
  const std::u32string letters = decode(raw);
  const bool space =
      std::any_of(letters.begin(), letters.end(), [](char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); });
  odd.push_back(space ? "written with spaces between its letters" : "written with signs between its letters");
}

}  // namespace

bool is_disguised(std::string_view raw) {
  const std::u32string letters = decode(raw);
  const auto is_symbol = [](char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_OTHER_SYMBOL; };
  const auto hides = [&](char32_t c) { return is_styled(c) || is_invisible(c) || is_symbol(c); };
  if (std::any_of(letters.begin(), letters.end(), hides)) return true;
  std::size_t alone = 0;
  for (std::size_t i = 1; i < letters.size(); ++i) alone += !is_letter(letters[i]) && is_letter(letters[i - 1]);
  return letters.size() >= 5 && 2 * alone + 1 >= letters.size();  // "n.o.r.d"
}

std::vector<std::string> oddities(std::string_view raw, const TextCandidate& candidate) {
  const std::u32string letters = decode(raw);
  const std::string home = home_script(candidate);
  std::vector<std::string> odd;
  if (std::any_of(letters.begin(), letters.end(), is_styled)) odd.push_back("written in styled letters");
  if (std::any_of(letters.begin(), letters.end(), is_invisible)) odd.push_back("with invisible characters inside");
  if (home == "Latin") {
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const bool again = letters.find(letters[i]) < i;
      if (!is_foreign(letters[i], home) || again) continue;
      odd.push_back("spelled with the look-alike letter " + quoted(letters[i]) + " (" + script_of(letters[i]) + ")");
    }
  }
  add_spacing(raw, candidate, odd);
  return odd;
}

std::vector<std::string> describe(const Alignment& alignment) {
  std::vector<std::string> words;
  for (const Step& step : alignment.steps) {
    switch (step.kind) {
      case Step::Kind::replaced: words.push_back(quoted(step.written) + " for " + quoted(step.meant)); break;
      case Step::Kind::look_alike:
        words.push_back("look-alike " + quoted(step.written) + " for " + quoted(step.meant));
        break;
      case Step::Kind::added: words.push_back("one letter added: " + quoted(step.written)); break;
      case Step::Kind::repeated: words.push_back("a letter repeated: " + quoted(step.written)); break;
      case Step::Kind::left_out: words.push_back("one letter left out: " + quoted(step.meant)); break;
      case Step::Kind::swapped: words.push_back("two letters swapped before or at " + quoted(step.written)); break;
    }
  }
  return words;
}

}  // namespace markhound::matcher

#include "index/segments.h"

#include <algorithm>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

namespace markhound::index {
namespace {

icu::BreakIterator* breaker() {
  thread_local const std::unique_ptr<icu::BreakIterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    return U_SUCCESS(status) ? std::move(words) : nullptr;
  }();
  return made.get();
}

}  // namespace

std::vector<std::size_t> word_ends(std::u32string_view letters) {
  std::vector<std::size_t> ends;
  icu::UnicodeString text;
  for (char32_t c : letters) text.append(static_cast<UChar32>(c));
  if (icu::BreakIterator* words = breaker()) {
    words->setText(text);
    words->first();
    for (auto at = words->next(); at != icu::BreakIterator::DONE; at = words->next()) {
      ends.push_back(static_cast<std::size_t>(text.countChar32(0, at)));
    }
  }
  if (ends.empty() || ends.back() != letters.size()) ends.push_back(letters.size());
  return ends;
}

}  // namespace markhound::index

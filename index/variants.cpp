#include "index/variants.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "index/fold.h"
#include "index/transliteration.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t least_letters = 4;   // shorter words, altered, are other words
constexpr std::size_t longest_name = 200;  // bytes; no search box takes more

using Pair = std::pair<std::string_view, std::string_view>;

/// One letter for another as the eye takes them, the commonest first: after the classes of skeleton.cpp.
constexpr std::array<Pair, 11> looks{{{"o", "0"},
                                      {"l", "1"},
                                      {"i", "1"},
                                      {"e", "3"},
                                      {"s", "5"},
                                      {"a", "4"},
                                      {"m", "rn"},
                                      {"w", "vv"},
                                      {"d", "cl"},
                                      {"i", "l"},
                                      {"u", "v"}}};

/// As the ear takes them.
constexpr std::array<Pair, 14> sounds{{{"ph", "f"},
                                       {"f", "ph"},
                                       {"ck", "k"},
                                       {"c", "k"},
                                       {"k", "c"},
                                       {"qu", "kw"},
                                       {"x", "ks"},
                                       {"z", "s"},
                                       {"s", "z"},
                                       {"y", "i"},
                                       {"i", "y"},
                                       {"v", "w"},
                                       {"ei", "ie"},
                                       {"ou", "u"}}};

std::string with_icu(const std::string& text, const char* transliterator) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> made(
      icu::Transliterator::createInstance(transliterator, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) return {};
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(text);
  made->transliterate(letters);
  std::string out;
  letters.toUTF8String(out);
  return out;
}

/// The folded words of a name; those that no blank or sign parts in the original stand together.
std::vector<std::string> words_of(const std::string& name) {
  const FoldedText folded = fold(name);
  std::vector<std::string> words;
  for (const FoldedWord& word : folded.words) {
    std::string text;
    for (std::uint32_t i = word.first; i < word.last; ++i) append_utf8(folded.letters[i].plain, text);
    words.push_back(std::move(text));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

bool is_latin(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

std::string replaced(const std::string& word, const Pair& pair) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const bool here = std::string_view(word).substr(at).starts_with(pair.first);
    out += here ? pair.second : std::string_view(word).substr(at, 1);
    at += here ? pair.first.size() : 1;
  }
  return out;
}

class Collector {
 public:
  explicit Collector(std::size_t most) : most_(most) {}

  void add(const std::string& text, const char* kind) {
    if (text.empty() || all_.size() >= most_) return;
    if (known_.insert(joined(words_of(text), " ") + "\n" + plain_shape(text)).second) all_.push_back({text, kind});
  }

  bool full() const { return all_.size() >= most_; }
  std::vector<Variant> take() { return std::move(all_); }

 private:
  /// Search boxes fold case; accents and other letters they may heed.
  static std::string plain_shape(std::string text) {
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
  }

  std::size_t most_;
  std::set<std::string> known_;
  std::vector<Variant> all_;
};

/// Alters one word of the name and leaves the others: `alter` gives the forms of a word.
template <class Alter>
void add_altered(const std::vector<std::string>& words, const char* kind, Collector& collector, Alter alter) {
  for (std::size_t i = 0; i < words.size() && !collector.full(); ++i) {
    if (!is_latin(words[i]) || words[i].size() < least_letters) continue;
    for (std::string& form : alter(words[i])) {
      std::vector<std::string> changed = words;
      if (form != changed[i]) changed[i] = std::move(form), collector.add(joined(changed, " "), kind);
    }
  }
}

std::vector<std::string> look_alikes(const std::string& word) {
  std::vector<std::string> forms;
  for (const Pair& pair : looks) forms.push_back(replaced(word, pair));
  return forms;
}

std::vector<std::string> sound_alikes(const std::string& word) {
  std::vector<std::string> forms;
  for (const Pair& pair : sounds) forms.push_back(replaced(word, pair));
  return forms;
}

/// A doubled letter written once, then each letter left out but the first, which readers rarely miss.
std::vector<std::string> omissions(const std::string& word) {
  std::vector<std::string> forms;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (word[i] == word[i - 1]) forms.push_back(std::string(word).erase(i, 1));
  for (std::size_t i = 1; i < word.size(); ++i) forms.push_back(std::string(word).erase(i, 1));
  return forms;
}

std::vector<std::string> swaps(const std::string& word) {
  std::vector<std::string> forms;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    std::string form = word;
    std::swap(form[i], form[i + 1]);
    forms.push_back(std::move(form));
  }
  return forms;
}

std::vector<std::string> doublings(const std::string& word) {
  std::vector<std::string> forms;
  for (std::size_t i = 1; i < word.size(); ++i) forms.push_back(std::string(word).insert(i, 1, word[i]));
  return forms;
}

/// Into Latin letters from any script; from Latin ones into the two that sellers write foreign names in; Han both ways.
void add_transliterations(const std::string& name, const std::vector<std::string>& words, Collector& collector) {
  std::vector<std::string> latin;
  for (const std::string& word : words) latin.push_back(to_latin(to_utf32(word)));
  collector.add(joined(latin, " "), "transliterated");
  const std::string plain = joined(words, " ");
  if (std::all_of(words.begin(), words.end(), is_latin)) {
    collector.add(with_icu(plain, "Latin-Cyrillic"), "transliterated");
    collector.add(with_icu(plain, "Latin-Katakana"), "transliterated");
  } else {
    collector.add(with_icu(name, "Simplified-Traditional"), "transliterated");
    collector.add(with_icu(name, "Traditional-Simplified"), "transliterated");
  }
}

}  // namespace

std::vector<Variant> search_variants(const Mark& mark, std::size_t most) {
  Collector collector(most);
  if (!mark.name.empty() && mark.name.size() <= longest_name) collector.add(mark.name, "name");
  for (const std::string& alias : mark.aliases)
    if (alias.size() <= longest_name) collector.add(alias, "alias");
  const std::string& name = mark.name;
  if (name.empty() || name.size() > longest_name) return collector.take();
  const std::vector<std::string> words = words_of(name);
  collector.add(joined(words, " "), "plain letters");
  if (words.size() > 1) collector.add(joined(words, ""), "written together");
  add_transliterations(name, words, collector);
  add_altered(words, "look-alike", collector, look_alikes);
  add_altered(words, "misspelt", collector, sound_alikes);
  add_altered(words, "misspelt", collector, omissions);
  add_altered(words, "misspelt", collector, swaps);
  add_altered(words, "misspelt", collector, doublings);
  return collector.take();
}

}  // namespace markhound::index

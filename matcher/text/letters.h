// Letters of a text as the judge needs them: decoded, counted, and where they stand.
#pragma once

#include <string>
#include <string_view>

#include "core/candidate.h"

namespace markhound::matcher {

std::u32string decode(std::string_view text);
std::string encode(std::u32string_view letters);

std::u32string without_spaces(std::string_view text);

bool is_letter(char32_t c);
bool is_upper(char32_t c);
/// Of a script that writes without spaces.
bool is_unspaced_letter(char32_t c);

/// "Cyrillic", "Greek"; empty for letters of no particular script.
std::string script_of(char32_t c);

/// What stands around a span of a text.
struct Surroundings {
  bool cut_from_word = false;   ///< a letter of a spaced script goes on before or after
  bool begins_text = false;     ///< nothing but signs before it
  bool is_all = false;          ///< no other letters in the text
  bool has_upper = false;       ///< an upper-case letter in the span
  bool all_upper = false;       ///< two or more letters, all upper case, in a text that has lower case too
  bool text_has_upper = false;  ///< outside the span
  bool cased = false;           ///< the span has letters that have case
  bool marked = false;          ///< ® or ™ follows
};

/// A text read once, for looking around many spans of it.
class Whereabouts {
 public:
  /// `text` is borrowed for the object's life.
  explicit Whereabouts(std::string_view text);

  std::string_view text() const { return text_; }
  Surroundings around(Span span) const;

 private:
  std::string_view text_;
  std::size_t first_letter_ = 0;  ///< byte where the first one begins
  std::size_t last_letter_ = 0;   ///< byte where the last one begins
  std::size_t upper_ = 0;         ///< letters of that case in the whole text
  std::size_t lower_ = 0;
};

}  // namespace markhound::matcher

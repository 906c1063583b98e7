// Any script in Latin letters: pinyin from a table, the other scripts by ICU.
#pragma once

#include <string>
#include <string_view>

namespace markhound::index {

/// a to z and digits of the letters, "" where nothing can be said. Latin letters stay as they are.
std::string to_latin(std::u32string_view letters);

}  // namespace markhound::index

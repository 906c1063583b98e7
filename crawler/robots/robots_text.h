// The lines of a robots.txt, whatever its encoding and line ends.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace markhound::crawler {

/// The text in UTF-8 without its byte order mark; UTF-16 is converted where a mark announces it.
std::string robots_as_utf8(std::string_view text);

/// Calls `record` with key and value of each line that has both; blanks around them and comments are taken off.
/// A missing colon is tolerated where the line has just two words.
void for_each_record(std::string_view text,
                     const std::function<void(std::string_view name, std::string_view value)>& record);

/// Compares ASCII letters without case.
bool same_letters(std::string_view a, std::string_view b);

}  // namespace markhound::crawler

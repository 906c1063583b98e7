// gzip members, RFC 1952: WARC files are read at an offset because every record is a member of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace markhound::evidence {

/// One member that holds the parts one after the other. Level 0 (stored) to 12 (smallest); no name, no time: the same bytes
/// give the same member.
std::string gzip_member(std::initializer_list<std::string_view> parts, int level);

/// Inflates the first member of `bytes` and takes it off them. A Problem of kind bad_input where it is torn or
/// altered, of kind limit where it grows beyond `cap` bytes.
Result<std::string> gunzip_member(std::string_view& bytes, std::size_t cap);

}  // namespace markhound::evidence

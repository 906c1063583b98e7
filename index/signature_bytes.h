// Signatures as bytes, as the register keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "index/register.h"

namespace markhound::index {

std::string to_bytes(const EnrolledLogo& logo);

/// Nothing where the bytes are not whole.
std::optional<EnrolledLogo> logo_from_bytes(std::string_view bytes);

}  // namespace markhound::index

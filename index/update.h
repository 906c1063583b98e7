// What becomes of a mark in the register when a file brings it again.
#pragma once

#include <optional>

#include "core/mark.h"

namespace markhound::index {

/// What the register's own record keeps where a new one comes from a file that has no word on it.
struct Keeps {
  bool aliases = false;
  bool authorised = false;
  bool logos = false;
};

enum class Change { added, changed, same, older };

/// What the register should hold from now on; nothing where `held` is of a later date than `offered`. Marks of the same
/// date, or without one, are replaced.
std::optional<Mark> merged(const Mark& held, const Mark& offered, const Keeps& keeps);

}  // namespace markhound::index

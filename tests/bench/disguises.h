// What sellers do to a name so that a search misses it: one function a kind.
#pragma once

#include <random>
#include <span>
#include <string>

namespace markhound::bench {

struct Disguise {
  const char* name;
  /// The name disguised; empty where the kind cannot be done to it (no vowel to swap, no second word to join).
  std::string (*apply)(const std::string& name, std::mt19937& random);
  bool deterministic;  ///< no letter is lost: a reader sees the name itself
};

std::span<const Disguise> disguises();

}  // namespace markhound::bench

// What the register recalls for a text or a picture: a mark, and why it came to mind. Judging comes after.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/reading.h"

namespace markhound {

/// Bytes [begin, end) of the UTF-8 text that was given.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

/// Which key of the register the text met.
enum class Key { exact, skeleton, transliteration, phonetic, deletion };

const char* to_string(Key key);

struct TextCandidate {
  std::string mark;    ///< Mark::id
  std::string name;    ///< the name or alias that was met, as registered
  bool alias = false;  ///< met by one of Mark::aliases
  Key key = Key::exact;
  Span span;
  std::string window;          ///< the words at `span` as folded for comparison, UTF-8
  std::string form;            ///< `name` folded the same way
  double distinctiveness = 1;  ///< 0 (an everyday word of listings) to 1 (seen nowhere else)
};

/// A point of the picture and the point of the logo that it resembles most.
struct PointPair {
  Feature picture;
  Feature logo;
  float distance = 0;  ///< between the two descriptors, Euclidean, 0 to 1.42
  float rival = 0;     ///< to the nearest descriptor of another mark; the larger, the more telling
};

struct LogoCandidate {
  std::string mark;    ///< Mark::id
  std::string logo;    ///< LogoImage::digest
  int logo_width = 0;  ///< of the enrolled logo, the unit of PointPair::logo
  int logo_height = 0;
  int logo_points = 0;  ///< features that the enrolled logo has
  std::vector<PointPair> pairs;
};

}  // namespace markhound

#include "core/problem.h"

namespace markhound {
namespace {

/// A terminal obeys control characters, and what is printed here may come from a hostile page.
std::string inert(const std::string& text) {
  std::string safe = text;
  for (char& c : safe) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) c = '?';
  }
  return safe;
}

}  // namespace

std::string to_line(const Problem& problem) {
  std::string line = inert(problem.thing) + ": " + inert(problem.cause);
  if (!problem.mend.empty()) line += "; " + inert(problem.mend);
  return line;
}

const char* to_string(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::bad_input: return "bad_input";
    case Problem::Kind::not_found: return "not_found";
    case Problem::Kind::refused: return "refused";
    case Problem::Kind::limit: return "limit";
    case Problem::Kind::io: return "io";
    case Problem::Kind::busy: return "busy";
    case Problem::Kind::internal: return "internal";
  }
  return "internal";
}

}  // namespace markhound

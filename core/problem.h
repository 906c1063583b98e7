// What went wrong, as a value: an expected failure names the thing, the cause and the mend.
#pragma once

#include <string>

namespace markhound {

struct Problem {
  enum class Kind {
    bad_input,  ///< what the user or the outside gave cannot be read
    not_found,  ///< the thing named is not there
    refused,    ///< a rule forbids it: robots.txt, a private address, an altered package
    limit,      ///< larger, deeper or slower than the limit that protects this machine
    io,         ///< disk or network
    busy,       ///< another process holds it
    internal,   ///< a library failed in a way that no input should cause
  };

  Kind kind = Kind::internal;
  std::string thing;  ///< what it happened to: a path, a URL, "line 7 of marks.csv"
  std::string cause;  ///< what is wrong with it
  std::string mend;   ///< what the reader can do; empty where nothing can be done

  bool operator==(const Problem&) const = default;
};

/// "thing: cause; mend" on one line, control characters replaced, as it is printed on standard error.
std::string to_line(const Problem& problem);

/// The stable name of a kind, as JSON output prints it ("bad_input", "limit", …).
const char* to_string(Problem::Kind kind);

}  // namespace markhound

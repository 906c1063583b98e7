// Places where links never end: calendars, session ids in addresses, pages without a last one, ever deeper paths. Only
// links that a page gave are watched; what the user or a sitemap named is visited whatever it looks like.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/problem.h"

namespace markhound::crawler {

/// The address with what counts or identifies taken out ("https://a.example/cal/#/#?page=#"): pages of one form are
/// made by one program. Runs of digits, and words of 12 or more characters with digits among their letters, are "#".
std::string form_of(const std::string& url);

/// Why the address alone is a trap: too long, too deep, a path that repeats itself. Nothing where it is none.
std::optional<std::string> endless_address(const std::string& url);

/// What a visit of a followed link came to.
struct Visited {
  std::string url;
  bool sells = false;              ///< a listing was on it
  bool same = false;               ///< all of it was seen under another address before
  std::vector<std::string> links;  ///< further pages that nobody had named yet
};

/// Safe to call from any thread. What it knows ends with the process; a scan that goes on learns it again.
class TrapWatch {
 public:
  /// Why a link is not to be followed. `first` where this reason was not given before, so that it is told once.
  struct Stop {
    Problem why;
    bool first = false;
  };
  std::optional<Stop> stops(const std::string& url);

  /// A Problem where this visit was the one too many for the form of its address.
  std::optional<Problem> note(const Visited& visited);

  static constexpr int most_barren = 30;  ///< pages of a form in a row that sold nothing and led nowhere else
  static constexpr int most_same = 10;    ///< pages of a form in a row that showed what was seen before

 private:
  struct Form {
    int barren = 0;
    int same = 0;
    std::string closed;  ///< why; empty while it is open
  };

  bool leads_elsewhere(const std::string& form, const std::vector<std::string>& links) const;
  Form& form(const std::string& name);

  std::mutex mutex_;
  std::map<std::string, Form> forms_;
  std::set<std::string> told_;  ///< forms of addresses that were refused for themselves
};

}  // namespace markhound::crawler

// A platform's complaint form as its rules file describes it (evidence/rules/<platform>.json): which fields, in which
// order, how long; what is sworn; by when who must act. Nothing of a platform is in code.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::evidence::complaint {

enum class Language { en, zh, both };

/// Words in both languages.
struct Text {
  std::string en;
  std::string zh;
};

/// Where a rule comes from. A rule whose source is not confirmed warns and never blocks.
struct Source {
  std::string id;    ///< within its file: "form"
  std::string says;  ///< the rule as the source has it, in short
  std::string url;
  std::string read;  ///< day on which it was read, "2026-11-25"
  bool confirmed = false;
};

enum class Severity { warning, error };

const char* to_string(Severity severity);

/// One thing that the linter looks for; `check` names it in code, the file says whether it matters here and why.
struct Check {
  std::string check;  ///< "test_buy"
  Severity severity = Severity::warning;
  std::string source;
  std::vector<std::string> offices;  ///< registrations of these only; empty: all
  std::size_t digits = 0;            ///< of a registration number; 0: any
};

/// A field is wanted only where an option of the filing has one of these values; always where `option` is empty.
struct Condition {
  std::string option;  ///< "claim", "reason"
  std::vector<std::string> values;
};

struct Field {
  std::string name;
  Text label;
  std::string from;  ///< which value fills it (value.h)
  bool required = true;
  bool by_hand = false;                 ///< a signature: the program never fills it
  std::size_t most = 0;                 ///< UTF-16 units, as the length of a web form is counted; 0: no limit known
  std::map<std::string, Text> choices;  ///< the form's words for a value
  Text hint;
  Condition when;
  std::string source;
};

/// A column of the sheet for bulk filing, a row a listing.
struct Column {
  std::string name;
  std::string from;
  std::size_t most = 0;
};

struct Statement {
  Text text;
  bool sworn = true;
  std::string source;
};

struct Note {
  Text text;
  std::string source;
};

struct Deadline {
  std::string name;
  std::string after;  ///< the event that starts it: "filed" or "countered"
  int days = 0;
  int latest = 0;  ///< the later end of a range; 0 where there is one day only
  bool business = false;
  std::string whose;  ///< who must act: "you", "seller"
  Text says;
  std::string source;
};

/// A standing that a filer loses.
struct Threshold {
  std::string measure;  ///< "accepted": a least share; "countered": a greatest share
  double share = 0;
  int window_days = 0;
  int least = 0;  ///< decided listings below which nothing is said: 1 refused of 1 means nothing
  Text loses;
  std::string source;
};

/// How a listing is named to the platform, and what its address must look like.
struct TargetRule {
  Text name;
  std::vector<std::string> hosts;  ///< its registrable domains; empty: any
  std::vector<std::string> after;  ///< the item's id follows one of these in the path; empty: not looked at
  std::vector<std::string> shop;   ///< a path with one of these is a shop, not a listing
  std::string alphabet = "any";    ///< "digits", "upper" (A-Z0-9), "any"
  std::size_t least = 0;           ///< length of an id
  std::size_t most = 0;
  bool id = false;   ///< the form wants the id, not the address
  bool bare = true;  ///< an address without a path may name a listing
  std::string source;
};

struct Form {
  std::string platform;
  std::string version;
  Text name;
  std::string where;
  std::vector<std::string> claims;   ///< the first is the usual one
  Language language = Language::en;  ///< in which the platform reads
  std::vector<Source> sources;
  std::vector<std::string> group;  ///< what one notice may not mix: "right", "seller", "market"
  std::size_t most_targets = 0;    ///< 0: no limit known
  std::string most_targets_source;
  TargetRule target;
  std::map<std::string, std::string> markets;  ///< domain, ISO 3166 country
  std::string market;                          ///< where nothing else tells; may be empty
  std::vector<Field> fields;
  std::vector<Column> columns;
  std::vector<std::string> sheets;  ///< "csv", "xlsx", "vero"
  std::vector<Statement> statements;
  std::vector<Note> notes;
  std::vector<Check> checks;
  std::vector<Deadline> deadlines;
  std::vector<Threshold> thresholds;
  std::map<std::string, Note> grounds;  ///< by the office of the registration: the law that the use breaks

  /// The source of that id; one that says nothing, unconfirmed, where there is none.
  const Source& source(const std::string& id) const;
};

/// Reads a rules file. Problem of kind bad_input that names `name` where it is no such file, or where a rule names a
/// source that the file lacks.
Result<Form> read_form(std::string_view json, const std::string& name);

/// The platforms that have a form, in alphabetic order.
std::vector<std::string> platforms();

/// The form of a platform: `folder`/<platform>.json where it exists, what was compiled in otherwise. The checks of
/// general.json, which hold for every form, are appended with their sources (their ids begin with "general.").
Result<Form> load_form(const std::string& platform, const std::string& folder);

}  // namespace markhound::evidence::complaint

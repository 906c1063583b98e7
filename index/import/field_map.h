// Which column or key of a file holds which field of a mark, where the file has names of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace markhound::index {

class FieldMap {
 public:
  struct Source {
    std::string name;       ///< a column's heading, or a key of JSON: "trademark.name" is `name` within `trademark`
    bool constant = false;  ///< `name` is the value itself, the same for every record
  };

  /// "name=Mark,number=Reg No.,office==NZ": a field and its column each; after `==` a value. A Problem where a field is
  /// none or no column is named.
  static Result<FieldMap> parse(const std::string& pairs);

  /// A file of "field = column" lines, for columns with commas in their names; `#` begins a comment.
  static Result<FieldMap> read(const std::string& path);

  bool empty() const { return sources_.empty(); }
  /// Where the field is mapped.
  const Source* find(const std::string& field) const;
  /// The field that is read from such a column or key; headings are alike where their letters and digits are.
  std::optional<std::string> field_of(const std::string& heading) const;
  const std::map<std::string, Source>& sources() const { return sources_; }
  /// The same for equal maps.
  std::string text() const;

 private:
  std::optional<Problem> add(const std::string& pair, const std::string& where);

  std::map<std::string, Source> sources_;
};

/// "Registration No." and "registration_no" are the same heading.
std::string plain_heading(const std::string& heading);

}  // namespace markhound::index

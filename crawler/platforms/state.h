// The state that a page's scripts start from, asked by paths, so that the reader of a platform is a list of paths.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/listing.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// One value of the state and what is below it. Cheap to copy; false where there is none. A path is the names of
/// members and the positions in lists between dots; `*` is any member or element, `**` any number of steps down:
/// "data.*.price", "**.goodsName". The first value is meant: elements in their order,
/// members by name. Names with dots are not reached.
class State {
 public:
  State() = default;

  explicit operator bool() const { return node_ != nullptr; }

  State at(std::string_view path) const;
  /// The values at the path, at most `most`. A query looks at 200,000 values, 40 deep, and no further.
  std::vector<State> all(std::string_view path, std::size_t most = 500) const;

  /// This value where it is a text or a number, blanks collapsed and references (&amp;) replaced.
  std::string text() const;
  /// The first of the paths that leads to one which is not empty.
  std::string text(std::initializer_list<std::string_view> paths) const;
  std::vector<std::string> texts(std::string_view path, std::size_t most = 100) const;
  /// A boolean; also 0 and 1.
  std::optional<bool> flag(std::string_view path) const;

 private:
  friend State find_state(const OpenedPage&, std::initializer_list<std::string_view>);
  friend State state_of_json(std::string_view);
  explicit State(std::shared_ptr<const void> node) : node_(std::move(node)) {}

  std::shared_ptr<const void> node_;  ///< a JSON value; shares ownership of the whole state
};

/// The first that is there: a script with that id or type, or an object that a script gives to a name
/// (`window.runParams = {…}`, `window["x"] = JSON.parse("…")`). Read as a literal; nothing is run.
State find_state(const OpenedPage& page, std::initializer_list<std::string_view> names);

/// JSON, or a JavaScript literal; empty where it is neither.
State state_of_json(std::string_view text);

/// An amount that is a number: with `places` digits of it after the point (cents: 2). It has no text, as nothing was
/// printed. Nothing where it is no number or 0.
std::optional<Money> money_of_number(const std::string& number, const std::string& currency, std::size_t places = 0);

}  // namespace markhound::crawler

#include "crawler/platforms/state.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "crawler/html/js_literal.h"
#include "crawler/html/json_repair.h"
#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Json = nlohmann::json;

constexpr int max_depth = 40;

std::string scalar(const Json& value) {
  if (value.is_string()) return html::collapse(html::unescaped(value.get_ref<const std::string&>()));
  return value.is_number() ? value.dump() : std::string{};
}

/// Walks a path in the order of the page; stops when `use` has had enough or the budget is spent.
template <class Use>
class Walk {
 public:
  explicit Walk(const Use& use) : use_(use) {}

  /// False: enough.
  bool go(const Json& value, std::string_view path, int depth = 0) {
    if (depth > max_depth || ++seen_ > most_values) return true;
    if (path.empty()) return use_(value);
    const std::string_view step = path.substr(0, path.find('.'));
    const std::string_view rest = path.substr(std::min(step.size() + 1, path.size()));
    if (step == "**") return go(value, rest, depth + 1) && each(value, path, depth);
    if (step == "*") return each(value, rest, depth);
    return member(value, step, rest, depth);
  }

 private:
  static constexpr std::size_t most_values = 200'000;

  bool each(const Json& value, std::string_view rest, int depth) {
    if (value.is_structured())
      for (const Json& inner : value)
        if (!go(inner, rest, depth + 1)) return false;
    return true;
  }

  bool member(const Json& value, std::string_view step, std::string_view rest, int depth) {
    if (value.is_object()) {
      const auto found = value.find(step);
      return found == value.end() || go(*found, rest, depth + 1);
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool number = error == std::errc{} && end == step.data() + step.size();
    return !value.is_array() || !number || index >= value.size() || go(value[index], rest, depth + 1);
  }

  const Use& use_;
  std::size_t seen_ = 0;
};

template <class Use>
void walk(const void* node, std::string_view path, const Use& use) {
  if (node) Walk<Use>(use).go(*static_cast<const Json*>(node), path);
}

Json parsed(std::string_view text) {
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) value = Json::parse(html::json_of_literal(text), nullptr, false);
  return value;
}

/// The JSON that `text` gives, where it begins with a literal or with JSON.parse("…").
Json assigned(std::string_view text) {
  constexpr std::string_view call = "JSON.parse(";
  constexpr std::size_t most = 24u << 20;
  text = html::trim(text);
  if (text.starts_with(call)) {
    const std::string inner = html::string_of_literal(html::trim(text.substr(call.size())), most);
    return Json::parse(inner, nullptr, false);
  }
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return Json(Json::value_t::discarded);
  return parsed(html::balanced(text));
}

/// What the script gives to the name: after `name =`, `"name"] =` or `name:`.
Json given_to(std::string_view script, std::string_view name) {
  constexpr int most = 20;
  int tried = 0;
  for (std::size_t at = script.find(name); at != script.npos && tried < most; at = script.find(name, at + 1), ++tried) {
    const char before = at == 0 ? ' ' : script[at - 1];
    if (html::is_alnum(before) || before == '_' || before == '$') continue;
    std::string_view rest = script.substr(at + name.size());
    while (!rest.empty() && (rest[0] == '"' || rest[0] == '\'' || rest[0] == ']' || html::is_space(rest[0])))
      rest.remove_prefix(1);
    if (rest.empty() || (rest[0] != '=' && rest[0] != ':') || rest.starts_with("==")) continue;
    if (Json value = assigned(rest.substr(1)); value.is_structured()) return value;
  }
  return Json(Json::value_t::discarded);
}

}  // namespace

State State::at(std::string_view path) const {
  State found;
  walk(node_.get(), path, [&](const Json& value) {
    if (value.is_null()) return true;
    found.node_ = std::shared_ptr<const void>(node_, &value);
    return false;
  });
  return found;
}

std::vector<State> State::all(std::string_view path, std::size_t most) const {
  std::vector<State> found;
  walk(node_.get(), path, [&](const Json& value) {
    if (!value.is_null()) found.push_back(State(std::shared_ptr<const void>(node_, &value)));
    return found.size() < most;
  });
  return found;
}

std::string State::text() const { return node_ ? scalar(*static_cast<const Json*>(node_.get())) : std::string{}; }

std::string State::text(std::initializer_list<std::string_view> paths) const {
  std::string found;
  for (const std::string_view path : paths) {
    walk(node_.get(), path, [&](const Json& value) {
      found = scalar(value);
      return found.empty();
    });
    if (!found.empty()) break;
  }
  return found;
}

std::vector<std::string> State::texts(std::string_view path, std::size_t most) const {
  std::vector<std::string> found;
  walk(node_.get(), path, [&](const Json& value) {
    if (std::string text = scalar(value); !text.empty() && std::find(found.begin(), found.end(), text) == found.end())
      found.push_back(std::move(text));
    return found.size() < most;
  });
  return found;
}

std::optional<bool> State::flag(std::string_view path) const {
  std::optional<bool> found;
  walk(node_.get(), path, [&](const Json& value) {
    if (value.is_boolean()) found = value.get<bool>();
    if (value.is_number_integer()) found = value != 0;
    return !found;
  });
  return found;
}

State find_state(const OpenedPage& page, std::initializer_list<std::string_view> names) {
  const Document& document = page.document;
  for (const std::string_view name : names)
    for (Document::Id id = 0; id < document.size(); ++id) {
      if (document[id].name != "script" || document[id].text.size() < 2) continue;
      const std::string_view script = document[id].text;
      const bool named = document.attribute(id, "id") == name || document.attribute(id, "type") == name;
      Json value = named ? assigned(script) : given_to(script, name);
      if (named && !value.is_structured()) value = given_to(script, name);
      if (value.is_structured()) return State(std::make_shared<const Json>(std::move(value)));
    }
  return {};
}

State state_of_json(std::string_view text) {
  Json value = parsed(html::trim(text));
  return value.is_structured() ? State(std::make_shared<const Json>(std::move(value))) : State{};
}

std::optional<Money> money_of_number(const std::string& number, const std::string& currency, std::size_t places) {
  const std::size_t point = number.find('.');
  if (number.empty() || number.find_first_not_of("0123456789.") != number.npos || number.size() > 20)
    return std::nullopt;
  if (number.find_first_not_of("0.") == number.npos || (point != number.npos && places > 0)) return std::nullopt;
  std::string amount = number;
  if (places > 0) {
    if (amount.size() <= places) amount.insert(0, places + 1 - amount.size(), '0');
    amount.insert(amount.size() - places, 1, '.');
    amount.erase(std::max(amount.find_last_not_of('0') + 1, amount.find('.')));
    if (amount.ends_with('.')) amount.pop_back();
  }
  if (amount.ends_with(".0")) amount.erase(amount.size() - 2);
  return Money{amount, currency, {}};
}

}  // namespace markhound::crawler

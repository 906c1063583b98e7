#include "crawler/signature/http_signature.h"

#include <algorithm>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string identifier(const Component& component) {
  std::string out = quoted(component.name);
  if (!component.key.empty()) out += ";key=" + quoted(component.key);
  if (component.request) out += ";req";
  return out;
}

std::string after_scheme(const std::string& origin) {
  const auto slashes = origin.find("//");
  return slashes == std::string::npos ? std::string{} : origin.substr(slashes + 2);
}

std::optional<std::string> derived(const Message& message, const std::string& name) {
  const std::string path = path_of(message.url);
  const auto query = std::min(path.find('?'), path.size());
  if (name == "@method") return message.method;
  if (name == "@target-uri") return message.url;
  if (name == "@authority") return after_scheme(origin_of(message.url));
  if (name == "@scheme") return message.url.substr(0, message.url.find(':'));
  if (name == "@path") return path.substr(0, query);
  if (name == "@query") return query == path.size() ? "?" : path.substr(query);
  return std::nullopt;
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool has_name(const Header& header, const std::string& lower_name) {
  return std::equal(header.name.begin(), header.name.end(), lower_name.begin(), lower_name.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

/// All lines of the field, joined (section 2.1).
std::optional<std::string> field(const Message& message, const std::string& name) {
  std::optional<std::string> value;
  for (const Header& header : message.headers)
    if (has_name(header, name)) value = value ? *value + ", " + trimmed(header.value) : trimmed(header.value);
  return value;
}

/// The member that a dictionary of this program's own making begins with; others are not looked for.
std::optional<std::string> first_member(const std::optional<std::string>& field, const std::string& key) {
  if (!field || !field->starts_with(key + "=")) return std::nullopt;
  return field->substr(key.size() + 1);
}

std::optional<std::string> value_of(const Message& message, const Component& component) {
  if (component.name.starts_with('@')) return derived(message, component.name);
  const auto whole = field(message, component.name);
  return component.key.empty() ? whole : first_member(whole, component.key);
}

}  // namespace

std::string to_text(const SignatureParameters& parameters) {
  std::string out = "(";
  for (const Component& component : parameters.components)
    out.append(out.size() == 1 ? "" : " ").append(identifier(component));
  out += ");created=" + std::to_string(parameters.created);
  if (!parameters.keyid.empty()) out += ";keyid=" + quoted(parameters.keyid);
  if (!parameters.alg.empty()) out += ";alg=" + quoted(parameters.alg);
  if (parameters.expires) out += ";expires=" + std::to_string(*parameters.expires);
  if (!parameters.nonce.empty()) out += ";nonce=" + quoted(parameters.nonce);
  if (!parameters.tag.empty()) out += ";tag=" + quoted(parameters.tag);
  return out;
}

Result<std::string> signature_base(const Message& message, const SignatureParameters& parameters) {
  std::string base;
  for (const Component& component : parameters.components) {
    const auto value = value_of(message, component);
    if (!value)
      return Problem{Problem::Kind::bad_input, message.url, "it has no " + identifier(component) + " to sign", {}};
    base += identifier(component) + ": " + *value + "\n";
  }
  return base + "\"@signature-params\": " + to_text(parameters);
}

}  // namespace markhound::crawler

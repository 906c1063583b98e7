#include <algorithm>

#include <pugixml.hpp>

#include "crawler/feed/feed.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_items = 100'000;
constexpr std::size_t max_fields = 200;
constexpr std::size_t max_field = 64u << 10;
constexpr std::string_view merchant_namespace = "http://base.google.com/ns/1.0";

std::string local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  std::string local(colon == std::string_view::npos ? name : name.substr(colon + 1));
  std::transform(local.begin(), local.end(), local.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return local;
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  return std::string(text.substr(0, max_field));
}

/// Atom's link is an attribute; of several the one for readers counts.
std::string text_of(const pugi::xml_node& node, const std::string& name) {
  const std::string_view rel = node.attribute("rel").value();
  if (name == "link" && node.attribute("href"))
    return rel.empty() || rel == "alternate" ? trimmed(node.attribute("href").value()) : std::string{};
  return trimmed(node.text().get());
}

FeedItem item_of(const pugi::xml_node& node) {
  FeedItem item;
  for (const auto& child : node.children()) {
    if (child.type() != pugi::node_element || item.fields.size() >= max_fields) continue;
    const std::string name = local_name(child);
    std::string text = text_of(child, name);
    if (!text.empty()) item.fields.emplace_back(name, std::move(text));
    for (const auto& part : child.children())  // g:shipping has parts of its own
      if (part.type() == pugi::node_element && item.fields.size() < max_fields)
        item.fields.emplace_back(name + "." + local_name(part), trimmed(part.text().get()));
  }
  return item;
}

/// The items, which RSS 2.0 keeps in a channel and the others in the root.
void take_items(const pugi::xml_node& node, const std::string& url, Feed& feed) {
  for (const auto& child : node.children()) {
    const std::string name = local_name(child);
    if (name == "channel") take_items(child, url, feed);
    if (name != "item" && name != "entry") continue;
    if (feed.items.size() >= max_items) {
      feed.problems.push_back({Problem::Kind::limit, url,
                               "it has more than " + std::to_string(max_items) + " items; the rest is not read",
                               "part the feed"});
      return;
    }
    feed.items.push_back(item_of(child));
  }
}

bool has_merchant_namespace(const pugi::xml_node& root) {
  for (const auto& attribute : root.attributes())
    if (std::string_view(attribute.name()).starts_with("xmlns") && attribute.value() == merchant_namespace) return true;
  return false;
}

}  // namespace

const std::string& FeedItem::operator[](std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return none;
}

bool declares_entities(std::string_view xml) { return xml.find("<!ENTITY") != std::string_view::npos; }

std::optional<Feed> parse_xml_feed(std::string_view text, const std::string& url) {
  if (text.substr(0, 4096).find('<') == std::string_view::npos) return std::nullopt;
  Feed feed;
  if (declares_entities(text)) {
    const bool says_so = text.find("<rss") != std::string_view::npos || text.find("<feed") != std::string_view::npos;
    if (!says_so) return std::nullopt;
    feed.problems.push_back({Problem::Kind::refused, url, "its XML declares entities, which no feed needs", {}});
    return feed;
  }
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_auto);
  const pugi::xml_node root = document.document_element();
  const std::string name = local_name(root);
  if (name != "rss" && name != "feed" && name != "rdf") return std::nullopt;
  feed.merchant = has_merchant_namespace(root);
  take_items(root, url, feed);
  if (!parsed)
    feed.problems.push_back({Problem::Kind::bad_input, url + " at offset " + std::to_string(parsed.offset),
                             std::string("its XML is broken: ") + parsed.description(),
                             "what stands before the break was read"});
  return feed;
}

}  // namespace markhound::crawler

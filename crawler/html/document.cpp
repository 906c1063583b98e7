#include "crawler/html/document.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>

#include <gumbo.h>

#include "crawler/html/arena.h"
#include "crawler/html/text.h"

namespace markhound::crawler::html {

struct Document::Tree {
  std::string page;  ///< scripts point into it
  Pruned pruned;     ///< names of unknown tags point into it
  std::unique_ptr<Arena> arena;
  std::deque<std::string> names;
};

namespace {

/// Null where the tree would be larger than the arena. Nothing here has a destructor that the jump could skip.
const GumboNode* parse_into(Arena& arena, const char* text, std::size_t size) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.escape) != 0) return nullptr;
  return gumbo_parse_with_options(&options, text, size)->document;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return &node.v.element.children;
  return nullptr;
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

bool hides(std::string_view name, std::string_view value) {
  if (name == "hidden") return true;
  if (name == "style") {
    std::string style = lowered(clipped(value, 400));
    std::erase_if(style, is_space);
    return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
  }
  if (name != "class") return false;
  constexpr std::array<std::string_view, 8> classes{"hidden",  "hide",         "d-none",     "is-hidden",
                                                    "ng-hide", "display-none", "aok-hidden", "u-hidden"};
  value = clipped(value, 400);
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    if (std::find(classes.begin(), classes.end(), value.substr(at, end - at)) != classes.end()) return true;
    at = end + 1;
  }
  return false;
}

bool is_block(std::string_view name) {
  static constexpr std::array<std::string_view, 36> names{
      "address", "article", "aside",    "blockquote", "br",    "button", "caption", "dd",  "div",
      "dl",      "dt",      "fieldset", "footer",     "form",  "h1",     "h2",      "h3",  "h4",
      "h5",      "h6",      "header",   "hr",         "img",   "li",     "main",    "nav", "ol",
      "option",  "p",       "pre",      "section",    "table", "td",     "th",      "tr",  "ul"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

namespace {

std::vector<std::string> losses(const Pruned& pruned, const Limits& limits) {
  std::vector<std::string> cut;
  if (pruned.cut_bytes) cut.push_back("the page is longer than " + std::to_string(limits.bytes) + " bytes");
  if (pruned.cut_tags) cut.push_back("the page has more than " + std::to_string(limits.tags) + " tags");
  if (pruned.cut_depth) cut.push_back("tags are nested deeper than " + std::to_string(limits.depth));
  if (pruned.cut_attributes) cut.push_back("a tag has more than " + std::to_string(limits.attributes) + " attributes");
  return cut;
}

/// Appends nodes in document order; the stack is its own, so depth costs heap only.
class Flattener {
 public:
  Flattener(std::vector<Document::Node>& nodes, std::vector<Document::Attribute>& attributes, const Pruned& pruned,
            std::deque<std::string>& names)
      : nodes_(nodes), attributes_(attributes), pruned_(pruned), names_(names) {}

  void run(const GumboNode& root) {
    enter(root, Document::none);
    while (!stack_.empty()) {
      Frame& top = stack_.back();
      const GumboVector* children = children_of(*top.node);
      if (top.next < (children ? children->length : 0)) {
        const auto* child = static_cast<const GumboNode*>(children->data[top.next++]);
        enter(*child, top.id);
      } else {
        nodes_[top.id].end = static_cast<Document::Id>(nodes_.size());
        stack_.pop_back();
      }
    }
  }

 private:
  struct Frame {
    const GumboNode* node;
    Document::Id id;
    unsigned next;
  };

  void enter(const GumboNode& from, Document::Id parent) {
    const auto id = static_cast<Document::Id>(nodes_.size());
    Document::Node node;
    node.parent = parent;
    node.end = id + 1;
    node.hidden = parent != Document::none && nodes_[parent].hidden;
    if (is_text(from)) {
      node.text = from.v.text.text;
      if (parent != Document::none && nodes_[parent].name == "script") return set_script(parent, node.text);
      nodes_.push_back(node);
      return;
    }
    if (!children_of(from)) return;
    if (from.type != GUMBO_NODE_DOCUMENT)
      read_element(from.v.element, node);
    else
      node.name = "#document";
    nodes_.push_back(node);
    stack_.push_back({&from, id, 0});
  }

  void set_script(Document::Id script, std::string_view number) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), index);
    if (error == std::errc{} && index < pruned_.scripts.size()) nodes_[script].text = pruned_.scripts[index];
  }

  void read_element(const GumboElement& element, Document::Node& node) {
    node.name = name_of(element);
    if (node.name == "template") node.hidden = true;
    node.first_attribute = static_cast<std::uint32_t>(attributes_.size());
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes_.push_back({attribute->name, attribute->value});
      if (hides(attribute->name, attribute->value)) node.hidden = true;
    }
    node.attributes = element.attributes.length;
  }

  std::string_view name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece name = element.original_tag;
    gumbo_tag_from_original_text(&name);
    names_.push_back(lowered({name.data, name.length}));
    return names_.back();
  }

  std::vector<Document::Node>& nodes_;
  std::vector<Document::Attribute>& attributes_;
  const Pruned& pruned_;
  std::deque<std::string>& names_;
  std::vector<Frame> stack_;
};

}  // namespace

Document Document::parse(std::string_view page, const Limits& limits) {
  auto tree = std::make_unique<Tree>();
  tree->page = page.substr(0, limits.bytes);
  tree->pruned = prune(tree->page, limits);
  tree->pruned.cut_bytes = page.size() > limits.bytes;
  std::string& text = tree->pruned.text;
  Document document(std::move(tree));
  document.cut_ = losses(document.tree_->pruned, limits);
  // Unclosed formatting tags can make a tree quadratic in the page; then less of the page is read.
  for (int attempt = 0; attempt < 4; ++attempt, text.resize(text.size() / 4)) {
    document.tree_->arena = std::make_unique<Arena>(limits.memory);
    if (const GumboNode* root = parse_into(*document.tree_->arena, text.data(), text.size())) {
      Flattener(document.nodes_, document.attributes_, document.tree_->pruned, document.tree_->names).run(*root);
      break;
    }
    if (attempt == 0) document.cut_.push_back("its tree is larger than " + std::to_string(limits.memory) + " bytes");
  }
  return document;
}

std::string_view Document::attribute(Id id, std::string_view name) const {
  const auto* found = std::find_if(begin_attributes(id), end_attributes(id), [&](auto& a) { return a.name == name; });
  return found == end_attributes(id) ? std::string_view{} : found->value;
}

bool Document::has_attribute(Id id, std::string_view name) const {
  return std::any_of(begin_attributes(id), end_attributes(id), [&](auto& a) { return a.name == name; });
}

std::string Document::text(Id id, std::size_t bytes) const { return gather(id, bytes, false); }
std::string Document::visible_text(Id id, std::size_t bytes) const { return gather(id, bytes, true); }

std::string Document::gather(Id id, std::size_t bytes, bool only_visible) const {
  std::string raw;
  const Id end = std::min(nodes_[id].end, id + static_cast<Id>(std::min<std::size_t>(100 + bytes, 4000)));
  for (Id i = id; i < end && raw.size() < 2 * bytes;) {
    const Node& node = nodes_[i];
    if (node.name == "script" || node.name == "noscript" || node.name == "template" ||
        (only_visible && node.hidden && i != id)) {
      i = node.end;
      continue;
    }
    if (is_block(node.name)) raw += ' ';
    raw += clipped(node.text, 2 * bytes);
    ++i;
    // Leaving a block parts what follows from it.
    for (Id up = node.parent; up != none && up > id && nodes_[up].end == i && is_block(nodes_[up].name);
         up = nodes_[up].parent)
      raw += ' ';
  }
  const std::string text = collapse(raw);
  return std::string(clipped(text, bytes));
}

}  // namespace markhound::crawler::html

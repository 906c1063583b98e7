// An HTML page as a flat array of nodes in document order: a subtree is a range, so walking one needs no recursion.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/html/prune.h"

namespace markhound::crawler::html {

/// Views point into the document; it moves, but is not copied.
class Document {
 public:
  using Id = std::uint32_t;
  static constexpr Id none = UINT32_MAX;

  struct Attribute {
    std::string_view name;  ///< lower case
    std::string_view value;
  };

  struct Node {
    std::string_view name;  ///< lower case; empty for a text node
    std::string_view text;  ///< of a text node, or the source of a script
    Id parent = none;
    Id end = 0;  ///< one past the last node of its subtree
    std::uint32_t first_attribute = 0;
    std::uint32_t attributes = 0;
    bool hidden = false;  ///< by `hidden`, an inline style or a class that says so, here or above
  };

  /// `page` is UTF-8. Never fails: what the limits take away is missing, and named in `cut`.
  static Document parse(std::string_view page, const Limits& limits = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  Id size() const { return static_cast<Id>(nodes_.size()); }
  const Node& operator[](Id id) const { return nodes_[id]; }

  /// Empty where the node has no such attribute.
  std::string_view attribute(Id id, std::string_view name) const;
  bool has_attribute(Id id, std::string_view name) const;
  const Attribute* begin_attributes(Id id) const { return attributes_.data() + nodes_[id].first_attribute; }
  const Attribute* end_attributes(Id id) const { return begin_attributes(id) + nodes_[id].attributes; }

  /// Text of the subtree without scripts, blanks collapsed, a blank between blocks; stops after `bytes`, and after
  /// 100 + `bytes` nodes (4,000 at most), so that asking for many nested subtrees stays cheap.
  std::string text(Id id, std::size_t bytes = 4096) const;

  /// The same without what is hidden.
  std::string visible_text(Id id, std::size_t bytes = 4096) const;

  /// What the limits took away, in words; empty where the page was read whole.
  const std::vector<std::string>& cut() const { return cut_; }

 private:
  struct Tree;
  explicit Document(std::unique_ptr<Tree> tree);
  std::string gather(Id id, std::size_t bytes, bool only_visible) const;

  std::unique_ptr<Tree> tree_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::vector<std::string> cut_;
};

}  // namespace markhound::crawler::html

// One record of an XML file as a small tree, bounded in depth and size.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::index {

/// Elements in the order in which they begin; names without their prefix, so that a namespace's version does not
/// matter.
class XmlRecord {
 public:
  struct Attribute {
    std::string name;
    std::string value;
  };
  struct Node {
    std::string name;
    std::string text;     ///< its own characters, without those of its children, on one line
    std::size_t end = 0;  ///< the first node behind its subtree
    std::vector<Attribute> attributes;
  };

  /// An element with a way to what is below it. Valid as long as the record is.
  class Element {
   public:
    Element(const XmlRecord& record, std::size_t at) : record_(&record), at_(at) {}

    const std::string& name() const { return node().name; }
    const std::string& text() const { return node().text; }
    /// "" where there is none.
    const std::string& attribute(std::string_view name) const;
    std::vector<Element> children() const;
    /// Those at a path below, "header/filing-date", in their order.
    std::vector<Element> all(std::string_view path) const;
    /// The first text at a path below that is not empty; "" where there is none.
    std::string first(std::string_view path) const;
    /// Texts at a path below, without the empty ones.
    std::vector<std::string> texts(std::string_view path) const;

   private:
    const Node& node() const { return record_->nodes_[at_]; }

    const XmlRecord* record_;
    std::size_t at_;
  };

  Element root() const { return {*this, 0}; }

 private:
  friend class XmlParser;

  std::vector<Node> nodes_;
};

/// Parses records, one after another. Entities other than the five of XML itself are refused, as no declaration of any
/// can be in a record; so is nesting of over 64 elements.
class XmlParser {
 public:
  /// `encoding`: of the file, as its declaration names it: "UTF-8", "ISO-8859-1" or "US-ASCII".
  explicit XmlParser(std::string encoding);
  ~XmlParser();

  struct Fault {
    std::string cause;
    std::size_t offset = 0;  ///< from the record's first byte
  };

  /// The record of an element's bytes, valid until the next call; nullptr and a fault where they are none.
  const XmlRecord* parse(std::string_view bytes, Fault& fault);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace markhound::index

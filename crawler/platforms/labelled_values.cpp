#include "crawler/platforms/labelled_values.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;

/// A number of an item: letters, digits and few marks, at least one digit. "TE50-12 Housse" gives "TE50-12".
std::string code_in(std::string_view text) {
  text = html::trim(text);
  std::size_t end = 0;
  bool digit = false;
  while (end < text.size()) {
    const char c = text[end];
    const bool mark = c == '-' || c == '_' || c == '/' || c == '.' || c == '+' || c == '#';
    if (!html::is_alnum(c) && !mark) break;
    digit = digit || html::is_digit(c);
    ++end;
  }
  while (end > 0 && !html::is_alnum(text[end - 1])) --end;
  constexpr std::size_t longest = 40;
  if (!digit || end < 2 || end > longest) return {};
  const std::string_view rest = text.substr(end);
  if (rest.starts_with("%") || rest.starts_with("€")) return {};
  return std::string(text.substr(0, end));
}

std::string gtin_in(std::string_view text) {
  std::string digits;
  for (const char c : html::clipped(text, 40)) {
    if (html::is_digit(c))
      digits += c;
    else if (c != '-' && c != ' ')
      break;
  }
  const std::size_t size = digits.size();
  return size == 8 || (size >= 12 && size <= 14) ? digits : std::string{};
}

/// A name of a firm: short, no sentence.
std::string name_in(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string name = html::collapse(text);
  if (name.size() > longest || name.size() < 2 || name.find(": ") != name.npos || name.starts_with("http")) return {};
  const bool letters =
      std::any_of(name.begin(), name.end(), [](char c) { return html::is_alpha(c) || (c & 0x80) != 0; });
  return letters && std::count(name.begin(), name.end(), ' ') <= 6 ? name : std::string{};
}

std::string value_in(Labelled field, std::string_view text) {
  switch (field) {
    case Labelled::sku:
    case Labelled::mpn: return code_in(text);
    case Labelled::gtin: return gtin_in(text);
    case Labelled::brand:
    case Labelled::seller: return name_in(text);
    case Labelled::availability: return html::collapse(html::clipped(text, 120));
  }
  return {};
}

class Finder {
 public:
  explicit Finder(const Layout& layout) : layout_(layout), document_(layout.document()) {}

  LabelledValues run() {
    gather();
    for (std::size_t i = 0; i < texts_.size(); ++i) read(i);
    return std::move(best_);
  }

 private:
  struct Text {
    Id id;
    std::string words;
  };

  /// The texts a person sees, one after the other.
  void gather() {
    constexpr std::size_t most = 40'000;
    for (Id id = 0; id < document_.size() && texts_.size() < most; ++id) {
      const auto& node = document_[id];
      if (!node.name.empty() || node.text.empty() || in_script(id)) continue;
      std::string words = html::collapse(html::clipped(node.text, 300));
      if (!words.empty()) texts_.push_back({id, std::move(words)});
    }
  }

  bool in_script(Id id) const {
    const Id parent = document_[id].parent;
    return parent == Document::none || document_[parent].name == "noscript" || document_[parent].name == "title" ||
           document_[parent].name == "option";
  }

  void read(std::size_t at) {
    const Text& text = texts_[at];
    named_element(text);
    const auto label = label_at(text.words);
    if (!label) return;
    const std::string_view rest = std::string_view(text.words).substr(label->length);
    const bool beside = !rest.empty();
    // "Marca Panasonic …" in running text is no label; a code after one is told by its digits.
    const bool needs_end = label->field == Labelled::brand || label->field == Labelled::seller ||
                           label->field == Labelled::availability || label->rank < 2;
    if (beside && needs_end && !label->ended && !value_follows_alone(*label, rest)) return;
    std::string value = beside ? value_in(label->field, rest) : next_value(at, label->field);
    offer(label->field, std::move(value), 2 * label->rank + (label->ended ? 1 : 0) + place(text.id));
  }

  /// "Art. 1049084": all that follows is the code.
  static bool value_follows_alone(const Label& label, std::string_view rest) {
    if (label.field != Labelled::sku && label.field != Labelled::mpn) return false;
    return code_in(rest) == rest;
  }

  /// The value of a label that stands alone: the next text, within the same row, list item or two.
  std::string next_value(std::size_t at, Labelled field) const {
    constexpr Id near = 14;
    for (std::size_t i = at + 1; i < texts_.size() && i <= at + 2; ++i) {
      if (texts_[i].id > texts_[at].id + near) break;
      if (texts_[i].words == ":" || texts_[i].words == "：" || texts_[i].words == "#") continue;
      if (label_at(texts_[i].words)) break;
      return value_in(field, texts_[i].words);
    }
    return {};
  }

  /// <span class="product-code">, <span data-qa="product-reference">: named for what it holds.
  void named_element(const Text& text) {
    const Id element = document_[text.id].parent;
    if (element == Document::none || document_[element].name == "script" || text.words.size() > 80) return;
    const std::string names = layout_.names(element);
    if (names.empty()) return;
    static constexpr std::array<std::string_view, 18> codes{
        "product-code", "product_code", "productcode", "product-reference", "product_reference", "product-ref",
        "product__ref", "catnumber",    "article-nr",  "articlenumber",     "article-number",    "item-number",
        "itemnumber",   "item-no",      "product-sku", "product_sku",       "productsku",        "product-number"};
    const bool sku = document_.attribute(element, "itemprop") == "sku" || holds_any(names, codes);
    if (sku && !label_at(text.words)) offer(Labelled::sku, code_in(text.words), 4 + place(text.id));
    static constexpr std::array<std::string_view, 8> brands{"product-brand",  "product_brand", "productbrand",
                                                            "product__brand", "brand-name",    "brandname",
                                                            "brand_name",     "gallery--brand"};
    if (document_.attribute(element, "itemprop") == "brand" || holds_any(names, brands))
      if (!label_at(text.words)) offer(Labelled::brand, name_in(text.words), 3 + place(text.id));
  }

  int place(Id id) const {
    if (layout_.aside(id)) return -6;
    const int hidden = document_[id].hidden ? -2 : 0;
    const std::int64_t away = layout_.after_heading(id);
    if (away < 0) return (away > -100 ? 1 : -2) + hidden;
    return (away < 200 ? 3 : away < 600 ? 2 : away < 3000 ? 1 : 0) + hidden;
  }

  void offer(Labelled field, std::string value, int points) {
    LabelledValue& best = best_.of(field);
    if (value.empty() || points <= best.points) return;
    best = {std::move(value), points};
  }

  const Layout& layout_;
  const Document& document_;
  std::vector<Text> texts_;
  LabelledValues best_;
};

}  // namespace

LabelledValue& LabelledValues::of(Labelled field) {
  switch (field) {
    case Labelled::sku: return sku;
    case Labelled::mpn: return mpn;
    case Labelled::gtin: return gtin;
    case Labelled::brand: return brand;
    case Labelled::seller: return seller;
    case Labelled::availability: return availability;
  }
  return sku;
}

LabelledValues labelled_values(const Layout& layout) { return Finder(layout).run(); }

}  // namespace markhound::crawler

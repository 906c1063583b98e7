// The words that shops put before a value, in some thirty languages: "Item No:", "Art.-Nr.", "商品編號", "קוד מוצר".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

enum class Labelled { sku, mpn, gtin, brand, seller, availability };

struct Label {
  Labelled field;
  std::size_t length;  ///< bytes of the text that the label takes, separators after it included
  int rank;            ///< 2: leaves no doubt; 1: also used for other things
  bool ended;          ///< a colon or the like follows: a value must come
};

/// The label that `text` begins with (marks like "〈" before it are passed over); nothing where it begins with none.
std::optional<Label> label_at(std::string_view text);

}  // namespace markhound::crawler

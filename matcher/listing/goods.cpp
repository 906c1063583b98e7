#include "matcher/listing/goods.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "matcher/listing/words.h"

namespace markhound::matcher {
namespace {

struct GoodsWord {
  std::string_view word;
  int nice_class;
};

// Heads of the alphabetical list of the Nice Classification, 12th edition (WIPO, 2023), in the words of listings.
constexpr GoodsWord goods_words[] = {
    {"paint", 2},
    {"varnish", 2},
    {"toner", 2},
    {"cosmetic", 3},
    {"lipstick", 3},
    {"perfume", 3},
    {"shampoo", 3},
    {"soap", 3},
    {"cream", 3},
    {"lotion", 3},
    {"toothpaste", 3},
    {"detergent", 3},
    {"serum", 3},
    {"香水", 3},
    {"口红", 3},
    {"面霜", 3},
    {"candle", 4},
    {"motor oil", 4},
    {"kerze", 4},
    {"蜡烛", 4},
    {"vitamin", 5},
    {"supplement", 5},
    {"bandage", 5},
    {"screw", 6},
    {"padlock", 6},
    {"drill", 7},
    {"blender", 7},
    {"vacuum cleaner", 7},
    {"washing machine", 7},
    {"knife", 8},
    {"razor", 8},
    {"scissors", 8},
    {"screwdriver", 8},
    {"wrench", 8},
    {"messer", 8},
    {"刀", 8},
    {"headphone", 9},
    {"headset", 9},
    {"earbud", 9},
    {"earphone", 9},
    {"speaker", 9},
    {"charger", 9},
    {"cable", 9},
    {"phone case", 9},
    {"phone cover", 9},
    {"phone", 9},
    {"smartphone", 9},
    {"tablet", 9},
    {"laptop", 9},
    {"camera", 9},
    {"sunglasses", 9},
    {"smartwatch", 9},
    {"power bank", 9},
    {"mouse", 9},
    {"keyboard", 9},
    {"microphone", 9},
    {"battery", 9},
    {"kopfhörer", 9},
    {"handyhülle", 9},
    {"auriculares", 9},
    {"耳机", 9},
    {"手机壳", 9},
    {"充电器", 9},
    {"音箱", 9},
    {"ear pads", 9},
    {"ear cushion", 9},
    {"helmet", 9},
    {"mask", 10},
    {"massager", 10},
    {"thermometer", 10},
    {"lantern", 11},
    {"lamp", 11},
    {"light bulb", 11},
    {"flashlight", 11},
    {"kettle", 11},
    {"fan", 11},
    {"heater", 11},
    {"lampe", 11},
    {"lámpara", 11},
    {"台灯", 11},
    {"灯笼", 11},
    {"string lights", 11},
    {"espresso machine", 11},
    {"bicycle", 12},
    {"bike", 12},
    {"scooter", 12},
    {"tire", 12},
    {"tyre", 12},
    {"stroller", 12},
    {"car seat cover", 12},
    {"watch", 14},
    {"necklace", 14},
    {"bracelet", 14},
    {"ring", 14},
    {"earring", 14},
    {"jewelry", 14},
    {"uhr", 14},
    {"reloj", 14},
    {"手表", 14},
    {"项链", 14},
    {"guitar", 15},
    {"violin", 15},
    {"ukulele", 15},
    {"book", 16},
    {"notebook", 16},
    {"poster", 16},
    {"pen", 16},
    {"pencil", 16},
    {"sticker", 16},
    {"postcard", 16},
    {"art print", 16},
    {"calendar", 16},
    {"笔记本", 16},
    {"bag", 18},
    {"backpack", 18},
    {"wallet", 18},
    {"handbag", 18},
    {"suitcase", 18},
    {"umbrella", 18},
    {"tote", 18},
    {"purse", 18},
    {"luggage", 18},
    {"rucksack", 18},
    {"tasche", 18},
    {"mochila", 18},
    {"bolso", 18},
    {"背包", 18},
    {"钱包", 18},
    {"手提包", 18},
    {"雨伞", 18},
    {"包", 18},
    {"chair", 20},
    {"table", 20},
    {"desk", 20},
    {"pillow", 20},
    {"shelf", 20},
    {"mattress", 20},
    {"cushion", 20},
    {"mug", 21},
    {"cup", 21},
    {"bottle", 21},
    {"teapot", 21},
    {"plate", 21},
    {"bowl", 21},
    {"pan", 21},
    {"tumbler", 21},
    {"vase", 21},
    {"toothbrush", 21},
    {"tasse", 21},
    {"becher", 21},
    {"flasche", 21},
    {"taza", 21},
    {"botella", 21},
    {"杯", 21},
    {"茶壶", 21},
    {"水壶", 21},
    {"保温杯", 21},
    {"thermos", 21},
    {"flask", 21},
    {"tent", 22},
    {"rope", 22},
    {"hammock", 22},
    {"yarn", 23},
    {"blanket", 24},
    {"towel", 24},
    {"curtain", 24},
    {"bedding", 24},
    {"bed sheet", 24},
    {"毛巾", 24},
    {"shirt", 25},
    {"t-shirt", 25},
    {"tee", 25},
    {"shoe", 25},
    {"sneaker", 25},
    {"boot", 25},
    {"hoodie", 25},
    {"jacket", 25},
    {"cap", 25},
    {"hat", 25},
    {"beanie", 25},
    {"sock", 25},
    {"dress", 25},
    {"jeans", 25},
    {"scarf", 25},
    {"glove", 25},
    {"trousers", 25},
    {"sweater", 25},
    {"coat", 25},
    {"sandal", 25},
    {"skirt", 25},
    {"schuhe", 25},
    {"mütze", 25},
    {"jacke", 25},
    {"camiseta", 25},
    {"gorra", 25},
    {"zapatillas", 25},
    {"衬衫", 25},
    {"运动鞋", 25},
    {"鞋", 25},
    {"帽", 25},
    {"卫衣", 25},
    {"外套", 25},
    {"t恤", 25},
    {"rug", 27},
    {"carpet", 27},
    {"yoga mat", 27},
    {"toy", 28},
    {"doll", 28},
    {"puzzle", 28},
    {"board game", 28},
    {"football", 28},
    {"fishing rod", 28},
    {"plush", 28},
    {"玩具", 28},
    {"dumbbell", 28},
    {"skateboard", 28},
    {"coffee", 30},
    {"tea", 30},
    {"chocolate", 30},
    {"honey", 30},
    {"spice", 30},
    {"rice", 30},
    {"茶叶", 30},
    {"coffee beans", 30},
    {"green tea", 30},
    {"绿茶", 30},
    {"seeds", 31},
    {"juice", 32},
    {"beer", 32},
    {"wine", 33},
};

// Classes that offices find similar again and again (EUIPO Guidelines part C, section 2, chapter 2, annex I).
constexpr std::array<std::array<int, 2>, 9> related_classes = {
    {{18, 25}, {14, 18}, {14, 25}, {3, 5}, {29, 30}, {32, 33}, {20, 24}, {20, 21}, {9, 14}}};

/// Retail services in a trader's own goods: close to every class of goods.
constexpr int retail_class = 35;

bool are_related(int a, int b) {
  if (a == retail_class || b == retail_class) return true;
  return std::any_of(related_classes.begin(), related_classes.end(), [&](const auto& pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

/// The longest words first, each part of the text telling once: "phone case" is no phone, "保温杯" is one cup.
std::set<int> classes_in(const std::string& text) {
  std::string left = lower_case(text);
  std::vector<GoodsWord> words(std::begin(goods_words), std::end(goods_words));
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.word.size() > b.word.size(); });
  std::set<int> classes;
  for (const GoodsWord& entry : words) {
    while (const auto at = find_phrase(left, entry.word)) {
      classes.insert(entry.nice_class);
      left.replace(at->begin, at->end - at->begin, " ");
    }
  }
  return classes;
}

}  // namespace

std::set<int> classes_of(const Listing& listing) {
  auto classes = classes_in(listing.title);
  return classes.empty() ? classes_in(listing.category) : classes;
}

GoodsRelation relate(const std::set<int>& offered, const std::vector<int>& registered) {
  if (offered.empty() || registered.empty()) return GoodsRelation::unknown;
  bool related = false;
  for (int a : offered) {
    for (int b : registered) {
      if (a == b) return GoodsRelation::same;
      related = related || are_related(a, b);
    }
  }
  return related ? GoodsRelation::related : GoodsRelation::unlike;
}

}  // namespace markhound::matcher

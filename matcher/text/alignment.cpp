#include "matcher/text/alignment.h"

#include <algorithm>
#include <array>

namespace markhound::matcher {
namespace {

constexpr std::size_t most_letters = 64;
constexpr double look_alike_cost = 0.15;
constexpr double like_letters_cost = 0.5;  // of two letters: people also mean the one they write
constexpr double han_cost = 2.3;           // a letter of Han is a syllable and a meaning
constexpr double vowel_cost = 0.65;
constexpr double sound_cost = 0.7;
constexpr double repeat_cost = 0.3;
constexpr double swap_cost = 0.6;
constexpr double left_out_vowel_cost = 0.75;
constexpr double plural_cost = 0.5;
constexpr double first_letter_extra = 0.25;  // the beginning is what people remember (DuPont: dominant part)

bool among(char32_t c, std::u32string_view letters) { return letters.find(c) != std::u32string_view::npos; }

/// Sets of letters of which each may stand for each other.
bool share(char32_t a, char32_t b, std::initializer_list<std::u32string_view> sets) {
  return std::any_of(sets.begin(), sets.end(), [&](std::u32string_view set) { return among(a, set) && among(b, set); });
}

bool is_vowel(char32_t c) { return among(c, U"aeiouy"); }

bool sounds_like(char32_t a, char32_t b) {
  return share(a, b, {U"ckq", U"sz", U"cs", U"vwbf", U"dt", U"gj", U"mn", U"kgx"});
}

double replacement(char32_t written, char32_t meant) {
  if (written == meant) return 0;
  if (look_alike(written, meant)) return look_alike_cost;
  if (share(written, meant, {U"il", U"uv", U"gq"})) return like_letters_cost;
  if (meant > 0x2E80) return han_cost;
  if (is_vowel(written) && is_vowel(meant)) return vowel_cost;
  return sounds_like(written, meant) ? sound_cost : 1;
}

/// The table of least costs, filled once and walked back once.
class Table {
 public:
  Table(std::u32string_view written, std::u32string_view meant) : written_(written), meant_(meant) { fill(); }

  Alignment walk() const {
    Alignment alignment;
    alignment.cost = at(written_.size(), meant_.size()).cost;
    for (std::size_t i = written_.size(), j = meant_.size(); i > 0 || j > 0;) {
      const Cell& cell = at(i, j);
      if (cell.step)
        alignment.steps.push_back(
            {cell.kind, i > cell.from_i ? written_[i - 1] : 0, j > cell.from_j ? meant_[j - 1] : 0});
      i = cell.from_i;
      j = cell.from_j;
    }
    std::reverse(alignment.steps.begin(), alignment.steps.end());
    return alignment;
  }

 private:
  struct Cell {
    double cost = 0;
    std::uint8_t from_i = 0;
    std::uint8_t from_j = 0;
    bool step = false;
    Step::Kind kind = Step::Kind::replaced;
  };

  Cell& at(std::size_t i, std::size_t j) { return cells_[i][j]; }
  const Cell& at(std::size_t i, std::size_t j) const { return cells_[i][j]; }

  void offer(std::size_t i, std::size_t j, std::size_t from_i, std::size_t from_j, double cost, Step::Kind kind) {
    const double extra =
        cost > 0 && (from_i == 0 || from_j == 0) && kind != Step::Kind::repeated ? first_letter_extra : 0;
    const double whole = at(from_i, from_j).cost + cost + (kind == Step::Kind::look_alike ? 0 : extra);
    if (whole >= at(i, j).cost) return;
    at(i, j) = {whole, static_cast<std::uint8_t>(from_i), static_cast<std::uint8_t>(from_j), cost > 0, kind};
  }

  void fill() {
    for (std::size_t i = 0; i <= written_.size(); ++i) {
      for (std::size_t j = 0; j <= meant_.size(); ++j) {
        if (i == 0 && j == 0) continue;
        at(i, j).cost = 1e9;
        if (i > 0 && j > 0) offer_replacement(i, j);
        if (i > 0) offer_added(i, j);
        if (j > 0) offer_left_out(i, j);
        if (i > 1 && j > 1) offer_swap(i, j);
      }
    }
  }

  void offer_replacement(std::size_t i, std::size_t j) {
    const double cost = replacement(written_[i - 1], meant_[j - 1]);
    const bool looks = look_alike(written_[i - 1], meant_[j - 1]);
    offer(i, j, i - 1, j - 1, cost, looks ? Step::Kind::look_alike : Step::Kind::replaced);
  }

  void offer_added(std::size_t i, std::size_t j) {
    const char32_t c = written_[i - 1];
    const bool repeats = i > 1 && c == written_[i - 2];
    const bool plural = c == 's' && i == written_.size() && j == meant_.size();
    offer(i, j, i - 1, j,
          repeats  ? repeat_cost
          : plural ? plural_cost
                   : 1,
          repeats ? Step::Kind::repeated : Step::Kind::added);
  }

  void offer_left_out(std::size_t i, std::size_t j) {
    const char32_t c = meant_[j - 1];
    const bool repeats = j > 1 && c == meant_[j - 2];
    const double cost = repeats ? repeat_cost : is_vowel(c) ? left_out_vowel_cost : 0.9;
    offer(i, j, i, j - 1, cost, Step::Kind::left_out);
  }

  void offer_swap(std::size_t i, std::size_t j) {
    if (written_[i - 1] != meant_[j - 2] || written_[i - 2] != meant_[j - 1] || written_[i - 1] == written_[i - 2])
      return;
    offer(i, j, i - 2, j - 2, swap_cost, Step::Kind::swapped);
  }

  std::u32string_view written_;
  std::u32string_view meant_;
  std::array<std::array<Cell, most_letters + 1>, most_letters + 1> cells_;
};

}  // namespace

bool look_alike(char32_t a, char32_t b) {
  if (a == b) return false;
  if (share(a, b, {U"il1|!"})) return !share(a, b, {U"il"});
  return share(a, b, {U"o0", U"s5$", U"e3€", U"a4@", U"t7", U"b86", U"g96", U"z2", U"c¢", U"y¥", U"l£"});
}

Alignment align(std::u32string_view written, std::u32string_view meant) {
  return Table(written.substr(0, most_letters), meant.substr(0, most_letters)).walk();
}

}  // namespace markhound::matcher

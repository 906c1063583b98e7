#include "crawler/platforms/visible_price.h"

#include <algorithm>
#include <array>
#include <map>

#include "crawler/html/text.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;
using Words = std::string_view;

constexpr std::array<Words, 20> price_names{"price",  "preis", "prix", "precio", "preco", "prezzo", "cena",
                                            "cijena", "prijs", "pris", "hinta",  "fiyat", "kaina",  "цена",
                                            "amount", "money", "cost", "-bid",   "價",    "价"};
constexpr std::array<Words, 13> asked_names{"sale",  "special", "current", "final", "now",     "our-price", "sell",
                                            "offer", "promo",   "main",    "large", "primary", "actual"};
constexpr std::array<Words, 21> former_names{
    "old",       "was-",     "-was",    "was_",         "strike",     "crossed", "list-price",
    "listprice", "rrp",      "regular", "original",     "before",     "msrp",    "uvp",
    "compare",   "previous", "former",  "line-through", "basisprice", "origin",  "retail"};
constexpr std::array<Words, 34> other_names{
    "shipping",  "delivery", "versand",   "tax",        "saving",   "save",    "discount", "deposit", "installment",
    "month",     "coupon",   "points",    "filter",     "slider",   "total",   "cart",     "basket",  "unit-price",
    "unitprice", "per-unit", "baseprice", "base-price", "credit",   "finance", "loan",     "rating",  "review",
    "threshold", "voucher",  "warranty",  "protection", "quantity", "stock",   "countdown"};
constexpr std::array<Words, 30> other_words{"shipping", "delivery", "versand", "livraison", "envío",     "per month",
                                            "/month",   "/mo",      "/ month", "monthly",   "pro monat", "/mois",
                                            "save ",    "you save", "off ",    "deposit",   "vat ",      "orders over",
                                            "minimum",  "cashback", "/kg",     "/ kg",      "/100",      "/ 100",
                                            "/l",       "per 100",  "/ stk",   "estimate",  "p&p",       "postage"};
constexpr std::array<Words, 12> former_words{"was ", "was:",          "rrp",        "statt", "uvp",       "list price",
                                             "msrp", "regular price", "au lieu de", "antes", "old price", "vorher"};

struct Candidate {
  Id id;
  Money money;
  int points;
  bool crossed_out;
};

class Finder {
 public:
  explicit Finder(const Layout& layout) : layout_(layout), document_(layout.document()) {}

  std::vector<SeenPrice> run() {
    constexpr std::size_t most = 3000;
    for (Id id = 0; id < document_.size() && found_.size() < most; ++id) {
      const auto& node = document_[id];
      if (!node.name.empty() || node.hidden || !has_digit(node.text) || node.parent == Document::none) continue;
      if (node.text.size() > longest) continue;
      consider(id);
    }
    agree();
    std::stable_sort(found_.begin(), found_.end(), [](auto& a, auto& b) { return a.points > b.points; });
    std::vector<SeenPrice> seen;
    for (Candidate& one : found_) seen.push_back({std::move(one.money), one.points, one.crossed_out});
    return seen;
  }

 private:
  static constexpr std::size_t longest = 90;
  static constexpr Id most_before = 80;  ///< nodes looked through for a label

  static bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), html::is_digit); }

  /// The element that holds the whole amount: cents and the sign often stand in elements of their own.
  Id whole(Id text) const {
    constexpr std::uint32_t room = 40;
    Id id = document_[text].parent;
    for (int levels = 0; levels < 4; ++levels) {
      const Id up = document_[id].parent;
      const std::string_view name = document_[id].name;
      if (up == Document::none || name == "td" || name == "li" || name == "tr" || name == "p") break;
      if (layout_.text_bytes(up) > room + layout_.text_bytes(id)) break;
      const std::string inner = document_.visible_text(id, longest);
      const std::string outer = document_.visible_text(up, 2 * longest);
      if (outer.size() > inner.size() + 12 || !one_amount(inner, outer)) break;
      id = up;
    }
    return id;
  }

  /// The wider text adds a sign or cents to the narrower one, not a second amount.
  static bool one_amount(const std::string& inner, const std::string& outer) {
    if (inner == outer) return true;
    const auto digits = [](const std::string& text) { return std::count_if(text.begin(), text.end(), html::is_digit); };
    return digits(outer) - digits(inner) <= 2;
  }

  void consider(Id text) {
    const Id id = whole(text);
    if (id == last_) return;
    last_ = id;
    const std::string seen = document_.visible_text(id, longest);
    const auto money = read_money(seen, sign_beside(id), layout_.page().country);
    if (!money || money->amount == "0" || money->amount.size() > 12) return;
    const std::string names = layout_.names_around(id, 3);
    const bool named = holds_any(names, price_names) || labelled(id);
    if (money->currency.empty() && !named) return;
    const bool crossed = crossed_out(id, names);
    found_.push_back({id, *money, points(id, seen, names, named, *money) - (crossed ? 12 : 0), crossed});
  }

  /// A cell or a word before it that says "Price:".
  bool labelled(Id id) const {
    const std::string before = html::folded(text_before(id));
    return holds_any(before, price_names);
  }

  /// The short text that stands directly before the element, in its parent or the one above.
  std::string text_before(Id id) const {
    for (Id up = document_[id].parent, child = id; up != Document::none; child = up, up = document_[up].parent) {
      if (layout_.text_bytes(up) > 400 || child - up > most_before) break;
      std::string before;
      for (Id i = up + 1; i < child; ++i)
        if (document_[i].name.empty() && !document_[i].hidden) before += document_[i].text;
      if (std::string text = html::collapse(before); !text.empty()) return text;
    }
    return {};
  }

  /// A sign in the next element: "294 <span>元</span>".
  std::string sign_beside(Id id) const {
    const Id up = document_[id].parent;
    if (up == Document::none || layout_.text_bytes(up) > 120) return {};
    const std::string around = document_.visible_text(up, 120);
    const std::string own = document_.visible_text(id, longest);
    const std::size_t at = around.find(own);
    return at == around.npos ? std::string{} : around.substr(at + own.size(), 12);
  }

  bool crossed_out(Id id, const std::string& names) const {
    Id up = id;
    for (int levels = 0; levels < 4 && up != Document::none; ++levels, up = document_[up].parent) {
      const std::string_view name = document_[up].name;
      if (name == "del" || name == "s" || name == "strike") return true;
      if (document_.attribute(up, "style").find("line-through") != std::string_view::npos) return true;
    }
    return holds_any(names, former_names) && !holds_any(layout_.names(id), asked_names);
  }

  int points(Id id, const std::string& seen, const std::string& names, bool named, const Money& money) const {
    const std::string low = html::folded(seen);
    int points = place(id);
    if (named) points += 4;
    if (!money.currency.empty()) points += 4;
    if (holds_any(names, asked_names)) points += 2;
    if (holds_any(names, other_names)) points -= 5;
    if (holds_any(low, other_words)) points -= 4;
    if (holds_any(low, former_words)) points -= 8;
    const std::string before = html::folded(text_before(id));
    if (holds_any(before, other_words)) points -= 3;
    if (holds_any(before, former_words)) points -= 8;
    if (document_.attribute(id, "itemprop") == "price") points += 3;
    if (seen.size() > 40) points -= 2;
    return points;
  }

  int place(Id id) const {
    if (layout_.aside(id)) return -8;
    const std::int64_t away = layout_.after_heading(id);
    if (layout_.page().heading == Document::none) return 0;
    if (away < 0) return away > -150 ? 1 : -4;
    if (away < 120) return 5;
    if (away < 300) return 4;
    if (away < 700) return 2;
    return away < 2000 ? 0 : -3;
  }

  /// What is printed several times in good places is the price.
  void agree() {
    std::map<std::string, int> times;
    for (const Candidate& one : found_)
      if (!one.crossed_out && one.points > 4) ++times[one.money.amount];
    for (Candidate& one : found_)
      if (!one.crossed_out && one.points > 4 && times[one.money.amount] > 1) ++one.points;
  }

  const Layout& layout_;
  const Document& document_;
  Id last_ = Document::none;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<SeenPrice> seen_prices(const Layout& layout) { return Finder(layout).run(); }

}  // namespace markhound::crawler

#include "crawler/platforms/visible_price.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "crawler/html/text.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/price_words.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;
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
      if (!node.name.empty() || node.hidden || node.parent == Document::none) continue;
      if (html::trim(node.text).size() > longest || !holds_digit(node.text)) continue;
      note_rate(id);
      consider(id);
    }
    spread_former();
    discount();
    agree();
    std::stable_sort(found_.begin(), found_.end(), [](auto& a, auto& b) { return a.points > b.points; });
    std::vector<SeenPrice> seen;
    for (Candidate& one : found_) seen.push_back({std::move(one.money), one.points, one.crossed_out});
    return seen;
  }

 private:
  static constexpr std::size_t longest = 90;
  static constexpr Id most_before = 80;  ///< nodes looked through for a label

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

  /// The wider text says the same amount, or adds cents: then nothing but the number and its sign is in it.
  static bool one_amount(const std::string& inner, const std::string& outer) {
    const auto digits = [](const std::string& text) { return std::count_if(text.begin(), text.end(), html::is_digit); };
    if (digits(inner) == digits(outer)) return true;
    const std::string sign = read_price(outer).currency;
    std::string bare = outer;
    if (const std::size_t at = bare.find(sign); !sign.empty() && at != bare.npos) bare.erase(at, sign.size());
    return is_number(bare) && digits(outer) - digits(inner) <= 2;
  }

  void consider(Id text) {
    const Id id = whole(text);
    const Id heading = layout_.page().heading;
    const bool in_heading = heading != Document::none && heading <= text && text < document_[heading].end;
    if (id == last_ || in_heading) return;
    last_ = id;
    const std::string seen = printed(id);
    const std::string beside = sign_beside(id);
    if ((seen + beside).find("折") != std::string::npos) return;  // a rate of discount
    const auto money = read_money(seen, beside, layout_.page().country);
    if (!money || money->amount.find_first_not_of("0.") == std::string::npos || money->amount.size() > 12) return;
    const std::string names = layout_.names_around(id, 3);
    const bool named = holds_any(names, price_names) || labelled(id);
    if (money->currency.empty() && !named) return;
    if (read_price(seen).currency.empty() && !is_number(seen)) return;
    const std::string sign = read_price(seen, beside).currency;
    if (sign.size() == 1 && html::is_alpha(sign[0])) return;  // "4 K" is a television
    const bool crossed = crossed_out(id, names) || is_former(id, seen);
    found_.push_back({id, *money, points(id, seen, names, named, *money) - (crossed ? 12 : 0), crossed});
  }

  /// The text of the element, with a point before cents that are set small: "$229<sup>99</sup>".
  std::string printed(Id id) const {
    std::string text = document_.visible_text(id, longest);
    std::string last;
    for (Id i = id; i < document_[id].end && i < id + 40; ++i) {
      if (!document_[i].name.empty() || document_[i].hidden) continue;
      const std::string here = html::collapse(document_[i].text);
      const bool cents = here.size() == 2 && html::is_digit(here[0]) && html::is_digit(here[1]);
      if (const std::size_t at = text.find(last + here);
          cents && !last.empty() && html::is_digit(last.back()) && at != text.npos)
        text.insert(at + last.size(), 1, '.');
      if (!here.empty()) last = here;
    }
    return text;
  }

  static bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789., ':-\xC2\xA0\xE2\x80\x93") == text.npos;
  }

  /// A cell or a word before it that says "Price:".
  bool labelled(Id id) const {
    const std::string before = html::folded(text_before(id));
    return holds_any(before, price_names);
  }

  /// The short text that stands directly before the element, in its parent or one above.
  std::string text_before(Id id) const {
    constexpr std::size_t most = 40;
    std::string before;
    for (Id up = document_[id].parent, child = id; up != Document::none; child = up, up = document_[up].parent) {
      if (layout_.text_bytes(up) > 400 || child - up > most_before) break;
      for (Id i = child; i-- > up + 1 && before.size() < most;)
        if (document_[i].name.empty() && !document_[i].hidden)
          before = html::collapse(document_[i].text) + " " + before;
      if (html::trim(before).size() > 1) break;
    }
    // What stands before another amount is about that one.
    const std::size_t amount = before.find_last_of("0123456789");
    if (amount != before.npos) before.erase(0, amount + 1);
    return before.size() > most ? before.substr(before.size() - most) : before;
  }

  /// In a small box with a picture and a named link: somebody else's offer.
  bool in_card(Id id) const {
    const Id heading = layout_.page().heading;
    Id up = id;
    for (int levels = 0; levels < 6 && up != Document::none; ++levels, up = document_[up].parent) {
      const Id end = document_[up].end;
      if (layout_.text_bytes(up) > 400 || end - up > 150 || (up <= heading && heading < end)) return false;
      bool picture = false;
      bool link = false;
      for (Id i = up; i < end; ++i) {
        picture = picture || document_[i].name == "img";
        link = link || (document_[i].name == "a" && layout_.text_bytes(i) > 15);
      }
      if (picture && link) return true;
    }
    return false;
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

  bool is_former(Id id, const std::string& seen) const {
    return holds_any(html::folded(seen), former_words) || holds_any(html::folded(text_before(id)), former_words);
  }

  int points(Id id, const std::string& seen, const std::string& names, bool named, const Money& money) const {
    const std::string low = html::folded(seen);
    int points = place(id);
    if (named) points += 4;
    if (!money.currency.empty()) points += 4;
    if (holds_any(names, asked_names)) points += 2;
    if (holds_any(names, other_names)) points -= 5;
    if (holds_any(low, other_words)) points -= 4;
    const std::string before = html::folded(text_before(id));
    if (holds_any(before, other_words)) points -= 3;
    if (document_.attribute(id, "itemprop") == "price") points += 3;
    if (seen.size() > 40) points -= 2;
    if (in_card(id)) points -= 4;
    return points;
  }

  int place(Id id) const {
    if (layout_.aside(id)) return -8;
    const std::int64_t away = layout_.after_heading(id);
    if (layout_.page().heading == Document::none) return 0;
    if (away < 0) return away > -150 ? 1 : -4;
    if (away < 40) return 6;
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

  /// A price that is crossed out or called former in one place is so in the others, where a lower one is asked.
  void spread_former() {
    std::set<std::string> former;
    for (const Candidate& one : found_)
      if (one.crossed_out && one.points > -8) former.insert(one.money.amount);
    for (Candidate& one : found_) {
      if (one.crossed_out || !former.contains(one.money.amount)) continue;
      one.crossed_out = std::any_of(found_.begin(), found_.end(), [&](const Candidate& other) {
        return !other.crossed_out && other.points >= 7 && !former.contains(other.money.amount) &&
               value(other.money) < value(one.money) && value(other.money) > value(one.money) / 10;
      });
      if (one.crossed_out) one.points -= 12;
    }
  }

  static double value(const Money& money) { return std::strtod(money.amount.c_str(), nullptr); }

  /// "-50 %" beside two prices of which one is half of the other says which is asked. So does the Chinese "7 折".
  void discount() {
    std::vector<Candidate*> good;
    constexpr std::size_t most = 24;
    for (Candidate& one : found_)
      if (!one.crossed_out && one.points >= 7 && good.size() < most) good.push_back(&one);
    for (Candidate* high : good)
      for (const Candidate* low : good) {
        const bool near = std::max(high->id, low->id) - std::min(high->id, low->id) < 60;
        if (!near || !is_discounted(value(high->money), value(low->money)) || high->crossed_out) continue;
        high->crossed_out = true;
        high->points -= 12;
      }
  }

  bool is_discounted(double high, double low) const {
    return low > 0 && low < high && std::any_of(rates_.begin(), rates_.end(), [&](double rate) {
             return low > high * (rate - 0.01) - 0.011 && low < high * (rate + 0.01) + 0.011;
           });
  }

  /// Remembers the share of the price that a text leaves: "-50%" is 0.5, "72 折" is 0.72.
  void note_rate(Id text) {
    const std::string words = html::collapse(html::clipped(document_[text].text, 60));
    const std::size_t percent = words.find('%');
    if (percent != words.npos && percent > 0) {
      std::size_t at = percent;
      while (at > 0 && (html::is_digit(words[at - 1]) || words[at - 1] == ' ')) --at;
      const double off = std::strtod(words.c_str() + at, nullptr);
      if (off >= 3 && off <= 90) rates_.insert(1 - off / 100);
    }
    const Id up = document_[text].parent;
    if (words.size() > 4 || !html::is_digit(words[0])) return;
    const Id around = document_[up].parent == Document::none ? up : document_[up].parent;
    if (document_.visible_text(around, 40).find("折") == std::string::npos) return;
    const double rate = std::strtod(words.c_str(), nullptr);
    if (rate > 0 && rate < 100) rates_.insert(rate < 10 ? rate / 10 : rate / 100);
  }

  const Layout& layout_;
  const Document& document_;
  Id last_ = Document::none;
  std::vector<Candidate> found_;
  std::set<double> rates_;  ///< shares of a former price that the page says are asked
};

}  // namespace

std::vector<SeenPrice> seen_prices(const Layout& layout) { return Finder(layout).run(); }

}  // namespace markhound::crawler

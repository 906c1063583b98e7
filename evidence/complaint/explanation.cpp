// The words of a complaint, from what the finding holds. It says what was seen and where; what the user must swear to
// stays with the user.
#include <algorithm>
#include <set>

#include "evidence/complaint/draft.h"
#include "evidence/complaint/inert.h"

namespace markhound::evidence::complaint {
namespace {

constexpr std::size_t most_titles = 20;    ///< listings named in words; the list of addresses has them all
constexpr std::size_t title_length = 120;  ///< UTF-16 units of a title that are quoted

bool is_picture(const std::string& where) { return where.starts_with("picture"); }

struct Scene {
  const Filing& filing;
  const Draft& draft;
  const std::vector<const Accused*>& accused;

  const Mark& mark() const { return accused.front()->mark; }
  bool many() const { return accused.size() > 1; }
};

std::string joined(const std::vector<std::string>& facts, const char* between) {
  std::string text;
  for (const std::string& fact : facts) text.append(text.empty() ? "" : between).append(fact);
  return text;
}

std::string class_list(const Mark& mark, const char* between) {
  std::vector<std::string> numbers;
  for (int one : mark.classes) numbers.push_back(std::to_string(one));
  return joined(numbers, between);
}

std::string right_in_english(const Scene& scene) {
  const auto& registration = scene.draft.registration;
  const Mark& mark = scene.mark();
  std::vector<std::string> facts;
  if (registration && !registration->number.empty())
    facts.push_back("registration " + visible(scene.draft.notice.right));
  if (!mark.classes.empty())
    facts.push_back((mark.classes.size() > 1 ? "classes " : "class ") + class_list(mark, ", "));
  if (!mark.owner.empty()) facts.push_back("owner: " + visible(mark.owner));
  const std::string name = mark.name.empty() ? "the figurative mark" : "the mark " + visible(mark.name);
  return facts.empty() ? name : name + " (" + joined(facts, "; ") + ")";
}

std::string right_in_chinese(const Scene& scene) {
  const auto& registration = scene.draft.registration;
  const Mark& mark = scene.mark();
  std::vector<std::string> facts;
  if (registration && !registration->number.empty())
    facts.push_back("注册号 " + visible(scene.draft.notice.right));
  if (!mark.classes.empty()) facts.push_back("第 " + class_list(mark, "、") + " 类");
  if (!mark.owner.empty()) facts.push_back("权利人：" + visible(mark.owner));
  const std::string name = mark.name.empty() ? "图形商标" : "商标“" + visible(mark.name) + "”";
  return facts.empty() ? name : name + "（" + joined(facts, "；") + "）";
}

Text opening(const Scene& scene) {
  if (scene.draft.notice.claim == "copyright") {
    return {scene.many()
                ? "The listings show the work named in this notice, or a copy of it, without its owner's permission."
                : "The listing shows the work named in this notice, or a copy of it, without its owner's permission.",
            "上述商品页面未经权利人许可，展示了本通知所述作品或其复制品。"};
  }
  const std::string goods_en =
      scene.draft.notice.claim == "counterfeit" ? " offers counterfeit goods under " : " offers goods under ";
  const std::string goods_zh = scene.draft.notice.claim == "counterfeit" ? "销售假冒商品，使用了" : "在其商品上使用了";
  std::string offers = scene.many() ? "Each of the " + std::to_string(scene.accused.size()) + " listings" + goods_en
                                    : "The listing" + goods_en;
  return {offers + right_in_english(scene) + ". The owner has not allowed this use.",
          "卖家未经权利人许可，" + goods_zh + right_in_chinese(scene) + "。"};
}

Text place(const std::string& where) {
  if (where == "title") return {"title", "商品标题"};
  if (where == "brand") return {"brand field", "品牌栏"};
  if (where == "seller") return {"seller's name", "店铺名称"};
  if (where == "description") return {"description", "商品描述"};
  if (is_picture(where)) return {where, "第" + where.substr(std::min<std::size_t>(8, where.size())) + "张图片"};
  return {visible(where), visible(where)};
}

Text likeness(Likeness kind) {
  switch (kind) {
    case Likeness::identical: return {"as registered", "与注册商标相同"};
    case Likeness::alias: return {"a known name of the mark", "商标的别称"};
    case Likeness::confusable: return {"in look-alike letters", "使用形近字符"};
    case Likeness::transliterated: return {"transliterated", "音译"};
    case Likeness::phonetic: return {"sounding alike", "读音近似"};
    case Likeness::fuzzy: return {"spelt almost alike", "拼写近似"};
  }
  return {};
}

void add_unique(std::vector<Text>& all, const Text& text) {
  const auto same = [&](const Text& other) { return other.en == text.en; };
  if (std::none_of(all.begin(), all.end(), same)) all.push_back(text);
}

/// Where the sign stands and how, each once.
std::vector<Text> sightings(const std::vector<const Accused*>& accused) {
  std::vector<Text> all;
  for (const Accused* one : accused) {
    for (const TextSighting& text : one->record.finding.texts) {
      const Text where = place(text.where);
      const Text how = likeness(text.match.likeness);
      add_unique(all, {where.en + " (" + how.en + ")", where.zh + "（" + how.zh + "）"});
    }
    if (!one->record.finding.logos.empty()) add_unique(all, {"pictures (logo)", "图片（图形标识）"});
  }
  return all;
}

Text joined(const std::vector<Text>& texts) {
  Text all;
  for (const Text& text : texts) {
    all.en += (all.en.empty() ? "" : ", ") + text.en;
    all.zh += (all.zh.empty() ? "" : "、") + text.zh;
  }
  return all;
}

Text where_it_stands(const Scene& scene) {
  const Text places = joined(sightings(scene.accused));
  if (places.en.empty() || scene.draft.notice.claim == "copyright") return {};
  return {"Where the mark is seen: " + places.en + ".", "商标出现的位置：" + places.zh + "。"};
}

Text bought(const Scene& scene) {
  const std::string orders =
      scene.draft.notice.claim == "counterfeit" ? value_of("test_buys", scene.filing, scene.draft, 0) : std::string();
  if (orders.empty()) return {};
  return {"The goods were bought and examined: order " + orders + ".", "已购买并鉴定，订单号：" + orders + "。"};
}

Text answers(const Scene& scene) {
  Text all;
  for (const auto& [defence, answer] : scene.filing.choices.answers) {
    const auto raised = [&](const Accused* one) {
      const auto& defences = one->record.finding.defences;
      return std::any_of(defences.begin(), defences.end(),
                         [&](const Defence& other) { return other.found && other.name == defence; });
    };
    if (std::none_of(scene.accused.begin(), scene.accused.end(), raised)) continue;
    all.en.append(all.en.empty() ? "On " : " On ").append(visible(defence)).append(": ").append(visible(answer));
    all.zh.append("关于").append(visible(defence)).append("：").append(visible(answer));
  }
  return all;
}

Text kept(const Scene& scene) {
  const Accused* first = *std::min_element(scene.accused.begin(), scene.accused.end(), [](auto* a, auto* b) {
    return a->record.first_seen < b->record.first_seen;
  });
  const std::string day = to_text(day_of(first->record.first_seen));
  return {"The pages were captured and sealed, the first on " + day + " (UTC); copies can be given.",
          "页面已取证封存（最早 " + day + "，UTC），可提供副本。"};
}

Text ground(const Scene& scene) {
  const auto& registration = scene.draft.registration;
  if (!registration || scene.draft.notice.claim == "copyright") return {};
  const auto found = scene.filing.form.grounds.find(registration->office);
  return found == scene.filing.form.grounds.end() ? Text{} : found->second.text;
}

/// Once in both languages: a title is in its own.
Text titles(const Scene& scene) {
  std::vector<std::string> shown;
  for (const Accused* one : scene.accused) {
    const std::string& title = one->record.finding.title;
    if (!title.empty() && shown.size() < most_titles) shown.push_back("“" + fitted(visible(title), title_length) + "”");
  }
  if (shown.empty()) return {};
  const std::string list = scene.many() ? "\n- " + joined(shown, "\n- ") : joined(shown, "");
  const std::string chinese = words_of(scene.filing) == Language::zh ? "商品标题：" + list : std::string();
  return {(scene.many() ? "Titles of the listings:" : "Title of the listing: ") + list, chinese};
}

/// The parts in the order in which they matter; the last are left out first.
std::vector<Text> parts_of(const Scene& scene) {
  std::vector<Text> parts;
  for (Text part : {opening(scene), ground(scene), bought(scene), answers(scene), where_it_stands(scene), kept(scene),
                    titles(scene)}) {
    if (!part.en.empty()) parts.push_back(std::move(part));
  }
  return parts;
}

std::string in_english(const std::vector<Text>& parts) {
  std::string text;
  for (const Text& part : parts)
    text += (text.empty() ? "" : part.en.find('\n') == std::string::npos ? " " : "\n") + part.en;
  return text;
}

std::string in_chinese(const std::vector<Text>& parts) {
  std::string text;
  for (const Text& part : parts) text += (part.zh.find('\n') == std::string::npos ? "" : "\n") + part.zh;
  return text;
}

std::string said(const std::vector<Text>& parts, Language language) {
  if (language == Language::en) return in_english(parts);
  if (language == Language::zh) return in_chinese(parts);
  return in_english(parts) + "\n\n" + in_chinese(parts);
}

}  // namespace

std::string explanation(const Filing& filing, const Draft& draft, const std::vector<const Accused*>& accused,
                        std::size_t most) {
  std::vector<Text> parts = parts_of({filing, draft, accused});
  const Language language = words_of(filing);
  const auto fits = [&](const std::string& text) { return most == 0 || form_length(text) <= most; };
  std::string text = said(parts, language);
  while (!fits(text) && parts.size() > 1) {
    parts.pop_back();
    text = said(parts, language);
  }
  if (!fits(text) && language == Language::both) text = in_english(parts);
  return fits(text) ? text : fitted(text, most);
}

std::string places_of(const std::vector<const Accused*>& accused, Language language) {
  bool text = false;
  bool image = false;
  for (const Accused* one : accused) {
    image = image || !one->record.finding.logos.empty();
    for (const TextSighting& sighting : one->record.finding.texts) (is_picture(sighting.where) ? image : text) = true;
  }
  std::vector<Text> places;
  if (text) places.push_back({"text on the product page", "商品页面文字"});
  if (image) places.push_back({"image on the product page", "商品页面图片"});
  return worded(joined(places), language);
}

}  // namespace markhound::evidence::complaint

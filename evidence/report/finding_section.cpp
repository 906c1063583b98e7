#include "evidence/report/finding_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "evidence/report/figure.h"
#include "evidence/report/html.h"

namespace markhound::evidence {
namespace {

constexpr std::size_t longest_quote = 600;  ///< bytes to each side of what was matched

std::string outside(std::string_view text) {
  return text.empty() ? "" : "<span class=\"outside\" dir=\"auto\">" + escape(text) + "</span>";
}

std::string code(std::string_view text) { return text.empty() ? "" : "<code>" + escape(text) + "</code>"; }

std::string joined(const std::vector<int>& numbers) { return fmt::format("{}", fmt::join(numbers, ", ")); }

const char* status_words(Mark::Status status) {
  switch (status) {
    case Mark::Status::live: return "live 有效";
    case Mark::Status::pending: return "pending 申请中";
    case Mark::Status::dead: return "no longer in force 已失效";
  }
  return "";
}

const char* decision_words(Decision decision) {
  switch (decision) {
    case Decision::open: return "open, not yet decided 尚未决定";
    case Decision::confirmed: return "confirmed by the owner 权利人已确认";
    case Decision::dismissed: return "dismissed by the owner 权利人已驳回";
    case Decision::authorised: return "authorised by the owner 权利人已授权";
  }
  return "";
}

/// The mark's pictures, the one that was recognised first.
std::string mark_pictures(const MarkExhibit& exhibit, const Finding& finding) {
  const std::string matched = finding.logos.empty() ? "" : finding.logos.front().match.logo;
  const auto found = exhibit.logos.find(matched);
  if (found != exhibit.logos.end()) return plain_picture(found->second, "logo");
  return exhibit.logos.empty() ? "" : plain_picture(exhibit.logos.begin()->second, "logo");
}

std::string mark_card(const MarkExhibit& exhibit, const Finding& finding) {
  const Mark& mark = exhibit.mark;
  std::string html = "<div class=\"card\"><p class=\"label\">The mark <span lang=\"zh\">商标</span></p>";
  html += mark_pictures(exhibit, finding);
  if (!mark.name.empty()) html += "<p class=\"words\">" + outside(mark.name) + "</p>";
  html += "<table class=\"facts\">";
  html += row("Office", "注册机构", outside(mark.office));
  html += row("Number", "注册号", outside(mark.number));
  html += row("Status", "状态", status_words(mark.status));
  html += row("Nice classes", "类别", joined(mark.classes));
  html += row("Goods", "商品服务", outside(mark.goods));
  html += row("Owner", "权利人", outside(mark.owner));
  return html + "</table></div>";
}

std::string price_of(const Money& price) {
  if (!price.text.empty()) return outside(price.text);
  return outside(price.amount + (price.currency.empty() ? "" : " " + price.currency));
}

std::string listing_card(const FindingRecord& record) {
  const Listing& listing = record.seen;
  std::string html = "<div class=\"card\"><p class=\"label\">The listing <span lang=\"zh\">商品链接</span></p>";
  html += "<p class=\"words\">" + outside(listing.title) + "</p><table class=\"facts\">";
  html += row("Address", "网址", code(listing.url));
  html += row("Platform", "平台", outside(listing.platform));
  html += row("Item number", "商品编号", outside(listing.id));
  html += row("Seller", "卖家", outside(listing.seller));
  html += row("Seller's page", "店铺网址", code(listing.seller_url));
  html += row("Price", "价格", price_of(listing.price));
  html += row("Price up to", "最高价格", price_of(listing.price_to));
  html += row("Choices", "可选规格", outside(fmt::format("{}", fmt::join(listing.variants, "; "))));
  html += row("Availability", "库存", outside(listing.availability));
  html += row("Brand stated", "标示品牌", outside(listing.brand));
  html += row("Category", "类目", outside(listing.category));
  html += row("Market", "市场", outside(listing.market));
  html += row("Ships to", "发货至", outside(listing.ship_to));
  html += row("First seen", "首次发现", to_rfc3339(record.first_seen));
  html += row("Last seen", "最近发现", to_rfc3339(record.last_seen));
  return html + "</table></div>";
}

std::string reasons_of(const std::vector<std::string>& reasons) {
  std::string text;
  for (const std::string& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

std::vector<const LogoSighting*> sightings_in(const Finding& finding, const std::string& capture) {
  std::vector<const LogoSighting*> found;
  for (const LogoSighting& logo : finding.logos) {
    if (logo.capture == capture) found.push_back(&logo);
  }
  return found;
}

std::string figure(const Case& item, const Finding& finding, const std::string& id) {
  const auto bytes = item.pictures.find(id);
  const auto facts = item.captures.find(id);
  if (bytes == item.pictures.end() || facts == item.captures.end()) return {};
  const auto sightings = sightings_in(finding, id);
  std::string html = "<figure>" + picture_with_regions(bytes->second, sightings) + "<figcaption>";
  for (const LogoSighting* sighting : sightings) {
    html += fmt::format("<p>Recognised with a score of {:.2f}, {} agreeing points: {}</p>", sighting->match.score,
                        sighting->match.points.size(), escape(reasons_of(sighting->match.reasons)));
  }
  if (sightings.empty()) html += "<p>Picture of the listing. <span lang=\"zh\">商品图片</span></p>";
  return html + fmt::format("<code>{}</code> · captured {} · <code>{}</code></figcaption></figure>\n", escape(id),
                            to_rfc3339(facts->second.kept.time), escape(facts->second.kept.url));
}

std::string figures(const Case& item, const FindingRecord& record) {
  std::string html;
  for (const std::string& id : shown_pictures(item, record)) html += figure(item, record.finding, id);
  return html.empty() ? "" : heading(3, "What the pictures show", "图片所示") + html;
}

std::size_t cut_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

/// The quoted part around the match, with dots where more stands.
std::string quote(const TextSighting& sighting) {
  const std::string_view text = sighting.text;
  Span span = sighting.match.span;
  if (span.end > text.size() || span.begin > span.end) span = {0, 0};
  const std::size_t begin = span.begin > longest_quote ? cut_before(text, span.begin - longest_quote) : 0;
  const std::size_t end =
      text.size() - span.end > longest_quote ? cut_before(text, span.end + longest_quote) : text.size();
  return (begin > 0 ? "… " : "") +
         escape_marked(text.substr(begin, end - begin), {span.begin - begin, span.end - begin}) +
         (end < text.size() ? " …" : "");
}

std::string quotes(const Finding& finding) {
  if (finding.texts.empty()) return {};
  std::string html = heading(3, "What the words say", "文字所示");
  for (const TextSighting& sighting : finding.texts) {
    const TextMatch& match = sighting.match;
    html += fmt::format(
        "<blockquote><p class=\"outside\" dir=\"auto\">{}</p><footer>{} · {} with “{}”, score "
        "{:.2f}{}{}</footer></blockquote>\n",
        quote(sighting), escape(sighting.where), to_string(match.likeness), escape(match.name), match.score,
        match.reasons.empty() ? "" : ": ", escape(reasons_of(match.reasons)));
  }
  return html;
}

std::string factors(const Finding& finding) {
  std::string html = heading(3, "Why: factors of likelihood of confusion", "理由：混淆可能性的各项因素");
  html +=
      "<table><thead><tr><th>Factor <span lang=\"zh\">因素</span></th><th class=\"number\">Weight <span "
      "lang=\"zh\">权重"
      "</span></th><th>Reason <span lang=\"zh\">理由</span></th><th>Authority <span "
      "lang=\"zh\">依据</span></th></tr></thead>\n";
  for (const Factor& factor : finding.factors) {
    html +=
        fmt::format("<tr><td>{}</td><td class=\"number{}\">{:+.2f}</td><td>{}</td><td class=\"note\">{}</td></tr>\n",
                    escape(factor.name), factor.weight < 0 ? " against" : "", factor.weight, escape(factor.reason),
                    escape(factor.source));
  }
  return html +
         fmt::format(
             "</table><p class=\"note\">Score {:.3f}, grade {}, by rules {}. <span lang=\"zh\">得分、评级与规则版本。"
             "</span></p>\n",
             finding.score, to_string(finding.grade), escape(finding.rules));
}

std::string defences(const Finding& finding) {
  if (finding.defences.empty()) return {};
  std::string html = heading(3, "Defences considered", "已考虑的抗辩");
  html +=
      "<table><thead><tr><th>Defence <span lang=\"zh\">抗辩</span></th><th>Found <span lang=\"zh\">是否发现</span></th>"
      "<th>Reason <span lang=\"zh\">理由</span></th><th>Authority <span lang=\"zh\">依据</span></th></tr></thead>\n";
  for (const Defence& defence : finding.defences) {
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"note\">{}</td></tr>\n", escape(defence.name),
                        defence.found ? "<strong class=\"against\">found 有</strong>" : "not found 无",
                        escape(defence.reason), escape(defence.source));
  }
  return html + "</table>\n";
}

std::string captures(const Case& item, const FindingRecord& record) {
  std::vector<std::string> ids = record.seen.captures;
  for (const LogoSighting& logo : record.finding.logos) {
    if (std::find(ids.begin(), ids.end(), logo.capture) == ids.end()) ids.push_back(logo.capture);
  }
  std::string rows;
  for (const std::string& id : ids) {
    const auto found = item.captures.find(id);
    if (found == item.captures.end()) continue;
    const CaptureFacts& facts = found->second;
    rows += fmt::format(
        "<tr><td><code>{}</code><br>{}{}</td><td><code>{}</code><br><span class=\"note\">SHA-256 <code>{}"
        "</code></span></td></tr>\n",
        escape(id), to_rfc3339(facts.kept.time),
        facts.remote_address.empty() ? "" : "<br>from " + escape(facts.remote_address), escape(facts.kept.url),
        escape(facts.kept.content_digest));
  }
  if (rows.empty()) return {};
  return heading(3, "Read from these captures", "取证记录") + "<table class=\"captures\">" + rows + "</table>\n";
}

}  // namespace

std::string grade_badge(Grade grade) {
  return fmt::format("<span class=\"grade grade-{0}\">{0}</span>", to_string(grade));
}

std::vector<std::string> shown_pictures(const Case& item, const FindingRecord& record) {
  constexpr std::size_t most_pictures = 4;
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    const auto found = item.captures.find(id);
    const bool shown = found != item.captures.end() && !found->second.file.empty();
    if (shown && ids.size() < most_pictures && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const LogoSighting& logo : record.finding.logos) add(logo.capture);
  for (const std::string& id : record.seen.captures) {
    if (ids.empty()) add(id);
  }
  return ids;
}

std::string finding_section(const Case& item, const FindingRecord& record, std::size_t number) {
  const Finding& finding = record.finding;
  std::string html = fmt::format(
      "<section class=\"finding\" id=\"finding-{0}\"><div class=\"title\"><h2>Finding {0} "
      "<span lang=\"zh\">发现 {0}</span></h2>{1}</div>\n",
      number, grade_badge(finding.grade));
  const MarkExhibit* exhibit = item.mark(finding.mark);
  html += "<div class=\"sides\">" + (exhibit ? mark_card(*exhibit, finding) : "") + listing_card(record) + "</div>\n";
  html += figures(item, record) + quotes(finding) + factors(finding) + defences(finding);
  html += heading(3, "Decision", "处理决定");
  html += std::string("<p>") + decision_words(record.decision);
  if (!record.why.empty()) html += ": " + outside(record.why);
  html += "</p>\n" + captures(item, record);
  return html + fmt::format("<p class=\"note\">Finding id <code>{}</code></p></section>\n", escape(finding.id));
}

}  // namespace markhound::evidence

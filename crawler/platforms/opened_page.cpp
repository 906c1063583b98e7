#include "crawler/platforms/opened_page.h"

#include <algorithm>

#include "crawler/address/url.h"
#include "crawler/html/charset.h"
#include "crawler/html/json_ld.h"
#include "crawler/html/microdata.h"
#include "crawler/html/rdfa.h"
#include "crawler/html/text.h"
#include "crawler/platforms/market.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;

/// Text that the page's title repeats names the page; short words are repeated by chance.
bool repeats(const std::string& title, const std::string& text) {
  constexpr std::size_t least = 8;
  return text.size() >= least && title.find(html::folded(text)) != title.npos;
}

bool may_name(const Document& document, Document::Id id) {
  const std::string_view name = document[id].name;
  if (name == "h2" || name == "h3" || name == "h4") return true;
  const std::string names = html::lowered(html::clipped(document.attribute(id, "class"), 200));
  return names.find("title") != names.npos || names.find("name") != names.npos;
}

/// The <h1> that the page's title repeats, else another element that does and is called a title, else the first <h1>.
void find_heading(OpenedPage& page) {
  const Document& document = page.document;
  const std::string title = html::folded(page.metadata.title + " " + std::string(page.metadata.first("og:title")));
  Document::Id first = Document::none;
  Document::Id other = Document::none;
  const auto choose = [&](Document::Id id) {
    page.heading = id;
    page.heading_text = document.text(id, 500);
  };
  for (Document::Id id = 0; id < document.size(); ++id) {
    const bool h1 = document[id].name == "h1";
    if (document[id].name.empty() || (!h1 && (other != Document::none || !may_name(document, id)))) continue;
    const std::string text = document.text(id, 500);
    if (text.empty()) continue;
    const bool repeated = repeats(title, text);
    if (h1 && repeated) return choose(id);
    if (h1 && first == Document::none) first = id;
    if (!h1 && repeated && text.size() > 12) other = id;
  }
  if (other != Document::none)
    choose(other);
  else if (first != Document::none)
    choose(first);
}

void report(OpenedPage& page, Problem::Kind kind, std::string cause, std::string mend) {
  page.problems.push_back({kind, page.url, std::move(cause), std::move(mend)});
}

}  // namespace

std::optional<std::string> OpenedPage::absolute(std::string_view reference) const {
  reference = html::trim(reference);
  constexpr std::size_t longest = 4096;
  if (reference.empty() || reference.size() > longest) return std::nullopt;
  return resolve(base, std::string(reference));
}

OpenedPage open_page(const Capture& capture) {
  const html::Limits limits;
  // Bytes beyond the limit need not be decoded; one more shows that there were any.
  const std::string_view bytes = std::string_view(capture.content).substr(0, limits.bytes + 1);
  OpenedPage page(capture.url.empty() ? capture.asked : capture.url,
                  html::Document::parse(html::to_utf8(bytes, capture.charset), limits));
  page.live = capture.origin == Capture::Origin::live && is_web_url(page.url);
  if (const Exchange* answer = content_answer(capture)) page.status = answer->status;
  page.metadata = html::read_metadata(page.document);
  page.base = page.url;
  // A saved file has no address of its own; what the browser noted, or the page's canonical one, stands in for it.
  const auto base = page.absolute(page.metadata.base);
  const auto canonical = resolve({}, page.metadata.canonical);
  const auto saved = is_web_url(page.url) ? std::nullopt : resolve({}, saved_from(capture.content));
  if (base)
    page.base = *base;
  else if (saved)
    page.base = *saved;
  else if (canonical && !is_web_url(page.url))
    page.base = *canonical;
  std::vector<std::string> broken;
  html::read_json_ld(page.document, page.json_ld, broken);
  html::read_microdata(page.document, page.microdata);
  html::read_rdfa(page.document, page.rdfa);
  find_heading(page);
  page.country = market_of(page);
  for (const std::string& cut : page.document.cut())
    report(page, Problem::Kind::limit, cut, "the listing was read from what lies within the limit");
  for (const std::string& block : broken)
    report(page, Problem::Kind::bad_input, block, "the listing was read from the page's other data");
  return page;
}

}  // namespace markhound::crawler

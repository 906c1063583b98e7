#include "crawler/platforms/opened_page.h"

#include <algorithm>

#include "crawler/address/url.h"
#include "crawler/html/charset.h"
#include "crawler/html/json_ld.h"
#include "crawler/html/microdata.h"
#include "crawler/html/rdfa.h"
#include "crawler/html/text.h"
#include "crawler/platforms/market.h"

namespace markhound::crawler {
namespace {

using html::Document;

/// Of several <h1> the one that the page's title repeats, else the first that is seen.
void find_heading(OpenedPage& page) {
  const std::string title = html::folded(page.metadata.title + " " + std::string(page.metadata.first("og:title")));
  for (Document::Id id = 0; id < page.document.size(); ++id) {
    if (page.document[id].name != "h1") continue;
    const std::string text = page.document.text(id, 500);
    if (text.empty()) continue;
    const bool repeated = title.find(html::folded(text)) != title.npos;
    if (page.heading != Document::none && !repeated) continue;
    page.heading = id;
    page.heading_text = text;
    if (repeated) return;
  }
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
  page.metadata = html::read_metadata(page.document);
  page.base = page.url;
  // A saved file has no address of its own; the page's canonical one stands in for it.
  const auto base = page.absolute(page.metadata.base);
  const auto canonical = resolve({}, page.metadata.canonical);
  if (base)
    page.base = *base;
  else if (canonical && !page.url.starts_with("http"))
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

#include "crawler/platforms/platform_page.h"

#include <algorithm>
#include <unordered_set>

#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"

namespace markhound::crawler {

using html::Document;

Page read_platform_page(OpenedPage& opened, Listing own, const Manners& manners,
                        const std::vector<std::string>& listed) {
  const bool found = !own.id.empty() && !own.title.empty() && (!own.price.empty() || !own.images.empty());
  const auto& signs = manners.signs;
  if (auto problem = found ? std::nullopt : refusal(opened, signs, manners.road)) {
    Page page;
    page.problems = std::move(opened.problems);
    page.problems.push_back(std::move(*problem));
    return page;
  }
  Page page = read_page(opened, own, !own.title.empty());
  if (!page.listings.empty()) return page;
  std::vector<std::string> links = listed;
  for (const std::string& link : item_links(opened, manners.item_address))
    if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
  if (!links.empty()) page.links = std::move(links);
  return page;
}

std::vector<std::string> item_links(const OpenedPage& page, ItemAddress item_address) {
  constexpr std::size_t most = 2000;
  std::vector<std::string> links;
  std::unordered_set<std::string> known;
  for (Document::Id id = 0; id < page.document.size() && links.size() < most; ++id) {
    if (page.document[id].name != "a") continue;
    const auto url = page.absolute(page.document.attribute(id, "href"));
    if (!url) continue;
    if (std::string address = item_address(*url); !address.empty() && known.insert(address).second)
      links.push_back(std::move(address));
  }
  return links;
}

std::string part_after(std::string_view address, std::string_view marker) {
  const std::size_t at = address.find(marker);
  if (at == address.npos) return {};
  const std::string_view rest = address.substr(at + marker.size());
  return std::string(rest.substr(0, rest.find_first_of("/?#&")));
}

std::string leading_digits(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && html::is_digit(text[end])) ++end;
  return std::string(text.substr(0, end));
}

std::string text_of_html(std::string_view html) {
  constexpr std::size_t most = 200'000;
  if (html.find_first_of("<&") == html.npos) return html::collapse(html);
  const Document document = Document::parse(html::clipped(html, most));
  return document.size() == 0 ? std::string{} : document.text(0);
}

void add_variant(std::vector<std::string>& variants, const std::string& name, const std::vector<std::string>& values) {
  constexpr std::size_t most = 30;
  if (values.empty() || variants.size() >= most) return;
  std::string line = name;
  for (std::size_t i = 0; i < std::min(values.size(), most); ++i) {
    if (!line.empty()) line += i == 0 ? ": " : ", ";
    line += values[i];
  }
  variants.push_back(std::string(html::clipped(line, 500)));
}

std::string trail_of(const std::vector<std::string>& steps) {
  std::string trail;
  for (const std::string& step : steps) trail += (trail.empty() ? "" : " > ") + step;
  return trail;
}

std::vector<std::string> absolute_all(const OpenedPage& page, const std::vector<std::string>& references) {
  std::vector<std::string> urls;
  for (const std::string& reference : references)
    if (auto url = page.absolute(reference); url && std::find(urls.begin(), urls.end(), *url) == urls.end())
      urls.push_back(std::move(*url));
  return urls;
}

}  // namespace markhound::crawler

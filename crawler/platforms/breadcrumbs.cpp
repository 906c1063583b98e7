#include "crawler/platforms/breadcrumbs.h"

#include <vector>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;

bool is_trail(const Document& document, Id id) {
  for (const char* key : {"class", "id", "aria-label", "data-testid"}) {
    const std::string value = html::lowered(html::clipped(document.attribute(id, key), 200));
    if (value.find("breadcrumb") != value.npos || value.find("crumbs") != value.npos) return true;
  }
  return false;
}

/// The texts of its links: what is not a link is the page itself, or a separator.
std::vector<std::string> steps_of(const Document& document, Id trail) {
  constexpr std::size_t most = 12;
  std::vector<std::string> steps;
  for (Id id = trail; id < document[trail].end && steps.size() < most; ++id) {
    if (document[id].name != "a") continue;
    std::string step = document.visible_text(id, 80);
    if (step.size() > 1 && (steps.empty() || steps.back() != step)) steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace

std::string printed_trail(const OpenedPage& page) {
  const Document& document = page.document;
  for (Id id = 0; id < document.size(); ++id) {
    if (document[id].name.empty() || !is_trail(document, id)) continue;
    const auto steps = steps_of(document, id);
    std::string trail;
    for (const std::string& step : steps) {
      if (step == page.heading_text) continue;
      if (!trail.empty()) trail += " > ";
      trail += step;
    }
    if (!trail.empty()) return trail;
    id = document[id].end - 1;
  }
  return {};
}

}  // namespace markhound::crawler

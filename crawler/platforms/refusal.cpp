#include "crawler/platforms/refusal.h"

#include <algorithm>
#include <array>

#include "crawler/html/select.h"
#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Document;
using enum Notice::Says;
using enum Notice::Part;

constexpr std::array common{
    Notice{check, title, "just a moment..."},  // Cloudflare
    Notice{check, title, "attention required! | cloudflare"},
    Notice{check, script, "captcha-delivery.com"},                // DataDome
    Notice{check, title, "access to this page has been denied"},  // PerimeterX
    Notice{check, id, "px-captcha"},
    Notice{check, script, "_incapsula_resource"},  // Imperva
    Notice{check, title, "pardon our interruption"},
    Notice{check, script, "awswafcookiedomainlist"},  // AWS WAF
    Notice{check, title, "access denied"},            // Akamai
    Notice{check, title, "human verification"},
    Notice{check, title, "are you a robot"},
    Notice{check, title, "robot check"},
    Notice{check, title, "security check"},
    Notice{check, text, "verify you are human"},
    Notice{check, text, "confirm you are human"},
    Notice{check, text, "unusual traffic from your computer"},
};

/// A page that is more than a notice is no notice, whatever words it holds.
constexpr std::size_t notice_bytes = 3000;

class Seen {
 public:
  explicit Seen(const OpenedPage& page) : page_(page) {
    address_ = html::lowered(html::clipped(page.url, 2000));
    title_ = html::folded(html::collapse(page.metadata.title));
    heading_ = html::folded(html::clipped(page.heading_text, 300));
    const std::string text = page.document.size() == 0 ? "" : page.document.visible_text(0, notice_bytes + 1);
    brief_ = text.size() <= notice_bytes;
    if (brief_) text_ = html::folded(text);
  }

  bool has(const Notice& sign) const {
    switch (sign.part) {
      case address: return address_.find(sign.words) != address_.npos;
      case title: return title_.starts_with(sign.words) || heading_.starts_with(sign.words);
      case text: return text_.find(sign.words) != text_.npos;
      case script: return brief_ && in_scripts(sign.words);
      case id: return html::find(page_.document, "id", sign.words) != Document::none;
    }
    return false;
  }

 private:
  bool in_scripts(std::string_view words) const {
    constexpr std::size_t most = 20'000;
    for (Document::Id at = 0; at < page_.document.size(); ++at) {
      if (page_.document[at].name != "script") continue;
      for (const std::string_view source : {page_.document[at].text, page_.document.attribute(at, "src")})
        if (html::lowered(html::clipped(source, most)).find(words) != std::string::npos) return true;
    }
    return false;
  }

  const OpenedPage& page_;
  std::string address_, title_, heading_, text_;
  bool brief_ = false;
};

Problem told(const OpenedPage& page, Notice::Says says, std::string_view road) {
  const auto problem = [&](Problem::Kind kind, const char* cause, std::string mend) {
    return Problem{kind, page.url, cause, std::move(mend)};
  };
  if (says == gone) return problem(Problem::Kind::not_found, "the platform says that there is no such listing", {});
  return problem(Problem::Kind::refused,
                 says == login ? "the platform shows a log-in in place of the listing"
                               : "the platform checks for robots in place of showing the listing",
                 std::string(road));
}

}  // namespace

std::optional<Problem> refusal(const OpenedPage& page, std::span<const Notice> signs, std::string_view road) {
  const Seen seen(page);
  for (const std::span<const Notice> list : {signs, std::span<const Notice>(common)})
    for (const Notice& sign : list)
      if (seen.has(sign)) return told(page, sign.says, road);
  if (page.status == 404 || page.status == 410) return told(page, gone, road);
  if (page.status == 401 || page.status == 403 || page.status == 429) return told(page, check, road);
  return std::nullopt;
}

}  // namespace markhound::crawler

#include "crawler/platforms/json_answer.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/url.h"
#include "crawler/html/document.h"
#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t max_bytes = 24u << 20;
constexpr std::size_t max_values = 1'000'000;
constexpr int max_depth = 32;
constexpr std::size_t max_images = 100;
constexpr std::size_t max_description = 10'000;

const Json nothing;

/// Counts what the parser makes; from the limit on, all of it is thrown away as it comes.
class Gauge {
 public:
  bool operator()(int depth, Json::parse_event_t, Json&) {
    over_ = over_ || depth > max_depth || ++values_ > max_values;
    return !over_;
  }
  bool over() const { return over_; }

 private:
  std::size_t values_ = 0;
  bool over_ = false;
};

}  // namespace

bool is_json(const Capture& capture) {
  const std::string& type = capture.media_type;
  return type == "application/json" || type == "text/json" || type == "application/javascript" ||
         type == "text/javascript" || type.ends_with("+json");
}

bool is_answer_of(const Capture& capture, std::string_view platform, std::initializer_list<std::string_view> hosts) {
  if (!is_json(capture)) return false;
  const std::string host = host_of(capture.url);
  if (std::find(hosts.begin(), hosts.end(), host) != hosts.end()) return true;
  return capture.source.starts_with("search:" + std::string(platform) + "?");
}

Result<Json> parse_answer(const Capture& capture) {
  const Problem too_large{Kind::limit, capture.url, "its JSON is too large or too deep to be read", {}};
  if (capture.content.size() > max_bytes) return too_large;
  Gauge gauge;
  const Json::parser_callback_t callback = [&gauge](int depth, Json::parse_event_t event, Json& value) {
    return gauge(depth, event, value);
  };
  Json json = Json::parse(capture.content, callback, false);
  if (gauge.over()) return too_large;
  if (json.is_discarded())
    return Problem{Kind::bad_input, capture.url, "its answer is no JSON", "see it in the vault; scan again later"};
  return json;
}

const Json& at(const Json& from, std::initializer_list<const char*> path) {
  const Json* here = &from;
  for (const char* name : path) {
    if (!here->is_object()) return nothing;
    const auto member = here->find(name);
    if (member == here->end()) return nothing;
    here = &*member;
  }
  return *here;
}

std::string text_at(const Json& from, std::initializer_list<const char*> path) {
  const Json& value = at(from, path);
  if (value.is_string()) return html::collapse(html::unescaped(value.get_ref<const std::string&>()));
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

long long number_at(const Json& from, std::initializer_list<const char*> path, long long otherwise) {
  const Json& value = at(from, path);
  if (value.is_number_unsigned() && value.get<unsigned long long>() > 1ull << 62) return otherwise;
  return value.is_number_integer() ? value.get<long long>() : otherwise;
}

std::string plain_text(std::string_view markup) {
  if (markup.find_first_of("<&") == markup.npos) return html::collapse(html::clipped(markup, max_description));
  const html::Document document = html::Document::parse(html::clipped(markup, 20 * max_description));
  return document.size() == 0 ? std::string{} : document.visible_text(0, max_description);
}

std::string amount_of_minor(std::string_view digits, long long places) {
  constexpr std::size_t most = 18;
  if (digits.empty() || digits.size() > most || places < 0 || places > 6) return {};
  if (!std::all_of(digits.begin(), digits.end(), html::is_digit)) return {};
  std::string amount(digits);
  const auto decimals = static_cast<std::size_t>(places);
  if (amount.size() <= decimals) amount.insert(0, decimals + 1 - amount.size(), '0');
  if (decimals > 0) amount.insert(amount.size() - decimals, ".");
  const std::size_t first = std::min(amount.find_first_not_of('0'), amount.size() - 1);
  return amount.substr(amount[first] == '.' ? first - 1 : first);
}

Money money_of(const std::string& amount, const std::string& currency) {
  if (amount.empty()) return {};
  return {amount, currency, currency.empty() ? amount : amount + " " + currency};
}

void add_image(const Capture& capture, const std::string& reference, Listing& listing) {
  if (reference.empty() || listing.images.size() >= max_images) return;
  const auto url = resolve(capture.url, reference);
  if (!url || !is_web_url(*url)) return;
  if (std::find(listing.images.begin(), listing.images.end(), *url) == listing.images.end())
    listing.images.push_back(*url);
}

Page answer_page() {
  Page page;
  page.list = true;
  return page;
}

void note_unreadable(const Capture& capture, std::size_t unreadable, std::size_t all, Page& page) {
  if (unreadable == 0) return;
  page.problems.push_back({Kind::bad_input,
                           capture.url,
                           std::to_string(unreadable) + " of its " + std::to_string(all) +
                               " entries have no number or no title and were passed by",
                           {}});
}

void add_listings(const Capture& capture, const Json& items, Listing (*listing_of)(const Capture&, const Json&),
                  Page& page) {
  std::size_t unreadable = 0;
  for (const Json& item : items) {
    Listing listing = listing_of(capture, item);
    if (listing.id.empty() || listing.title.empty())
      ++unreadable;
    else
      page.listings.push_back(std::move(listing));
  }
  note_unreadable(capture, unreadable, items.size(), page);
}

}  // namespace markhound::crawler

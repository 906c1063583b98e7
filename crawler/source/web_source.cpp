#include "crawler/source/web_source.h"

#include <deque>
#include <set>

#include "crawler/address/url.h"
#include "crawler/content/decoder.h"
#include "crawler/source/file_capture.h"
#include "crawler/source/sitemap.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;
using PageCall = std::function<void(const std::string&)>;
using ProblemCall = std::function<void(const Problem&)>;

constexpr int max_depth = 3;                 // indices within indices; the protocol knows one level
constexpr std::size_t max_sitemaps = 5'000;  // a loop or a trap, not a shop

/// Sitemaps under their addresses, breadth first, each once.
class SitemapWalk {
 public:
  SitemapWalk(Fetcher& live, const FetchLimits& limits, const PageCall& page, const ProblemCall& problem)
      : live_(live), limits_(limits), page_(page), problem_(problem) {}

  void take(const Sitemap& sitemap, int depth) {
    for (const Problem& found : sitemap.problems) problem_(found);
    for (const std::string& url : sitemap.pages) page_(url);
    for (const std::string& url : sitemap.sitemaps) {
      if (depth >= max_depth || seen_.size() >= max_sitemaps) {
        problem_({Kind::limit, url, "sitemaps nest too deep or are too many", "name the sitemap itself as a target"});
      } else if (seen_.insert(canonical(url)).second) {
        open_.push_back({url, depth + 1});
      }
    }
  }

  void run() {
    while (!open_.empty()) {
      const Open next = open_.front();
      open_.pop_front();
      const auto capture = live_.fetch(next.url).get();
      const auto sitemap = capture ? read(*capture) : Result<Sitemap>(capture.problem());
      if (sitemap) {
        take(*sitemap, next.depth);
      } else {
        problem_(sitemap.problem());
      }
    }
  }

  Result<Sitemap> read(const Capture& capture) const {
    std::string text = capture.content;
    if (looks_gzipped(text)) {
      Decoded decoded = decode_gzip(text, limits_.max_bytes);
      if (decoded.content.empty()) return Problem{Kind::bad_input, capture.url, decoded.cause, {}};
      text = std::move(decoded.content);
    }
    if (auto sitemap = parse_sitemap(text, capture.url)) return std::move(*sitemap);
    const int status = capture.exchanges.empty() ? 200 : capture.exchanges.back().status;
    return Problem{Kind::bad_input,
                   capture.url,
                   status == 200 ? "it is no sitemap" : "its server answered " + std::to_string(status),
                   {}};
  }

 private:
  struct Open {
    std::string url;
    int depth;
  };

  Fetcher& live_;
  const FetchLimits& limits_;
  const PageCall& page_;
  const ProblemCall& problem_;
  std::set<std::string> seen_;
  std::deque<Open> open_;
};

class WebSource : public Source {
 public:
  WebSource(Fetcher& live, const FetchLimits& limits) : live_(live), limits_(limits) {}

  std::future<Result<Capture>> fetch(const Request& request) override { return live_.fetch(request); }
  void fetch_then(const Request& request, Fetcher::Arrival arrival) override {
    live_.fetch_then(request, std::move(arrival));
  }
  bool is_live() const override { return true; }

 protected:
  Fetcher& live_;
  const FetchLimits limits_;
};

class UrlSource : public WebSource {
 public:
  UrlSource(std::string url, Fetcher& live, const FetchLimits& limits)
      : WebSource(live, limits), url_(std::move(url)) {}

  Result<void> list(const PageCall& page, const ProblemCall& problem) override {
    if (!has_sitemap_name(url_)) {
      page(url_);
      return {};
    }
    const auto capture = live_.fetch(url_).get();
    if (!capture) return capture.problem();
    SitemapWalk walk(live_, limits_, page, problem);
    const auto sitemap = walk.read(*capture);
    if (!sitemap) {
      page(url_);
      return {};
    }
    walk.take(*sitemap, 0);
    walk.run();
    return {};
  }

 private:
  const std::string url_;
};

class ListSource : public WebSource {
 public:
  ListSource(std::string path, Fetcher& live, const FetchLimits& limits)
      : WebSource(live, limits), path_(std::move(path)) {}

  Result<void> list(const PageCall& page, const ProblemCall& problem) override {
    std::vector<Problem> cut_off;
    const auto text = read_capped(path_, limits_.max_bytes, cut_off);
    if (!text) return text.problem();
    for (const Problem& one : cut_off) problem(one);
    SitemapWalk walk(live_, limits_, page, problem);
    const auto sitemap = parse_sitemap(*text, path_);
    if (!sitemap && has_sitemap_name(path_))
      return Problem{Kind::bad_input, path_, "it is no sitemap", "name a page, a sitemap, a folder or an archive"};
    walk.take(sitemap ? *sitemap : parse_url_list(*text, path_), 0);
    walk.run();
    return {};
  }

 private:
  const std::string path_;
};

}  // namespace

std::unique_ptr<Source> make_url_source(std::string url, Fetcher& live, const FetchLimits& limits) {
  return std::make_unique<UrlSource>(std::move(url), live, limits);
}

std::unique_ptr<Source> make_list_source(std::string path, Fetcher& live, const FetchLimits& limits) {
  return std::make_unique<ListSource>(std::move(path), live, limits);
}

}  // namespace markhound::crawler

// A target that the user named, opened: the pages it lists, and the one way to fetch them and their pictures.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/result.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

/// URL, sitemap (index, .gz, on the web or in a file), list of URLs (.txt, .csv), saved page (.html, .htm, .xhtml, each
/// also .gz; picture), folder of such, archive (.warc, .warc.gz, .wacz, .har, .har.gz, .mhtml).
/// Files answer to file:// URLs, and only inside the folder that was named; an archive to the URLs that it recorded.
class Source {
 public:
  virtual ~Source() = default;

  /// Calls `page` with the URL of each page that the target lists; problems of single entries go to `problem`
  /// and do not stop the listing.
  virtual Result<void> list(const std::function<void(const std::string& url)>& page,
                            const std::function<void(const Problem&)>& problem) = 0;

  /// Safe to call from any thread. Of a request to a file or an archive only the address counts.
  virtual std::future<Result<Capture>> fetch(const Request& request) = 0;

  std::future<Result<Capture>> fetch(const std::string& url) {
    Request request;
    request.url = url;
    return fetch(request);
  }
  /// As Fetcher::fetch_then.
  virtual void fetch_then(const Request& request, Fetcher::Arrival arrival) { arrival(fetch(request).get()); }

  /// Whether servers are asked, which are to be spared and may set traps.
  virtual bool is_live() const { return false; }
};

/// `live` must outlive the source; it is used for http and https targets only.
Result<std::unique_ptr<Source>> open_source(const std::string& target, Fetcher& live, const FetchLimits& limits);

}  // namespace markhound::crawler

#include "crawler/api/search_source.h"

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

int status_of(const Capture& capture) { return capture.exchanges.empty() ? 200 : capture.exchanges.back().status; }

class SearchSource : public Source {
 public:
  SearchSource(Search search, std::unique_ptr<Interface> interface, Fetcher& live)
      : search_(std::move(search)),
        target_(to_target(search_)),
        interface_(std::move(interface)),
        first_(interface_->first_page(search_)),
        origin_(origin_of(first_)),
        live_(live) {}

  Result<void> list(const std::function<void(const std::string&)>& page,
                    const std::function<void(const Problem&)>&) override {
    page(first_);
    return {};
  }

  /// Pictures lie elsewhere and are fetched like any: no credential leaves for another host.
  std::future<Result<Capture>> fetch(const std::string& url) override {
    if (origin_of(url) != origin_ || !path_of(url).starts_with(interface_->path_prefix())) return live_.fetch(url);
    return std::async(std::launch::async, [this, url] { return fetch_answer(url); });
  }

  /// The answer without what lies beyond the limit.
  Page read(const Capture& capture) const override {
    Page page = Source::read(capture);
    if (!page.list) return page;
    const std::size_t before = interface_->position(capture.url);
    interface_->cut(page, search_.limit > before ? search_.limit - before : 0);
    if (!page.next.empty() && interface_->position(page.next) >= search_.limit) page.next.clear();
    return page;
  }

 private:
  /// Refusals say what the user can do about them.
  Result<Capture> fetch_answer(const std::string& url) {
    auto answer = ask(url);
    if (answer && status_of(*answer) == 401 && interface_->renew()) answer = ask(url);
    if (!answer && answer.problem().kind == Kind::refused) {
      Problem problem = answer.problem();
      problem.mend = interface_->mend_of(problem);
      return problem;
    }
    if (!answer) return answer;
    answer->source = target_;  // what makes the answer's platform known where its base is set
    if (auto refusal = interface_->refusal(*answer)) return std::move(*refusal);
    return answer;
  }

  Result<Capture> ask(const std::string& url) {
    const auto request = interface_->request(url, search_);
    if (!request) return request.problem();
    return live_.fetch(*request).get();
  }

  const Search search_;
  const std::string target_;
  const std::unique_ptr<Interface> interface_;
  const std::string first_;
  const std::string origin_;
  Fetcher& live_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_search(const std::string& target, const ApiAccess& access, Fetcher& live,
                                            Clock& clock) {
  auto search = parse_search(target);
  if (!search) return search.problem();
  auto interface = open_interface(*search, access, live, clock);
  if (!interface) return interface.problem();
  return std::unique_ptr<Source>(std::make_unique<SearchSource>(std::move(*search), std::move(*interface), live));
}

}  // namespace markhound::crawler

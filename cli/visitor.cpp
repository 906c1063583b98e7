#include "cli/visitor.h"

#include <algorithm>
#include <future>

#include "crawler/conditional.h"

namespace markhound::cli {
namespace {

constexpr int max_attempts = 3;
constexpr int not_modified = 304;

int status_of(const Capture& capture) {
  const Exchange* answer = content_answer(capture);
  return answer ? answer->status : 200;
}

bool is_gone(int status) { return status == 404 || status == 410; }

/// Worth another try later: the server was busy or broken, or the network was.
bool may_pass(const Problem& problem) { return problem.kind == Problem::Kind::io; }

Problem refused_answer(const Capture& capture) {
  const int status = status_of(capture);
  const bool transient = status >= 500 || status == 429 || status == 408;
  return {transient ? Problem::Kind::io : Problem::Kind::refused, capture.url,
          "the server answered " + std::to_string(status),
          transient ? "scan again later" : "check the address in a browser"};
}

/// A picture given as a target is a listing of nothing but itself.
crawler::Page page_of_picture(const Capture& capture) {
  Listing listing;
  listing.platform = "picture";
  listing.url = capture.url;
  listing.images = {capture.url};
  crawler::Page page;
  page.listings.push_back(std::move(listing));
  return page;
}

crawler::Page read_page(const Capture& capture) {
  return capture.media_type.starts_with("image/") ? page_of_picture(capture) : crawler::parse(capture);
}

/// A page saved without its pictures is one problem, not one a picture.
Problem in_one(const Listing& listing, const std::vector<Problem>& missing, std::size_t wanted) {
  if (missing.size() == 1) return missing.front();
  const Problem& first = missing.front();
  return {first.kind, listing.url,
          std::to_string(missing.size()) + " of its " + std::to_string(wanted) +
              " pictures cannot be had, the first: " + first.thing + ": " + first.cause,
          first.mend};
}

/// The same for the same address and mark in every scan.
std::string finding_id(const std::string& address, const std::string& mark) {
  return evidence::sha256(address + "\n" + mark).substr(0, 12);
}

std::string fingerprint(const Finding& finding, const Listing& listing) {
  return std::string(to_string(finding.grade)) + "|" + listing.title + "|" + listing.price.amount + "|" +
         listing.price.currency + "|" + listing.availability + "|" + listing.seller;
}

}  // namespace

Result<void> Visitor::visit(const crawler::Lease& lease, crawler::Source& source) {
  const auto page = fetch_and_keep(lease.url, lease.target, source);
  if (vault_failed_) return *vault_failed_;
  if (!page) return give_up(lease, page.problem());
  const int status = status_of(page->capture);
  if (is_gone(status)) return settle(lease, Visit::gone, {});
  if (status < 200 || status >= 300) return give_up(lease, refused_answer(page->capture));
  return read(lease, *page, source);
}

Result<void> Visitor::give_up(const crawler::Lease& lease, const Problem& why) {
  if (may_pass(why) && lease.attempt < max_attempts) return rooms_.frontier.failed(lease, why);
  rooms_.progress.report(why);
  return settle(lease, Visit::failed, {});
}

Result<void> Visitor::settle(const crawler::Lease& lease, Visit visit, const std::vector<Sighting>& seen) {
  if (const auto noted = rooms_.journal.visited(rooms_.run, lease.url, visit, seen); !noted) return noted;
  return rooms_.frontier.done(lease);
}

/// What was kept of the address in any run; the server is asked whether it still holds.
std::optional<Capture> Visitor::last_kept(const std::string& url) {
  const auto known = rooms_.vault.latest(url, UtcTime{});
  if (!known || !*known) return std::nullopt;
  auto capture = rooms_.vault.capture((*known)->id);
  if (!capture) return std::nullopt;
  return std::move(*capture);
}

/// What this run kept before it was cut off is not fetched again.
Result<Visitor::Kept> Visitor::fetch_and_keep(const std::string& url, const std::string& target,
                                              crawler::Source& source) {
  if (rooms_.run.resumed) {
    const auto known = rooms_.vault.latest(url, rooms_.run.started);
    if (known && *known) {
      auto capture = rooms_.vault.capture((*known)->id);
      if (capture) return Kept{(*known)->id, std::move(*capture)};
    }
  }
  crawler::Request request;
  request.url = url;
  const auto earlier = last_kept(url);
  const bool conditional = earlier && crawler::make_conditional(request, *earlier);
  auto capture = source.fetch(request).get();
  if (!capture) return capture.problem();
  const bool unchanged = conditional && status_of(*capture) == not_modified;
  if (unchanged) capture = crawler::renewed(std::move(*capture), *earlier);
  capture->source = target;
  for (const Problem& problem : capture->problems) rooms_.progress.report(problem);
  auto id = rooms_.vault.keep(*capture);
  if (!id) {
    vault_failed_ = id.problem();
    return id.problem();
  }
  return Kept{std::move(*id), std::move(*capture)};
}

Result<void> Visitor::read(const crawler::Lease& lease, const Kept& kept, crawler::Source& source) {
  crawler::Page page = read_page(kept.capture);
  std::vector<Problem>& problems = page.problems;
  follow(lease, page);
  std::vector<Sighting> seen;
  const bool own_addresses = page.list || page.listings.size() > 1;
  for (Listing& listing : page.listings) {
    if (listing.url.empty()) listing.url = kept.capture.url;
    if (own_addresses && !rooms_.listings_seen.add(listing.url)) continue;
    const std::string address = own_addresses ? listing.url : std::string{};
    if (const auto done = examine(listing, address, kept, lease, source, problems, seen); !done) return done;
  }
  for (const Problem& problem : problems) rooms_.progress.report(problem);
  return settle(lease, Visit::read, seen);
}

/// `address` is the listing's own where the page has others too; empty where the page is the listing's.
Result<void> Visitor::examine(Listing& listing, const std::string& address, const Kept& kept,
                              const crawler::Lease& lease, crawler::Source& source, std::vector<Problem>& problems,
                              std::vector<Sighting>& seen) {
  listing.captures = {kept.id};
  const auto pictures = keep_pictures(listing, lease.target, source, problems);
  if (vault_failed_) return *vault_failed_;
  auto findings = rooms_.examiner.examine(listing, pictures, *recognizer_, problems);
  for (Finding& finding : findings) {
    finding.id = finding_id(address.empty() ? kept.capture.url : address, finding.mark);
    if (finding.grade != Grade::none) seen.push_back({finding.id, fingerprint(finding, listing), address});
  }
  return rooms_.vault.record(listing, findings);
}

/// A list leads to its next page. Else only a target's own page leads on: a category or search page that was named;
/// listings found there do not.
void Visitor::follow(const crawler::Lease& lease, const crawler::Page& page) {
  const auto add = [&](const std::string& url) {
    const auto is_new = rooms_.frontier.add(lease.target, url);
    return is_new && *is_new;
  };
  if (!page.next.empty()) add(page.next);
  if (!page.list && (!page.listings.empty() || lease.url != lease.target)) return;
  std::size_t added = 0;
  for (const std::string& link : page.links) {
    if (added >= rooms_.max_pages) break;
    if (add(link)) ++added;
  }
}

std::vector<KeptPicture> Visitor::keep_pictures(Listing& listing, const std::string& target, crawler::Source& source,
                                                std::vector<Problem>& problems) {
  std::vector<KeptPicture> pictures;
  std::vector<Problem> missing;
  const std::size_t wanted = std::min(listing.images.size(), rooms_.max_images);
  for (std::size_t i = 0; i < wanted; ++i) {
    auto kept = fetch_and_keep(listing.images[i], target, source);
    if (!kept) {
      missing.push_back(kept.problem());
    } else if (status_of(kept->capture) != 200) {
      missing.push_back(refused_answer(kept->capture));
    } else {
      listing.captures.push_back(kept->id);
      pictures.push_back({listing.images[i], kept->id, std::move(kept->capture.content)});
    }
  }
  if (!missing.empty()) problems.push_back(in_one(listing, missing, wanted));
  return pictures;
}

}  // namespace markhound::cli

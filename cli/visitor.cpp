#include "cli/visitor.h"

#include <algorithm>

#include "crawler/address/url.h"
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

/// Where a page has several listings, each goes by its own address; else by the page's.
bool has_own_addresses(const crawler::Page& page) { return page.list || page.listings.size() > 1; }

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

Result<Visitor::Step> Visitor::go_on(PageAtHand& page) {
  auto step = advance(page);
  if (!step || *step == Step::over) release(page);
  return step;
}

void Visitor::release(PageAtHand& page) {
  page.fetched.clear();
  held_ -= std::exchange(page.held, 0);
}

Result<Visitor::Step> Visitor::advance(PageAtHand& page) {
  if (!page.source)
    return give_up(page, {Problem::Kind::not_found, page.lease.target, "could not be opened", "see above"});
  switch (page.stage) {
    case PageAtHand::Stage::fresh:
      if (is_trapped(page)) return acknowledge(page);
      return ask(page, {page.lease.url}, PageAtHand::Stage::asked_for_page);
    case PageAtHand::Stage::asked_for_page: return page_came(page);
    case PageAtHand::Stage::asked_for_pictures: break;
  }
  if (const auto came = pictures_came(page); !came) return came.problem();
  return next_listing(page);
}

/// It was added before pages like it turned out to be a trap.
bool Visitor::is_trapped(const PageAtHand& page) {
  return page.lease.depth > 0 && page.source->is_live() && traps_.stops(page.lease.url).has_value();
}

/// The page may be another thread's as soon as its last answer has come.
Visitor::Step Visitor::ask(PageAtHand& page, const std::vector<std::string>& urls, PageAtHand::Stage stage) {
  release(page);
  page.stage = stage;
  page.fetched.resize(urls.size());
  for (std::size_t i = 0; i < urls.size(); ++i) page.fetched[i].url = urls[i];
  page.awaited = static_cast<int>(urls.size()) + 1;
  for (Fetched& wanted : page.fetched) {
    if (find_kept(wanted))
      arrived(page);
    else
      fetch(page, wanted);
  }
  arrived(page);
  return Step::asked;
}

void Visitor::fetch(PageAtHand& page, Fetched& wanted) {
  crawler::Request request;
  request.url = wanted.url;
  if (page.source->is_live()) {
    wanted.earlier = last_kept(wanted.url);
    if (wanted.earlier && !crawler::make_conditional(request, *wanted.earlier)) wanted.earlier.reset();
  }
  page.source->fetch_then(request, [this, &page, &wanted](Result<Capture> capture) {
    if (capture) {
      wanted.held = static_cast<std::int64_t>(2 * capture->content.size());
      held_ += wanted.held;
    }
    wanted.capture = std::move(capture);
    arrived(page);
  });
}

/// What was kept of the address in any run; the server is asked whether it still holds.
std::optional<Capture> Visitor::last_kept(const std::string& url) {
  const auto known = rooms_.vault.latest(url, UtcTime{});
  if (!known || !*known) return std::nullopt;
  auto capture = rooms_.vault.capture((*known)->id);
  if (!capture) return std::nullopt;
  return std::move(*capture);
}

void Visitor::arrived(PageAtHand& page) {
  if (--page.awaited == 0) ready_(page);
}

/// What this run kept before it was cut off is not fetched again.
bool Visitor::find_kept(Fetched& wanted) {
  if (!rooms_.run.resumed) return false;
  const auto known = rooms_.vault.latest(wanted.url, rooms_.run.started);
  if (!known || !*known) return false;
  auto capture = rooms_.vault.capture((*known)->id);
  if (!capture) return false;
  wanted.id = (*known)->id;
  wanted.capture = std::move(capture);
  return true;
}

/// Keeps all that has come; afterwards each capture has its id.
Result<void> Visitor::keep(PageAtHand& page) {
  std::vector<const Capture*> captures;
  std::vector<Fetched*> kept;
  for (Fetched& one : page.fetched) {
    if (!one.id.empty() || !*one.capture) continue;
    Capture& capture = **one.capture;
    if (one.earlier && status_of(capture) == not_modified) capture = crawler::renewed(std::move(capture), *one.earlier);
    capture.source = page.lease.target;
    for (const Problem& problem : capture.problems) rooms_.progress.report(problem);
    for (const Exchange& exchange : capture.exchanges) rooms_.budget.spend(exchange.body.size());
    captures.push_back(&capture);
    kept.push_back(&one);
  }
  if (captures.empty()) return {};
  auto ids = rooms_.vault.keep(captures);
  if (!ids) return ids.problem();
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i]->id = std::move((*ids)[i]);
  return {};
}

Result<Visitor::Step> Visitor::page_came(PageAtHand& page) {
  for (const Fetched& one : page.fetched) page.held += one.held;
  if (const auto kept = keep(page); !kept) return kept.problem();
  const Result<Capture>& came = *page.fetched.front().capture;
  if (!came) return give_up(page, came.problem());
  const Capture& capture = *came;
  const int status = status_of(capture);
  if (is_gone(status)) return settle(page, Visit::gone);
  if (status < 200 || status >= 300) return give_up(page, refused_answer(capture));
  const auto same = is_same_as_another(page, capture);
  if (!same) return same.problem();
  if (*same) return settle(page, Visit::same);
  page.capture = page.fetched.front().id;
  page.address = capture.url;
  page.page = read_page(capture);
  release(page);
  if (const auto followed = follow(page); !followed) return followed.problem();
  return next_listing(page);
}

/// One page under many addresses is read once. Files that the user chose are each read.
Result<bool> Visitor::is_same_as_another(const PageAtHand& page, const Capture& capture) {
  if (!page.source->is_live() || capture.content.empty()) return false;
  const auto first = rooms_.frontier.first_with(evidence::sha256(capture.content), page.lease.url);
  if (!first) return first.problem();
  if (*first == page.lease.url) return false;
  if (page.lease.depth > 0) {
    if (const auto trap = traps_.note({page.lease.url, false, true, {}})) rooms_.progress.report(*trap);
  }
  return true;
}

Result<Visitor::Step> Visitor::give_up(const PageAtHand& page, const Problem& why) {
  if (may_pass(why) && page.lease.attempt < max_attempts) {
    if (const auto failed = rooms_.frontier.failed(page.lease, why); !failed) return failed.problem();
    return Step::over;
  }
  rooms_.progress.report(why);
  return settle(page, Visit::failed, FailedPage{page.lease.target, page.lease.url, to_line(why), {}});
}

Result<Visitor::Step> Visitor::settle(const PageAtHand& page, Visit visit, const std::optional<FailedPage>& failure) {
  const auto noted = rooms_.journal.visited(rooms_.run, page.lease.url, visit, page.seen, failure);
  if (!noted) return noted.problem();
  return acknowledge(page);
}

Result<Visitor::Step> Visitor::acknowledge(const PageAtHand& page) {
  const auto done = rooms_.frontier.done(page.lease);
  // Refused: the lease expired, and the page was lent to another who does the same again.
  if (!done && done.problem().kind != Problem::Kind::refused) return done.problem();
  return Step::over;
}

/// Enters the links of the page, and watches where they lead.
Result<void> Visitor::follow(PageAtHand& page) {
  const std::vector<crawler::Entry> entries = entries_for(page);
  std::vector<std::string> fresh;
  if (!entries.empty()) {
    const auto added = rooms_.frontier.add(entries);
    if (!added) return added.problem();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if ((*added)[i] == crawler::Added::fresh) fresh.push_back(entries[i].url);
      if ((*added)[i] == crawler::Added::over_budget) tell_over_budget(entries[i].url);
    }
  }
  if (page.lease.depth == 0 || !page.source->is_live()) return {};
  const bool sells = !page.page.listings.empty();
  if (const auto trap = traps_.note({page.lease.url, sells, false, fresh})) rooms_.progress.report(*trap);
  return {};
}

/// A list leads to its next page and, whatever its depth, to what it lists. A listing leads nowhere. Any other page
/// leads on while it is not too deep.
std::vector<crawler::Entry> Visitor::entries_for(const PageAtHand& page) {
  const crawler::Page& read = page.page;
  const int deeper = page.lease.depth + 1;
  std::vector<crawler::Entry> entries;
  if (!read.next.empty() && may_follow(read.next))
    entries.push_back({page.lease.target, read.next, std::max(1, page.lease.depth), 0, {}});
  const bool leads_on = read.list || (read.listings.empty() && page.lease.depth < rooms_.limits.max_depth);
  if (!leads_on) return entries;
  for (const std::string& link : read.links)
    if (may_follow(link)) entries.push_back({page.lease.target, link, deeper, -deeper, {}});
  const auto count = rooms_.frontier.count();
  const std::int64_t left = count ? rooms_.limits.max_pages - count->followed : 0;
  const auto room = static_cast<std::size_t>(std::max<std::int64_t>(0, left));
  if (entries.size() <= room) return entries;
  entries.resize(room);
  tell_once("pages", {Problem::Kind::limit, page.address, "with its links there are more than --max-pages allows",
                      "raise that limit"});
  return entries;
}

bool Visitor::may_follow(const std::string& link) {
  const auto stop = traps_.stops(link);
  if (stop && stop->first) rooms_.progress.report(stop->why);
  return !stop;
}

void Visitor::tell_over_budget(const std::string& url) {
  tell_once("host " + crawler::host_of(url),
            {Problem::Kind::limit, url, "its host has as many pages as --max-host-pages allows", "raise that limit"});
}

void Visitor::tell_once(const std::string& about, const Problem& problem) {
  {
    const std::lock_guard lock(mutex_);
    if (!told_.insert(about).second) return;
  }
  rooms_.progress.report(problem);
}

/// Examines the next listing, or asks for its pictures before that.
Result<Visitor::Step> Visitor::next_listing(PageAtHand& page) {
  for (; page.listing < page.page.listings.size(); ++page.listing) {
    Listing& listing = page.page.listings[page.listing];
    if (listing.url.empty()) listing.url = page.address;
    if (has_own_addresses(page.page) && !rooms_.listings_seen.add(listing.url)) continue;
    listing.captures = {page.capture};
    const std::size_t wanted = std::min(listing.images.size(), rooms_.max_images);
    if (wanted > 0) {
      const auto end = listing.images.begin() + static_cast<std::ptrdiff_t>(wanted);
      return ask(page, {listing.images.begin(), end}, PageAtHand::Stage::asked_for_pictures);
    }
    if (const auto examined = examine(page, {}); !examined) return examined.problem();
  }
  for (const Problem& problem : page.page.problems) rooms_.progress.report(problem);
  return settle(page, Visit::read);
}

Result<void> Visitor::pictures_came(PageAtHand& page) {
  for (const Fetched& one : page.fetched) page.held += one.held;
  if (const auto kept = keep(page); !kept) return kept;
  Listing& listing = page.page.listings[page.listing];
  std::vector<KeptPicture> pictures;
  std::vector<Problem> missing;
  for (Fetched& one : page.fetched) {
    const Result<Capture>& came = *one.capture;
    if (!came) {
      missing.push_back(came.problem());
    } else if (status_of(*came) != 200) {
      missing.push_back(refused_answer(*came));
    } else {
      listing.captures.push_back(one.id);
      pictures.push_back({one.url, one.id, std::move((*one.capture)->content)});
    }
  }
  if (!missing.empty()) page.page.problems.push_back(in_one(listing, missing, page.fetched.size()));
  const auto examined = examine(page, pictures);
  ++page.listing;
  return examined;
}

Result<void> Visitor::examine(PageAtHand& page, const std::vector<KeptPicture>& pictures) {
  Listing& listing = page.page.listings[page.listing];
  const std::string own = has_own_addresses(page.page) ? listing.url : std::string{};
  auto findings = rooms_.examiner.examine(listing, pictures, rooms_.recognizers, page.page.problems);
  for (Finding& finding : findings) {
    finding.id = finding_id(own.empty() ? page.address : own, finding.mark);
    if (finding.grade != Grade::none) page.seen.push_back({finding.id, fingerprint(finding, listing), own});
  }
  return rooms_.vault.record(listing, findings);
}

}  // namespace markhound::cli

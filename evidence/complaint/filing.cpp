#include "evidence/complaint/filing.h"

#include <algorithm>

namespace markhound::evidence::complaint {
namespace {

/// All registrations of the mark that are known, that of the register first.
std::vector<Registration> registrations_of(const Filing& filing, const Mark& mark) {
  std::vector<Registration> all;
  all.push_back({mark.office, mark.number, mark.status == Mark::Status::live, std::nullopt, nullptr});
  for (const Document& document : filing.rights.documents) {
    if (document.kind != Document::Kind::certificate || document.mark != mark.id) continue;
    const bool same = document.office == mark.office && (document.number.empty() || document.number == mark.number);
    if (same) {
      const bool longer = !all.front().certificate || document.expires > all.front().expires;
      if (longer) all.front().certificate = &document, all.front().expires = document.expires;
    } else {
      all.push_back({document.office, document.number, true, document.expires, &document});
    }
  }
  return all;
}

int rank(const Registration& registration, Cover cover, Day today) {
  const bool lasts = registration.live && (!registration.expires || *registration.expires >= today);
  return (cover == Cover::covered ? 4 : 0) + (lasts ? 2 : 0) + (registration.number.empty() ? 0 : 1);
}

std::string site_market(const Form& form, const std::string& address) {
  const std::string host = host_of(address);
  std::string found;
  std::size_t longest = 0;
  for (const auto& [domain, market] : form.markets) {
    const bool fits = host == domain || host.ends_with("." + domain);
    if (fits && domain.size() > longest) found = market, longest = domain.size();
  }
  return found;
}

bool lasts_longer(const Document* a, const Document* b) {
  if (!b || !b->expires) return false;
  return !a->expires || *a->expires > *b->expires;
}

}  // namespace

Language words_of(const Filing& filing) { return filing.choices.words.value_or(filing.form.language); }

std::string claim_of(const Filing& filing) {
  return filing.choices.claim.empty() ? filing.form.claims.front() : filing.choices.claim;
}

std::string market_of(const Filing& filing, const Accused& accused) {
  const Listing& seen = accused.record.seen;
  const std::string by_site = site_market(filing.form, accused.record.finding.listing);
  for (const std::string& market : {filing.choices.market, by_site, seen.ship_to, seen.market, filing.form.market}) {
    if (!market.empty()) return market;
  }
  return {};
}

std::optional<Registration> registration_for(const Filing& filing, const Accused& accused, const std::string& market) {
  std::optional<Registration> best;
  int best_rank = -1;
  for (const Registration& registration : registrations_of(filing, accused.mark)) {
    const Cover cover = filing.covers(registration.office, market);
    if (cover == Cover::outside) continue;
    const int its_rank = rank(registration, cover, filing.today);
    if (its_rank > best_rank) best = registration, best_rank = its_rank;
  }
  return best;
}

const Party* holder_of(const Filing& filing, const Mark& mark) {
  if (!filing.choices.holder.empty()) return filing.rights.party(filing.choices.holder);
  return filing.rights.holder_of(mark.id, mark.owner);
}

const Party* filer_of(const Filing& filing, const Mark& mark) {
  const Party* holder = holder_of(filing, mark);
  if (!filing.choices.agent.empty()) return filing.rights.party(filing.choices.agent);
  if (!holder || filing.choices.as_owner) return holder;
  const auto agents = filing.rights.agents_of(holder->id);
  return agents.size() == 1 ? agents.front() : holder;
}

const Document* paper_of(const Filing& filing, Document::Kind kind, const Party& holder, const Party* agent,
                         const std::string& market) {
  const Document* best = nullptr;
  for (const Document& document : filing.rights.documents) {
    if (document.kind != kind || document.holder != holder.id) continue;
    if (agent && document.agent != agent->id) continue;
    const auto& markets = document.markets;
    if (!markets.empty() && std::find(markets.begin(), markets.end(), market) == markets.end()) continue;
    if (!best || lasts_longer(&document, best)) best = &document;
  }
  return best;
}

}  // namespace markhound::evidence::complaint

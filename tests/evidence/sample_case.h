// Captures, listings and findings as a scan makes them, small enough to check by eye.
#pragma once

#include <memory>
#include <string>

#include "evidence/vault.h"
#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::test {

inline Exchange sample_exchange(const std::string& url, const std::string& body) {
  Exchange exchange;
  exchange.url = url;
  exchange.request_headers = {{"Host", "shop.example"}, {"User-Agent", "markhound-test"}};
  exchange.protocol = "HTTP/2";
  exchange.status = 200;
  exchange.response_headers = {{"content-type", "text/html; charset=utf-8"}, {"x-empty", ""}};
  exchange.body = body;
  exchange.remote_address = "192.0.2.7";
  return exchange;
}

/// A page fetched after one redirect.
inline Capture sample_capture(const std::string& url, const std::string& body) {
  Capture capture;
  capture.source = capture.asked = url + "?from=search";
  capture.url = url;
  capture.time = UtcTime{std::chrono::milliseconds{1767323045125}};
  Exchange redirect = sample_exchange(capture.asked, "moved");
  redirect.protocol = "HTTP/1.1";
  redirect.status = 302;
  redirect.reason = "Found";
  redirect.response_headers = {{"Location", url}, {"Transfer-Encoding", "chunked"}};
  capture.exchanges = {redirect, sample_exchange(url, body)};
  capture.dns_answers = {"192.0.2.7", "2001:db8::7"};
  capture.tls_chain = {"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"};
  capture.media_type = "text/html";
  capture.charset = "utf-8";
  capture.content = body;
  return capture;
}

inline Finding sample_finding(const std::string& id, const std::string& listing, Grade grade, double score) {
  Finding finding;
  finding.id = id;
  finding.listing = listing;
  finding.title = "NORDFJELL jacket, XL";
  finding.mark = "US-5551234";
  finding.grade = grade;
  finding.score = score;
  TextMatch match;
  match.mark = finding.mark;
  match.name = "NORDFJELL";
  match.score = 0.99;
  match.distinctiveness = 0.5;
  match.span = {0, 9};
  match.reasons = {"same letters"};
  finding.texts = {{"title", finding.title, match}};
  finding.factors = {{"sign identity", 0.6, "the title uses the sign as registered", "EUTMR art. 9(2)(a)"},
                     {"goods", 0.2, "jackets are in class 25", "DuPont 2"}};
  finding.defences = {{"nominative use", false, "no \"compatible with\"", "EUTMR art. 14(1)(c)"}};
  finding.rules = "2026-11";
  return finding;
}

inline Listing sample_listing(const std::string& url) {
  Listing listing;
  listing.platform = "generic";
  listing.id = "4711";
  listing.url = url;
  listing.title = "NORDFJELL jacket, XL";
  listing.price = {"87.11", "USD", "$87.11"};
  listing.seller = "best-deals-4u";
  return listing;
}

/// A vault in a folder, with a clock that ticks by hand.
struct VaultFolder {
  TempFolder folder;
  ManualClock clock;

  evidence::VaultOptions options() const {
    evidence::VaultOptions options;
    options.path = (folder / "vault").string();
    options.operator_name = "Test Operator";
    options.software = "markhound/test";
    return options;
  }

  std::unique_ptr<evidence::Vault> open() { return open(options()); }

  std::unique_ptr<evidence::Vault> open(const evidence::VaultOptions& options) {
    auto vault = evidence::open_vault(options, clock);
    EXPECT_TRUE(vault.ok()) << to_line(vault.problem());
    return vault ? std::move(*vault) : nullptr;
  }
};

}  // namespace markhound::test

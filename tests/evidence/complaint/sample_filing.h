// A complaint small enough to check by eye: one mark, its holder, and listings as a scan makes them.
#pragma once

#include <string>
#include <vector>

#include "evidence/complaint/check.h"
#include "tests/evidence/sample_case.h"

namespace markhound::test {

namespace complaint = evidence::complaint;

inline complaint::Day sample_day() { return *complaint::day_from("2026-11-25"); }

inline Mark sample_mark() {
  Mark mark;
  mark.id = "nordfjell";
  mark.name = "NORDFJELL";
  mark.office = "US";
  mark.number = "5551234";
  mark.classes = {9, 25};
  mark.goods = "Headphones; clothing, namely, jackets";
  mark.owner = "Nordfjell AS";
  return mark;
}

inline complaint::Party sample_holder() {
  complaint::Party party;
  party.id = "nordfjell-as";
  party.name = "Nordfjell AS";
  party.contact = {"Ida Berg", "+47 55 00 00 00", "ip@nordfjell.example"};
  party.title = "IP counsel";
  party.address = "Kaia 1, 5003 Bergen";
  party.country = "NO";
  party.website = "https://nordfjell.example/goods";
  party.second = {"Ola Dahl", "+47 55 00 00 01", "ola@nordfjell.example"};
  return party;
}

inline complaint::Document sample_document(complaint::Document::Kind kind, const std::string& id) {
  complaint::Document document;
  document.id = id;
  document.kind = kind;
  document.file = id + ".pdf";
  document.digest = std::string(64, 'a');
  document.expires = complaint::day_from("2031-05-01");
  if (kind == complaint::Document::Kind::certificate) {
    document.mark = "nordfjell";
    document.office = "US";
    document.number = "5551234";
    document.on_register = "principal";
  } else {
    document.holder = "nordfjell-as";
  }
  return document;
}

inline complaint::Accused sample_accused(const std::string& id, const std::string& address) {
  complaint::Accused accused;
  accused.mark = sample_mark();
  accused.record.finding = sample_finding(id, address, Grade::A, 0.9);
  accused.record.finding.mark = "nordfjell";
  accused.record.seen = sample_listing(address);
  accused.record.seen.id.clear();
  accused.record.first_seen = accused.record.last_seen = UtcTime{sample_day()};
  accused.record.decision = Decision::confirmed;
  accused.goods = complaint::Goods::same;
  accused.offered = {25};
  return accused;
}

/// As the roof asks the matcher.
inline complaint::Cover sample_cover(const std::string& office, const std::string& market) {
  if (office.empty() || market.empty() || office == "WO") return complaint::Cover::unknown;
  const bool european = office == "EM" && (market == "DE" || market == "FR");
  return office == market || european ? complaint::Cover::covered : complaint::Cover::outside;
}

/// An address of a listing there that the form takes.
inline std::string sample_address(const std::string& platform, int number = 1) {
  const std::string digits = std::to_string(100000000000 + number);
  if (platform == "amazon") return "https://www.amazon.com/Jacket/dp/B0" + digits.substr(4);
  if (platform == "ebay") return "https://www.ebay.com/itm/jacket/" + digits;
  if (platform == "aliexpress") return "https://www.aliexpress.com/item/" + digits + ".html";
  if (platform == "lazada") return "https://www.lazada.sg/products/jacket-i" + digits + ".html";
  if (platform == "walmart") return "https://www.walmart.com/ip/jacket/" + digits;
  if (platform == "etsy") return "https://www.etsy.com/listing/" + digits + "/jacket";
  if (platform == "temu") return "https://www.temu.com/jacket-g-" + digits + ".html";
  if (platform == "tiktok") return "https://shop.tiktok.com/view/product/" + digits;
  if (platform == "mercadolibre") return "https://articulo.mercadolibre.com.mx/MLM-" + digits + "-jacket";
  if (platform == "shopee") return "https://shopee.sg/jacket-i.1." + digits;
  return "https://shop.example/products/" + digits;
}

/// Everything that any form asks for is there; the registration is of the market where the form's listings are sold.
inline complaint::Filing sample_filing(const std::string& platform, int listings = 1) {
  complaint::Filing filing;
  auto form = complaint::load_form(platform, "");
  EXPECT_TRUE(form.ok()) << to_line(form.problem());
  filing.form = std::move(*form);
  filing.today = sample_day();
  filing.covers = sample_cover;
  filing.rights.parties = {sample_holder()};
  filing.rights.documents = {sample_document(complaint::Document::Kind::certificate, "us"),
                             sample_document(complaint::Document::Kind::identity, "licence")};
  for (int i = 1; i <= listings; ++i)
    filing.accused.push_back(sample_accused("f" + std::to_string(10000 + i), sample_address(platform, i)));
  const std::string market = complaint::market_of(filing, filing.accused.front());
  const std::string office = platform == "dsa" ? "EM" : market.empty() ? "US" : market;
  filing.rights.documents.front().office = office;
  for (auto& accused : filing.accused) accused.mark.office = office;
  if (market.empty()) filing.choices.market = platform == "dsa" ? "DE" : "US";
  if (platform == "ebay") filing.choices.reason = "9052";
  if (platform == "dmca") filing.choices.work = "Photograph \"Jacket on a pier\", 2025, by Nordfjell AS";
  return filing;
}

inline std::vector<complaint::Remark> remarks_of(const complaint::Filing& filing) {
  return complaint::check_filing(filing, complaint::draft_notices(filing, 1));
}

/// "error walmart.number_digits" of each remark.
inline std::vector<std::string> rules_of(const complaint::Filing& filing) {
  std::vector<std::string> rules;
  for (const auto& remark : remarks_of(filing))
    rules.push_back(std::string(complaint::to_string(remark.severity)) + " " + remark.rule);
  return rules;
}

}  // namespace markhound::test

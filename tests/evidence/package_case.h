// A vault with one finding, ready to be exported.
#pragma once

#include "evidence/package.h"
#include "tests/evidence/sample_case.h"

namespace markhound::test {

/// A PNG of one grey pixel, 3 x 2 by its header.
inline std::string small_png() {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\0\0\0\0", 29) + "rest of a picture";
}

struct PackageCase : VaultFolder {
  std::unique_ptr<evidence::Vault> vault = open();
  evidence::PackageRequest request;

  PackageCase() {
    const std::string url = "https://shop.example/item/1";
    add_finding(url, "NORDFJELL jacket, XL");
    request.output = (folder / "case.zip").string();
    request.key_folder = (folder / "keys").string();
    request.operator_name = "Test Operator";
    request.software = "markhound/test";
    request.environment = {{"register digest", "abc"}};
  }

  void add_finding(const std::string& url, const std::string& title) {
    Listing listing = sample_listing(url);
    listing.title = title;
    listing.captures = {keep(sample_capture(url, "<html>" + title + "</html>")), keep(picture(url + ".png"))};
    Finding finding = sample_finding("finding" + std::to_string(request.findings.size()), url, Grade::A, 0.8);
    finding.title = title;
    finding.logos = {logo(url + ".png", listing.captures.back())};
    EXPECT_TRUE(vault->record(listing, {finding}).ok());
    request.findings = *vault->findings({});
    request.marks = {mark()};
  }

  static evidence::MarkExhibit mark() {
    evidence::MarkExhibit exhibit;
    exhibit.mark.id = "US-5551234";
    exhibit.mark.name = "NORDFJELL";
    exhibit.mark.office = "US";
    exhibit.mark.number = "5551234";
    exhibit.mark.classes = {9, 25};
    exhibit.mark.owner = "Nordfjell AS";
    exhibit.logos = {{evidence::sha256("<svg/>"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"}};
    return exhibit;
  }

  static LogoSighting logo(const std::string& image, const std::string& capture) {
    LogoMatch match;
    match.mark = "US-5551234";
    match.logo = evidence::sha256("<svg/>");
    match.score = 0.9;
    match.box = {0, 0, 2, 1};
    match.corners = {0, 0, 2, 0, 2, 1, 0, 1};
    match.points = {{{1, 1, 1, 0}, {2, 2, 1, 0}, 0.1f, 0.6f}};
    match.reasons = {"1 point agrees"};
    return {image, capture, match};
  }

  static Capture picture(const std::string& url) {
    Capture capture = sample_capture(url, small_png());
    capture.exchanges.erase(capture.exchanges.begin());
    capture.media_type = "image/png";
    return capture;
  }

  std::string keep(const Capture& capture) {
    const auto id = vault->keep(capture);
    EXPECT_TRUE(id.ok()) << to_line(id.problem());
    return id ? *id : "";
  }

  void export_it() {
    const auto exported = evidence::export_package(*vault, request, clock);
    EXPECT_TRUE(exported.ok()) << to_line(exported.problem());
  }

  evidence::Verdict verify() { return verify(request.output); }

  static evidence::Verdict verify(const std::string& path) {
    auto verdict = evidence::verify_package(path);
    EXPECT_TRUE(verdict.ok()) << to_line(verdict.problem());
    return verdict ? std::move(*verdict) : evidence::Verdict{};
  }
};

inline std::string lines_of(const evidence::Verdict& verdict) {
  std::string text;
  for (const Problem& problem : verdict.problems) text += to_line(problem) + "\n";
  return text;
}

}  // namespace markhound::test

#include "crawler/warc/reader.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/capture.h"
#include "crawler/http/header_lines.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_header_bytes = 256u << 10;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_version(std::string_view line) { return line.starts_with("WARC/"); }

std::string without_brackets(std::string uri) {
  if (uri.size() >= 2 && uri.front() == '<' && uri.back() == '>') return uri.substr(1, uri.size() - 2);
  return uri;
}

std::optional<std::uint64_t> parse_length(const std::string& text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
  return whole ? std::optional(length) : std::nullopt;
}

WarcRecord make_record(const std::vector<Header>& headers, WarcPlace place, std::uint64_t length) {
  return {.place = place,
          .type = header_value(headers, "warc-type"),
          .target_uri = without_brackets(header_value(headers, "warc-target-uri")),
          .date = header_value(headers, "warc-date"),
          .ip_address = header_value(headers, "warc-ip-address"),
          .content_type = header_value(headers, "content-type"),
          .refers_to_uri = without_brackets(header_value(headers, "warc-refers-to-target-uri")),
          .refers_to_date = header_value(headers, "warc-refers-to-date"),
          .payload_digest = header_value(headers, "warc-payload-digest"),
          .block_digest = header_value(headers, "warc-block-digest"),
          .length = length};
}

}  // namespace

Result<WarcReader> WarcReader::open(const WarcPart& part) {
  auto input = WarcInput::open(part);
  if (!input) return input.problem();
  return WarcReader(std::move(input).value());
}

Problem WarcReader::problem(std::uint64_t offset, const std::string& cause) const {
  return {Problem::Kind::bad_input, input_->name() + " at offset " + std::to_string(offset), cause,
          "the other records are read; fetch the archive again if it is damaged"};
}

Problem WarcReader::cut_off(std::uint64_t missing) const {
  const std::string cause = input_->damaged() ? "the compressed data of this record are damaged or cut off"
                                              : "the archive ends inside this record";
  return problem(at_.member, cause + ", " + std::to_string(missing) + " bytes are missing");
}

Result<void> WarcReader::read_block(std::string& out, std::uint64_t most) {
  const std::uint64_t wanted = std::min(most, left_);
  const std::uint64_t got = input_->read(out, wanted);
  left_ -= got;
  if (got == wanted) return {};
  const Problem cut = cut_off(left_);
  left_ = 0;
  return cut;
}

Result<void> WarcReader::skip_block() {
  left_ -= input_->skip(left_);
  if (left_ == 0) return {};
  const Problem cut = cut_off(left_);
  left_ = 0;
  return cut;
}

Result<std::optional<WarcRecord>> WarcReader::next() {
  if (auto skipped = skip_block(); !skipped) return skipped.problem();
  if (found_) {
    const WarcPlace place = *found_;
    found_.reset();
    return parse_header(place);
  }
  while (true) {
    const WarcPlace place = input_->place();
    const std::string line = input_->line();
    if (line.empty() && input_->damaged()) {
      const Problem damage = problem(place.member, "its compressed data are damaged or cut off");
      if (!input_->to_next_member()) return std::optional<WarcRecord>{};
      return damage;
    }
    if (line.empty()) return std::optional<WarcRecord>{};
    if (is_blank(line)) continue;
    if (is_version(line)) return parse_header(place);
    return skip_junk(place, line);
  }
}

/// To the next version line; what lies between is reported once.
Problem WarcReader::skip_junk(WarcPlace place, const std::string& first_line) {
  Problem told = problem(place.member, "bytes that are no WARC record were passed by");
  if (first_line.starts_with("filedesc://")) {
    told.cause = "it is an ARC file, the format before WARC";
    told.mend = "convert it (warcio recompress FILE.arc.gz FILE.warc.gz)";
  }
  while (true) {
    const WarcPlace here = input_->place();
    const std::string line = input_->line();
    if (line.empty()) break;
    if (!is_version(line)) continue;
    found_ = here;
    break;
  }
  return told;
}

Result<std::optional<WarcRecord>> WarcReader::parse_header(WarcPlace place) {
  at_ = place;
  std::vector<Header> headers;
  std::size_t bytes = 0;
  for (std::string line = input_->line(); !line.empty() && !is_blank(line); line = input_->line()) {
    bytes += line.size();
    if (bytes > max_header_bytes) return problem(place.member, "the header of this record is too large");
    add_header_line(line, headers);
  }
  const auto length = parse_length(header_value(headers, "content-length"));
  if (!length) return problem(place.member, "this record has no readable Content-Length");
  left_ = *length;
  return std::optional(make_record(headers, place, *length));
}

void WarcReader::seek(WarcPlace place) {
  left_ = 0;
  found_.reset();
  input_->seek(place);
}

}  // namespace markhound::crawler

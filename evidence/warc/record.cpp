#include "evidence/warc/record.h"

#include <charconv>

#include "evidence/seal/digest.h"
#include "evidence/warc/gzip.h"

namespace markhound::evidence {
namespace {

constexpr std::string_view version_line = "WARC/1.1\r\n";

std::string head_of(const WarcRecord& record) {
  std::string head{version_line};
  for (const Header& field : record.fields) head += field.name + ": " + field_value(field.value) + "\r\n";
  return head + "Content-Length: " + std::to_string(record.block.size()) + "\r\n\r\n";
}

Problem malformed(const char* why) {
  return {Problem::Kind::bad_input, "WARC record", why, "restore the file from a copy"};
}

/// The "Name: value" lines of a head that ends in CRLF; nothing where a line is none.
std::optional<std::vector<Header>> fields_of(std::string_view lines) {
  std::vector<Header> fields;
  while (!lines.empty()) {
    const auto end = lines.find("\r\n");
    const auto colon = lines.find(": ");
    if (end == lines.npos || colon == lines.npos || colon > end) return std::nullopt;
    fields.push_back({std::string(lines.substr(0, colon)), std::string(lines.substr(colon + 2, end - colon - 2))});
    lines.remove_prefix(end + 2);
  }
  return fields;
}

bool length_agrees(WarcRecord& record) {
  const std::string length = record.field("Content-Length");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), number);
  std::erase_if(record.fields, [](const Header& field) { return field.name == "Content-Length"; });
  return error == std::errc{} && end == length.data() + length.size() && number == record.block.size();
}

}  // namespace

std::string field_value(std::string_view text) {
  std::string safe{text};
  for (char& c : safe) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return safe;
}

std::string labelled_digest(std::string_view bytes) { return "sha256:" + sha256(bytes); }

std::string to_member(const WarcRecord& record, int level) {
  return gzip_member({head_of(record), record.block, "\r\n\r\n"}, level);
}

Result<WarcRecord> take_record(std::string_view& bytes, std::size_t cap) {
  auto member = gunzip_member(bytes, cap);
  if (!member) return member.problem();
  const std::string_view text = *member;
  const auto head_end = text.find("\r\n\r\n");
  if (!text.starts_with(version_line) || head_end == text.npos) return malformed("it does not begin as WARC/1.1");
  if (text.size() < head_end + 8 || !text.ends_with("\r\n\r\n")) return malformed("it does not end as a record");
  auto fields = fields_of(text.substr(version_line.size(), head_end + 2 - version_line.size()));
  if (!fields) return malformed("a header line has no name");
  WarcRecord record{std::move(*fields), std::string(text.substr(head_end + 4, text.size() - head_end - 8))};
  if (!length_agrees(record)) return malformed("its Content-Length does not agree with its block");
  const std::string digest = record.field("WARC-Block-Digest");
  if (digest.starts_with("sha256:") && digest != labelled_digest(record.block)) {
    return malformed("its block does not have its WARC-Block-Digest");
  }
  return record;
}

Result<std::string> take_record_id(std::string_view& bytes) {
  const auto record = take_record(bytes, most_record_bytes);
  if (!record) return record.problem();
  return record->field("WARC-Record-ID");
}

WarcRecord warcinfo(const std::string& record_id, UtcTime time, const std::string& file_name,
                    const std::vector<Header>& fields) {
  WarcRecord record;
  for (const Header& field : fields) record.block += field.name + ": " + field_value(field.value) + "\r\n";
  record.fields = {{"WARC-Type", "warcinfo"},
                   {"WARC-Record-ID", "<" + record_id + ">"},
                   {"WARC-Date", to_rfc3339(time)},
                   {"WARC-Filename", file_name},
                   {"WARC-Block-Digest", labelled_digest(record.block)},
                   {"Content-Type", "application/warc-fields"}};
  return record;
}

}  // namespace markhound::evidence

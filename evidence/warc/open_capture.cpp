#include <nlohmann/json.hpp>

#include "evidence/seal/digest.h"
#include "evidence/warc/capture_records.h"
#include "evidence/warc/content_coding.h"
#include "evidence/warc/http_message.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

Capture::Origin origin_from(const std::string& name) {
  if (name == "live") return Capture::Origin::live;
  return name == "archive" ? Capture::Origin::archive : Capture::Origin::file;
}

Problem::Kind kind_from(const std::string& name) {
  using Kind = Problem::Kind;
  for (Kind kind : {Kind::bad_input, Kind::not_found, Kind::refused, Kind::limit, Kind::io, Kind::busy}) {
    if (name == to_string(kind)) return kind;
  }
  return Kind::internal;
}

Problem unreadable(const std::string& why) {
  return {Problem::Kind::bad_input, "sealed capture", why, "restore the vault from a copy"};
}

Result<std::vector<WarcRecord>> take_records(std::string_view bytes) {
  std::vector<WarcRecord> records;
  while (!bytes.empty()) {
    auto record = take_record(bytes, most_record_bytes);
    if (!record) return record.problem();
    records.push_back(std::move(*record));
  }
  if (records.empty() || records.back().field("Content-Type") != capture_metadata_type) {
    return unreadable("its metadata record is missing");
  }
  return records;
}

/// Puts the values back that seal_capture took apart.
class Opening {
 public:
  Opening(std::vector<WarcRecord> records, const ReadPayload& read) : records_(std::move(records)), read_(read) {}

  Result<Capture> run() {
    const Json json = Json::parse(records_.back().block);
    set_metadata(json);
    for (const Json& entry : json.at("exchanges")) {
      if (const auto read = read_exchange(entry); !read) return read.problem();
    }
    if (!set_content(json.at("content_length"))) return unreadable("its content cannot be decoded again");
    if (sha256(capture_.content) != json.at("content_digest")) return unreadable("its content is not what was kept");
    return std::move(capture_);
  }

 private:
  void set_metadata(const Json& json) {
    capture_.origin = origin_from(json.at("origin"));
    capture_.source = json.at("source");
    capture_.asked = json.at("asked");
    capture_.url = json.at("url");
    capture_.time = from_rfc3339(json.at("time").get<std::string>()).value_or(UtcTime{});
    capture_.media_type = json.at("media_type");
    capture_.charset = json.at("charset");
    capture_.dns_answers = json.at("dns_answers");
    capture_.tls_chain = json.at("tls_chain");
    if (json.contains("unchanged")) set_unchanged(json.at("unchanged"));
    for (const Json& problem : json.value("problems", Json::array())) {
      capture_.problems.push_back(
          {kind_from(problem.at("kind")), problem.at("thing"), problem.at("cause"), problem.at("mend")});
    }
  }

  void set_unchanged(const Json& json) {
    Exchange& answer = capture_.unchanged.emplace();
    answer.url = json.at("url");
    answer.status = json.at("status");
    answer.reason = json.at("reason");
    for (const Json& header : json.at("headers")) answer.response_headers.push_back({header.at(0), header.at(1)});
  }

  const WarcRecord* find(const std::string& id) const {
    for (const WarcRecord& record : records_) {
      if (record.field("WARC-Record-ID") == "<" + id + ">") return &record;
    }
    return nullptr;
  }

  Result<void> read_exchange(const Json& entry) {
    Exchange exchange;
    const WarcRecord* request = find(entry.at("request"));
    const WarcRecord* response = find(entry.at("response"));
    if (!request || !response || !read_request(request->block, exchange) || !read_response(response->block, exchange)) {
      return unreadable("a request or response is missing");
    }
    exchange.url = entry.at("url");
    exchange.protocol = entry.at("protocol");
    exchange.remote_address = entry.at("remote_address");
    if (capture_.unchanged && response->field("WARC-Type") == "revisit") {
      auto body = read_(response->field("WARC-Payload-Digest").substr(7));
      if (!body) return unreadable("the payload that holds still is missing");
      capture_.unchanged->body = std::move(*body);
    } else if (response->field("WARC-Type") == "revisit") {
      auto body = read_(response->field("WARC-Payload-Digest").substr(7));
      if (!body) return unreadable("the payload that it revisits is missing");
      exchange.body = std::move(*body);
    }
    capture_.exchanges.push_back(std::move(exchange));
    return {};
  }

  bool set_content(std::size_t length) {
    for (const WarcRecord& record : records_) {
      const std::string type = record.field("WARC-Type");
      if (type != "resource" && type != "conversion") continue;
      capture_.content = record.block;
      return true;
    }
    if (capture_.exchanges.empty()) return false;
    const Exchange& last = capture_.unchanged ? *capture_.unchanged : capture_.exchanges.back();
    auto content = decode_content(last.body, header_value(last.response_headers, "Content-Encoding"), length);
    if (content) capture_.content = std::move(*content);
    return content.has_value();
  }

  std::vector<WarcRecord> records_;
  const ReadPayload& read_;
  Capture capture_;
};

}  // namespace

Result<Capture> open_capture(std::string_view bytes, const ReadPayload& read_payload) {
  auto records = take_records(bytes);
  if (!records) return records.problem();
  try {
    return Opening(std::move(*records), read_payload).run();
  } catch (const Json::exception& e) {
    return unreadable(std::string("its metadata record cannot be read: ") + e.what());
  }
}

Result<std::optional<std::string>> referred_payload(std::string_view bytes) {
  auto records = take_records(bytes);
  if (!records) return records.problem();
  for (const WarcRecord& record : *records) {
    if (record.field("WARC-Type") == "revisit") return {record.field("WARC-Payload-Digest").substr(7)};
  }
  return std::optional<std::string>{};
}

Result<std::string> read_payload_record(std::string_view bytes) {
  auto record = take_record(bytes, most_record_bytes);
  if (!record) return record.problem();
  Exchange exchange;
  if (!read_response(record->block, exchange)) return unreadable("the payload's record is no response");
  return std::move(exchange.body);
}

}  // namespace markhound::evidence

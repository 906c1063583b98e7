#include "evidence/warc/capture_records.h"

#include <nlohmann/json.hpp>

#include "evidence/seal/digest.h"
#include "evidence/warc/content_coding.h"
#include "evidence/warc/http_message.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* metadata_type = "application/vnd.markhound.capture+json";
constexpr const char* identical_payload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
/// Below this a revisit record is hardly smaller than the payload.
constexpr std::size_t least_revisited = 1024;

const char* name_of(Capture::Origin origin) {
  switch (origin) {
    case Capture::Origin::live: return "live";
    case Capture::Origin::archive: return "archive";
    case Capture::Origin::file: return "file";
  }
  return "file";
}

Capture::Origin origin_from(const std::string& name) {
  if (name == "live") return Capture::Origin::live;
  return name == "archive" ? Capture::Origin::archive : Capture::Origin::file;
}

/// Pictures and sound are compressed already; trying again costs time and gains nothing.
int level_for(const std::string& media_type) {
  const bool compressed = media_type.starts_with("image/") && media_type != "image/svg+xml";
  return compressed || media_type.starts_with("video/") || media_type.starts_with("audio/") ? 0 : 6;
}

/// A WARC-Target-URI may hold no blank and no control character; the metadata record has the URL as it was.
std::string uri_field(const std::string& url) {
  std::string uri;
  for (unsigned char c : url) {
    if (c > 0x20 && c != 0x7f) {
      uri += static_cast<char>(c);
    } else {
      uri.append("%").append(hex(std::string_view(reinterpret_cast<const char*>(&c), 1)));
    }
  }
  return uri;
}

/// Builds the records of one capture, one member after the other.
class Sealing {
 public:
  Sealing(const Capture& capture, const std::string& id, const std::string& content_digest, const FindPayload& find)
      : capture_(capture), id_(id), content_digest_(content_digest), find_(find) {}

  SealedCapture run() {
    for (std::size_t i = 0; i < capture_.exchanges.size(); ++i) {
      add_exchange(capture_.exchanges[i], i + 1 == capture_.exchanges.size());
    }
    if (capture_.exchanges.empty()) {
      add_resource();
    } else if (!content_follows_from(capture_.exchanges.back())) {
      add_conversion();
    }
    add_metadata();
    return std::move(sealed_);
  }

 private:
  std::vector<Header> fields(const char* type, const std::string& record_id, const std::string& url) const {
    return {{"WARC-Type", type},
            {"WARC-Record-ID", "<" + record_id + ">"},
            {"WARC-Date", to_rfc3339(capture_.time)},
            {"WARC-Target-URI", uri_field(url)}};
  }

  void add(WarcRecord record, int level) {
    record.fields.push_back({"WARC-Block-Digest", labelled_digest(record.block)});
    sealed_.bytes += to_member(record, level);
  }

  bool content_follows_from(const Exchange& last) const {
    const std::string coding = header_value(last.response_headers, "Content-Encoding");
    if (coding.empty()) return last.body == capture_.content;
    return decode_content(last.body, coding, capture_.content.size()) == capture_.content;
  }

  void add_exchange(const Exchange& exchange, bool last) {
    const std::string response_id = random_uuid();
    const std::string request_id = random_uuid();
    add_response(exchange, last, response_id);
    WarcRecord request{fields("request", request_id, exchange.url), request_head(exchange)};
    request.fields.push_back({"WARC-Concurrent-To", "<" + response_id + ">"});
    request.fields.push_back({"Content-Type", "application/http; msgtype=request"});
    add(std::move(request), 6);
    Json entry{{"url", exchange.url}, {"protocol", exchange.protocol}, {"remote_address", exchange.remote_address}};
    entry["request"] = request_id;
    entry["response"] = response_id;
    exchanges_.push_back(std::move(entry));
    main_id_ = response_id;
  }

  void add_response(const Exchange& exchange, bool last, const std::string& id) {
    const std::string payload_digest = exchange.body == capture_.content ? content_digest_ : sha256(exchange.body);
    const bool worth_finding = last && exchange.body.size() >= least_revisited;
    const auto prior = worth_finding ? find_(payload_digest) : std::nullopt;
    WarcRecord response{fields(prior ? "revisit" : "response", id, exchange.url), response_head(exchange)};
    if (!prior) response.block += exchange.body;
    if (!exchange.remote_address.empty()) response.fields.push_back({"WARC-IP-Address", exchange.remote_address});
    response.fields.push_back({"WARC-Payload-Digest", "sha256:" + payload_digest});
    if (prior) refer(response, *prior);
    response.fields.push_back({"Content-Type", "application/http; msgtype=response"});
    const std::size_t offset = sealed_.bytes.size();
    add(std::move(response), level_for(last ? capture_.media_type : ""));
    if (worth_finding && !prior) sealed_.payload = {payload_digest, id, offset, sealed_.bytes.size() - offset};
  }

  static void refer(WarcRecord& revisit, const PriorPayload& prior) {
    revisit.fields.push_back({"WARC-Profile", identical_payload});
    revisit.fields.push_back({"WARC-Refers-To", "<" + prior.record_id + ">"});
    revisit.fields.push_back({"WARC-Refers-To-Target-URI", uri_field(prior.url)});
    revisit.fields.push_back({"WARC-Refers-To-Date", to_rfc3339(prior.time)});
  }

  void add_resource() {
    main_id_ = random_uuid();
    WarcRecord resource{fields("resource", main_id_, capture_.url), capture_.content};
    resource.fields.push_back({"WARC-Payload-Digest", "sha256:" + content_digest_});
    const std::string type = capture_.media_type.empty() ? "application/octet-stream" : capture_.media_type;
    resource.fields.push_back({"Content-Type", type});
    add(std::move(resource), level_for(capture_.media_type));
  }

  /// The content where it cannot be had again from the body: a coding unknown here, a body cut short.
  void add_conversion() {
    WarcRecord conversion{fields("conversion", random_uuid(), capture_.url), capture_.content};
    conversion.fields.push_back({"WARC-Refers-To", "<" + main_id_ + ">"});
    const std::string type = capture_.media_type.empty() ? "application/octet-stream" : capture_.media_type;
    conversion.fields.push_back({"Content-Type", type});
    add(std::move(conversion), level_for(capture_.media_type));
  }

  void add_metadata() {
    Json json{{"format", "markhound-capture/1"},
              {"id", id_},
              {"origin", name_of(capture_.origin)},
              {"source", capture_.source},
              {"asked", capture_.asked},
              {"url", capture_.url},
              {"time", to_rfc3339(capture_.time)},
              {"media_type", capture_.media_type},
              {"charset", capture_.charset},
              {"content_digest", content_digest_},
              {"content_length", capture_.content.size()},
              {"dns_answers", capture_.dns_answers},
              {"tls_chain", capture_.tls_chain},
              {"exchanges", exchanges_}};
    WarcRecord metadata{fields("metadata", random_uuid(), capture_.url),
                        json.dump(1, ' ', false, Json::error_handler_t::replace)};
    metadata.fields.push_back({"WARC-Concurrent-To", "<" + main_id_ + ">"});
    metadata.fields.push_back({"Content-Type", metadata_type});
    add(std::move(metadata), 6);
  }

  const Capture& capture_;
  const std::string& id_;
  const std::string& content_digest_;
  const FindPayload& find_;
  SealedCapture sealed_;
  std::string main_id_;  ///< of the last response, or of the resource
  Json exchanges_ = Json::array();
};

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
  if (records.empty() || records.back().field("Content-Type") != metadata_type) {
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
    if (response->field("WARC-Type") == "revisit") {
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
    const Exchange& last = capture_.exchanges.back();
    auto content = decode_content(last.body, header_value(last.response_headers, "Content-Encoding"), length);
    if (content) capture_.content = std::move(*content);
    return content.has_value();
  }

  std::vector<WarcRecord> records_;
  const ReadPayload& read_;
  Capture capture_;
};

}  // namespace

SealedCapture seal_capture(const Capture& capture, const std::string& id, const std::string& content_digest,
                           const FindPayload& find_payload) {
  return Sealing(capture, id, content_digest, find_payload).run();
}

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

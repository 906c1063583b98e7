#include <nlohmann/json.hpp>

#include "evidence/seal/digest.h"
#include "evidence/warc/capture_records.h"
#include "evidence/warc/content_coding.h"
#include "evidence/warc/http_message.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* identical_payload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr const char* not_modified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
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
    } else if (!content_follows()) {
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

  bool content_follows() const {
    if (capture_.unchanged) return unchanged_found_ && content_follows_from(*capture_.unchanged);
    return content_follows_from(capture_.exchanges.back());
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
    WarcRecord request{fields("request", request_id, exchange.url), request_head(exchange) + exchange.request_body};
    request.fields.push_back({"WARC-Concurrent-To", "<" + response_id + ">"});
    request.fields.push_back({"Content-Type", "application/http; msgtype=request"});
    add(std::move(request), 6);
    Json entry{{"url", exchange.url}, {"protocol", exchange.protocol}, {"remote_address", exchange.remote_address}};
    entry["request"] = request_id;
    entry["response"] = response_id;
    exchanges_.push_back(std::move(entry));
    main_id_ = response_id;
  }

  /// 304: the record refers to the earlier answer whose payload holds still. A payload too small to be found again
  /// is written anew, as a conversion.
  void add_not_modified(const Exchange& exchange, const std::string& id) {
    const std::string digest = sha256(capture_.unchanged->body);
    const auto prior = find_(digest);
    unchanged_found_ = prior.has_value();
    WarcRecord record{fields(prior ? "revisit" : "response", id, exchange.url), response_head(exchange)};
    if (!exchange.remote_address.empty()) record.fields.push_back({"WARC-IP-Address", exchange.remote_address});
    if (prior) record.fields.push_back({"WARC-Payload-Digest", "sha256:" + digest});
    if (prior) refer(record, *prior, not_modified);
    record.fields.push_back({"Content-Type", "application/http; msgtype=response"});
    add(std::move(record), 6);
  }

  void add_response(const Exchange& exchange, bool last, const std::string& id) {
    if (last && capture_.unchanged) return add_not_modified(exchange, id);
    const std::string payload_digest = exchange.body == capture_.content ? content_digest_ : sha256(exchange.body);
    const bool worth_finding = last && exchange.body.size() >= least_revisited;
    const auto prior = worth_finding ? find_(payload_digest) : std::nullopt;
    WarcRecord response{fields(prior ? "revisit" : "response", id, exchange.url), response_head(exchange)};
    if (!prior) response.block += exchange.body;
    if (!exchange.remote_address.empty()) response.fields.push_back({"WARC-IP-Address", exchange.remote_address});
    response.fields.push_back({"WARC-Payload-Digest", "sha256:" + payload_digest});
    if (prior) refer(response, *prior, identical_payload);
    response.fields.push_back({"Content-Type", "application/http; msgtype=response"});
    const std::size_t offset = sealed_.bytes.size();
    add(std::move(response), level_for(last ? capture_.media_type : ""));
    if (worth_finding && !prior) sealed_.payload = {payload_digest, id, offset, sealed_.bytes.size() - offset};
  }

  static void refer(WarcRecord& revisit, const PriorPayload& prior, const char* profile) {
    revisit.fields.push_back({"WARC-Profile", profile});
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

  static Json answer_json(const Exchange& answer) {
    Json headers = Json::array();
    for (const Header& header : answer.response_headers) headers.push_back({header.name, header.value});
    return {{"url", answer.url}, {"status", answer.status}, {"reason", answer.reason}, {"headers", headers}};
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
    if (capture_.unchanged) json["unchanged"] = answer_json(*capture_.unchanged);
    for (const Problem& problem : capture_.problems) {
      json["problems"].push_back({{"kind", to_string(problem.kind)},
                                  {"thing", problem.thing},
                                  {"cause", problem.cause},
                                  {"mend", problem.mend}});
    }
    WarcRecord metadata{fields("metadata", random_uuid(), capture_.url),
                        json.dump(1, ' ', false, Json::error_handler_t::replace)};
    metadata.fields.push_back({"WARC-Concurrent-To", "<" + main_id_ + ">"});
    metadata.fields.push_back({"Content-Type", capture_metadata_type});
    add(std::move(metadata), 6);
  }

  const Capture& capture_;
  const std::string& id_;
  const std::string& content_digest_;
  const FindPayload& find_;
  SealedCapture sealed_;
  std::string main_id_;  ///< of the last response, or of the resource
  Json exchanges_ = Json::array();
  bool unchanged_found_ = false;  ///< the payload that holds still lies in the vault
};

}  // namespace

SealedCapture seal_capture(const Capture& capture, const std::string& id, const std::string& content_digest,
                           const FindPayload& find_payload) {
  return Sealing(capture, id, content_digest, find_payload).run();
}

}  // namespace markhound::evidence

#include "crawler/warc/archive.h"

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"
#include "crawler/http/capture_content.h"
#include "crawler/http/message.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::uint64_t head_bytes = 64u << 10;  // enough of a block to see status and media type
constexpr int max_hops = 10;

std::optional<RecordKind> kind_of(const WarcRecord& record) {
  if (record.type == "response") return RecordKind::response;
  if (record.type == "resource") return RecordKind::resource;
  if (record.type == "revisit") return RecordKind::revisit;
  return std::nullopt;
}

struct Sight {
  int status = 0;
  bool html = false;
};

/// What the beginning of a record's block shows.
Sight look_at(const WarcRecord& record, const std::string& head) {
  if (record.type == "resource") return {200, is_html(parse_content_type(record.content_type).media_type)};
  const auto exchange = parse_response(head);
  if (!exchange) return {};
  const auto type = parse_content_type(header_value(exchange->response_headers, "content-type")).media_type;
  return {exchange->status, type.empty() ? is_html(guess_media_type({}, exchange->body)) : is_html(type)};
}

using Page = std::function<void(const std::string&)>;

/// Enters the record into the index once its block was seen whole.
Result<void> enter(WarcReader& reader, const WarcRecord& record, WarcIndex& index, const Page& page) {
  const auto kind = kind_of(record);
  const auto url = kind ? resolve({}, record.target_uri) : std::nullopt;
  if (!url) return reader.skip_block();
  std::string head;
  if (auto read = reader.read_block(head, head_bytes); !read) return read;
  if (auto rest = reader.skip_block(); !rest) return rest;
  const Sight sight = look_at(record, head);
  if (sight.status == 0) return {};
  index.add(*url, record.place, *kind, sight.status);
  if (sight.html && sight.status == 200) page(*url);
  return {};
}

}  // namespace

Archive::Archive(std::string path, std::string source, std::size_t max_bytes)
    : path_(std::move(path)), source_(std::move(source)), max_bytes_(max_bytes) {}

Result<void> Archive::list(const Page& page, const std::function<void(const Problem&)>& problem) {
  auto reader = WarcReader::open(path_);
  if (!reader) return reader.problem();
  auto made = std::make_shared<WarcIndex>();
  while (true) {
    auto record = reader->next();
    if (record && !*record) break;
    if (!record) {
      problem(record.problem());
    } else if (auto entered = enter(*reader, **record, *made, page); !entered) {
      problem(entered.problem());
    }
  }
  made->sort();
  const std::lock_guard lock(mutex_);
  index_ = std::move(made);
  return {};
}

Result<std::shared_ptr<const WarcIndex>> Archive::index() {
  static std::mutex making;  // one thread reads the archive, the others wait for its index
  const std::lock_guard one(making);
  {
    const std::lock_guard lock(mutex_);
    if (index_) return index_;
  }
  if (auto listed = list([](const std::string&) {}, [](const Problem&) {}); !listed) return listed.problem();
  const std::lock_guard lock(mutex_);
  return index_;
}

Result<Exchange> Archive::read_exchange(WarcReader& reader, const WarcRecord& record) {
  if (record.length > max_bytes_ + head_bytes)
    return Problem{Kind::limit, record.target_uri + " in " + path_,
                   "it has " + std::to_string(record.length) + " bytes, more than " + std::to_string(max_bytes_),
                   "raise the limit of bytes a page if it is wanted"};
  std::string block;
  if (auto read = reader.read_block(block, record.length); !read) return read.problem();
  auto exchange = parse_response(block);
  if (!exchange)
    return Problem{Kind::bad_input, record.target_uri + " in " + path_, "the record holds no HTTP response", {}};
  exchange->url = resolve({}, record.target_uri).value_or(record.target_uri);
  exchange->remote_address = record.ip_address;
  return std::move(*exchange);
}

Result<Capture> Archive::read_resource(WarcReader& reader, const WarcRecord& record) {
  Capture capture;
  if (record.length > max_bytes_)
    return Problem{Kind::limit, record.target_uri + " in " + path_,
                   "it has " + std::to_string(record.length) + " bytes, more than " + std::to_string(max_bytes_),
                   "raise the limit of bytes a page if it is wanted"};
  if (auto read = reader.read_block(capture.content, record.length); !read) return read.problem();
  const ContentType type = parse_content_type(record.content_type);
  capture.url = resolve({}, record.target_uri).value_or(record.target_uri);
  capture.media_type = type.media_type.empty() ? guess_media_type(capture.url, capture.content) : type.media_type;
  capture.charset = type.charset;
  return capture;
}

/// A revisit has no body of its own: it is that of the response it refers to (ISO 28500 section 6.7), by date, by
/// digest, or where neither is there simply of the same URL.
Result<std::string> Archive::original_body(const WarcRecord& revisit, const WarcIndex& index) {
  const std::string url = revisit.refers_to_uri.empty() ? revisit.target_uri : revisit.refers_to_uri;
  auto reader = WarcReader::open(path_);
  if (!reader) return reader.problem();
  for (const IndexEntry& entry : index.find(resolve({}, url).value_or(url))) {
    if (entry.kind != RecordKind::response) continue;
    reader->seek(entry.place);
    const auto record = reader->next();
    if (!record || !*record) continue;
    const WarcRecord& candidate = **record;
    const bool same_date = !revisit.refers_to_date.empty() && candidate.date == revisit.refers_to_date;
    const bool same_digest = !revisit.payload_digest.empty() && candidate.payload_digest == revisit.payload_digest;
    const bool unsaid = revisit.refers_to_date.empty() && revisit.payload_digest.empty();
    if (!same_date && !same_digest && !unsaid) continue;
    auto exchange = read_exchange(*reader, candidate);
    if (exchange) return std::move(exchange->body);
  }
  return Problem{Kind::not_found, revisit.target_uri + " in " + path_,
                 "the record only says that its content was kept before, and that is not in this archive",
                 "scan the archive that holds the first visit"};
}

Result<Capture> Archive::read(WarcReader& reader, const WarcRecord& record, const WarcIndex& index) {
  if (record.type == "resource") return read_resource(reader, record);
  auto exchange = read_exchange(reader, record);
  if (!exchange) return exchange.problem();
  if (record.type == "revisit") {
    auto body = original_body(record, index);
    if (!body) return body.problem();
    exchange->body = std::move(*body);
  }
  Capture capture;
  capture.exchanges.push_back(std::move(*exchange));
  return with_content(std::move(capture), max_bytes_);
}

Result<Capture> Archive::find(const std::string& url, const WarcIndex& index) {
  auto reader = WarcReader::open(path_);
  if (!reader) return reader.problem();
  const std::string wanted = canonical(url);
  for (const IndexEntry& entry : index.find(url)) {
    reader->seek(entry.place);
    auto record = reader->next();
    if (!record) return record.problem();
    if (!*record) break;
    const auto recorded = resolve({}, (**record).target_uri);
    if (!recorded || canonical(*recorded) != wanted) continue;
    auto capture = read(*reader, **record, index);
    if (capture) capture->time = from_rfc3339((**record).date).value_or(UtcTime{});
    return capture;
  }
  return Problem{Kind::not_found, url, "the archive " + path_ + " has no record of it", {}};
}

Result<Capture> Archive::capture(const std::string& url) {
  const auto all = index();
  if (!all) return all.problem();
  auto answer = find(url, **all);
  std::vector<Exchange> hops;
  for (int hop = 0; answer && !answer->exchanges.empty() && hop < max_hops; ++hop) {
    const Exchange& last = answer->exchanges.back();
    const std::string location = header_value(last.response_headers, "location");
    const auto next = last.status / 100 == 3 && !location.empty() ? resolve(last.url, location) : std::nullopt;
    auto further = next ? find(*next, **all) : Result<Capture>(Problem{});
    if (!further) break;
    hops.push_back(std::move(answer->exchanges.back()));
    answer = std::move(further);
  }
  if (!answer) return answer;
  answer->exchanges.insert(answer->exchanges.begin(), std::make_move_iterator(hops.begin()),
                           std::make_move_iterator(hops.end()));
  answer->origin = Capture::Origin::archive;
  answer->source = source_;
  answer->asked = url;
  return answer;
}

}  // namespace markhound::crawler

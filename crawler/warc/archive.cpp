#include "crawler/warc/archive.h"

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"
#include "crawler/http/capture_content.h"
#include "crawler/http/message.h"
#include "crawler/warc/digest.h"

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
Result<void> enter(WarcReader& reader, const WarcRecord& record, std::size_t part, WarcIndex& index, const Page& page) {
  const auto kind = kind_of(record);
  const auto url = kind ? resolve({}, record.target_uri) : std::nullopt;
  if (!url) return reader.skip_block();
  std::string head;
  if (auto read = reader.read_block(head, head_bytes); !read) return read;
  if (auto rest = reader.skip_block(); !rest) return rest;
  const Sight sight = look_at(record, head);
  if (sight.status == 0) return {};
  index.add(*url, {0, record.place, static_cast<std::uint16_t>(sight.status), static_cast<std::uint16_t>(part), *kind});
  if (sight.html && sight.status == 200) page(*url);
  return {};
}

std::string shown(const WarcRecord& record, const std::string& source) { return record.target_uri + " in " + source; }

/// What the record's own digest says of its block.
void check_digest(const WarcRecord& record, const std::string& block, const std::string& source,
                  std::vector<Problem>& problems) {
  if (agrees(record.block_digest, block).value_or(true)) return;
  problems.push_back({Kind::bad_input, shown(record, source),
                      "the digest that its record states (" + record.block_digest.substr(0, 100) +
                          ") is not that of its bytes: it was altered or damaged after it was recorded",
                      "archive the page again, or ask for the original archive"});
}

}  // namespace

Archive::Archive(std::string path, std::string source, std::size_t max_bytes)
    : Archive(std::vector<WarcPart>{WarcPart(std::move(path))}, std::move(source), max_bytes) {}

Archive::Archive(std::vector<WarcPart> parts, std::string source, std::size_t max_bytes)
    : parts_(std::move(parts)), source_(std::move(source)), max_bytes_(max_bytes) {}

Result<void> Archive::list_part(std::size_t part, WarcIndex& index, const Page& page,
                                const std::function<void(const Problem&)>& problem) {
  auto reader = WarcReader::open(parts_[part]);
  if (!reader) return reader.problem();
  while (true) {
    auto record = reader->next();
    if (record && !*record) return {};
    if (!record) {
      problem(record.problem());
    } else if (auto entered = enter(*reader, **record, part, index, page); !entered) {
      problem(entered.problem());
    }
  }
}

Result<void> Archive::list(const Page& page, const std::function<void(const Problem&)>& problem) {
  auto made = std::make_shared<WarcIndex>();
  for (std::size_t part = 0; part < parts_.size(); ++part)
    if (auto listed = list_part(part, *made, page, problem); !listed) return listed;
  made->sort();
  const std::lock_guard lock(mutex_);
  index_ = std::move(made);
  return {};
}

Result<std::shared_ptr<const WarcIndex>> Archive::index() {
  const std::lock_guard one(making_);
  {
    const std::lock_guard lock(mutex_);
    if (index_) return index_;
  }
  if (auto listed = list([](const std::string&) {}, [](const Problem&) {}); !listed) return listed.problem();
  const std::lock_guard lock(mutex_);
  return index_;
}

Result<std::string> Archive::read_block(WarcReader& reader, const WarcRecord& record, std::uint64_t most) {
  if (record.length > most)
    return Problem{Kind::limit, shown(record, source_),
                   "it has " + std::to_string(record.length) + " bytes, more than " + std::to_string(max_bytes_),
                   "raise the limit of bytes a page if it is wanted"};
  std::string block;
  if (auto read = reader.read_block(block, record.length); !read) return read.problem();
  return block;
}

Result<Exchange> Archive::read_exchange(WarcReader& reader, const WarcRecord& record, std::vector<Problem>& problems) {
  const auto block = read_block(reader, record, max_bytes_ + head_bytes);
  if (!block) return block.problem();
  check_digest(record, *block, source_, problems);
  auto exchange = parse_response(*block);
  if (!exchange) return Problem{Kind::bad_input, shown(record, source_), "the record holds no HTTP response", {}};
  exchange->url = resolve({}, record.target_uri).value_or(record.target_uri);
  exchange->remote_address = record.ip_address;
  return std::move(*exchange);
}

Result<Capture> Archive::read_resource(WarcReader& reader, const WarcRecord& record) {
  Capture capture;
  auto block = read_block(reader, record, max_bytes_);
  if (!block) return block.problem();
  check_digest(record, *block, source_, capture.problems);
  capture.content = std::move(*block);
  const ContentType type = parse_content_type(record.content_type);
  capture.url = resolve({}, record.target_uri).value_or(record.target_uri);
  capture.media_type = type.media_type.empty() ? guess_media_type(capture.url, capture.content) : type.media_type;
  capture.charset = type.charset;
  return capture;
}

/// The body of the response there if the revisit means it: by date, by digest, or where neither is there simply of the
/// same URL.
Result<std::optional<std::string>> Archive::body_if_same(const WarcRecord& revisit, const IndexEntry& entry) {
  auto reader = WarcReader::open(parts_[entry.part]);
  if (!reader) return reader.problem();
  reader->seek(entry.place);
  const auto record = reader->next();
  if (!record || !*record) return std::optional<std::string>{};
  const WarcRecord& candidate = **record;
  const bool same_date = !revisit.refers_to_date.empty() && candidate.date == revisit.refers_to_date;
  const bool same_digest = !revisit.payload_digest.empty() && candidate.payload_digest == revisit.payload_digest;
  const bool unsaid = revisit.refers_to_date.empty() && revisit.payload_digest.empty();
  if (!same_date && !same_digest && !unsaid) return std::optional<std::string>{};
  std::vector<Problem> problems;
  auto exchange = read_exchange(*reader, candidate, problems);
  if (!exchange) return std::optional<std::string>{};
  return std::optional(std::move(exchange->body));
}

/// A revisit has no body of its own: it is that of the response it refers to (ISO 28500 section 6.7).
Result<std::string> Archive::original_body(const WarcRecord& revisit, const WarcIndex& index) {
  const std::string url = revisit.refers_to_uri.empty() ? revisit.target_uri : revisit.refers_to_uri;
  for (const IndexEntry& entry : index.find(resolve({}, url).value_or(url))) {
    if (entry.kind != RecordKind::response) continue;
    auto body = body_if_same(revisit, entry);
    if (!body) return body.problem();
    if (*body) return std::move(**body);
  }
  return Problem{Kind::not_found, shown(revisit, source_),
                 "the record only says that its content was kept before, and that is not in this archive",
                 "scan the archive that holds the first visit"};
}

Result<Capture> Archive::read(WarcReader& reader, const WarcRecord& record, const WarcIndex& index) {
  if (record.type == "resource") return read_resource(reader, record);
  Capture capture;
  auto exchange = read_exchange(reader, record, capture.problems);
  if (!exchange) return exchange.problem();
  if (record.type == "revisit") {
    auto body = original_body(record, index);
    if (!body) return body.problem();
    exchange->body = std::move(*body);
  }
  capture.exchanges.push_back(std::move(*exchange));
  return with_content(std::move(capture), max_bytes_);
}

Result<Capture> Archive::find(const std::string& url, const WarcIndex& index) {
  const std::string wanted = canonical(url);
  for (const IndexEntry& entry : index.find(url)) {
    auto reader = WarcReader::open(parts_[entry.part]);
    if (!reader) return reader.problem();
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
  return Problem{Kind::not_found, url, "the archive " + source_ + " has no record of it", {}};
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

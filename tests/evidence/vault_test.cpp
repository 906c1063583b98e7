#include "evidence/vault.h"

#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include <zlib.h>

#include "evidence/custody.h"
#include "evidence/warc/record.h"
#include "tests/evidence/sample_case.h"

namespace markhound::evidence {
namespace {

using test::sample_capture;
using test::sample_exchange;
using test::sample_finding;
using test::sample_listing;
using test::VaultFolder;

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void expect_equal(const Exchange& a, const Exchange& b) {
  EXPECT_EQ(a.method, b.method);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.request_headers, b.request_headers);
  EXPECT_EQ(a.request_body, b.request_body);
  EXPECT_EQ(a.protocol, b.protocol);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.response_headers, b.response_headers);
  EXPECT_EQ(a.body, b.body);
  EXPECT_EQ(a.remote_address, b.remote_address);
}

void expect_equal(const Capture& a, const Capture& b) {
  EXPECT_EQ(a.origin, b.origin);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.asked, b.asked);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.dns_answers, b.dns_answers);
  EXPECT_EQ(a.tls_chain, b.tls_chain);
  EXPECT_EQ(a.media_type, b.media_type);
  EXPECT_EQ(a.charset, b.charset);
  EXPECT_EQ(a.content, b.content);
  EXPECT_EQ(a.problems, b.problems);
  ASSERT_EQ(a.exchanges.size(), b.exchanges.size());
  for (std::size_t i = 0; i < a.exchanges.size(); ++i) expect_equal(a.exchanges[i], b.exchanges[i]);
}

std::string keep(Vault& vault, const Capture& capture) {
  const auto id = vault.keep(capture);
  EXPECT_TRUE(id.ok()) << to_line(id.problem());
  return id ? *id : "";
}

void expect_kept(Vault& vault, const std::string& id, const Capture& capture) {
  const auto read = vault.capture(id);
  ASSERT_TRUE(read.ok()) << to_line(read.problem());
  expect_equal(capture, *read);
}

std::vector<std::string> custody_of(Vault& vault) {
  std::vector<std::string> lines;
  EXPECT_TRUE(vault.custody([&](const std::string& line) { lines.push_back(line); }).ok());
  return lines;
}

TEST(Vault, GivesACaptureBackAsItWasKept) {
  VaultFolder room;
  const Capture capture = sample_capture("https://shop.example/item/1", "<html>NORDFJELL</html>");
  std::string id;
  {
    auto vault = room.open();
    id = keep(*vault, capture);
    EXPECT_EQ(id, "c-000001-" + sha256(capture.content).substr(0, 12));
    expect_kept(*vault, id, capture);
  }
  expect_kept(*room.open(), id, capture);
}

TEST(Vault, GivesAPostBackWithWhatWasPosted) {
  VaultFolder room;
  auto vault = room.open();
  Capture capture = sample_capture("https://api.example/search", R"({"items":[]})");
  capture.exchanges.back().method = "POST";
  capture.exchanges.back().request_body = "{\"q\":\"shoe\"}\r\n\r\nmore";
  expect_kept(*vault, keep(*vault, capture), capture);
}

/// The answer 304 to a request for what `earlier` holds.
Capture not_modified(const Capture& earlier) {
  Capture capture = earlier;
  capture.exchanges = {sample_exchange(earlier.url, "")};
  capture.exchanges[0].status = 304;
  capture.exchanges[0].reason = "Not Modified";
  capture.unchanged = earlier.unchanged ? *earlier.unchanged : earlier.exchanges.back();
  return capture;
}

void expect_unchanged(const Capture& read, const Capture& kept) {
  EXPECT_EQ(read.content, kept.content);
  ASSERT_TRUE(read.unchanged);
  EXPECT_EQ(read.unchanged->status, 200);
  EXPECT_EQ(read.unchanged->response_headers, kept.unchanged->response_headers);
  ASSERT_EQ(read.exchanges.size(), 1u);
  EXPECT_EQ(read.exchanges[0].status, 304);
  EXPECT_EQ(read.exchanges[0].body, "") << "what came is kept as it came: without a body";
}

TEST(Vault, AnAnswerThatNothingChangedRefersToTheEarlierOne) {
  VaultFolder room;
  auto vault = room.open();
  Capture first = sample_capture("https://shop.example/item/4", "");
  first.exchanges = {first.exchanges.back()};
  first.content = std::string(5000, 'x') + "NORDFJELL";
  first.exchanges.back().body = gzip(first.content) + std::string(2000, '\0');
  first.exchanges.back().response_headers.push_back({"Content-Encoding", "gzip"});
  keep(*vault, first);
  Capture second = not_modified(first);
  const std::string id = keep(*vault, second);
  const auto read = vault->capture(id);
  ASSERT_TRUE(read) << to_line(read.problem());
  expect_unchanged(*read, second);

  const std::string third = keep(*vault, not_modified(*read));
  const auto records = vault->records(third);
  ASSERT_TRUE(records) << to_line(records.problem());
  EXPECT_FALSE(records->referred.empty()) << "a package gets the answer that holds still";
  std::string_view members = records->members;
  const auto response = take_record(members, most_record_bytes);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->field("WARC-Type"), "revisit");
  EXPECT_EQ(response->field("WARC-Profile"), "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
  EXPECT_EQ(response->field("WARC-Refers-To-Target-URI"), first.url);
  EXPECT_FALSE(response->field("WARC-Refers-To").empty());
  EXPECT_EQ(response->field("WARC-Refers-To-Date"), to_rfc3339(first.time));
}

TEST(Vault, ASmallAnswerThatHoldsStillIsWrittenAnew) {
  VaultFolder room;
  auto vault = room.open();
  Capture first = sample_capture("https://shop.example/item/5", "small");
  first.exchanges = {first.exchanges.back()};
  keep(*vault, first);
  const Capture second = not_modified(first);
  const auto read = vault->capture(keep(*vault, second));
  ASSERT_TRUE(read) << to_line(read.problem());
  expect_unchanged(*read, second);
}

TEST(Vault, DecodesTheBodyAgain) {
  VaultFolder room;
  auto vault = room.open();
  Capture capture = sample_capture("https://shop.example/item/2", "");
  capture.content = std::string(5000, 'x') + "NORDFJELL";
  capture.exchanges.back().body = gzip(capture.content);
  capture.exchanges.back().response_headers.push_back({"Content-Encoding", "gzip"});
  expect_kept(*vault, keep(*vault, capture), capture);
}

TEST(Vault, KeepsTheContentWhereTheBodyDoesNotGiveItAgain) {
  VaultFolder room;
  auto vault = room.open();
  Capture capture = sample_capture("https://shop.example/item/3", "cut short");
  capture.exchanges.back().response_headers.push_back({"Content-Encoding", "x-unknown"});
  capture.content = "what the crawler made of it";
  capture.problems = {{Problem::Kind::limit, "body", "it was cut off", "raise the limit"}};
  expect_kept(*vault, keep(*vault, capture), capture);
}

TEST(Vault, KeepsAFileAndAnArchivedPage) {
  VaultFolder room;
  auto vault = room.open();
  Capture file;
  file.origin = Capture::Origin::file;
  file.source = "/tmp/page one.html";
  file.asked = file.url = "file:///tmp/page one.html";
  file.media_type = "text/html";
  file.content = std::string("<html>\0</html>", 14);
  expect_kept(*vault, keep(*vault, file), file);
  Capture archived = sample_capture("https://shop.example/old", "old");
  archived.origin = Capture::Origin::archive;
  archived.source = "crawl.warc.gz";
  expect_kept(*vault, keep(*vault, archived), archived);
}

TEST(Vault, GivesHostileHeadersBackWithoutBreakingTheRecord) {
  VaultFolder room;
  auto vault = room.open();
  Capture capture = sample_capture("https://shop.example/item/4", "body");
  capture.exchanges.back().response_headers = {{"X-Markhound-Orig-Transfer-Encoding", "chunked"},
                                               {"transfer-encoding", "chunked"},
                                               {"X-Bytes", "\xff\xfe: colon: again"},
                                               {"X-Blank", "  leading"}};
  expect_kept(*vault, keep(*vault, capture), capture);
  capture.exchanges.back().response_headers = {{"X-Evil", "a\r\n\r\nWARC/1.1\r\n"}};
  const auto read = vault->capture(keep(*vault, capture));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->exchanges.back().response_headers.front().value, "a    WARC/1.1  ");
  EXPECT_EQ(read->content, "body");
}

TEST(Vault, StoresAnIdenticalPayloadOnce) {
  VaultFolder room;
  auto vault = room.open();
  std::string body;
  for (int i = 0; body.size() < 200'000; ++i) body += sha256(std::to_string(i));
  const Capture first = sample_capture("https://shop.example/a.jpg", body);
  const Capture second = sample_capture("https://shop.example/b.jpg", body);
  const std::string first_id = keep(*vault, first);
  const std::string second_id = keep(*vault, second);
  expect_kept(*vault, first_id, first);
  expect_kept(*vault, second_id, second);
  EXPECT_GT(vault->records(first_id)->members.size(), 100'000u);
  EXPECT_LT(vault->records(second_id)->members.size(), 5'000u);
  EXPECT_FALSE(vault->records(second_id)->referred.empty());
}

TEST(Vault, FindsTheLatestCaptureOfAnAddress) {
  VaultFolder room;
  auto vault = room.open();
  const auto start = room.clock.now();
  keep(*vault, sample_capture("https://shop.example/1", "one"));
  room.clock.tick(std::chrono::hours(1));
  const std::string second = keep(*vault, sample_capture("https://shop.example/1", "two"));
  EXPECT_EQ(vault->latest("https://shop.example/1", start)->value().id, second);
  EXPECT_EQ(vault->latest("https://shop.example/1?from=search", start)->value().content_digest, sha256("two"));
  EXPECT_FALSE(vault->latest("https://shop.example/1", room.clock.now() + std::chrono::hours(1))->has_value());
  EXPECT_FALSE(vault->latest("https://shop.example/2", start)->has_value());
}

TEST(Vault, CutsATornTailOff) {
  VaultFolder room;
  const Capture capture = sample_capture("https://shop.example/1", "one");
  std::string id;
  { id = keep(*room.open(), capture); }
  const auto warc = room.folder / "vault/warc/markhound-00000001.warc.gz";
  const auto whole = std::filesystem::file_size(warc);
  std::ofstream(warc, std::ios::app | std::ios::binary) << "\x1f\x8b half a record";
  auto vault = room.open();
  EXPECT_EQ(std::filesystem::file_size(warc), whole);
  expect_kept(*vault, id, capture);
  expect_kept(*vault, keep(*vault, capture), capture);
}

TEST(Vault, NamesAWarcThatLostCaptures) {
  VaultFolder room;
  keep(*room.open(), sample_capture("https://shop.example/1", "one"));
  const auto warc = room.folder / "vault/warc/markhound-00000001.warc.gz";
  std::filesystem::resize_file(warc, std::filesystem::file_size(warc) - 1);
  const auto vault = open_vault(room.options(), room.clock);
  ASSERT_FALSE(vault.ok());
  EXPECT_EQ(vault.problem().kind, Problem::Kind::io);
  EXPECT_EQ(vault.problem().thing, warc.string());
}

TEST(Vault, NoticesAnAlteredRecord) {
  VaultFolder room;
  auto vault = room.open();
  const std::string id = keep(*vault, sample_capture("https://shop.example/1", std::string(300, 'a')));
  const auto warc = room.folder / "vault/warc/markhound-00000001.warc.gz";
  std::string bytes = test::read_file(warc);
  bytes[bytes.size() - 100] ^= 1;
  test::write_file(warc, bytes);
  const auto read = vault->capture(id);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problem().thing, "capture " + id);
}

TEST(Vault, StartsANewFileWhenOneIsLongEnough) {
  VaultFolder room;
  auto options = room.options();
  options.rotate_at = 1000;
  auto vault = room.open(options);
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i)
    ids.push_back(keep(*vault, sample_capture("https://shop.example/" + std::to_string(i), "x")));
  EXPECT_TRUE(std::filesystem::exists(room.folder / "vault/warc/markhound-00000003.warc.gz"));
  for (int i = 0; i < 5; ++i)
    expect_kept(*vault, ids[static_cast<std::size_t>(i)],
                sample_capture("https://shop.example/" + std::to_string(i), "x"));
}

TEST(Vault, IsBusyForASecondWriterButReadable) {
  VaultFolder room;
  auto vault = room.open();
  const Capture capture = sample_capture("https://shop.example/1", "one");
  const std::string id = keep(*vault, capture);
  const auto second = open_vault(room.options(), room.clock);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.problem().kind, Problem::Kind::busy);
  auto looking = room.options();
  looking.access = Access::read;
  auto reader = room.open(looking);
  expect_kept(*reader, id, capture);
  EXPECT_EQ(reader->log("export", "x").problem().kind, Problem::Kind::refused);
}

TEST(Vault, ServesSeveralThreads) {
  VaultFolder room;
  auto vault = room.open();
  constexpr int threads = 4;
  constexpr int each = 25;
  std::vector<std::thread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&vault, t] {
      for (int i = 0; i < each; ++i) {
        const std::string url = "https://shop.example/" + std::to_string(t) + "/" + std::to_string(i);
        const Capture capture = sample_capture(url, "page " + url);
        expect_kept(*vault, keep(*vault, capture), capture);
        EXPECT_TRUE(vault->record(sample_listing(url), {sample_finding("f" + url, url, Grade::B, 0.5)}).ok());
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(vault->findings({})->size(), static_cast<std::size_t>(threads * each));
  CustodyChain chain;
  for (const std::string& line : custody_of(*vault)) EXPECT_TRUE(chain.follow(line).ok());
  EXPECT_EQ(chain.length(), 2 * threads * each);
}

TEST(Vault, RecordsAFindingOnceAndRemembersWhenItWasFirstSeen) {
  VaultFolder room;
  auto vault = room.open();
  const std::string url = "https://shop.example/1";
  const auto first = room.clock.now();
  ASSERT_TRUE(vault->record(sample_listing(url), {sample_finding("f1", url, Grade::B, 0.5)}).ok());
  room.clock.tick(std::chrono::hours(6));
  ASSERT_TRUE(vault->record(sample_listing(url), {sample_finding("f1", url, Grade::A, 0.75)}).ok());
  const auto records = vault->findings({});
  ASSERT_EQ(records->size(), 1u);
  EXPECT_EQ(records->front().first_seen, first);
  EXPECT_EQ(records->front().last_seen, room.clock.now());
  EXPECT_EQ(records->front().finding.grade, Grade::A);
  EXPECT_EQ(records->front().seen, sample_listing(url));
}

TEST(Vault, ListsBestFirstAndByPrefix) {
  VaultFolder room;
  auto vault = room.open();
  const std::string url = "https://shop.example/1";
  ASSERT_TRUE(
      vault
          ->record(sample_listing(url),
                   {sample_finding("abcd1111", url, Grade::B, 0.5), sample_finding("abcd2222", url, Grade::S, 0.9),
                    sample_finding("abce0000", url, Grade::B, 0.6), sample_finding("none0000", url, Grade::none, 0.1)})
          .ok());
  std::vector<std::string> ids;
  const auto all = vault->findings({});
  for (const auto& record : *all) ids.push_back(record.finding.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"abcd2222", "abce0000", "abcd1111"}));
  EXPECT_EQ(vault->findings({Grade::A, {}})->size(), 1u);
  EXPECT_EQ(vault->findings({Grade::S, {"none"}})->front().finding.id, "none0000");
  EXPECT_EQ(vault->findings({Grade::C, {"abcd"}}).problem().kind, Problem::Kind::bad_input);
  EXPECT_EQ(vault->findings({Grade::C, {"abc"}}).problem().kind, Problem::Kind::not_found);
  EXPECT_EQ(vault->findings({Grade::C, {"%"}}).problem().kind, Problem::Kind::not_found);
}

TEST(Vault, RemembersTheLastDecisionAndLogsEach) {
  VaultFolder room;
  auto vault = room.open();
  const std::string url = "https://shop.example/1";
  ASSERT_TRUE(vault->record(sample_listing(url), {sample_finding("abcd1111", url, Grade::B, 0.5)}).ok());
  ASSERT_TRUE(vault->decide("abcd", Decision::dismissed, "genuine?").ok());
  ASSERT_TRUE(vault->decide("abcd1111", Decision::confirmed, "test buy").ok());
  const auto record = vault->findings({})->front();
  EXPECT_EQ(record.decision, Decision::confirmed);
  EXPECT_EQ(record.why, "test buy");
  EXPECT_EQ(vault->decide("nothing", Decision::confirmed, "").problem().kind, Problem::Kind::not_found);
  const auto lines = custody_of(*vault);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_NE(lines[1].find("abcd1111 dismissed: genuine?"), std::string::npos);
}

TEST(Vault, BindsEachCustodyEntryToTheOneBefore) {
  VaultFolder room;
  auto vault = room.open();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(vault->log("note", "entry\n\"" + std::to_string(i) + "\" \xff").ok());
  auto lines = custody_of(*vault);
  CustodyChain chain;
  for (const auto& line : lines) EXPECT_TRUE(chain.follow(line).ok());
  EXPECT_EQ(chain.length(), 3);
  for (std::size_t at = 0; at < lines[1].size(); ++at) {
    std::string altered = lines[1];
    altered[at] ^= 1;
    CustodyChain other;
    ASSERT_TRUE(other.follow(lines[0]).ok());
    const bool followed = other.follow(altered).ok() && other.follow(lines[2]).ok();
    EXPECT_FALSE(followed) << "byte " << at;
  }
  CustodyChain gap;
  ASSERT_TRUE(gap.follow(lines[0]).ok());
  EXPECT_FALSE(gap.follow(lines[2]).ok());
}

}  // namespace
}  // namespace markhound::evidence

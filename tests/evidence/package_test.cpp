#include "evidence/package.h"

#include <algorithm>
#include <array>
#include <thread>

#include <gmock/gmock.h>

#include "evidence/package/zip.h"
#include "evidence/package/zip_writer.h"
#include "tests/evidence/local_authority.h"
#include "tests/evidence/package_case.h"

namespace markhound::evidence {
namespace {

using test::lines_of;
using test::LocalAuthority;
using test::PackageCase;
using test::run_command;

struct File {
  std::string name;
  std::string bytes;
};

std::vector<File> unpack(const std::string& path) {
  std::vector<File> files;
  auto archive = ArchiveFile::open(path);
  const auto entries = read_zip_structure(*archive);
  EXPECT_TRUE(entries.ok());
  for (const ZipEntry& entry : *entries) {
    files.push_back({entry.name, {}});
    read_zip_entry(*archive, entry, [&](std::string_view piece) { files.back().bytes += piece; });
  }
  return files;
}

void pack(const std::string& path, const std::vector<File>& files) {
  ZipWriter zip(path);
  for (const File& file : files) zip.add(file.name, file.bytes);
  EXPECT_TRUE(zip.finish().ok());
}

void expect_refused(const std::string& path, const std::string& named) {
  const Verdict verdict = PackageCase::verify(path);
  EXPECT_FALSE(verdict.intact) << "nothing was noticed of " << named;
  const auto names_it = [&](const Problem& problem) { return problem.thing == named; };
  EXPECT_TRUE(std::any_of(verdict.problems.begin(), verdict.problems.end(), names_it)) << named << "\n"
                                                                                       << lines_of(verdict);
}

void expect_stock_tools_agree(const PackageCase& room, bool stamped) {
  const auto sums = run_command(room.folder.path(), "unzip -q case.zip -d case && cd case && sha256sum -c SHA256SUMS");
  EXPECT_EQ(sums.status, 0) << sums.output;
  const auto signature = run_command(room.folder / "case",
                                     "openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS "
                                     "-CAfile signer-ca.crt -purpose any -out /dev/null");
  EXPECT_EQ(signature.status, 0) << signature.output;
  if (!stamped) return;
  const auto token = run_command(room.folder / "case",
                                 "openssl ts -verify -data SHA256SUMS.p7s -in SHA256SUMS.p7s.tsr -CAfile tsa-ca.crt && "
                                 "openssl ts -verify -data custody.jsonl -in custody.jsonl.tsr -CAfile tsa-ca.crt");
  EXPECT_EQ(token.status, 0) << token.output;
}

TEST(Package, IsAcceptedByStockToolsAndByVerify) {
  PackageCase room;
  LocalAuthority authority;
  room.request.timestamper = &authority;
  room.export_it();
  const Verdict verdict = room.verify();
  EXPECT_TRUE(verdict.intact) << lines_of(verdict);
  expect_stock_tools_agree(room, true);
}

TEST(Package, IsAcceptedWithAnRsaAuthority) {
  PackageCase room;
  LocalAuthority authority("RSA TSA", "-newkey rsa:2048");
  room.request.timestamper = &authority;
  room.export_it();
  EXPECT_TRUE(room.verify().intact) << lines_of(room.verify());
  expect_stock_tools_agree(room, true);
}

TEST(Package, SaysThatNoIndependentTimeExists) {
  PackageCase room;
  room.export_it();
  const Verdict verdict = room.verify();
  EXPECT_TRUE(verdict.intact) << lines_of(verdict);
  expect_stock_tools_agree(room, false);
  const std::string limits = test::read_file(room.folder / "case/WHAT-THIS-DOES-NOT-PROVE.txt");
  EXPECT_NE(limits.find("No independent time stamp exists"), std::string::npos);
  EXPECT_NE(test::read_file(room.folder / "case/report.html").find("No independent time exists"), std::string::npos);
}

TEST(Package, OutlivesAnAuthorityThatFails) {
  for (int answers : {0, 1}) {
    PackageCase room;
    LocalAuthority authority;
    authority.answers = answers;
    room.request.timestamper = &authority;
    std::vector<Problem> told;
    room.request.on_problem = [&](const Problem& problem) { told.push_back(problem); };
    room.export_it();
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].cause, "it is down");
    EXPECT_TRUE(room.verify().intact) << lines_of(room.verify());
    expect_stock_tools_agree(room, false);
    EXPECT_FALSE(std::filesystem::exists(room.folder / "case/tsa-ca.crt"));
    const std::string limits = test::read_file(room.folder / "case/WHAT-THIS-DOES-NOT-PROVE.txt");
    EXPECT_NE(limits.find("the time-stamping authority failed: it is down"), std::string::npos);
  }
}

/// Flips one bit of every `stride`-th byte from `first` on, each time alone; gives the offsets that went unnoticed.
std::vector<std::size_t> unnoticed_flips(const std::string& whole, const std::string& path, std::size_t first,
                                         std::size_t stride) {
  test::write_file(path, whole);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto put = [&](std::size_t at, char byte) {
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte).flush();
  };
  std::vector<std::size_t> unnoticed;
  for (std::size_t at = first; at < whole.size(); at += stride) {
    put(at, static_cast<char>(whole[at] ^ (1 << (at * 7 + at / 8) % 8)));
    const Verdict verdict = PackageCase::verify(path);
    put(at, whole[at]);
    if (verdict.intact || verdict.problems.front().thing.empty()) unnoticed.push_back(at);
  }
  EXPECT_TRUE(PackageCase::verify(path).intact);
  return unnoticed;
}

// The sanitizers look for wrong memory accesses, for which half of the bytes do; every other build takes each byte.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t flip_step = 2;
#else
constexpr std::size_t flip_step = 1;
#endif

TEST(Package, RefusesAByteFlippedAnywhere) {
  PackageCase room;
  LocalAuthority authority;
  room.request.timestamper = &authority;
  room.export_it();
  const std::string whole = test::read_file(room.request.output);
  constexpr std::size_t threads = 2;
  std::array<std::vector<std::size_t>, threads> unnoticed;
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    const std::string path = (room.folder / ("flipped" + std::to_string(t))).string();
    workers.emplace_back(
        [&, t, path] { unnoticed[t] = unnoticed_flips(whole, path, t * flip_step, threads * flip_step); });
  }
  for (std::thread& worker : workers) worker.join();
  for (const auto& offsets : unnoticed) EXPECT_THAT(offsets, testing::IsEmpty());
  std::printf("%zu bytes flipped, one by one\n", whole.size() / flip_step);
}

TEST(Package, NamesTheFileThatWasAltered) {
  PackageCase room;
  LocalAuthority authority;
  room.request.timestamper = &authority;
  room.export_it();
  const auto files = unpack(room.request.output);
  const std::string path = (room.folder / "altered.zip").string();
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto altered = files;
    altered[i].bytes[altered[i].bytes.size() / 2] ^= 1;
    pack(path, altered);
    expect_refused(path, files[i].name);
  }
}

TEST(Package, RefusesFilesAddedRemovedRenamedDoubledOrMoved) {
  PackageCase room;
  LocalAuthority authority;
  room.request.timestamper = &authority;
  room.export_it();
  const auto files = unpack(room.request.output);
  const std::string path = (room.folder / "altered.zip").string();
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto removed = files;
    removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(i));
    pack(path, removed);
    expect_refused(path, files[i].name);
    auto renamed = files;
    renamed[i].name = "renamed";
    pack(path, renamed);
    EXPECT_FALSE(PackageCase::verify(path).intact) << files[i].name;
    auto moved = files;
    std::swap(moved[i], moved[(i + 1) % files.size()]);
    pack(path, moved);
    EXPECT_FALSE(PackageCase::verify(path).intact) << files[i].name;
    auto added = files;
    added.insert(added.begin() + static_cast<std::ptrdiff_t>(i), {"added.txt", "more"});
    pack(path, added);
    expect_refused(path, "added.txt");
    auto doubled = files;
    doubled.push_back(files[i]);
    pack(path, doubled);
    expect_refused(path, files[i].name);
  }
}

TEST(Package, RefusesBytesThatNoEntryAccountsFor) {
  PackageCase room;
  room.export_it();
  const std::string whole = test::read_file(room.request.output);
  const std::string path = (room.folder / "altered.zip").string();
  for (const std::string& bytes : {whole + "x", "x" + whole, whole + whole, whole.substr(0, whole.size() - 1),
                                   std::string(), std::string("PK\x05\x06"), whole.substr(0, whole.size() / 2)}) {
    test::write_file(path, bytes);
    EXPECT_FALSE(PackageCase::verify(path).intact);
  }
}

TEST(Package, RefusesTokensOfAnotherPackage) {
  PackageCase one;
  PackageCase other;
  LocalAuthority authority;
  one.request.timestamper = other.request.timestamper = &authority;
  one.export_it();
  other.export_it();
  auto files = unpack(one.request.output);
  const auto others = unpack(other.request.output);
  for (const char* name : {"SHA256SUMS.p7s.tsr", "SHA256SUMS.p7s", "custody.jsonl.tsr", "signer-ca.crt"}) {
    const auto named = [&](const File& file) { return file.name == name; };
    auto swapped = files;
    std::find_if(swapped.begin(), swapped.end(), named)->bytes =
        std::find_if(others.begin(), others.end(), named)->bytes;
    const std::string path = (one.folder / "altered.zip").string();
    pack(path, swapped);
    expect_refused(path, name);
  }
}

TEST(Package, ReadsHostileArchivesWithoutHarm) {
  MARKHOUND_NEEDS_DATA("hostile");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(test::real_data("hostile"))) {
    if (!entry.is_regular_file()) continue;
    const auto verdict = verify_package(entry.path().string());
    ASSERT_TRUE(verdict.ok());
    EXPECT_FALSE(verdict->intact) << entry.path();
  }
}

TEST(Package, NeverOverwrites) {
  PackageCase room;
  test::write_file(room.request.output, "mine");
  EXPECT_EQ(export_package(*room.vault, room.request, room.clock).problem().kind, Problem::Kind::refused);
  EXPECT_EQ(test::read_file(room.request.output), "mine");
}

TEST(Package, SaysWhatIsMissing) {
  PackageCase room;
  EXPECT_EQ(verify_package((room.folder / "nothing.zip").string()).problem().kind, Problem::Kind::not_found);
  PackageRequest empty = room.request;
  empty.findings.clear();
  EXPECT_EQ(export_package(*room.vault, empty, room.clock).problem().kind, Problem::Kind::bad_input);
  PackageRequest unmarked = room.request;
  unmarked.marks.clear();
  EXPECT_EQ(export_package(*room.vault, unmarked, room.clock).problem().kind, Problem::Kind::bad_input);
  PackageRequest gone = room.request;
  gone.findings[0].seen.captures.push_back("c-999999-000000000000");
  EXPECT_EQ(export_package(*room.vault, gone, room.clock).problem().kind, Problem::Kind::not_found);
  EXPECT_FALSE(std::filesystem::exists(room.request.output));
  EXPECT_FALSE(std::filesystem::exists(room.request.output + ".part"));
}

TEST(Package, KeepsTheKeyPrivateAndUsesItAgain) {
  PackageCase room;
  room.export_it();
  const auto key = room.folder / "keys/signer.key";
  EXPECT_EQ(std::filesystem::status(key).permissions(), std::filesystem::perms(0600));
  const std::string first = test::read_file(key);
  std::filesystem::remove(room.request.output);
  room.export_it();
  EXPECT_EQ(test::read_file(key), first);
  std::filesystem::permissions(key, std::filesystem::perms(0644));
  std::filesystem::remove(room.request.output);
  EXPECT_EQ(export_package(*room.vault, room.request, room.clock).problem().kind, Problem::Kind::refused);
}

}  // namespace
}  // namespace markhound::evidence

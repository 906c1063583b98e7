#include "crawler/wacz/wacz.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "crawler/spool/temp_file.h"
#include "crawler/wacz/contents.h"
#include "crawler/wacz/zip.h"
#include "crawler/warc/archive.h"
#include "crawler/warc/digest.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t max_json = 16u << 20;
constexpr std::size_t max_warcs = 10'000;
/// WARC text packs to a tenth; a file that unpacks to a hundred times the whole WACZ is a bomb.
constexpr std::uint64_t max_ratio = 100;
constexpr std::uint64_t always_allowed = 64u << 20;

bool is_warc(const std::string& name) {
  return name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"));
}

bool is_pages(const std::string& name) { return name.starts_with("pages/") && name.ends_with(".jsonl"); }

}  // namespace

struct Wacz::Opened {
  std::vector<TempFile> unpacked;
  std::vector<std::string> pages;
  std::vector<Problem> problems;
  std::unique_ptr<Archive> archive;
};

namespace {

/// Reads a WACZ once, from end to end.
class Opening {
 public:
  Opening(const std::string& path, ZipFile& zip) : path_(path), zip_(zip) {
    for (const ZipEntry& entry : zip.entries()) packed_ += entry.packed;
  }

  Result<void> run() {
    problems = zip_.problems();
    read_package();
    for (const ZipEntry& entry : zip_.entries()) {
      if (is_warc(entry.name)) {
        if (auto taken = take_warc(entry); !taken) return taken;
      } else if (is_pages(entry.name)) {
        take_pages(entry);
      }
    }
    if (!parts.empty()) return {};
    return Problem{Kind::bad_input, path_, "it holds no archive/*.warc or archive/*.warc.gz that can be read",
                   "name a WACZ, as ArchiveWeb.page and Browsertrix write them"};
  }

  std::vector<WarcPart> parts;
  std::vector<TempFile> unpacked;
  std::vector<std::string> pages;
  std::vector<Problem> problems;

 private:
  const ZipEntry* find(const std::string& name) const {
    const auto& all = zip_.entries();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ZipEntry& entry) { return entry.name == name; });
    return found == all.end() ? nullptr : &*found;
  }

  std::optional<std::string> text_of(const std::string& name) {
    const ZipEntry* entry = find(name);
    if (!entry) return std::nullopt;
    std::string text;
    const auto read = zip_.read(*entry, [&](std::string_view piece) -> Result<void> {
      if (text.size() + piece.size() > max_json)
        return Problem{Kind::limit, path_, "its " + name + " has more than " + std::to_string(max_json) + " bytes", {}};
      text += piece;
      return {};
    });
    if (read) return text;
    problems.push_back(read.problem());
    return std::nullopt;
  }

  void read_package() {
    const auto package = text_of("datapackage.json");
    if (!package) return;
    const auto hashes = read_datapackage(*package);
    if (!hashes) return tell("its datapackage.json is no JSON object, so nothing says which digests its files have");
    hashes_ = *hashes;
    const auto digest = text_of("datapackage-digest.json");
    if (!digest) return;
    if (!agrees(read_package_digest(*digest), *package).value_or(true))
      tell("the digest of its datapackage.json is not the one that datapackage-digest.json states");
    for (const auto& [name, hash] : hashes_)
      if (!find(name)) tell("datapackage.json names " + name.substr(0, 200) + ", which is not in it");
  }

  void tell(const std::string& cause) {
    problems.push_back({Kind::bad_input, path_, cause, "it was altered or damaged after it was made; archive again"});
  }

  /// Gives the entry's bytes to `take`, and tells where their digest is not the stated one.
  Result<void> read_checked(const ZipEntry& entry, const std::function<Result<void>(std::string_view)>& take) {
    const auto stated = hashes_.find(entry.name);
    const std::string hash = stated == hashes_.end() ? std::string{} : stated->second;
    const auto colon = std::min(hash.find(':'), hash.size());
    auto digest = Digest::of(std::string_view(hash).substr(0, colon));
    auto read = zip_.read(entry, [&](std::string_view piece) {
      if (digest) digest->add(piece);
      return take(piece);
    });
    if (!read || !digest) return read;
    if (const std::string found = to_hex(digest->end()); found != hash.substr(colon + 1))
      tell("its file " + entry.name + " has not the digest that datapackage.json states (" + hash.substr(0, 100) +
           "), but " + found);
    return {};
  }

  /// A WARC that is damaged is told; as much of it as can be read is read.
  Result<void> take_warc(const ZipEntry& entry) {
    if (parts.size() >= max_warcs)
      return Problem{Kind::limit, path_, "it holds more than " + std::to_string(max_warcs) + " WARC files", {}};
    const std::string shown = entry.name + " in " + path_;
    if (!entry.stored) return unpack(entry, shown);
    const auto offset = zip_.offset_of(entry);
    const auto read =
        offset ? read_checked(entry, [](std::string_view) { return Result<void>{}; }) : Result<void>(offset.problem());
    if (!read) problems.push_back(read.problem());
    if (offset) parts.emplace_back(path_, shown, *offset, entry.size);
    return {};
  }

  Result<void> unpack(const ZipEntry& entry, const std::string& shown) {
    auto file = TempFile::make();
    if (!file) return file.problem();
    std::optional<Problem> disk;
    const auto read = read_checked(entry, [&](std::string_view piece) -> Result<void> {
      unpacked_bytes_ += piece.size();
      if (unpacked_bytes_ > always_allowed && unpacked_bytes_ / max_ratio > packed_)
        return Problem{Kind::limit, shown, "it unpacks to more than " + std::to_string(max_ratio) + " times its size",
                       "it is made to fill a disk; archive the pages again"};
      auto wrote = file->write(piece);
      if (!wrote) disk = wrote.problem();
      return wrote;
    });
    if (disk) return *disk;
    if (!read && read.problem().kind == Kind::limit) return read;
    if (!read) problems.push_back(read.problem());
    parts.emplace_back(file->path(), shown);
    unpacked.push_back(std::move(file).value());
    return {};
  }

  void take_pages(const ZipEntry& entry) {
    PageLines lines(entry.name + " in " + path_);
    const auto read = read_checked(entry, [&](std::string_view piece) {
      lines.add(piece);
      return Result<void>{};
    });
    lines.end();
    if (!read) problems.push_back(read.problem());
    pages.insert(pages.end(), lines.pages().begin(), lines.pages().end());
    problems.insert(problems.end(), lines.problems().begin(), lines.problems().end());
  }

  const std::string& path_;
  ZipFile& zip_;
  std::map<std::string, std::string> hashes_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_bytes_ = 0;
};

}  // namespace

Wacz::Wacz(std::string path, std::size_t max_bytes) : path_(std::move(path)), max_bytes_(max_bytes) {}
Wacz::~Wacz() = default;

Result<std::shared_ptr<Wacz::Opened>> Wacz::opened() {
  const std::lock_guard lock(mutex_);
  if (opened_) return opened_;
  auto zip = ZipFile::open(path_);
  if (!zip) return zip.problem();
  Opening opening(path_, **zip);
  if (auto run = opening.run(); !run) return run.problem();
  auto made = std::make_shared<Opened>();
  made->archive = std::make_unique<Archive>(std::move(opening.parts), path_, max_bytes_);
  made->unpacked = std::move(opening.unpacked);
  made->pages = std::move(opening.pages);
  made->problems = std::move(opening.problems);
  opened_ = std::move(made);
  return opened_;
}

Result<void> Wacz::list(const std::function<void(const std::string&)>& page,
                        const std::function<void(const Problem&)>& problem) {
  const auto all = opened();
  if (!all) return all.problem();
  for (const Problem& told : (*all)->problems) problem(told);
  const bool listed = !(*all)->pages.empty();
  std::set<std::string> once;
  const auto each = [&](const std::string& url) {
    if (!listed && once.insert(url).second) page(url);
  };
  if (auto read = (*all)->archive->list(each, problem); !read) return read;
  for (const std::string& url : (*all)->pages)
    if (once.insert(url).second) page(url);
  return {};
}

Result<Capture> Wacz::capture(const std::string& url) {
  const auto all = opened();
  return all ? (*all)->archive->capture(url) : Result<Capture>(all.problem());
}

}  // namespace markhound::crawler

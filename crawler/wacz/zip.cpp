#include "crawler/wacz/zip.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>

#include <zlib.h>

#include "crawler/wacz/zip_directory.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;
using Take = std::function<Result<void>(std::string_view)>;

constexpr std::size_t piece = 64u << 10;
constexpr std::size_t max_name = 4096;
constexpr unsigned encrypted_flag = 1;
constexpr unsigned stored_method = 0;
constexpr unsigned deflated_method = 8;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// Relative, with plain parts only: what could be told in a message, or one day be written somewhere.
bool is_safe(std::string_view name) {
  if (name.empty() || name.starts_with('/') || name.size() > max_name) return false;
  if (name.find_first_of("\\:") != std::string_view::npos) return false;
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('/'));
    if (part == ".." || part == ".") return false;
    name.remove_prefix(std::min(part.size() + 1, name.size()));
  }
  return true;
}

std::string quoted(const std::string& name) {
  std::string out(1, '"');
  return out.append(name, 0, 200).append(1, '"');
}

class RawInflater {
 public:
  RawInflater() { ready_ = inflateInit2(&stream_, -15) == Z_OK; }
  ~RawInflater() { inflateEnd(&stream_); }
  RawInflater(const RawInflater&) = delete;
  RawInflater& operator=(const RawInflater&) = delete;

  /// False where the data are damaged or `take` wants no more.
  bool add(std::string_view packed, const std::function<bool(std::string_view)>& take) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    while (ready_ && !ended_) {
      stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
      stream_.avail_out = static_cast<uInt>(out_.size());
      const int code = inflate(&stream_, Z_NO_FLUSH);
      ended_ = code == Z_STREAM_END;
      if (code != Z_OK && !ended_) return code == Z_BUF_ERROR;
      if (!take({out_.data(), out_.size() - stream_.avail_out})) return false;
      if (stream_.avail_in == 0 && stream_.avail_out > 0) return true;
    }
    return ready_;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
  bool ended_ = false;
  std::string out_ = std::string(piece, '\0');
};

}  // namespace

struct ZipFile::State {
  std::string path;
  std::uint64_t file_size = 0;
  std::unique_ptr<std::FILE, FileCloser> file;
  std::vector<ZipEntry> entries;
  std::vector<Problem> problems;
  std::set<std::string> names;

  Problem damaged(const std::string& what) const { return {Kind::bad_input, path, what, "save or copy it again"}; }
  void pass_by(const std::string& name, const std::string& why) {
    problems.push_back({Kind::refused, path, "its entry " + quoted(name) + " was passed by: " + why, {}});
  }
  /// Fewer bytes than were asked for at the end of the file.
  std::string bytes(std::uint64_t offset, std::size_t size) {
    std::string out(size, '\0');
    fseeko(file.get(), static_cast<off_t>(std::min(offset, file_size)), SEEK_SET);
    out.resize(std::fread(out.data(), 1, size, file.get()));
    return out;
  }
};

ZipFile::ZipFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipFile::~ZipFile() = default;

const std::vector<ZipEntry>& ZipFile::entries() const { return state_->entries; }
const std::vector<Problem>& ZipFile::problems() const { return state_->problems; }

Result<std::unique_ptr<ZipFile>> ZipFile::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->file.reset(std::fopen(path.c_str(), "rbe"));
  if (!state->file) return Problem{Kind::io, path, std::strerror(errno), "check the name and its permissions"};
  fseeko(state->file.get(), 0, SEEK_END);
  state->file_size = static_cast<std::uint64_t>(std::max<off_t>(ftello(state->file.get()), 0));
  const auto read = [&s = *state](std::uint64_t offset, std::size_t size) { return s.bytes(offset, size); };
  auto rows = read_zip_directory(state->file_size, read);
  if (!rows) return state->damaged(rows.problem().cause);
  std::unique_ptr<ZipFile> zip(new ZipFile(std::move(state)));
  for (ZipRow& row : *rows) zip->enter(std::move(row));
  return zip;
}

void ZipFile::enter(ZipRow row) {
  State& s = *state_;
  if (row.name.ends_with('/') && row.size == 0 && is_safe(row.name)) return;  // a folder
  if (!is_safe(row.name)) {
    s.pass_by(row.name, "its name leads out of the archive");
  } else if (!s.names.insert(row.name).second) {
    s.pass_by(row.name, "the name stands in the archive twice, and only the first counts");
  } else if (row.flags & encrypted_flag) {
    s.pass_by(row.name, "it is encrypted");
  } else if (row.method != stored_method && row.method != deflated_method) {
    s.pass_by(row.name, "it is packed in a way that is not known (" + std::to_string(row.method) + ")");
  } else {
    const bool stored = row.method == stored_method;
    s.entries.push_back({std::move(row.name), row.size, row.packed, stored, row.header, row.crc});
  }
}

Result<std::uint64_t> ZipFile::offset_of(const ZipEntry& entry) {
  State& s = *state_;
  const auto data = data_offset(s.bytes(entry.header, 30 + max_name), entry.name);
  if (!data) return s.damaged("its entry " + quoted(entry.name) + " is not where its directory says");
  const std::uint64_t offset = entry.header + *data;
  if (offset > s.file_size || entry.packed > s.file_size - offset)
    return s.damaged("its entry " + quoted(entry.name) + " reaches past the end of the file");
  if (entry.stored && entry.packed != entry.size)
    return s.damaged("its entry " + quoted(entry.name) + " has two sizes");
  return offset;
}

Result<void> ZipFile::read(const ZipEntry& entry, const Take& take) {
  State& s = *state_;
  const auto offset = offset_of(entry);
  if (!offset) return offset.problem();
  std::uint64_t got = 0;
  uLong sum = crc32(0, nullptr, 0);
  Result<void> result;
  const auto count = [&](std::string_view bytes) {
    got += bytes.size();
    if (got > entry.size)
      result = s.damaged("its entry " + quoted(entry.name) + " is longer than its directory states");
    sum = crc32(sum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
    if (result) result = take(bytes);
    return result.ok();
  };
  RawInflater inflater;
  for (std::uint64_t at = 0; result && at < entry.packed; at += piece) {
    const std::string packed = s.bytes(*offset + at, std::min<std::uint64_t>(piece, entry.packed - at));
    const bool whole = entry.stored ? count(packed) : inflater.add(packed, count);
    if (!whole && result)
      result = s.damaged("its entry " + quoted(entry.name) + " is damaged after " + std::to_string(got) + " bytes");
  }
  if (!result) return result;
  if (got != entry.size) return s.damaged("its entry " + quoted(entry.name) + " ends early");
  if (sum != entry.crc) return s.damaged("the checksum of its entry " + quoted(entry.name) + " differs");
  return {};
}

}  // namespace markhound::crawler

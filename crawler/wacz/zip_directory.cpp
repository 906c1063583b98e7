#include "crawler/wacz/zip_directory.h"

#include <algorithm>

namespace markhound::crawler {
namespace {

constexpr std::size_t max_entries = 100'000;
constexpr std::uint64_t max_directory = 64u << 20;
constexpr std::uint64_t end_size = 22;
constexpr std::uint64_t max_comment = 65'535;
constexpr std::uint64_t in_extra_32 = 0xffffffff;
constexpr std::uint64_t in_extra_16 = 0xffff;

/// Little-endian numbers; zero past the end.
std::uint64_t number(std::string_view bytes, std::size_t at, int size) {
  std::uint64_t value = 0;
  if (at + static_cast<std::size_t>(size) > bytes.size()) return 0;
  for (int i = 0; i < size; ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << 8 * i;
  return value;
}

Problem broken(const std::string& cause) { return {Problem::Kind::bad_input, {}, cause, {}}; }

struct Place {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
};

/// The end record, looked for from the file's end, as a comment may follow it.
std::optional<std::uint64_t> find_end(std::string_view tail) {
  for (std::size_t at = tail.size() < end_size ? 0 : tail.size() - end_size + 1; at-- > 0;)
    if (tail.substr(at, 4) == "PK\5\6" && at + end_size + number(tail, at + 20, 2) == tail.size()) return at;
  return std::nullopt;
}

std::optional<Place> find_directory(std::uint64_t file_size, const ReadAt& read) {
  const std::uint64_t tail_size = std::min(file_size, end_size + max_comment);
  const std::string tail = read(file_size - tail_size, tail_size);
  const auto end = find_end(tail);
  if (!end) return std::nullopt;
  Place place{number(tail, *end + 16, 4), number(tail, *end + 12, 4), number(tail, *end + 10, 2)};
  const std::uint64_t end_offset = file_size - tail_size + *end;
  if (place.offset != in_extra_32 && place.size != in_extra_32 && place.entries != in_extra_16) return place;
  if (end_offset < 20) return place;
  const std::string locator = read(end_offset - 20, 20);
  if (!locator.starts_with("PK\6\7")) return place;
  const std::string end64 = read(number(locator, 8, 8), 56);
  if (!end64.starts_with("PK\6\6")) return std::nullopt;
  return Place{number(end64, 48, 8), number(end64, 40, 8), number(end64, 32, 8)};
}

/// The zip64 field holds what did not fit, in this order (section 4.5.3).
void take_zip64(std::string_view extra, ZipRow& row) {
  for (std::size_t at = 0; at + 4 <= extra.size(); at += 4 + number(extra, at + 2, 2)) {
    if (number(extra, at, 2) != 1) continue;
    std::string_view field = extra.substr(at + 4, number(extra, at + 2, 2));
    for (std::uint64_t* value : {&row.size, &row.packed, &row.header}) {
      if (*value != in_extra_32 || field.size() < 8) continue;
      *value = number(field, 0, 8);
      field.remove_prefix(8);
    }
    return;
  }
}

}  // namespace

Result<std::vector<ZipRow>> read_zip_directory(std::uint64_t file_size, const ReadAt& read) {
  constexpr std::size_t fixed = 46;
  const auto place = find_directory(file_size, read);
  if (!place) return broken("it is no ZIP file, or it is cut off before its directory");
  if (place->entries > max_entries || place->size > max_directory)
    return broken("it has " + std::to_string(place->entries) + " entries, more than " + std::to_string(max_entries));
  if (place->offset > file_size || place->size > file_size - place->offset)
    return broken("its directory reaches past the end of the file");
  const std::string bytes = read(place->offset, place->size);
  std::vector<ZipRow> rows;
  std::string_view rest = bytes;
  while (rows.size() < place->entries) {
    const std::size_t name = number(rest, 28, 2);
    const std::size_t extra = number(rest, 30, 2);
    const std::size_t whole = fixed + name + extra + number(rest, 32, 2);
    if (!rest.starts_with("PK\1\2") || rest.size() < whole)
      return broken("its directory is damaged after " + std::to_string(rows.size()) + " entries");
    ZipRow row{std::string(rest.substr(fixed, name)),
               static_cast<unsigned>(number(rest, 8, 2)),
               static_cast<unsigned>(number(rest, 10, 2)),
               static_cast<std::uint32_t>(number(rest, 16, 4)),
               number(rest, 24, 4),
               number(rest, 20, 4),
               number(rest, 42, 4)};
    take_zip64(rest.substr(fixed + name, extra), row);
    rows.push_back(std::move(row));
    rest.remove_prefix(whole);
  }
  return rows;
}

std::optional<std::uint64_t> data_offset(std::string_view local_header, std::string_view name) {
  constexpr std::size_t fixed = 30;
  if (!local_header.starts_with("PK\3\4") || local_header.size() < fixed) return std::nullopt;
  if (local_header.substr(fixed, number(local_header, 26, 2)) != name) return std::nullopt;
  return fixed + name.size() + number(local_header, 28, 2);
}

}  // namespace markhound::crawler

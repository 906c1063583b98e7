#include "index/import/xml_pieces.h"

#include <algorithm>

namespace markhound::index {
namespace {

bool ends_name(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '<' || c == '=';
}

constexpr std::size_t longest_name = 256;
constexpr std::size_t longest_tag = 1u << 20;

}  // namespace

XmlPieces::XmlPieces(ByteReader& bytes, std::vector<std::string_view> records, std::vector<std::string_view> markers)
    : bytes_(bytes), records_(std::move(records)), markers_(std::move(markers)) {}

std::string_view XmlPieces::name_of(const Tag& tag) {
  const std::string_view name = bytes_.peek(0).substr(tag.name_begin, tag.name_end - tag.name_begin);
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Lets go of what was looked at, unless a record is being held; one that has become too long no longer is.
void XmlPieces::drop_read() {
  if (holding_ && at_ <= max_bytes) return;
  overlong_ = overlong_ || holding_;
  holding_ = false;
  bytes_.consume(at_);
  at_ = 0;
}

/// Moves behind the next `ending`; false where the file ends before.
bool XmlPieces::find(std::string_view ending) {
  while (true) {
    const std::string_view ahead = bytes_.peek(at_ + ending.size());
    if (ahead.size() < at_ + ending.size()) return false;
    const std::size_t found = ahead.find(ending, at_);
    at_ = found == std::string_view::npos ? ahead.size() - ending.size() + 1 : found + ending.size();
    drop_read();
    if (found != std::string_view::npos) return true;
  }
}

/// Moves behind a `<!…>` with its internal subset; false where the file ends before.
bool XmlPieces::skip_doctype() {
  char quote = 0;
  std::size_t brackets = 0;
  for (std::string_view ahead = bytes_.peek(at_ + 4); at_ < ahead.size(); ahead = bytes_.peek(at_ + 4)) {
    const char c = ahead[at_];
    if (!quote && ahead.substr(at_, 4) == "<!--") {
      at_ += 4;
      if (!find("-->")) return false;
      continue;
    }
    ++at_;
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']' && brackets > 0) {
      --brackets;
    } else if (c == '>' && brackets == 0) {
      drop_read();
      return true;
    }
    if (at_ >= longest_tag) drop_read();
  }
  return false;
}

/// At a `<` that begins no tag: moves behind it. False where the file ends before, or where it is a tag.
bool XmlPieces::skip_other_markup() {
  const std::string_view ahead = bytes_.peek(at_ + 9).substr(at_);
  if (ahead.starts_with("<!--")) {
    at_ += 4;
    return find("-->");
  }
  if (ahead.starts_with("<![CDATA[")) {
    at_ += 9;
    return find("]]>");
  }
  if (ahead.starts_with("<?")) {
    at_ += 2;
    return find("?>");
  }
  at_ += 2;
  return skip_doctype();
}

/// The next start or end tag at or behind `at_`, which is moved to its `<`.
std::optional<XmlPieces::Tag> XmlPieces::next_tag() {
  while (true) {
    std::string_view ahead = bytes_.peek(at_ + 1);
    if (ahead.size() <= at_) return std::nullopt;
    const std::size_t begin = ahead.find('<', at_);
    at_ = std::min(begin, ahead.size());
    drop_read();
    if (begin == std::string_view::npos) continue;
    ahead = bytes_.peek(at_ + longest_name);
    if (ahead.size() < at_ + 2) return std::nullopt;
    if (ahead[at_ + 1] == '!' || ahead[at_ + 1] == '?') {
      if (!skip_other_markup()) return std::nullopt;
      continue;
    }
    Tag tag;
    tag.kind = ahead[at_ + 1] == '/' ? Kind::end : Kind::start;
    tag.begin = at_;
    tag.name_begin = at_ + (tag.kind == Kind::end ? 2 : 1);
    tag.name_end = std::min(tag.name_begin, ahead.size());
    while (tag.name_end < ahead.size() && !ends_name(ahead[tag.name_end])) ++tag.name_end;
    return tag;
  }
}

/// From within a start tag behind its `>`; whether it ends in `/>`.
bool XmlPieces::skip_tag_end() {
  char quote = 0;
  char before = 0;
  const std::size_t limit = at_ + longest_tag;
  for (std::string_view ahead = bytes_.peek(at_ + 1); at_ < ahead.size() && at_ < limit; ahead = bytes_.peek(at_ + 1)) {
    const char c = ahead[at_++];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return before == '/';
    }
    before = c;
  }
  return false;
}

XmlPieces::Piece XmlPieces::finish(Piece piece, std::size_t size, Fault fault) {
  piece.fault = overlong_ ? Fault::too_long : fault;
  if (!overlong_) piece.bytes = bytes_.peek(size).substr(0, size);
  pending_ = size;
  if (piece.fault == Fault::none && piece.name == root_) complete_ = true;
  return piece;
}

/// Collects the record that begins with the tag. Where another one begins in it, it was never closed.
XmlPieces::Piece XmlPieces::cut(const Tag& first) {
  Piece piece;
  piece.name = name_of(first);
  piece.offset = bytes_.offset();
  holding_ = true;
  at_ = first.name_end;
  if (skip_tag_end()) return finish(std::move(piece), at_, Fault::none);
  while (const auto tag = next_tag()) {
    at_ = tag->begin;
    const bool same = name_of(*tag) == piece.name;
    if (same && tag->kind == Kind::start) return finish(std::move(piece), tag->begin, Fault::cut_off);
    if (same) {
      at_ = tag->name_end;
      skip_tag_end();
      return finish(std::move(piece), at_, Fault::none);
    }
    at_ = tag->begin + 1;
  }
  const std::size_t rest = bytes_.peek(0).size();
  return finish(std::move(piece), rest, Fault::cut_off);
}

/// What a tag outside the records means: the root's beginning or end, a marker, or a record.
std::optional<XmlPieces::Piece> XmlPieces::outer(const Tag& tag) {
  const std::string name(name_of(tag));
  if (tag.kind == Kind::end) {
    const bool closed = bytes_.peek(tag.name_end + longest_name).find('>', tag.name_end) != std::string_view::npos;
    complete_ = complete_ || (closed && name == root_);
    return std::nullopt;
  }
  if (root_.empty()) root_ = name;
  if (std::find(records_.begin(), records_.end(), name) != records_.end()) return cut(tag);
  if (std::find(markers_.begin(), markers_.end(), name) == markers_.end()) return std::nullopt;
  Piece marker;
  marker.name = name;
  marker.offset = bytes_.offset();
  pending_ = tag.name_end;
  return marker;
}

std::optional<XmlPieces::Piece> XmlPieces::next() {
  bytes_.consume(pending_);
  pending_ = 0;
  at_ = 0;
  holding_ = overlong_ = false;
  while (const auto tag = next_tag()) {
    if (auto piece = outer(*tag)) return piece;
    at_ = tag->begin + 1;
  }
  return std::nullopt;
}

}  // namespace markhound::index

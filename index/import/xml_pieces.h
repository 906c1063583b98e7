// Cuts an XML file of any size into the elements that are records, each to be parsed on its own: what is wrong with one
// ends with it, and no declaration, entity or document type of the file reaches any of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/import/byte_reader.h"

namespace markhound::index {

/// Knows comments, CDATA, processing instructions and document types, and that no `<` stands in an attribute. Names are
/// compared without their prefix. The bytes must be a superset of ASCII.
class XmlPieces {
 public:
  /// The largest record that is held; of the USPTO's real ones few have over 200 kB.
  static constexpr std::size_t max_bytes = 8u << 20;

  enum class Fault { none, too_long, cut_off };

  struct Piece {
    std::string_view bytes;    ///< the element from `<` to `>`; of a marker nothing. Valid until the next call
    std::string name;          ///< without its prefix
    std::uint64_t offset = 0;  ///< of its first byte in the file
    Fault fault = Fault::none;
  };

  /// `records` are cut out whole; of `markers` only the beginning is told.
  XmlPieces(ByteReader& bytes, std::vector<std::string_view> records, std::vector<std::string_view> markers);

  std::optional<Piece> next();

  /// After the last piece: the file ends with what it began with.
  bool complete() const { return complete_; }
  /// The name of the outermost element, "" before it was met.
  const std::string& root() const { return root_; }

 private:
  enum class Kind { start, end };
  struct Tag {
    Kind kind = Kind::start;
    std::size_t begin = 0;  ///< places in the bytes ahead
    std::size_t name_begin = 0;
    std::size_t name_end = 0;
  };

  std::optional<Tag> next_tag();
  bool skip_other_markup();
  bool find(std::string_view ending);
  bool skip_doctype();
  bool skip_tag_end();
  void drop_read();
  std::string_view name_of(const Tag& tag);
  std::optional<Piece> outer(const Tag& tag);
  Piece cut(const Tag& first);
  Piece finish(Piece piece, std::size_t size, Fault fault);

  ByteReader& bytes_;
  std::vector<std::string_view> records_;
  std::vector<std::string_view> markers_;
  std::size_t at_ = 0;       ///< how far the bytes ahead were looked at
  std::size_t pending_ = 0;  ///< of the piece that was handed out
  bool holding_ = false;     ///< a record is being collected, so that nothing may be dropped
  bool overlong_ = false;
  std::string root_;
  bool complete_ = false;
};

}  // namespace markhound::index

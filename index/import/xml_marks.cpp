// The records of an XML register, one after another: cut out, parsed, and read by their format.
#include <array>
#include <cctype>
#include <utility>

#include "index/import/office_record.h"
#include "index/import/xml_pieces.h"
#include "index/import_run.h"

namespace markhound::index {
namespace {

/// What a register's own record keeps: an office knows of no nicknames, sellers or pictures.
constexpr Keeps of_the_user{true, true, true};

/// The encoding that the XML declaration names; UTF-8 where there is none.
std::string declared_encoding(std::string_view head) {
  const std::size_t end = head.find("?>");
  if (head.find("<?xml") == std::string_view::npos || end == std::string_view::npos) return "UTF-8";
  const std::string_view declaration = head.substr(0, end);
  const std::size_t name = declaration.find("encoding");
  const std::size_t quote = name == std::string_view::npos ? name : declaration.find_first_of("\"'", name);
  if (quote == std::string_view::npos) return "UTF-8";
  const std::size_t close = declaration.find(declaration[quote], quote + 1);
  std::string encoding(declaration.substr(quote + 1, close == std::string_view::npos ? 0 : close - quote - 1));
  for (char& c : encoding) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return encoding;
}

/// The number of the application, for a record that cannot be parsed.
std::string serial_in(std::string_view bytes) {
  for (const std::string_view tag : {"serial-number>", "ApplicationNumber>", "ApplicationNumberText>"}) {
    const std::size_t at = bytes.find(tag);
    if (at == std::string_view::npos) continue;
    std::string_view text = bytes.substr(at + tag.size(), 40);
    text = text.substr(0, text.find('<'));
    if (!text.empty() && text.find_first_of("\r\n") == std::string_view::npos) return std::string(text);
  }
  return {};
}

/// Hands records over; one of ST.66 waits for its owner, who may stand behind it.
class XmlImport {
 public:
  XmlImport(ImportFormat format, std::string encoding, ImportRun& run)
      : format_(format), parser_(std::move(encoding)), run_(run) {}

  void take(const XmlPieces::Piece& piece) {
    if (piece.name == "TransactionData") return begin_transaction();
    if (piece.name == "ApplicantDetails") return take_owner(piece);
    if (waiting_) hand_over();
    run_.begin_record();
    place_ = place_of(piece);
    const XmlRecord* record = parsed(piece);
    if (!record) return;
    switch (format_) {
      case ImportFormat::uspto: waiting_ = uspto_record(record->root()); break;
      case ImportFormat::st66: waiting_ = st66_record(record->root()); break;
      default: waiting_ = st96_record(record->root()); break;
    }
    if (format_ != ImportFormat::st66) return hand_over();
    ++marks_in_transaction_;
  }

  void finish() {
    if (waiting_) hand_over();
  }

 private:
  void begin_transaction() {
    finish();
    marks_in_transaction_ = 0;
  }

  /// Where several marks share a transaction nothing says whose owner it is.
  void take_owner(const XmlPieces::Piece& piece) {
    if (!waiting_ || !waiting_->fields.owner.empty() || marks_in_transaction_ != 1) return;
    XmlParser::Fault fault;
    const XmlRecord* record = piece.fault == XmlPieces::Fault::none ? parser_.parse(piece.bytes, fault) : nullptr;
    if (record) waiting_->fields.owner = st66_owner(record->root());
  }

  std::string place_of(const XmlPieces::Piece& piece) const {
    const std::string serial = serial_in(piece.bytes);
    return run_.name() + " record " + std::to_string(run_.records()) + " (byte " + std::to_string(piece.offset) +
           (serial.empty() ? "" : ", serial number " + serial) + ")";
  }

  const XmlRecord* parsed(const XmlPieces::Piece& piece) {
    if (piece.fault == XmlPieces::Fault::too_long) {
      run_.refuse(
          {Problem::Kind::limit, place_, "the record has over 8 MB", "a mark's record is shorter: check the file"});
      return nullptr;
    }
    if (piece.fault == XmlPieces::Fault::cut_off) {
      run_.refuse({Problem::Kind::bad_input, place_, "the record is never closed", "fetch the file again"});
      return nullptr;
    }
    XmlParser::Fault fault;
    const XmlRecord* record = parser_.parse(piece.bytes, fault);
    if (!record) {
      run_.refuse({Problem::Kind::bad_input, place_,
                   fault.cause + ", at byte " + std::to_string(piece.offset + fault.offset),
                   "mend the file there; the other records are imported"});
    }
    return record;
  }

  void hand_over() {
    OfficeRecord record = std::move(*waiting_);
    waiting_.reset();
    for (const std::string& doubt : record.doubts) run_.note(doubt);
    run_.accept(mark_from_record(std::move(record.fields), place_), of_the_user);
  }

  ImportFormat format_;
  XmlParser parser_;
  ImportRun& run_;
  std::optional<OfficeRecord> waiting_;
  std::string place_;
  std::size_t marks_in_transaction_ = 0;
};

XmlPieces pieces_of(ByteReader& bytes, ImportFormat format) {
  if (format == ImportFormat::uspto) return {bytes, {"case-file"}, {}};
  if (format == ImportFormat::st96) return {bytes, {"Trademark"}, {}};
  return {bytes, {"TradeMark", "ApplicantDetails"}, {"TransactionData"}};
}

}  // namespace

std::optional<Problem> import_xml(ByteReader& bytes, ImportFormat format, ImportRun& run) {
  const std::string encoding = declared_encoding(bytes.peek(1024).substr(0, 1024));
  // What expat reads by itself and has `<` as one byte.
  if (encoding != "UTF-8" && encoding != "ISO-8859-1" && encoding != "US-ASCII") {
    return Problem{Problem::Kind::bad_input, run.name(), "the encoding " + encoding.substr(0, 40) + " is not read",
                   "convert the file to UTF-8, with iconv for instance"};
  }
  XmlPieces pieces = pieces_of(bytes, format);
  XmlImport import(format, encoding, run);
  while (const auto piece = run.stopped() ? std::nullopt : pieces.next()) import.take(*piece);
  import.finish();
  if (!run.stopped() && !pieces.complete() && !bytes.problem()) {
    run.fail({Problem::Kind::bad_input, run.name(),
              "the file ends before " + (pieces.root().empty() ? "its first element" : "</" + pieces.root() + ">"),
              "fetch it again: it was cut off; what is before is imported"});
  }
  return std::nullopt;
}

}  // namespace markhound::index

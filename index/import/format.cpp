// Which format a file of marks has.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <utility>

#include "index/import_run.h"
#include "index/record.h"

namespace markhound::index {
namespace {

constexpr std::pair<ImportFormat, const char*> names[] = {
    {ImportFormat::uspto, "uspto"}, {ImportFormat::st66, "st66"},   {ImportFormat::st96, "st96"},
    {ImportFormat::csv, "csv"},     {ImportFormat::jsonl, "jsonl"}, {ImportFormat::json, "json"},
};

std::string ending_of(const std::string& name) {
  std::filesystem::path path(name);
  if (path.extension() == ".gz") path = path.stem();
  std::string ending = path.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

/// Whether an element of that name begins in the text, with or without a prefix.
bool has_element(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool ends = end >= text.size() || std::string_view(" \t\r\n/>").find(text[end]) != std::string_view::npos;
    if (at == 0 || !ends) continue;
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] != '<' &&
           (std::isalnum(static_cast<unsigned char>(text[begin - 1])) ||
            std::string_view("-_.:").find(text[begin - 1]) != std::string_view::npos))
      --begin;
    if (begin > 0 && text[begin - 1] == '<' && (begin == at || text[at - 1] == ':')) return true;
  }
  return false;
}

Result<ImportFormat> xml_format_of(std::string_view head, const std::string& name) {
  for (const char* element : {"trademark-applications-daily", "case-file"})
    if (has_element(head, element)) return ImportFormat::uspto;
  for (const char* element : {"TradeMarkTransactionBody", "TradeMarkDetails", "TradeMark"})
    if (has_element(head, element)) return ImportFormat::st66;
  for (const char* element : {"TrademarkTransaction", "TrademarkTransactionBody", "TrademarkBag", "Trademark"})
    if (has_element(head, element)) return ImportFormat::st96;
  return Problem{Problem::Kind::bad_input, name, "the XML is of no kind that is known",
                 "give USPTO trademark applications, WIPO ST.66 or ST.96, or say which with --format"};
}

}  // namespace

const char* to_string(ImportFormat format) {
  for (const auto& [one, name] : names)
    if (one == format) return name;
  return "";
}

std::optional<ImportFormat> import_format_from(const std::string& name) {
  for (const auto& [format, one] : names)
    if (name == one) return format;
  return std::nullopt;
}

Result<ImportFormat> format_of(std::string_view head, const std::string& name) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return Problem{Problem::Kind::bad_input, name, "the file is empty", "write one mark a line"};
  head.remove_prefix(first);
  const std::string ending = ending_of(name);
  if (ending == ".csv" || ending == ".tsv") return ImportFormat::csv;
  if (ending == ".jsonl" || ending == ".ndjson") return ImportFormat::jsonl;
  if (head[0] == '<') return xml_format_of(head, name);
  if (head.starts_with("PK\x03\x04"))
    return Problem{Problem::Kind::bad_input, name, "it is a zip within a zip", "unpack it and import what is in it"};
  if (head[0] == '[') return ImportFormat::json;
  // An object whose first line does not hold all of it is not one of JSONL.
  const std::string line = trimmed(std::string(head.substr(0, std::min(head.find('\n'), head.size()))));
  if (head[0] == '{')
    return line.ends_with("}") || head.find('\n') == std::string_view::npos ? ImportFormat::jsonl : ImportFormat::json;
  if (ending == ".json") return ImportFormat::jsonl;
  return ImportFormat::csv;
}

}  // namespace markhound::index

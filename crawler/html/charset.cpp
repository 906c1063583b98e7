#include "crawler/html/charset.h"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

constexpr std::size_t prescan_bytes = 4096;  // the standard's 1024 is often exceeded by real pages
constexpr std::size_t detect_bytes = 64u << 10;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// The label's converter under the names that browsers give it (WHATWG Encoding section 4.2): Latin-1 is
/// windows-1252 there, GB2312 is GB 18030.
Converter open(std::string_view label) {
  std::string name = lowered(trim(label));
  std::erase_if(name, [](char c) { return c == '"' || c == '\''; });
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") name = "windows-1252";
  if (name == "gb2312" || name == "gbk" || name == "x-gbk") name = "gb18030";
  if (name == "ks_c_5601-1987" || name == "euc-kr") name = "windows-949";
  if (name == "shift_jis" || name == "shift-jis" || name == "x-sjis") name = "windows-31j";
  if (name.empty() || name.size() > 40) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

std::string_view from_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  return {};
}

/// The value after "charset=" in the head of the page: <meta charset> and <meta http-equiv> both have it.
std::string from_meta(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, prescan_bytes));
  for (std::size_t at = head.find("charset"); at != head.npos; at = head.find("charset", at + 1)) {
    std::size_t i = head.find_first_not_of(" \t\r\n", at + 7);
    if (i == head.npos || head[i] != '=') continue;
    i = head.find_first_not_of(" \t\r\n\"'", i + 1);
    if (i == head.npos) break;
    const std::size_t end = std::min(head.find_first_of(" \t\r\n\"';>/", i), head.size());
    const std::string name = head.substr(i, end - i);
    // A page that could be scanned as ASCII is not UTF-16, whatever it says.
    return name.starts_with("utf-16") ? "utf-8" : name;
  }
  return {};
}

bool is_utf8(std::string_view bytes) {
  const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 code;
    U8_NEXT(text, i, size, code);
    if (code < 0) return i >= size;  // a sequence cut by the end of the sample is no error
  }
  return true;
}

bool has_high_bytes(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string detected(std::string_view bytes) {
  bytes = bytes.substr(0, detect_bytes);
  if (is_utf8(bytes)) return "utf-8";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  ucsdet_enableInputFilter(detector.get(), true);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = U_SUCCESS(status) && match ? ucsdet_getName(match, &status) : nullptr;
  return U_SUCCESS(status) && name ? name : "windows-1252";
}

std::string converted(std::string_view bytes, UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view header_charset) {
  constexpr std::size_t limit = 1u << 30;  // ICU counts in 32 bits
  bytes = bytes.substr(0, limit);
  const std::string_view mark = from_mark(bytes);
  if (mark == "utf-8") bytes.remove_prefix(3);
  // Servers name a charset that the page does not have; valid UTF-8 beyond ASCII is no accident.
  if ((mark.empty() || mark == "utf-8") && has_high_bytes(bytes) && is_utf8(bytes)) return std::string(bytes);
  Converter converter = open(mark);
  if (!converter) converter = open(header_charset);
  if (!converter) converter = open(from_meta(bytes));
  if (!converter) converter = open(detected(bytes));
  if (!converter) converter = open("windows-1252");
  if (!converter) return std::string(bytes);
  std::string text = converted(bytes, converter.get());
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace markhound::crawler::html

#include "crawler/address/host.h"

#include <algorithm>
#include <array>

#include <unicode/uidna.h>

#include "crawler/address/percent.h"

namespace markhound::crawler {
namespace {

constexpr std::string_view forbidden_in_host("\0\t\n\r #/:<>?@[\\]^|", 17);

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool forbidden_in_domain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x1f || byte == 0x7f || c == '%' || forbidden_in_host.find(c) != std::string_view::npos;
}

std::optional<std::string> in_brackets(std::string_view text) {
  if (!text.ends_with(']')) return std::nullopt;
  const auto address = parse_ipv6(text.substr(1, text.size() - 2));
  return address ? std::optional("[" + *address + "]") : std::nullopt;
}

const UIDNA* uts46() {
  static UIDNA* const idna = [] {
    UErrorCode error = U_ZERO_ERROR;
    return uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
  }();
  return idna;
}

}  // namespace

std::optional<std::string> domain_to_ascii(std::string_view domain) {
  if (is_ascii(domain)) return lower(domain);  // even where a label is no good punycode: DNS decides
  // The standard has CheckHyphens and VerifyDnsLength off; ICU has no switch for them, but says which rule was broken.
  constexpr std::uint32_t allowed = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                    UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                    UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  if (!uts46() || domain.size() > 4096) return std::nullopt;
  std::string name(domain.size() * 8 + 64, '\0');
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode error = U_ZERO_ERROR;
  const int length = uidna_nameToASCII_UTF8(uts46(), domain.data(), static_cast<int>(domain.size()), name.data(),
                                            static_cast<int>(name.size()), &info, &error);
  if (U_FAILURE(error) || (info.errors & ~allowed) != 0) return std::nullopt;
  name.resize(static_cast<std::size_t>(length));
  return name;
}

std::optional<std::string> parse_host(std::string_view text) {
  if (text.starts_with('[')) return in_brackets(text);
  auto domain = domain_to_ascii(percent_decoded(text));
  if (!domain || domain->empty()) return std::nullopt;
  if (std::any_of(domain->begin(), domain->end(), forbidden_in_domain)) return std::nullopt;
  return ends_in_number(*domain) ? parse_ipv4(*domain) : domain;
}

std::optional<std::string> parse_opaque_host(std::string_view text) {
  if (text.starts_with('[')) return in_brackets(text);
  std::string out;
  for (const char c : text) {
    if (forbidden_in_host.find(c) != std::string_view::npos) return std::nullopt;
    append_encoded(out, c, EncodeSet::c0_control);
  }
  return out;
}

}  // namespace markhound::crawler

#include "crawler/platforms/currency.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

constexpr std::string_view codes =
    " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ";

/// `code` is empty where only the country tells. `word`: letters may not touch it.
struct Sign {
  std::string_view text;
  std::string_view code;
  bool word = true;
};

// Longer ones first where one begins another. After Unicode CLDR's currency names and the usage of shops.
constexpr std::array signs{
    Sign{"CAD$", "CAD", false},
    Sign{"MOP$", "MOP", false},
    Sign{"US$", "USD", false},
    Sign{"AU$", "AUD", false},
    Sign{"AU $", "AUD", false},
    Sign{"US $", "USD", false},
    Sign{"CA$", "CAD", false},
    Sign{"CDN$", "CAD", false},
    Sign{"NZ$", "NZD", false},
    Sign{"HK$", "HKD", false},
    Sign{"NT$", "TWD", false},
    Sign{"MX$", "MXN", false},
    Sign{"TT$", "TTD", false},
    Sign{"GY$", "GYD", false},
    Sign{"BZ$", "BZD", false},
    Sign{"RD$", "DOP", false},
    Sign{"SG$", "SGD", false},
    Sign{"Bds$", "BBD", false},
    Sign{"EC$", "XCD", false},
    Sign{"WS$", "WST", false},
    Sign{"R$", "BRL", false},
    Sign{"C$", "", false},
    Sign{"A$", "AUD", false},
    Sign{"S$", "SGD", false},
    Sign{"J$", "JMD", false},
    Sign{"Z$", "ZWL", false},
    Sign{"$U", "UYU", false},
    Sign{"$b", "BOB", false},
    Sign{"CN¥", "CNY", false},
    Sign{"JP¥", "JPY", false},
    Sign{"€", "EUR", false},
    Sign{"£", "GBP", false},
    Sign{"₤", "GBP", false},
    Sign{"￡", "GBP", false},
    Sign{"¥", "", false},
    Sign{"￥", "", false},
    Sign{"$", "", false},
    Sign{"＄", "", false},
    Sign{"₹", "INR", false},
    Sign{"₽", "RUB", false},
    Sign{"₴", "UAH", false},
    Sign{"₺", "TRY", false},
    Sign{"₪", "ILS", false},
    Sign{"₩", "KRW", false},
    Sign{"￦", "KRW", false},
    Sign{"원", "KRW", false},
    Sign{"₫", "VND", false},
    Sign{"฿", "THB", false},
    Sign{"₱", "PHP", false},
    Sign{"₦", "NGN", false},
    Sign{"₡", "CRC", false},
    Sign{"₲", "PYG", false},
    Sign{"₵", "GHS", false},
    Sign{"₸", "KZT", false},
    Sign{"₼", "AZN", false},
    Sign{"₾", "GEL", false},
    Sign{"₭", "LAK", false},
    Sign{"₮", "MNT", false},
    Sign{"៛", "KHR", false},
    Sign{"৳", "BDT", false},
    Sign{"؋", "AFN", false},
    Sign{"֏", "AMD", false},
    Sign{"﷼", "", false},
    Sign{"₣", "CHF", false},
    Sign{"₿", "", false},
    Sign{"Ƀ", "", false},
    Sign{"¢", "", false},
    Sign{"₨", "", false},
    Sign{"元", "", false},
    Sign{"圆", "CNY", false},
    Sign{"円", "JPY", false},
    Sign{"zł", "PLN", false},
    Sign{"zl", "PLN"},
    Sign{"Kč", "CZK", false},
    Sign{"kč", "CZK", false},
    Sign{"Ft", "HUF"},
    Sign{"lei", "RON"},
    Sign{"Lei", "RON"},
    Sign{"LEI", "RON"},
    Sign{"leu", "RON"},
    Sign{"kn", "HRK"},
    Sign{"лв.", "BGN"},
    Sign{"лв", "BGN"},
    Sign{"ден", "MKD"},
    Sign{"ДЕН", "MKD"},
    Sign{"дин", "RSD"},
    Sign{"Дин", "RSD"},
    Sign{"din", "RSD"},
    Sign{"грн.", "UAH"},
    Sign{"грн", "UAH"},
    Sign{"руб.", "RUB"},
    Sign{"руб", "RUB"},
    Sign{"рублей", "RUB"},
    Sign{"BYN", "BYN"},
    Sign{"тг", "KZT"},
    Sign{"сум", "UZS"},
    Sign{"so'm", "UZS"},
    Sign{"Sʻ", "UZS"},
    Sign{"сом", "KGS"},
    Sign{"км", "BAM"},
    Sign{"KM", "BAM"},
    Sign{"р.", "", true},
    Sign{"Р", "RUB"},
    Sign{"р", "RUB"},
    Sign{"Br", "", true},
    Sign{"kr.", "", true},
    Sign{"kr", "", true},
    Sign{"Kr", "", true},
    Sign{",-kr", "", true},
    Sign{"TL", "TRY"},
    Sign{"₤", "GBP"},
    Sign{"stg", "GBP"},
    Sign{"Fr.", "CHF"},
    Sign{"SFr.", "CHF"},
    Sign{"SFr", "CHF"},
    Sign{"Fr", "CHF"},
    Sign{"Rp", "IDR"},
    Sign{"RM", "MYR"},
    Sign{"Rs.", "", true},
    Sign{"Rs", "", true},
    Sign{"Re", "", true},
    Sign{"ரூ", "INR", false},
    Sign{"र", "INR", false},
    Sign{"रु", "INR", false},
    Sign{"INR", "INR"},
    Sign{"đ", "VND"},
    Sign{"VNĐ", "VND"},
    Sign{"บาท", "THB", false},
    Sign{"P", "PHP"},
    Sign{"yen", "JPY"},
    Sign{"RMB", "CNY"},
    Sign{"yuan", "CNY"},
    Sign{"euros", "EUR"},
    Sign{"euro", "EUR"},
    Sign{"Euro", "EUR"},
    Sign{"franc", ""},
    Sign{"R", "ZAR"},
    Sign{"KSh", "KES"},
    Sign{"TSh", "TZS"},
    Sign{"USh", "UGX"},
    Sign{"FCFA", "XOF"},
    Sign{"CFA", "XOF"},
    Sign{"FBu", "BIF"},
    Sign{"Fbu", "BIF"},
    Sign{"Fdj", "DJF"},
    Sign{"GFr", "GNF"},
    Sign{"FG", "GNF"},
    Sign{"RF", "RWF"},
    Sign{"Nfk", "ERN"},
    Sign{"ናቕፋ", "ERN", false},
    Sign{"UM", "MRU"},
    Sign{"ZK", "ZMW"},
    Sign{"K", "", true},
    Sign{"Ks", "MMK"},
    Sign{"E", "SZL"},
    Sign{"D", "GMD"},
    Sign{"L", "", true},
    Sign{"q", "GTQ"},
    Sign{"Q", "GTQ"},
    Sign{"kwz", "AOA"},
    Sign{"Nu.", "BTN"},
    Sign{"Nu", "BTN"},
    Sign{"VT", "VUV"},
    Sign{"B/.", "PAB", false},
    Sign{"S/.", "PEN", false},
    Sign{"S/", "PEN", false},
    Sign{"Bs.", ""},
    Sign{"Bs", ""},
    Sign{"CND", "CAD"},
    Sign{"Dhs", "AED"},
    Sign{"Dh", ""},
    Sign{"AED", "AED"},
    Sign{"KD", "KWD"},
    Sign{"BD", "BHD"},
    Sign{"JD", "JOD"},
    Sign{"SR", "SAR"},
    Sign{"QR", "QAR"},
    Sign{"nis", "ILS"},
    Sign{"NIS", "ILS"},
    Sign{"ש״ח", "ILS"},
    Sign{"ש\"ח", "ILS"},
    Sign{"ש'ח", "ILS"},
    Sign{"تومان", "", false},
    Sign{"ریال", "IRR", false},
    Sign{"ريال", "", false},
    Sign{"ر.س", "SAR", false},
    Sign{"ر.ق", "QAR", false},
    Sign{"ر.ع", "OMR", false},
    Sign{"د.إ", "AED", false},
    Sign{"درهم", "", false},
    Sign{"دينار كويتي", "KWD", false},
    Sign{"دينار", "", false},
    Sign{"د.ك", "KWD", false},
    Sign{"د.أ", "JOD", false},
    Sign{"د.ج", "DZD", false},
    Sign{"دج", "DZD", false},
    Sign{"د.ل", "LYD", false},
    Sign{"ل.د", "LYD", false},
    Sign{"د.ت", "TND", false},
    Sign{"د.م", "MAD", false},
    Sign{"ع.د", "IQD", false},
    Sign{"د.ع", "IQD", false},
    Sign{"د.ب", "BHD", false},
    Sign{"ل.س", "SYP", false},
    Sign{"ش.ص", "", false},
    Sign{"ل.ل", "LBP", false},
    Sign{"ج.س.", "SDG", false},
    Sign{"ج.م", "EGP", false},
    Sign{"جنيه", "EGP", false},
    Sign{"ლარი", "GEL", false},
    Sign{"Lt", ""},
};

struct Country {
  std::string_view code;
  std::string_view currency;
};

constexpr std::array countries{
    Country{"US", "USD"}, Country{"CA", "CAD"}, Country{"MX", "MXN"}, Country{"BR", "BRL"}, Country{"AR", "ARS"},
    Country{"CL", "CLP"}, Country{"CO", "COP"}, Country{"PE", "PEN"}, Country{"UY", "UYU"}, Country{"GB", "GBP"},
    Country{"IE", "EUR"}, Country{"DE", "EUR"}, Country{"FR", "EUR"}, Country{"IT", "EUR"}, Country{"ES", "EUR"},
    Country{"PT", "EUR"}, Country{"NL", "EUR"}, Country{"BE", "EUR"}, Country{"AT", "EUR"}, Country{"FI", "EUR"},
    Country{"GR", "EUR"}, Country{"SK", "EUR"}, Country{"SI", "EUR"}, Country{"EE", "EUR"}, Country{"LV", "EUR"},
    Country{"LT", "EUR"}, Country{"LU", "EUR"}, Country{"MT", "EUR"}, Country{"CY", "EUR"}, Country{"HR", "EUR"},
    Country{"CH", "CHF"}, Country{"SE", "SEK"}, Country{"NO", "NOK"}, Country{"DK", "DKK"}, Country{"IS", "ISK"},
    Country{"PL", "PLN"}, Country{"CZ", "CZK"}, Country{"HU", "HUF"}, Country{"RO", "RON"}, Country{"BG", "BGN"},
    Country{"RS", "RSD"}, Country{"UA", "UAH"}, Country{"RU", "RUB"}, Country{"BY", "BYN"}, Country{"KZ", "KZT"},
    Country{"TR", "TRY"}, Country{"IL", "ILS"}, Country{"AE", "AED"}, Country{"SA", "SAR"}, Country{"EG", "EGP"},
    Country{"ZA", "ZAR"}, Country{"NG", "NGN"}, Country{"KE", "KES"}, Country{"IN", "INR"}, Country{"PK", "PKR"},
    Country{"BD", "BDT"}, Country{"LK", "LKR"}, Country{"CN", "CNY"}, Country{"HK", "HKD"}, Country{"TW", "TWD"},
    Country{"JP", "JPY"}, Country{"KR", "KRW"}, Country{"SG", "SGD"}, Country{"MY", "MYR"}, Country{"TH", "THB"},
    Country{"VN", "VND"}, Country{"ID", "IDR"}, Country{"PH", "PHP"}, Country{"AU", "AUD"}, Country{"NZ", "NZD"},
    Country{"IR", "IRR"}, Country{"JM", "JMD"}, Country{"MA", "MAD"}, Country{"TN", "TND"}, Country{"NI", "NIO"},
};

/// Currencies that a shared sign may mean; the country's own is taken where it is among them.
struct Shared {
  std::string_view sign;
  std::string_view codes;
};

constexpr std::array shared{
    Shared{"$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU JMD"},
    Shared{"＄", "USD TWD HKD SGD"},
    Shared{"C$", "CAD NIO"},
    Shared{"¥", "JPY CNY"},
    Shared{"￥", "JPY CNY"},
    Shared{"元", "CNY TWD HKD"},
    Shared{"kr", "SEK NOK DKK ISK"},
    Shared{"kr.", "DKK SEK NOK ISK"},
    Shared{"Kr", "SEK NOK DKK ISK"},
    Shared{"р.", "RUB BYN"},
    Shared{"Br", "BYN ETB"},
    Shared{"Rs", "INR PKR LKR"},
    Shared{"Rs.", "INR PKR LKR"},
    Shared{"₨", "INR PKR LKR"},
    Shared{"Re", "INR PKR"},
    Shared{"Dh", "AED MAD"},
    Shared{"ريال", "SAR QAR OMR"},
    Shared{"﷼", "SAR IRR QAR OMR"},
    Shared{"درهم", "AED MAD"},
};

bool is_letter_byte(char c) { return html::is_alpha(c) || static_cast<unsigned char>(c) >= 0xC3; }

/// Whether a sign of letters stands at [begin, end) as a word of its own.
bool is_word(std::string_view text, std::size_t begin, std::size_t end) {
  const auto continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  if (begin > 0 && (html::is_alpha(text[begin - 1]) || text[begin - 1] == '&')) return false;
  if (begin > 0 && continuation(text[begin - 1])) {
    std::size_t first = begin - 1;
    while (first > 0 && continuation(text[first])) --first;
    if (static_cast<unsigned char>(text[first]) >= 0xC3 && static_cast<unsigned char>(text[first]) < 0xE2) return false;
    if (static_cast<unsigned char>(text[first]) > 0xE2) return false;
  }
  if (end < text.size() && text[end] == '\'') return false;  // an article: "L'unité"
  return end >= text.size() || !is_letter_byte(text[end]) || static_cast<unsigned char>(text[end]) == 0xE2;
}

std::size_t distance(std::size_t begin, std::size_t end, const CurrencySign& sign, std::string_view text) {
  if (begin == end) return sign.begin;
  const bool before = sign.end <= begin;
  const std::size_t from = before ? sign.end : end;
  const std::size_t to = before ? begin : std::max(sign.begin, end);
  std::size_t steps = 0;
  for (std::size_t i = from; i < to; ++i) steps += html::is_space(text[i]) ? 0 : 4;
  return steps + (before ? 0 : 1);  // what stands before the amount belongs to it first
}

}  // namespace

bool is_currency_code(std::string_view text) {
  if (text.size() != 3) return false;
  std::string padded(" ");
  (padded += text) += ' ';
  for (char& c : padded)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return codes.find(padded) != codes.npos;
}

std::optional<CurrencySign> find_currency(std::string_view text, std::size_t begin, std::size_t end) {
  std::optional<CurrencySign> best;
  std::size_t nearest = 0;
  std::size_t rank = 0;
  const auto offer = [&](std::size_t at, std::size_t size, std::size_t kind) {
    CurrencySign sign{at, at + size, std::string(text.substr(at, size))};
    if (sign.begin < end && sign.end > begin) return;  // it stands inside the amount
    const std::size_t away = distance(begin, end, sign, text);
    // A code beside the amount tells more than a sign beside it; of two signs the longer.
    const bool better = !best || kind > rank || (kind == rank && away < nearest) ||
                        (kind == rank && away == nearest && size > best->text.size());
    if (!better) return;
    best = std::move(sign);
    nearest = away;
    rank = kind;
  };
  for (std::size_t i = 0; i + 3 <= text.size(); ++i)
    if (is_currency_code(text.substr(i, 3)) && is_word(text, i, i + 3)) {
      const bool beside = distance(begin, end, {i, i + 3, {}}, text) <= 5;
      offer(i, 3, beside ? 3 : 1);
    }
  for (const Sign& sign : signs)
    for (std::size_t i = text.find(sign.text); i != text.npos; i = text.find(sign.text, i + sign.text.size())) {
      if (sign.word && !is_word(text, i, i + sign.text.size())) continue;
      offer(i, sign.text.size(), sign.word ? 1 : 2);
    }
  return best;
}

std::string currency_of(std::string_view country) {
  for (const Country& known : countries)
    if (known.code == country) return std::string(known.currency);
  return {};
}

std::string currency_code(std::string_view sign, std::string_view country) {
  if (is_currency_code(sign)) {
    std::string code(sign);
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return code;
  }
  const std::string own = currency_of(country);
  for (const Shared& known : shared)
    if (known.sign == sign) return !own.empty() && known.codes.find(own) != known.codes.npos ? own : std::string{};
  for (const Sign& known : signs)
    if (known.text == sign) return std::string(known.code);
  return {};
}

}  // namespace markhound::crawler

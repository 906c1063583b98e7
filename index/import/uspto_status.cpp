// Status codes of the USPTO's trademark cases (TRAM, TSDR, and the header of each case file) as live, pending or dead.
//
// The codes with their texts are in the USPTO's documentation of the daily trademark applications product (TRTDXFAP,
// "Status codes") and in its status line documentation in the Official Gazette
// (https://www.uspto.gov/news/og/con/files/cons181.htm); read in two public transcripts of them, 25 November 2026. The
// office itself tells only live from dead; what is live is pending here unless it is registered. A proceeding that ends
// badly (763 refusal affirmed, 779 opposition sustained) leaves a case pending until its code becomes that of an
// abandoned one. The runs are spelled out, as there is no rule in the numbers: 715 is "cancelled - restored to
// pendency", 717 "registered - awaiting divisional fee", 718 a request for an extension.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "index/import/office_record.h"

namespace markhound::index {
namespace {

// 400-417: the international registration was cancelled, so that its extension to the US ends; a transformation is a
// new application. 600-609, 614, 618 abandoned; 622 misassigned number; 626 backfile, cancelled or expired; 709-714,
// 716 cancelled; 900 expired.
constexpr std::string_view dead[] = {"400", "401", "402", "403", "404", "405", "406", "411", "412",
                                     "414", "415", "417", "600", "601", "602", "603", "604", "605",
                                     "606", "607", "608", "609", "610", "614", "618", "622", "626",
                                     "709", "710", "711", "712", "713", "714", "716", "900", "901"};

// 624 registered, backfile; 700 registered; 701-708 declarations under sections 8, 15 and 71 accepted; 717 awaiting a
// divisional fee; 740 a paper was filed after registration; 778, 780, 790 cancellation dismissed, terminated, pending;
// 783 cancellation decided, judgment deferred; 800 renewed.
constexpr std::string_view live[] = {"624", "700", "701", "702", "703", "704", "705", "706", "707",
                                     "708", "717", "740", "778", "780", "781", "783", "790", "800"};

// 612, 616 petition to revive, revived; 630-694 examined, published, allowed; 715 restored to pendency; 718-734
// extensions of time; 744-757 statement of use; 760-777, 779, 782, 794 before the Trial and Appeal Board; 801-825
// opposition papers and the examination of statements of use; 973 petition or court decision pending.
constexpr std::string_view pending[] = {
    "612", "616", "630", "631", "632", "638", "640", "641", "642", "643", "644", "645", "646", "647", "648", "649",
    "650", "651", "652", "653", "654", "655", "656", "657", "658", "659", "660", "661", "663", "664", "665", "666",
    "667", "668", "672", "673", "680", "681", "682", "686", "688", "689", "690", "692", "693", "694", "715", "718",
    "719", "720", "721", "722", "724", "725", "730", "731", "732", "733", "734", "744", "745", "746", "748", "752",
    "753", "756", "757", "760", "762", "763", "764", "765", "766", "771", "772", "773", "774", "775", "777", "779",
    "782", "794", "801", "802", "803", "804", "806", "807", "808", "809", "810", "811", "812", "813", "814", "815",
    "816", "817", "818", "819", "820", "821", "822", "823", "824", "825", "973"};

// Not in any: 000 unknown, 620 and 625 added with an unclear status, 968-970 no registration data.

template <std::size_t size>
bool holds(const std::string_view (&codes)[size], std::string_view code) {
  return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

}  // namespace

std::optional<Mark::Status> uspto_status(std::string_view code) {
  if (holds(dead, code)) return Mark::Status::dead;
  if (holds(live, code)) return Mark::Status::live;
  if (holds(pending, code)) return Mark::Status::pending;
  return std::nullopt;
}

}  // namespace markhound::index

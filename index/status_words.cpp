#include "index/status_words.h"

#include <cctype>
#include <string_view>
#include <utility>

#include "index/record.h"

namespace markhound::index {

std::string lower_words(const std::string& text) {
  std::string words;
  for (char c : trimmed(text)) {
    words += (c == '_' || c == '-') ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return words;
}

std::optional<Mark::Status> status_from(const std::string& text) {
  using Status = Mark::Status;
  // The longer of two beginnings stands first. "Registration …" and "Application …" are the values of WIPO ST.66's
  // MarkCurrentStatusCode and of ST.96's MarkCurrentStatusCategory, where the second word decides.
  static constexpr std::pair<std::string_view, Status> beginnings[] = {
      {"registration pend", Status::pending},
      {"registration cancel", Status::dead},
      {"registration expir", Status::dead},
      {"registration surrender", Status::dead},
      {"registration invalid", Status::dead},
      {"registration revok", Status::dead},
      {"registration laps", Status::dead},
      {"registration remov", Status::dead},
      {"registration refus", Status::dead},
      {"registration withdr", Status::dead},
      {"registered backfile cancel", Status::dead},
      {"application withdr", Status::dead},
      {"application refus", Status::dead},
      {"application reject", Status::dead},
      {"application abandon", Status::dead},
      {"application laps", Status::dead},
      {"application cancel", Status::dead},
      {"application invalid", Status::dead},
      {"application expir", Status::dead},
      {"application inactive", Status::dead},
      {"cancellation pend", Status::live},
      {"cancellation dismiss", Status::live},
      {"invalidation", Status::live},  // "Invalidation proceeding pending": in force until it is decided
      {"revocation", Status::live},
      {"live", Status::live},
      {"regist", Status::live},
      {"active", Status::live},
      {"valid", Status::live},
      {"renew", Status::live},
      {"in force", Status::live},
      {"protected", Status::live},
      {"granted", Status::live},
      {"pending", Status::pending},
      {"appl", Status::pending},
      {"filed", Status::pending},
      {"publi", Status::pending},
      {"exam", Status::pending},
      {"under exam", Status::pending},
      {"oppos", Status::pending},
      {"start of opposition", Status::pending},
      {"appeal", Status::pending},
      {"interruption", Status::pending},
      {"suspen", Status::pending},
      {"new appl", Status::pending},
      {"accepted", Status::pending},
      {"allowed", Status::pending},
      {"dead", Status::dead},
      {"cancel", Status::dead},
      {"expired", Status::dead},
      {"abandon", Status::dead},
      {"refus", Status::dead},
      {"reject", Status::dead},
      {"withdraw", Status::dead},
      {"withdrawn", Status::dead},
      {"lapsed", Status::dead},
      {"invalid", Status::dead},
      {"surrender", Status::dead},
      {"revoked", Status::dead},
      {"removed", Status::dead},
      {"removal", Status::dead},
      {"ended", Status::dead},
      {"inactive", Status::dead},
      {"not registered", Status::dead},
      {"delete", Status::dead},
  };
  const std::string words = lower_words(text);
  if (words.empty()) return Status::live;
  for (const auto& [beginning, status] : beginnings) {
    if (words.starts_with(beginning)) return status;
  }
  return std::nullopt;
}

}  // namespace markhound::index

// One entry of a HAR, and the capture that it stands for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

/// The members of an entry that matter here, as the file has them.
struct HarEntry {
  std::string started;  ///< RFC 3339, with any offset
  double took_ms = 0;
  std::string page;           ///< pageref
  std::string resource_type;  ///< Chromium's own, "document"
  std::string server;
  Exchange exchange;  ///< without its body
  std::string redirect;
  std::string media_type;
  std::string text;
  bool has_text = false;
  bool text_cut = false;  ///< it was longer than what is read of one string
  std::string encoding;   ///< "base64", or empty
  double size = 0;        ///< of the content
};

/// Nothing where the entry answers nothing that a scan could ask for: not GET, not http or https, never answered.
/// A Problem where it has no body that could be read, and should have one.
///
/// A HAR holds bodies with their Content-Encoding taken off, and texts as Unicode. So that the headers fit the body,
/// those that no longer do are renamed X-Markhound-Orig-…; an answer 304 that the browser filled from its cache counts
/// as 200, with X-Markhound-Orig-Status.
Result<std::optional<Capture>> capture_of(HarEntry entry, const std::string& file, std::size_t max_bytes);

/// "2026-01-02T03:04:05.123+01:00" in UTC; nothing where the text is no such time.
std::optional<UtcTime> time_of(const std::string& text);

}  // namespace markhound::crawler

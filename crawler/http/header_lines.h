// Header lines as they come and go on the wire.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/capture.h"

namespace markhound::crawler {

struct StatusLine {
  std::string_view protocol;  ///< "HTTP/1.1"
  int status = 0;             ///< 0 where the line is no status line
  std::string_view reason;
};

StatusLine parse_status_line(std::string_view line);

/// Appends the header on the line; a line that begins with a blank goes on with the last one (obs-fold, RFC 9112
/// section 5.2). Lines without a colon are passed by.
void add_header_line(std::string_view line, std::vector<Header>& headers);

/// The lines up to the empty one, the first of them (request or status line) left out.
std::vector<Header> parse_header_lines(std::string_view text);

}  // namespace markhound::crawler

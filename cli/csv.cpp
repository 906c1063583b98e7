#include "cli/csv.h"

#include <fmt/format.h>

#include "cli/terminal.h"

namespace markhound::cli {

std::string csv_cell(const std::string& text) {
  std::string safe = inert(text);
  if (!safe.empty() && std::string_view("=+-@").find(safe.front()) != std::string_view::npos) safe.insert(0, "'");
  if (safe.find_first_of(",\"") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv_of(const std::vector<evidence::FindingRecord>& findings) {
  std::string out = "id,grade,score,mark,title,listing,seller,price,currency,first_seen,last_seen,decision,why\r\n";
  for (const auto& record : findings) {
    const Finding& finding = record.finding;
    const std::string cells[] = {finding.id,
                                 to_string(finding.grade),
                                 fmt::format("{:.4f}", finding.score),
                                 finding.mark,
                                 finding.title,
                                 finding.listing,
                                 record.seen.seller,
                                 record.seen.price.amount,
                                 record.seen.price.currency,
                                 to_rfc3339(record.first_seen),
                                 to_rfc3339(record.last_seen),
                                 to_string(record.decision),
                                 record.why};
    bool first = true;
    for (const std::string& cell : cells) {
      if (!first) out += ",";
      out += csv_cell(cell);
      first = false;
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace markhound::cli

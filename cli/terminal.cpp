#include "cli/terminal.h"

#include <cstring>

#include <fmt/format.h>

namespace markhound::cli {
namespace {

/// Bytes of a bidirectional control (U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F) at `at`, or 0.
std::size_t bidi_control(const std::string& text, std::size_t at) {
  static constexpr const char* controls[] = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
                                             "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"};
  for (const char* control : controls) {
    if (text.compare(at, std::strlen(control), control) == 0) return std::strlen(control);
  }
  return 0;
}

std::string name_of(const std::string& mark, const index::Register& marks) {
  const auto found = marks.find(mark);
  if (!found) return mark;
  return found->name.empty() ? mark : mark + " (" + inert(found->name) + ")";
}

void add_reasons(std::string& out, const std::vector<std::string>& reasons) {
  for (const std::string& reason : reasons) out += "\n      " + inert(reason);
}

}  // namespace

std::string inert(const std::string& text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (const std::size_t control = bidi_control(text, at)) {
      safe += '?';
      at += control;
    } else {
      safe += byte < 0x20 || byte == 0x7f ? ' ' : text[at];
      ++at;
    }
  }
  return safe;
}

std::string shortened(const std::string& text, std::size_t columns) {
  if (text.size() <= columns) return text;
  std::size_t end = columns;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string describe(const std::string& input, const std::vector<TextMatch>& matches, const index::Register& marks) {
  std::string out = inert(input);
  if (matches.empty()) return out + "\n  no mark";
  for (const TextMatch& match : matches) {
    const std::string met = input.substr(match.span.begin, match.span.end - match.span.begin);
    out += fmt::format("\n  {:.2f} {} {}: \"{}\"", match.score, to_string(match.likeness), name_of(match.mark, marks),
                       inert(met));
    add_reasons(out, match.reasons);
  }
  return out;
}

std::string describe(const std::string& file, const PictureMatches& found, const index::Register& marks) {
  std::string out = inert(file);
  if (found.logos.empty() && found.texts.empty()) out += "\n  no mark";
  for (const LogoMatch& logo : found.logos) {
    out += fmt::format("\n  {:.2f} logo {} at {},{} {}x{}", logo.score, name_of(logo.mark, marks), logo.box.x,
                       logo.box.y, logo.box.width, logo.box.height);
    add_reasons(out, logo.reasons);
  }
  for (const TextMatch& match : found.texts) {
    out += fmt::format("\n  {:.2f} words {} {}", match.score, to_string(match.likeness), name_of(match.mark, marks));
    add_reasons(out, match.reasons);
  }
  if (!found.text.empty()) out += "\n  words: " + inert(found.text);
  return out;
}

std::string table_of(const std::vector<evidence::FindingRecord>& findings) {
  std::string out;
  for (const auto& record : findings) {
    const Finding& finding = record.finding;
    const std::string decided =
        record.decision == Decision::open ? "" : std::string(" [") + to_string(record.decision) + "]";
    out += fmt::format("{:<4} {}  {:.2f}  {:<16} {}{}\n{:25}{}\n", to_string(finding.grade), finding.id, finding.score,
                       shortened(inert(finding.mark), 16), shortened(inert(finding.title), 70), decided, "",
                       inert(finding.listing));
  }
  return out;
}

std::string describe(const evidence::FindingRecord& record) {
  const Finding& finding = record.finding;
  std::string out = fmt::format("finding {}\n  grade {}   score {:.2f}   mark {}   rules {}\n  {}\n  {}\n", finding.id,
                                to_string(finding.grade), finding.score, inert(finding.mark), finding.rules,
                                inert(finding.title), inert(finding.listing));
  out += fmt::format("  first seen {}   last seen {}\n", to_rfc3339(record.first_seen), to_rfc3339(record.last_seen));
  if (record.decision != Decision::open)
    out += fmt::format("  {}: {}\n", to_string(record.decision), inert(record.why));
  out += "why\n";
  for (const Factor& factor : finding.factors) {
    out += fmt::format("  {:+.2f}  {}: {} [{}]\n", factor.weight, factor.name, inert(factor.reason), factor.source);
  }
  out += "what was considered against it\n";
  for (const Defence& defence : finding.defences) {
    out += fmt::format("  {}  {}: {} [{}]\n", defence.found ? "FOUND    " : "not found", defence.name,
                       inert(defence.reason), defence.source);
  }
  out += "where\n";
  for (const TextSighting& text : finding.texts) {
    const Span& span = text.match.span;
    out +=
        fmt::format("  {}: \"{}\" ({}, {:.2f})", text.where, inert(text.text.substr(span.begin, span.end - span.begin)),
                    to_string(text.match.likeness), text.match.score);
    add_reasons(out, text.match.reasons);
    out += "\n";
  }
  for (const LogoSighting& logo : finding.logos) {
    out += fmt::format("  logo in {} ({:.2f})", inert(logo.image), logo.match.score);
    add_reasons(out, logo.match.reasons);
    out += "\n";
  }
  return out;
}

}  // namespace markhound::cli

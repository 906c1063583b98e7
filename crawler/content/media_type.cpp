#include "crawler/content/media_type.h"

#include <algorithm>
#include <array>

namespace markhound::crawler {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

struct Extension {
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array<Extension, 3> pages = {
    {{".html", "text/html"}, {".htm", "text/html"}, {".xhtml", "application/xhtml+xml"}}};

constexpr std::array<Extension, 10> pictures = {{{".jpg", "image/jpeg"},
                                                 {".jpeg", "image/jpeg"},
                                                 {".png", "image/png"},
                                                 {".gif", "image/gif"},
                                                 {".webp", "image/webp"},
                                                 {".bmp", "image/bmp"},
                                                 {".tif", "image/tiff"},
                                                 {".tiff", "image/tiff"},
                                                 {".svg", "image/svg+xml"},
                                                 {".avif", "image/avif"}}};

constexpr std::array<Extension, 4> documents = {
    {{".xml", "application/xml"}, {".json", "application/json"}, {".txt", "text/plain"}, {".csv", "text/csv"}}};

template <std::size_t n>
std::string_view by_name(const std::array<Extension, n>& table, std::string_view name) {
  for (const auto& extension : table)
    if (name.ends_with(extension.name)) return extension.media_type;
  return {};
}

std::string without_gz(std::string_view name) {
  std::string out = lower(name);
  if (out.ends_with(".gz")) out.resize(out.size() - 3);
  return out;
}

/// The signatures of the WHATWG MIME Sniffing standard, section 6.1, that matter to listings.
std::string_view by_signature(std::string_view content) {
  using namespace std::string_view_literals;
  if (content.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (content.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
  if (content.starts_with("GIF87a"sv) || content.starts_with("GIF89a"sv)) return "image/gif";
  if (content.starts_with("RIFF"sv) && content.substr(0, 14).ends_with("WEBPVP"sv)) return "image/webp";
  if (content.starts_with("II*\0"sv) || content.starts_with("MM\0*"sv)) return "image/tiff";
  if (content.substr(0, 12).ends_with("ftypavif"sv)) return "image/avif";
  if (content.starts_with("%PDF-"sv)) return "application/pdf";
  if (content.starts_with("\x1f\x8b\x08"sv)) return "application/gzip";
  return {};
}

}  // namespace

ContentType parse_content_type(std::string_view header) {
  const auto semicolon = std::min(header.find(';'), header.size());
  ContentType out{lower(trim(header.substr(0, semicolon))), {}};
  const std::string parameters = lower(header.substr(semicolon));
  const auto found = parameters.find("charset=");
  if (found == std::string::npos) return out;
  std::string_view value = trim(header.substr(semicolon + found + 8));
  if (value.starts_with('"')) value.remove_prefix(1);
  out.charset = std::string(value.substr(0, std::min(value.find_first_of("\"; \t,"), value.size())));
  return out;
}

std::string guess_media_type(std::string_view name, std::string_view content) {
  if (const auto type = by_signature(content); !type.empty()) return std::string(type);
  const std::string stem = without_gz(name);
  for (const auto type : {by_name(pages, stem), by_name(pictures, stem), by_name(documents, stem)})
    if (!type.empty()) return std::string(type);
  const std::string_view begin = trim(content.substr(0, std::min<std::size_t>(content.size(), 512)));
  return begin.starts_with('<') || begin.starts_with("\xef\xbb\xbf<") ? "text/html" : "application/octet-stream";
}

bool is_html(std::string_view media_type) { return media_type == "text/html" || media_type == "application/xhtml+xml"; }

bool has_page_name(std::string_view name) { return !by_name(pages, without_gz(name)).empty(); }

bool has_picture_name(std::string_view name) { return !by_name(pictures, lower(name)).empty(); }

}  // namespace markhound::crawler

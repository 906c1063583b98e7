#include "crawler/content/decoder.h"

#include <algorithm>
#include <vector>

namespace markhound::crawler {
namespace {

constexpr std::size_t max_layers = 5;  // libcurl's own bound (CVE-2022-32206)

std::string token(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  std::string out(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// In the order in which they were applied.
std::vector<std::string> layers(std::string_view header) {
  std::vector<std::string> out;
  while (!header.empty()) {
    const auto comma = std::min(header.find(','), header.size());
    std::string name = token(header.substr(0, comma));
    header.remove_prefix(std::min(comma + 1, header.size()));
    if (!name.empty() && name != "identity" && name != "none") out.push_back(std::move(name));
  }
  return out;
}

bool looks_zstd(std::string_view bytes) { return bytes.starts_with("\x28\xb5\x2f\xfd"); }

Decoded decode_layer(const std::string& name, std::string_view body, std::size_t limit) {
  if (name == "gzip" || name == "x-gzip") {
    if (looks_gzipped(body)) return decode_gzip(body, limit);
    return {Decoded::End::whole, std::string(body), {}};
  }
  if (name == "deflate") return decode_deflate(body, limit);
  if (name == "br") return decode_brotli(body, limit);
  if (name == "zstd") {
    if (looks_zstd(body)) return decode_zstd(body, limit);
    return {Decoded::End::whole, std::string(body), {}};
  }
  return {Decoded::End::unknown, {}, "its Content-Encoding \"" + name + "\" is not known"};
}

}  // namespace

bool looks_gzipped(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"); }

Decoded decode_content(std::string_view body, std::string_view content_encoding, std::size_t limit) {
  std::vector<std::string> names = layers(content_encoding);
  if (names.size() > max_layers) return {Decoded::End::unknown, {}, "more than five encodings are stacked on it"};
  if (body.size() > limit) return {Decoded::End::over_limit, {}, "larger than " + std::to_string(limit) + " bytes"};
  Decoded out{Decoded::End::whole, std::string(body), {}};
  for (auto name = names.rbegin(); name != names.rend() && !out.content.empty(); ++name) {
    Decoded layer = decode_layer(*name, out.content, limit);
    const bool failed = layer.end == Decoded::End::over_limit || layer.end == Decoded::End::unknown;
    if (failed) return layer;
    out.content = std::move(layer.content);
    if (layer.end != Decoded::End::whole) {
      out.end = layer.end;
      out.cause = std::move(layer.cause);
    }
  }
  return out;
}

}  // namespace markhound::crawler

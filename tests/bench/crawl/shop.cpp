#include "tests/bench/crawl/shop.h"

#include <charconv>
#include <cstdint>

#include <zlib.h>

namespace markhound::bench {
namespace {

std::string host_of(int page) { return "127.0.1." + std::to_string(1 + page % Shop::hosts); }

std::uint32_t next(std::uint32_t& state) { return state = state * 1664525u + 1013904223u; }

/// Half a megabyte of words, from which each page takes a part of its own.
const std::string& prose() {
  static const std::string text = [] {
    static constexpr std::string_view syllables[] = {"ka", "mer", "lon", "ti", "su", "ran", "vel", "do",
                                                     "pi", "gar", "nes", "o",  "ul", "bri", "sha", "ten"};
    std::string words;
    std::uint32_t state = 7;
    while (words.size() < (512u << 10)) {
      for (std::uint32_t n = 1 + (next(state) >> 30); n > 0; --n) words += syllables[next(state) >> 28];
      words += (next(state) >> 28) == 0 ? ".</p>\n<p>" : " ";
    }
    return words;
  }();
  return text;
}

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

void put_chunk(std::string& png, std::string_view type, std::string_view data) {
  put_u32(png, static_cast<std::uint32_t>(data.size()));
  const std::size_t begin = png.size();
  png.append(type).append(data);
  const auto* bytes = reinterpret_cast<const Bytef*>(png.data() + begin);
  put_u32(png, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(png.size() - begin))));
}

/// One grey pixel, and a chunk of noise that makes the picture as large as a thumbnail.
std::string picture(int page, int number) {
  std::string png("\x89PNG\r\n\x1a\n", 8);
  put_chunk(png, "IHDR", std::string_view("\0\0\0\1\0\0\0\1\10\0\0\0\0", 13));
  std::string noise = "Comment";
  noise += '\0';
  auto state = static_cast<std::uint32_t>(page * Shop::pictures + number);
  while (noise.size() < Shop::picture_bytes) put_u32(noise, next(state) ^ (state >> 13));
  put_chunk(png, "tEXt", noise);
  static constexpr unsigned char pixel[] = {0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81};
  put_chunk(png, "IDAT", std::string_view(reinterpret_cast<const char*>(pixel), sizeof pixel));
  put_chunk(png, "IEND", {});
  return png;
}

std::string page(const Shop& shop, int number) {
  const std::string name = "Article " + std::to_string(number);
  std::string html = "<!doctype html><html><head><meta charset=\"utf-8\"><title>" + name +
                     "</title>\n<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
                     "\"@type\":\"Product\",\"name\":\"" +
                     name + "\",\"sku\":\"A" + std::to_string(number) + "\",\"image\":[";
  for (int i = 0; i < Shop::pictures; ++i) html += (i ? ",\"" : "\"") + shop.picture_url(number, i) + "\"";
  html += "],\"offers\":{\"@type\":\"Offer\",\"price\":\"" + std::to_string(1 + number % 500) +
          ".90\",\"priceCurrency\":\"EUR\"}}</script></head>\n<body><h1>" + name + "</h1>\n";
  for (int i = 0; i < Shop::pictures; ++i) html += "<img src=\"" + shop.picture_url(number, i) + "\" alt=\"\">\n";
  html += "<p>";
  const std::string tail = "</p></body></html>\n";
  const std::size_t wanted = Shop::page_bytes - html.size() - tail.size();
  const std::size_t from = static_cast<std::size_t>(number) * 7919 % (prose().size() - wanted);
  return html + prose().substr(from, wanted) + tail;
}

/// The number at the front of `text`, which is taken off.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

std::string Shop::page_url(int page) const {
  return "http://" + host_of(page) + ":" + std::to_string(port) + "/item/" + std::to_string(page) + ".html";
}

std::string Shop::picture_url(int page, int picture) const {
  return "http://" + host_of(page) + ":" + std::to_string(port) + "/picture/" + std::to_string(page) + "-" +
         std::to_string(picture) + ".png";
}

Answer answer(const Shop& shop, std::string_view path) {
  if (path.starts_with("/item/")) {
    path.remove_prefix(6);
    const auto number = take_number(path);
    if (number && *number >= 0 && *number < shop.pages && path == ".html")
      return {200, "text/html; charset=utf-8", page(shop, *number)};
  } else if (path.starts_with("/picture/")) {
    path.remove_prefix(9);
    const auto number = take_number(path);
    if (!number || !path.starts_with("-")) return {};
    path.remove_prefix(1);
    const auto which = take_number(path);
    if (which && *which >= 0 && *which < Shop::pictures) return {200, "image/png", picture(*number, *which)};
  }
  return {};
}

}  // namespace markhound::bench

#include "evidence/warc/content_coding.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

namespace markhound::evidence {
namespace {

using Decoded = std::optional<std::string>;

/// Makes room for the next piece of output; false where the cap is reached.
bool grow(std::string& out, std::size_t used, std::size_t cap) {
  if (used > cap) return false;
  out.resize(used + std::clamp<std::size_t>(used, 16u << 10, 4u << 20));
  return true;
}

Decoded inflate_all(std::string_view body, std::size_t cap, int window) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return std::nullopt;
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> end(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::size_t used = 0;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    if (!grow(out, used, cap)) return std::nullopt;
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    state = inflate(&stream, Z_NO_FLUSH);
    used = out.size() - stream.avail_out;
    if (state != Z_OK && state != Z_STREAM_END) return std::nullopt;
  }
  out.resize(used);
  return used <= cap ? Decoded(std::move(out)) : std::nullopt;
}

/// "deflate" is zlib data by the RFC and raw deflate by the habit of some servers.
Decoded inflate_deflate(std::string_view body, std::size_t cap) {
  auto wrapped = inflate_all(body, cap, MAX_WBITS);
  return wrapped ? wrapped : inflate_all(body, cap, -MAX_WBITS);
}

Decoded decode_brotli(std::string_view body, std::size_t cap) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  auto next_in = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t left_in = body.size();
  std::string out;
  std::size_t used = 0;
  for (auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT; result != BROTLI_DECODER_RESULT_SUCCESS;) {
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT || !grow(out, used, cap)) return std::nullopt;
    auto next_out = reinterpret_cast<std::uint8_t*>(out.data() + used);
    std::size_t left_out = out.size() - used;
    result = BrotliDecoderDecompressStream(state.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
    used = out.size() - left_out;
  }
  out.resize(used);
  return used <= cap ? Decoded(std::move(out)) : std::nullopt;
}

Decoded decode_zstd(std::string_view body, std::size_t cap) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  // RFC 8878 section 3.1.1.1.2: a web decoder need not support windows above 8 MB.
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  std::string out;
  std::size_t used = 0;
  for (std::size_t hint = 1; hint != 0 || in.pos < in.size;) {
    if (!grow(out, used, cap)) return std::nullopt;
    ZSTD_outBuffer room{out.data(), out.size(), used};
    hint = ZSTD_decompressStream(context.get(), &room, &in);
    const bool starved = in.pos == in.size && room.pos < room.size && hint != 0;
    used = room.pos;
    if (ZSTD_isError(hint) || starved) return std::nullopt;
  }
  out.resize(used);
  return used <= cap ? Decoded(std::move(out)) : std::nullopt;
}

Decoded decode_one(std::string body, std::string_view coding, std::size_t cap) {
  if (coding == "identity" || coding.empty()) return body;
  if (coding == "gzip" || coding == "x-gzip") return inflate_all(body, cap, MAX_WBITS + 16);
  if (coding == "deflate") return inflate_deflate(body, cap);
  if (coding == "br") return decode_brotli(body, cap);
  if (coding == "zstd") return decode_zstd(body, cap);
  return std::nullopt;
}

std::vector<std::string> split(std::string_view codings) {
  std::vector<std::string> names(1);
  for (char c : codings) {
    if (c == ',') {
      names.emplace_back();
    } else if (c != ' ' && c != '\t') {
      names.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return names;
}

}  // namespace

std::optional<std::string> decode_content(std::string_view body, std::string_view codings, std::size_t cap) {
  constexpr std::size_t most_layers = 4;
  auto names = split(codings);
  if (names.size() > most_layers) return std::nullopt;
  Decoded content{std::in_place, body};
  for (auto name = names.rbegin(); name != names.rend() && content; ++name) {
    content = decode_one(std::move(*content), *name, cap);
  }
  return content;
}

}  // namespace markhound::evidence

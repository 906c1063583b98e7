#include <memory>

#include <zstd.h>

#include "crawler/content/decoder.h"
#include "crawler/content/growing_buffer.h"

namespace markhound::crawler {

Decoded decode_zstd(std::string_view body, std::size_t limit) {
  constexpr int max_window_log = 23;
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), &ZSTD_freeDStream);
  if (!stream) return {Decoded::End::corrupt, {}, "no memory to unpack it"};
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, max_window_log);
  GrowingBuffer out(limit);
  ZSTD_inBuffer input{body.data(), body.size(), 0};
  while (true) {
    ZSTD_outBuffer output{out.room(), 0, 0};
    output.size = out.room_size();
    const std::size_t state = ZSTD_decompressStream(stream.get(), &output, &input);
    out.wrote(output.pos);
    if (out.over())
      return {Decoded::End::over_limit, {}, "it unpacks to more than " + std::to_string(limit) + " bytes"};
    if (ZSTD_isError(state)) return {Decoded::End::corrupt, out.take(), "its compressed data are damaged"};
    if (input.pos < input.size || output.pos == output.size) continue;
    if (state == 0) return {Decoded::End::whole, out.take(), {}};
    return {Decoded::End::truncated, out.take(), "its compressed data end early"};
  }
}

}  // namespace markhound::crawler

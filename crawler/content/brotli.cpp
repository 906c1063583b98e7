#include <memory>

#include <brotli/decode.h>

#include "crawler/content/decoder.h"
#include "crawler/content/growing_buffer.h"

namespace markhound::crawler {

Decoded decode_brotli(std::string_view body, std::size_t limit) {
  using State = std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)>;
  const State state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!state) return {Decoded::End::corrupt, {}, "no memory to unpack it"};
  GrowingBuffer out(limit);
  auto* input = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t left = body.size();
  while (true) {
    auto* output = reinterpret_cast<std::uint8_t*>(out.room());
    std::size_t room = out.room_size();
    const auto result = BrotliDecoderDecompressStream(state.get(), &left, &input, &room, &output, nullptr);
    out.wrote(out.room_size() - room);
    if (out.over())
      return {Decoded::End::over_limit, {}, "it unpacks to more than " + std::to_string(limit) + " bytes"};
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return {Decoded::End::whole, out.take(), {}};
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
      return {Decoded::End::truncated, out.take(), "its compressed data end early"};
    if (result == BROTLI_DECODER_RESULT_ERROR)
      return {Decoded::End::corrupt, out.take(), "its compressed data are damaged"};
  }
}

}  // namespace markhound::crawler

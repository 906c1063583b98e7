#include "index/logo/descriptor_distance.h"

#include "core/reading.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace markhound::index {
namespace {

[[maybe_unused]] std::uint32_t portable(const std::uint8_t* a, const std::uint8_t* b) {
  std::uint32_t sum = 0;
  for (int i = 0; i < Signature::dimensions; ++i) {
    const int difference = int{a[i]} - int{b[i]};
    sum += static_cast<std::uint32_t>(difference * difference);
  }
  return sum;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) std::uint32_t with_avx2(const std::uint8_t* a, const std::uint8_t* b) {
  __m256i sum = _mm256_setzero_si256();
  for (int i = 0; i < Signature::dimensions; i += 16) {
    const __m256i left = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a + i)));
    const __m256i right = _mm256_cvtepu8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(b + i)));
    const __m256i difference = _mm256_sub_epi16(left, right);
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(difference, difference));
  }
  __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
  half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
  half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(half));
}

using Distance = std::uint32_t (*)(const std::uint8_t*, const std::uint8_t*);
const Distance chosen = __builtin_cpu_supports("avx2") ? with_avx2 : portable;
#endif

}  // namespace

std::uint32_t squared_distance(const std::uint8_t* a, const std::uint8_t* b) {
#if defined(__x86_64__) && defined(__GNUC__)
  return chosen(a, b);
#else
  return portable(a, b);
#endif
}

}  // namespace markhound::index

#include "index/sieve.h"

#include <cstdio>

namespace markhound::index {
namespace {

constexpr std::size_t terms_a_chunk = Sieve::chunk_bytes;  // eight bits a term
const char* const size_key = "sieve";

std::string key_of(std::size_t chunk) { return "sieve " + std::to_string(chunk); }

/// The finaliser of MurmurHash3 spreads FNV's weak low bits.
std::uint64_t mixed(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
  return hash ^ (hash >> 33);
}

}  // namespace

Sieve::Sieve(Load load) : load_(std::move(load)) {
  std::size_t chunks = 0;
  std::size_t terms = 0;
  if (std::sscanf(load_(size_key).c_str(), "%zu %zu", &chunks, &terms) == 2 && chunks > 0) {
    chunks_ = chunks;
    terms_ = terms;
  }
}

Sieve::Place Sieve::place_of(std::string_view term) const {
  std::uint64_t hash = 14695981039346656037u;
  for (unsigned char c : term) hash = (hash ^ c) * 1099511628211u;
  return {static_cast<std::size_t>(mixed(hash) % chunks_), mixed(hash + 1)};
}

Sieve::Chunk& Sieve::chunk(std::size_t number) {
  const auto [place, is_new] = loaded_.try_emplace(number);
  if (is_new) place->second.bytes = load_(key_of(number));
  return place->second;
}

bool Sieve::may_hold(std::string_view term) {
  const Place place = place_of(term);
  const std::string& bytes = chunk(place.chunk).bytes;
  if (bytes.size() != chunk_bytes) return false;
  for (int shift = 0; shift < 64; shift += 16) {
    const std::size_t bit = (place.bits >> shift) & 0xFFFF;
    if (((static_cast<unsigned char>(bytes[bit / 8]) >> (bit % 8)) & 1) == 0) return false;
  }
  return true;
}

void Sieve::add(std::string_view term) {
  if (may_hold(term)) return;
  const Place place = place_of(term);
  Chunk& target = chunk(place.chunk);
  target.bytes.resize(chunk_bytes);
  target.changed = true;
  for (int shift = 0; shift < 64; shift += 16) {
    const std::size_t bit = (place.bits >> shift) & 0xFFFF;
    target.bytes[bit / 8] = static_cast<char>(target.bytes[bit / 8] | (1 << (bit % 8)));
  }
  ++terms_;
}

bool Sieve::crowded() const { return terms_ > chunks_ * terms_a_chunk; }

void Sieve::begin(std::size_t terms) {
  chunks_ = 2 * terms / terms_a_chunk + 1;
  terms_ = 0;
  loaded_.clear();
  for (std::size_t i = 0; i < chunks_; ++i) loaded_[i] = {std::string(chunk_bytes, '\0'), true};
}

void Sieve::save(const Save& save) {
  for (auto& [number, chunk] : loaded_) {
    if (chunk.changed) save(key_of(number), chunk.bytes);
    chunk.changed = false;
  }
  save(size_key, std::to_string(chunks_) + " " + std::to_string(terms_));
}

}  // namespace markhound::index

// A Bloom filter (Bloom 1970) of the register's terms: most keys that a text asks for are nowhere, and finding that out
// in the B-tree costs a read of the file each time. Kept in chunks, so that a reader loads what it touches and a writer
// saves what it changed. A term that was removed may stay: it costs a look-up, never a wrong answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace markhound::index {

class Sieve {
 public:
  static constexpr std::size_t chunk_bytes = 8192;

  /// The bytes of a chunk, empty where none is kept.
  using Load = std::function<std::string(const std::string& key)>;
  using Save = std::function<void(const std::string& key, const std::string& bytes)>;

  explicit Sieve(Load load);

  /// False: nobody added the term.
  bool may_hold(std::string_view term);

  void add(std::string_view term);
  /// So full that one answer in thirty is wrong: time to begin() a wider one and add every term again.
  bool crowded() const;
  /// Empty again, with room for so many terms and as many to come.
  void begin(std::size_t terms);
  /// Hands over what changed.
  void save(const Save& save);

 private:
  struct Chunk {
    std::string bytes;
    bool changed = false;
  };
  struct Place {
    std::size_t chunk;
    std::uint64_t bits;  ///< four times 16 bits, each the number of a bit in the chunk
  };

  Place place_of(std::string_view term) const;
  Chunk& chunk(std::size_t number);

  Load load_;
  std::size_t chunks_ = 1;
  std::size_t terms_ = 0;  ///< added, about
  std::unordered_map<std::size_t, Chunk> loaded_;
};

}  // namespace markhound::index

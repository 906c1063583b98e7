// ZIP files for tests, the lawful and the hostile: stored or deflated, zip64, names and sizes as one likes.
#pragma once

#include <cstdint>
#include <string>

#include <zlib.h>

#include "tests/crawler/compressed.h"

namespace markhound::test {

class ZipBuilder {
 public:
  struct Options {
    bool deflate = false;
    bool zip64 = false;         ///< sizes and offsets in the extra field
    std::uint32_t flags = 0;    ///< 1: encrypted
    int method = -1;            ///< other than what it is
    std::int64_t claimed = -1;  ///< unpacked size as the headers state it
  };

  ZipBuilder& add(const std::string& name, const std::string& bytes) { return add(name, bytes, Options{}); }

  ZipBuilder& add(const std::string& name, const std::string& bytes, const Options& options) {
    const std::string packed = options.deflate ? deflate_with(bytes, -15) : bytes;
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    const std::uint64_t size = options.claimed >= 0 ? static_cast<std::uint64_t>(options.claimed) : bytes.size();
    const int method = options.method >= 0 ? options.method : options.deflate ? 8 : 0;
    const std::uint64_t offset = out_.size();
    const std::uint64_t all = 0xffffffff;
    std::string common = le(options.zip64 ? 45 : 20, 2) + le(options.flags, 2) + le(method, 2) + le(0, 4) + le(crc, 4) +
                         le(options.zip64 ? all : packed.size(), 4) + le(options.zip64 ? all : size, 4) +
                         le(name.size(), 2);
    const std::string sizes = le(size, 8) + le(packed.size(), 8);
    const std::string local_extra = options.zip64 ? le(1, 2) + le(16, 2) + sizes : "";
    const std::string extra = options.zip64 ? le(1, 2) + le(24, 2) + sizes + le(offset, 8) : "";
    out_ += "PK\3\4" + common + le(local_extra.size(), 2) + name + local_extra + packed;
    directory_ += "PK\1\2" + le(45, 2) + common + le(extra.size(), 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) +
                  le(options.zip64 ? all : offset, 4) + name + extra;
    ++count_;
    zip64_ = zip64_ || options.zip64;
    return *this;
  }

  std::string build() const {
    const std::uint64_t at = out_.size();
    std::string end;
    if (zip64_) {
      end += "PK\6\6" + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4) + le(count_, 8) + le(count_, 8) +
             le(directory_.size(), 8) + le(at, 8);
      end += "PK\6\7" + le(0, 4) + le(at + directory_.size(), 8) + le(1, 4);
    }
    const std::uint64_t all = zip64_ ? 0xffffffff : 0;
    end += "PK\5\6" + le(0, 2) + le(0, 2) + le(zip64_ ? 0xffff : count_, 2) + le(zip64_ ? 0xffff : count_, 2) +
           le(zip64_ ? all : directory_.size(), 4) + le(zip64_ ? all : at, 4) + le(0, 2);
    return out_ + directory_ + end;
  }

 private:
  static std::string le(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i);
    return out;
  }

  std::string out_;
  std::string directory_;
  std::uint64_t count_ = 0;
  bool zip64_ = false;
};

}  // namespace markhound::test

// Any bytes as a line of JSON and as a file of CSV: read or refused, and what is read is written and read back equal.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

#include "index/import.h"

using namespace markhound;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void read_back(const Mark& mark) {
  const auto again = index::mark_from_json(index::to_json(mark), "again");
  require(again.ok() && *again == mark);
}

std::string file_of(const std::string& bytes, const char* ending) {
  const std::string path = "/tmp/markhound-import-fuzz-" + std::to_string(getpid()) + ending;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  require(file != nullptr);
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto mark = index::mark_from_json(bytes, "here")) read_back(*mark);
  for (const char* ending : {".csv", ".jsonl"}) {
    const std::string path = file_of("name,id,classes,aliases,goods,status\n" + bytes, ending);
    const auto count = index::import_marks(path, [](index::Imported one) { read_back(one.mark); });
    std::remove(path.c_str());
    require(count.ok());
  }
  return 0;
}

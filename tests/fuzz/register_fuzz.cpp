// Any bytes as a register's XML in each format: marks or problems; what is read is written and read back equal. The
// seeds are a record of each format.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <sys/mman.h>
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

/// A file in memory, so that a run of hours wears no disk.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& bytes) : file_(memfd_create("register", 0)) {
    require(file_ >= 0 && write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  ~MemoryFile() { close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void import(const std::string& bytes, index::ImportFormat format) {
  const MemoryFile file(bytes);
  index::ImportOptions options;
  options.format = format;
  std::size_t taken = 0;
  const auto count = index::import_marks(
      file.path(),
      [&](index::Imported one) {
        ++taken;
        read_back(one.mark);
      },
      options);
  if (!count) return;
  require(taken == count->read);
  require(count->problems.size() == std::min<std::size_t>(count->refused, 1'000));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string seeds[] = {
      "<case-file><serial-number>90000001</serial-number><registration-number>1234567</registration-number>"
      "<transaction-date>20240105</transaction-date><case-file-header><filing-date>20110500</filing-date>"
      "<registration-date>20130129</registration-date><status-code>700</status-code><mark-identification>NORD"
      "</mark-identification><mark-drawing-code>3T19</mark-drawing-code></case-file-header><case-file-statements>"
      "<case-file-statement><type-code>GS0091</type-code><text>Lamps</text></case-file-statement>"
      "</case-file-statements><design-searches><design-search><code>010501</code></design-search></design-searches>",
      "<TransactionData><TradeMark><RegistrationOfficeCode>US</RegistrationOfficeCode><ApplicationNumber>7"
      "</ApplicationNumber><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><WordMarkSpecification>"
      "<MarkVerbalElementText>NORD</MarkVerbalElementText></WordMarkSpecification></TradeMark><ApplicantDetails>"
      "<Applicant><ApplicantName><FullName>A</FullName></ApplicantName></Applicant></ApplicantDetails>",
      "<t:Trademark xmlns:t='u'><t:ApplicationNumber><t:ApplicationNumberText>7</t:ApplicationNumberText>"
      "</t:ApplicationNumber><t:ApplicationDate>2018-04-17-04:00</t:ApplicationDate><t:MarkRepresentation>"
      "<t:MarkReproduction><t:WordMarkSpecification><t:MarkVerbalElementText>NORD</t:MarkVerbalElementText>"
      "</t:WordMarkSpecification></t:MarkReproduction></t:MarkRepresentation>"};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const index::ImportFormat formats[] = {index::ImportFormat::uspto, index::ImportFormat::st66,
                                         index::ImportFormat::st96};
  // The first byte chooses the format and where in its seed the rest goes, so that short inputs reach deep.
  if (bytes.empty()) return 0;
  const auto choice = static_cast<std::uint8_t>(bytes[0]);
  const std::size_t i = choice % 3;
  if (choice < 64 || bytes[0] == '<') {
    import(bytes, formats[bytes.size() % 3]);
    return 0;
  }
  std::string within = seeds[i];
  within.insert(choice * within.size() / 256, bytes.substr(1));
  import("<r>" + within +
             (i == 0   ? "</case-file>"
              : i == 1 ? "</TransactionData>"
                       : "</t:Trademark>") +
             "</r>",
         formats[i]);
  return 0;
}

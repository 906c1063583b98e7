// Imports a register of the USPTO's shape, made up here or given, and prints what it took.
//
//   import_bench [--records 200000] [--file REGISTER] [--keep FOLDER]
//
// Each phase is a process of its own, so that its peak memory is its own.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/import.h"
#include "index/register.h"

namespace {

using namespace markhound;
namespace fs = std::filesystem;

constexpr std::size_t marks_per_commit = 10'000;  // as `mark import` does

std::string made_up_word(std::mt19937& random) {
  static const char* const begins[] = {"b", "br", "d",  "dr", "f", "g",  "gl", "k",  "kr", "l", "m",
                                       "n", "p",  "pl", "r",  "s", "st", "t",  "tr", "v",  "z"};
  static const char* const middles[] = {"a", "e", "i", "o", "u", "ai", "ea", "oo"};
  static const char* const ends[] = {"", "l", "n", "r", "s", "t", "x", "nd", "rk"};
  std::string word;
  for (unsigned i = 0, parts = 2 + random() % 2; i < parts; ++i)
    word += std::string(begins[random() % std::size(begins)]) + middles[random() % std::size(middles)];
  return word + ends[random() % std::size(ends)];
}

std::string words(std::mt19937& random, unsigned count) {
  std::string text;
  for (unsigned i = 0; i < count; ++i) text += (i ? " " : "") + made_up_word(random);
  return text;
}

/// Of the size of a real case file: goods, a history of events, an owner twice, flags.
void write_case(std::ofstream& out, unsigned serial, std::mt19937& random) {
  static const char* const statuses[] = {"630", "641", "686", "700", "702", "800", "602", "710", "900"};
  const bool figurative = random() % 20 == 0;
  const unsigned nice = 1 + random() % 45;
  char code[8];
  std::snprintf(code, sizeof code, "%03u", nice);
  out << "<case-file><serial-number>" << serial << "</serial-number><registration-number>0000000</registration-number>"
      << "<transaction-date>202401" << 10 + random() % 20 << "</transaction-date><case-file-header><filing-date>20"
      << 10 + random() % 13 << "0" << 1 + random() % 9 << "00</filing-date><status-code>"
      << statuses[random() % std::size(statuses)] << "</status-code><status-date>20230105</status-date>";
  if (!figurative) out << "<mark-identification>" << words(random, 1 + random() % 3) << "</mark-identification>";
  out << "<mark-drawing-code>" << (figurative ? "2000" : "4000") << "</mark-drawing-code>";
  for (int i = 0; i < 25; ++i) out << "<filing-basis-current-" << i << "-in>F</filing-basis-current-" << i << "-in>";
  out << "</case-file-header><case-file-statements><case-file-statement><type-code>GS" << code << "1</type-code><text>"
      << words(random, 10 + random() % 40) << "</text></case-file-statement></case-file-statements>"
      << "<case-file-event-statements>";
  for (unsigned i = 0, events = 5 + random() % 15; i < events; ++i)
    out << "<case-file-event-statement><code>NWAP</code><type>I</type><description-text>NEW APPLICATION ENTERED"
        << "</description-text><date>20230118</date><number>" << i << "</number></case-file-event-statement>";
  out << "</case-file-event-statements><classifications><classification><international-code>" << code
      << "</international-code><status-code>6</status-code></classification></classifications><case-file-owners>"
      << "<case-file-owner><party-type>10</party-type><party-name>" << words(random, 2) << " LLC</party-name>"
      << "</case-file-owner></case-file-owners></case-file>\n";
}

void write_register(const fs::path& path, unsigned records) {
  std::mt19937 random(20261125);
  std::ofstream out(path, std::ios::binary);
  out << "<?xml "
         "version=\"1.0\"?>\n<trademark-applications-daily><application-information><file-segments><action-keys>\n";
  for (unsigned i = 0; i < records; ++i) write_case(out, 80'000'000 + i, random);
  out << "</action-keys></file-segments></application-information></trademark-applications-daily>\n";
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Runs `phase` in a process of its own and prints its time and peak memory.
template <class Phase>
void measure(const char* name, const Phase& phase) {
  std::fflush(stdout);
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const std::size_t records = phase();
    const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
    std::printf("%-26s %9zu records  %7.1f s  %7.1f s of processor  %8.0f records a second of it  peak %5ld MB\n", name,
                records, s, cpu, static_cast<double>(records) / cpu, used.ru_maxrss / 1024);
    std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) std::printf("%s: failed\n", name), std::exit(1);
}

std::size_t read_only(const std::string& file) {
  const auto count = index::import_marks(file, [](index::Imported) {});
  return count ? count->records : 0;
}

std::size_t into_register(const std::string& file, const std::string& folder) {
  auto marks = index::open_xapian_register(folder, index::Access::write);
  if (!marks) return 0;
  std::size_t taken = 0;
  bool failed = false;
  const auto count = index::import_marks(file, [&](index::Imported one) {
    failed = failed || !(*marks)->update(one.mark, {}, one.keeps);
    if (++taken % marks_per_commit == 0) failed = failed || !(*marks)->commit();
  });
  failed = failed || !(*marks)->commit();
  return count && !failed ? count->records : 0;
}

std::uintmax_t size_of(const fs::path& folder) {
  std::uintmax_t size = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) size += entry.file_size();
  return size;
}

}  // namespace

int main(int count, char** arguments) {
  unsigned records = 200'000;
  std::string file;
  fs::path folder = fs::temp_directory_path() / ("import-bench-" + std::to_string(getpid()));
  bool keep = false;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string option = arguments[i];
    if (option == "--records") records = static_cast<unsigned>(std::atoi(arguments[i + 1]));
    if (option == "--file") file = arguments[i + 1];
    if (option == "--keep") folder = arguments[i + 1], keep = true;
  }
  fs::create_directories(folder);
  if (file.empty()) {
    file = (folder / "daily.xml").string();
    write_register(file, records);
  }
  std::printf("%s: %.1f MB\n", file.c_str(), static_cast<double>(fs::file_size(file)) / 1e6);
  const std::string marks = (folder / "register").string();
  measure("read only", [&] { return read_only(file); });
  measure("into an empty register", [&] { return into_register(file, marks); });
  std::printf("register: %.1f MB\n", static_cast<double>(size_of(marks)) / 1e6);
  measure("again, without a change", [&] { return into_register(file, marks); });
  if (!keep) fs::remove_all(folder);
}

// Recall of marks in real titles: by kind of disguise, of real sellers' spellings, false alarms, precision, latency.
// usage: recall_bench [--marks N] [--planted N] [--show KIND]      reads the data beside the repository
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include <time.h>
#include <unistd.h>

#include "index/fold.h"
#include "index/form.h"
#include "index/register.h"
#include "matcher/judge.h"
#include "tests/bench/disguises.h"
#include "tests/bench/listing_texts.h"

namespace markhound::bench {
namespace {

using index::Register;

struct Options {
  std::size_t marks = 10'000;
  std::size_t planted = 400;
  std::string show;
};

/// Processor time of this thread, the kernel's share counted in: a shared machine does not blur it.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

[[noreturn]] void give_up(const Problem& problem) {
  std::fprintf(stderr, "%s\n", to_line(problem).c_str());
  std::exit(2);
}

/// " word word " of a text as folded, to ask whether a name stands in it plainly.
std::string plainly(const std::string& text) {
  Mark mark;
  mark.name = text;
  const auto forms = index::forms_of(mark);
  return forms.empty() ? " " : " " + forms.front().plain + " ";
}

std::vector<TextMatch> matches_of(const Register& marks, const std::string& text) {
  auto candidates = marks.recall(text);
  if (!candidates) give_up(candidates.problem());
  return matcher::judge_text(text, *candidates);
}

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {
    folder_ =
        (std::filesystem::temp_directory_path() / ("markhound-recall-bench-" + std::to_string(getpid()))).string();
    std::filesystem::remove_all(folder_);
    brands_ = real_brands();
    std::mt19937 random(7);
    names_ = brands_;
    while (names_.size() < options_.marks) names_.push_back(made_up_name(random));
  }
  ~Bench() { std::filesystem::remove_all(folder_); }

  void run() {
    build();
    planted();
    spellings();
    unused();
    precision();
    decided();
    latency();
  }

 private:
  void build() {
    const auto start = milliseconds();
    auto opened = index::open_xapian_register(folder_, index::Access::write);
    if (!opened) give_up(opened.problem());
    marks_ = std::move(*opened);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      Mark mark;
      mark.id = std::to_string(i);
      mark.name = names_[i];
      if (auto done = marks_->put(mark, {}); !done) give_up(done.problem());
    }
    if (auto done = marks_->commit(); !done) give_up(done.problem());
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder_)) bytes += file.file_size();
    std::printf("register: %zu marks (%zu real names) in %.1f s, %.1f MB\n", names_.size(), brands_.size(),
                (milliseconds() - start) / 1000, static_cast<double>(bytes) / 1e6);
  }

  void planted() {
    std::mt19937 random(11);
    const auto titles = real_titles();
    std::printf("\n%-20s %8s %8s %8s\n", "recall by disguise", "tuned", "held", "span");
    for (const Disguise& disguise : disguises()) plant_kind(disguise, titles, random);
  }

  void plant_kind(const Disguise& disguise, const std::vector<Title>& titles, std::mt19937& random) {
    std::size_t hit[2] = {0, 0};
    std::size_t all[2] = {0, 0};
    std::size_t exact_span = 0;
    for (std::size_t tries = 0; tries < options_.planted * 20 && all[0] + all[1] < options_.planted; ++tries) {
      const std::size_t id = random() % names_.size();
      // Weak marks and two-letter ones are what precision is about; recall is asked of names that can be told.
      if (names_[id].size() < 4 || index::distinctiveness(trim(plainly(names_[id]))) < 0.5) continue;
      const std::string written = disguise.apply(names_[id], random);
      if (written.empty()) continue;
      const std::string& title = titles[random() % titles.size()].text;
      if (plainly(title).find(plainly(names_[id])) != std::string::npos) continue;
      std::size_t at = random() % (title.size() + 1);
      at = std::min(title.find(' ', at), title.size());
      const std::string text = title.substr(0, at) + " " + written + title.substr(at);
      const Span place{at + 1, at + 1 + written.size()};
      const bool held = held_back(names_[id]);
      ++all[held];
      const auto matches = matches_of(*marks_, text);
      const auto found = std::find_if(matches.begin(), matches.end(), [&](const TextMatch& match) {
        return match.name == names_[id] && match.span.begin < place.end && place.begin < match.span.end;
      });
      if (found == matches.end()) {
        if (options_.show == disguise.name) std::printf("  missed %s in: %s\n", names_[id].c_str(), text.c_str());
        continue;
      }
      ++hit[held];
      exact_span += found->span == place || (place.begin <= found->span.begin && found->span.end <= place.end &&
                                             std::strcmp(disguise.name, "compound") == 0);
    }
    const auto rate = [&](int half) {
      return all[half] ? static_cast<double>(hit[half]) / static_cast<double>(all[half]) : 0;
    };
    std::printf("%-20s %8.3f %8.3f %8.3f   n=%zu\n", disguise.name, rate(0), rate(1),
                static_cast<double>(exact_span) / static_cast<double>(std::max<std::size_t>(1, hit[0] + hit[1])),
                all[0] + all[1]);
  }

  static std::string trim(const std::string& padded) {
    return padded.size() > 2 ? padded.substr(1, padded.size() - 2) : "";
  }

  void spellings() {
    std::size_t hit[2] = {0, 0};
    std::size_t all[2] = {0, 0};
    for (const SellerSpelling& spelling : seller_spellings()) {
      const bool held = held_back(spelling.brand);
      ++all[held];
      const auto matches = matches_of(*marks_, spelling.written);
      const bool found =
          std::any_of(matches.begin(), matches.end(), [&](const TextMatch& m) { return m.name == spelling.brand; });
      hit[held] += found;
      if (!found && !held && options_.show == "spellings")
        std::printf("  missed %s: %s\n", spelling.brand.c_str(), spelling.written.c_str());
    }
    std::printf("\nsellers' spellings: tuned %zu of %zu = %.2f, held %zu of %zu = %.2f\n", hit[0], all[0],
                static_cast<double>(hit[0]) / static_cast<double>(all[0]), hit[1], all[1],
                static_cast<double>(hit[1]) / static_cast<double>(all[1]));
  }

  /// A match is a false alarm where the name does not stand in the text plainly.
  void unused() {
    std::vector<std::string> texts = shopee_titles();
    for (const Title& title : real_titles()) texts.push_back(title.text);
    std::size_t alarms[2] = {0, 0};
    std::size_t all[2] = {0, 0};
    std::map<std::string, std::size_t> by_likeness;
    for (const std::string& text : texts) {
      const bool held = held_back(text);
      ++all[held];
      const std::string plain = plainly(text);
      for (const TextMatch& match : matches_of(*marks_, text)) {
        if (match.likeness == Likeness::identical || match.likeness == Likeness::alias) continue;
        ++alarms[held];
        ++by_likeness[to_string(match.likeness)];
        if (!held && options_.show == "alarms") {
          std::printf("  %.2f %s ~ %s (%s) in: %s\n", match.score,
                      text.substr(match.span.begin, match.span.end - match.span.begin).c_str(), match.name.c_str(),
                      match.reasons.back().c_str(), text.c_str());
        }
      }
    }
    std::printf("false alarms a title (names not written plainly there): tuned %.4f, held %.4f;",
                rate(alarms[0], all[0]), rate(alarms[1], all[1]));
    for (const auto& [likeness, count] : by_likeness) std::printf(" %s %zu", likeness.c_str(), count);
    std::printf("\n");
  }

  /// Literal matches in titles whose brand is known: right where the match is that brand or holds it.
  void precision() {
    std::size_t right[2] = {0, 0};
    std::size_t wrong[2] = {0, 0};
    std::size_t named[2] = {0, 0};
    std::size_t met[2] = {0, 0};
    for (const Title& title : real_titles()) {
      if (title.brand.empty()) continue;
      const bool held = held_back(title.brand);
      const std::string brand = plainly(title.brand);
      bool found = false;
      for (const TextMatch& match : matches_of(*marks_, title.text)) {
        const std::string name = plainly(match.name);
        const bool is_brand = name.find(brand) != std::string::npos || brand.find(name) != std::string::npos;
        found = found || is_brand;
        ++(is_brand ? right : wrong)[held];
        if (!is_brand && !held && options_.show == "precision") {
          std::printf("  %.2f %s (brand %s): %s\n", match.score, match.name.c_str(), title.brand.c_str(),
                      title.text.c_str());
        }
      }
      if (plainly(title.text).find(brand) == std::string::npos) continue;
      ++named[held];
      met[held] += found;
      if (!found && !held && options_.show == "unmet")
        std::printf("  unmet %s: %s\n", title.brand.c_str(), title.text.c_str());
    }
    for (int held : {0, 1}) {
      std::printf("brands really named (%s): precision %.3f (%zu right, %zu wrong), recall %.3f of %zu\n",
                  held ? "held" : "tuned", rate(right[held], right[held] + wrong[held]), right[held], wrong[held],
                  rate(met[held], named[held]), named[held]);
    }
  }

  /// The first sign of each pair as a text, the second as the only mark there is.
  void decided() {
    for (const auto& pair : decided_pairs()) {
      Mark mark;
      mark.id = mark.name = pair.mark;
      const std::string folder = folder_ + "-pair";
      auto opened = index::open_xapian_register(folder, index::Access::write);
      if (!opened || !(*opened)->put(mark, {}) || !(*opened)->commit()) continue;
      const auto matches = matches_of(**opened, pair.text);
      std::printf("decided: %-16s against %-16s %.2f (%s)\n", pair.text.c_str(), pair.mark.c_str(),
                  matches.empty() ? 0 : matches.front().score, pair.outcome.c_str());
      std::filesystem::remove_all(folder);
    }
  }

  static double rate(std::size_t part, std::size_t whole) {
    return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
  }

  void latency() {
    std::vector<double> times;
    for (const Title& title : real_titles()) {
      const auto start = milliseconds();
      matches_of(*marks_, title.text);
      times.push_back((milliseconds() - start));
    }
    std::sort(times.begin(), times.end());
    if (times.empty()) return;
    std::printf("processor time a title: p50 %.3f ms, p95 %.3f ms, max %.3f ms\n", times[times.size() / 2],
                times[times.size() * 95 / 100], times.back());
    std::string description;
    for (const Title& title : real_titles()) {
      if (description.size() > 12'000) break;
      description += title.text + " ";
    }
    const auto start = milliseconds();
    matches_of(*marks_, description);
    std::printf("processor time of a description of 12,000 bytes: %.1f ms\n", (milliseconds() - start));
  }

  Options options_;
  std::string folder_;
  std::vector<std::string> brands_;
  std::vector<std::string> names_;
  std::unique_ptr<Register> marks_;
};

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  markhound::bench::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--marks") == 0) options.marks = std::stoul(argv[i + 1]);
    if (std::strcmp(argv[i], "--planted") == 0) options.planted = std::stoul(argv[i + 1]);
    if (std::strcmp(argv[i], "--show") == 0) options.show = argv[i + 1];
  }
  markhound::bench::Bench(options).run();
  return 0;
}

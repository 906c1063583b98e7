// Logos in photos, measured: protocol P5 with the program's defaults; clean photos; packages. --peer runs OpenCV's
// tutorial beside it, --packages N reads every Nth package photo.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "index/logo/logo_index.h"
#include "matcher/judge.h"
#include "matcher/reader.h"
#include "tests/bench/logo_protocol.h"
#include "tests/bench/tutorial_peer.h"

namespace markhound::bench {
namespace {

namespace fs = std::filesystem;
using Time = std::chrono::steady_clock;

double milliseconds_since(Time::time_point start) {
  return std::chrono::duration<double, std::milli>(Time::now() - start).count();
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void enrol_into(std::vector<index::LogoIndex::Entry>& entries, const Reference& reference) {
  const auto picture = matcher::Picture::decode(reference.picture);
  const auto signatures = picture ? matcher::enrol(*picture) : Result<std::vector<Signature>>(picture.problem());
  if (!signatures) {
    std::printf("%s: %s\n", reference.name.c_str(), to_line(signatures.problem()).c_str());
    return;
  }
  for (const Signature& signature : *signatures) entries.push_back({reference.brand, reference.name, signature});
}

index::LogoIndex enrol_all(const std::vector<Reference>& references) {
  const auto start = Time::now();
  std::vector<index::LogoIndex::Entry> entries;
  for (const Reference& reference : references) enrol_into(entries, reference);
  index::LogoIndex index(std::move(entries));
  std::printf("%zu references enrolled, %.0f ms each\n", references.size(),
              milliseconds_since(start) / static_cast<double>(references.size()));
  return index;
}

Answer answer(const index::LogoIndex& index, const Query& query) {
  Answer best{query.brand, "", 0, held_back(query.photo)};
  const auto picture = matcher::Picture::decode(slurp(query.photo));
  if (!picture) return best;
  const Signature signature = matcher::read_signature(*picture);
  const auto matches = matcher::judge_logos(signature, index.recall(signature));
  if (!matches.empty()) best.mark = matches.front().mark, best.score = matches.front().score;
  return best;
}

void print(const char* title, const std::vector<Answer>& answers) {
  const Figures f = count(answers);
  std::printf(
      "  %-22s top-1 %.3f, recall at precision 0.95 %.3f (%d); at score 0.5: recall %.3f, wrong mark %d, "
      "false %d of %d\n",
      title, f.top1, f.recall_at_95, f.positives, f.recall_at_half, f.wrong_at_half, f.false_at_half, f.negatives);
}

template <class Ask>
void run(const char* title, const std::vector<Query>& queries, Ask ask) {
  std::vector<Answer> tuned, kept, all;
  const auto start = Time::now();
  for (const Query& query : queries) {
    all.push_back(ask(query));
    (all.back().held_back ? kept : tuned).push_back(all.back());
  }
  std::printf("%s: %zu photos, %.0f ms each\n", title, all.size(),
              milliseconds_since(start) / static_cast<double>(std::max<std::size_t>(1, all.size())));
  print("all", all);
  print("two thirds", tuned);
  print("held-back third", kept);
}

std::vector<Query> clean_photos(const fs::path& data) {
  std::vector<Query> clean;
  for (const auto& entry : fs::directory_iterator(data / "clean")) clean.push_back({"none", entry.path()});
  return clean;
}

/// "Bravo-Apple-Juice" is a package of the brand "Bravo".
std::string brand_of(const std::string& package) { return package.substr(0, package.find('-')); }

void packages(const fs::path& data, std::size_t step) {
  std::vector<Reference> references;
  for (const auto& entry : fs::directory_iterator(data / "packages" / "marks")) {
    const std::string name = entry.path().stem().string();
    const std::string package = name.substr(0, name.rfind("_Iconic"));
    references.push_back({package, package, slurp(entry.path())});
  }
  std::vector<Query> queries;
  const std::vector<Query> all = read_queries(data, "packages.tsv");
  for (std::size_t i = 0; i < all.size(); i += step) queries.push_back(all[i]);
  const auto index = enrol_all(references);
  run("packages, by product", queries, [&](const Query& query) { return answer(index, query); });
  run("packages, by brand", queries, [&](const Query& query) {
    Answer found = answer(index, query);
    found.truth = brand_of(found.truth), found.mark = brand_of(found.mark);
    return found;
  });
}

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  using namespace markhound::bench;
  const char* set = std::getenv("MARKHOUND_TEST_DATA");
  const fs::path data = fs::path(set ? set : MARKHOUND_TEST_DATA) / "logos";
  bool peer = false;
  std::size_t package_step = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--peer") == 0) peer = true;
    if (std::strcmp(argv[i], "--packages") == 0 && i + 1 < argc) package_step = std::strtoul(argv[++i], nullptr, 10);
  }
  if (package_step > 0) {
    packages(data, package_step);
    return 0;
  }
  const std::vector<Reference> references = p5_references(data);
  const std::vector<Query> queries = read_queries(data, "queries.tsv");
  const auto index = enrol_all(references);
  run("P5", queries, [&](const Query& query) { return answer(index, query); });
  run("clean photos", clean_photos(data), [&](const Query& query) { return answer(index, query); });
  if (peer) {
    const TutorialPeer tutorial(references);
    run("P5 by OpenCV's tutorial (score: inliers)", queries,
        [&](const Query& query) { return tutorial.answer(query); });
  }
}

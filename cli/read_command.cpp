// markhound read: what a page says, before any judgement.
#include <atomic>
#include <deque>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/fetch_flags.h"
#include "cli/json.h"
#include "cli/ordered_lines.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "crawler/platform.h"
#include "crawler/source.h"

namespace markhound::cli {
namespace {

struct ReadOptions {
  std::vector<std::string> targets;
  bool json = false;
  FetchFlags fetch;
};

/// What the user calls the page: the target where it is one page, the path of a file in a folder, else the URL.
std::string source_name(const std::string& target, const std::string& url, bool only_page) {
  constexpr std::string_view file_scheme = "file://";
  if (only_page) return target;
  return url.starts_with(file_scheme) ? url.substr(file_scheme.size()) : url;
}

/// One line a listing, at least one; the problems of the page stand in the first.
std::string json_lines(const std::string& source, const crawler::Page& page) {
  Json problems = Json::array();
  for (const Problem& problem : page.problems) problems.push_back(to_json(problem));
  if (page.listings.empty()) return line_of({{"source", source}, {"problems", problems}});
  std::string lines;
  for (const Listing& listing : page.listings) {
    if (!lines.empty()) lines += "\n";
    lines += line_of({{"source", source}, {"listing", to_json(listing)}, {"problems", problems}});
    problems = Json::array();
  }
  return lines;
}

std::string page_lines(const std::string& source, const crawler::Page& page) {
  std::string out;
  for (const Listing& listing : page.listings) {
    out += (out.empty() ? "" : "\n") + inert(source);
    const Json json = to_json(listing);  // items() refers to it
    for (const auto& [name, value] : json.items())
      out += "\n  " + name + ": " + inert(shortened(value.is_string() ? value.get<std::string>() : value.dump(), 160));
  }
  if (page.listings.empty()) out = inert(source) + "\n  no listing";
  for (const Problem& problem : page.problems) out += "\n  problem: " + to_line(problem);
  return out;
}

/// Lists and reads every target; pages of one target in turn, targets side by side.
class PageReader {
 public:
  PageReader(crawler::Fetcher& live, const crawler::FetchLimits& limits, bool json)
      : live_(live), limits_(limits), json_(json) {}

  std::string read(const std::string& target) {
    auto source = crawler::open_source(target, live_, limits_);
    if (!source) return failed(target, source.problem());
    std::vector<std::string> urls;
    std::string out;
    const auto listed = (*source)->list([&](const std::string& url) { urls.push_back(url); },
                                        [&](const Problem& problem) { append(out, failed(problem.thing, problem)); });
    if (!listed) append(out, failed(target, listed.problem()));
    for (const std::string& url : urls)
      append(out, read_one(source_name(target, url, urls.size() == 1), url, **source));
    return out;
  }

  /// One bad page among many is told and passed by; only where no page at all could be read did the command fail.
  int exit_code() const { return any_failed_ && !any_read_ ? failure : nothing_found; }

 private:
  std::string read_one(const std::string& name, const std::string& url, crawler::Source& source) {
    const auto capture = source.fetch(url).get();
    if (!capture) return failed(name, capture.problem());
    crawler::Page page = crawler::parse(*capture);
    page.problems.insert(page.problems.begin(), capture->problems.begin(), capture->problems.end());
    any_read_ = true;
    return json_ ? json_lines(name, page) : page_lines(name, page);
  }

  std::string failed(const std::string& name, const Problem& problem) {
    any_failed_ = true;
    std::fprintf(stderr, "markhound: %s\n", to_line(problem).c_str());
    if (!json_) return {};
    return line_of({{"source", name}, {"problems", Json::array({to_json(problem)})}});
  }

  static void append(std::string& out, const std::string& line) {
    out += (out.empty() || line.empty() ? "" : "\n") + line;
  }

  crawler::Fetcher& live_;
  const crawler::FetchLimits limits_;
  const bool json_;
  std::atomic<bool> any_failed_ = false;
  std::atomic<bool> any_read_ = false;
};

Result<int> read_targets(Roof& roof, const ReadOptions& options) {
  const crawler::FetchOptions fetch = options.fetch.options(Settings{});
  const auto live = crawler::make_polite_fetcher(fetch, roof.clock);
  PageReader reader(*live, fetch.limits, options.json);
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<std::string> {
    if (at == options.targets.size()) return std::nullopt;
    return options.targets[at++];
  };
  print_in_order(default_threads(), next, [&](int, const std::string& target) { return reader.read(target); });
  return reader.exit_code();
}

}  // namespace

void add_read_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<ReadOptions>();
  auto* read = app.add_subcommand("read", "What a page says, before any judgement: the listing as it was read");
  read->add_option("TARGET", options->targets, "URL, sitemap, saved .html or .mhtml, folder, .warc, .wacz or .har")
      ->required();
  read->add_flag("--json", options->json, "One JSON object a listing, or a page without one (docs/json.md)");
  add_fetch_flags(*read, options->fetch);
  read->footer(
      "Needs no workspace and keeps nothing.\n"
      "Example:\n  markhound read saved-page.html https://shop.example/item/7 --json");
  read->callback([&roof, options] { roof.run([&] { return read_targets(roof, *options); }); });
}

}  // namespace markhound::cli

// markhound match text | image: what a text or a picture uses of the register, without a scan.
#include <atomic>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/ocr_languages.h"
#include "cli/ordered_lines.h"
#include "cli/picture_matches.h"
#include "cli/roof.h"
#include "cli/terminal.h"

namespace markhound::cli {
namespace {

/// A logo match below this is a hint for ranking, not a finding.
constexpr double accepted_logo = 0.5;

struct MatchTextOptions {
  std::string file = "-";
  bool json = false;
};

struct MatchImageOptions {
  std::vector<std::string> files;
  bool json = false;
  bool words = true;
};

Json text_answer(const std::string& input, const std::vector<TextMatch>& matches, const index::Register& marks) {
  Json json = {{"input", input}, {"matches", Json::array()}};
  for (const TextMatch& match : matches) json["matches"].push_back(to_json(match, marks));
  return json;
}

Json image_answer(const std::string& file, const PictureMatches& found, const index::Register& marks) {
  Json json = {{"image", file},
               {"logos", Json::array()},
               {"words", Json::array()},
               {"text", found.text},
               {"matches", Json::array()}};
  for (const LogoMatch& logo : found.logos) json["logos"].push_back(to_json(logo, marks));
  for (const Word& word : found.words) json["words"].push_back(to_json(word));
  for (const TextMatch& match : found.texts) json["matches"].push_back(to_json(match, marks));
  if (!found.problems.empty()) json["problems"] = Json::array();
  for (const Problem& problem : found.problems) json["problems"].push_back(to_json(problem));
  return json;
}

/// A problem is told on standard error at once, and again in the answer, where programs look.
Json failed_image(const std::string& file, const Problem& problem) {
  std::fprintf(stderr, "markhound: %s\n", to_line(problem).c_str());
  return {{"image", file},
          {"logos", Json::array()},
          {"words", Json::array()},
          {"matches", Json::array()},
          {"problems", Json::array({to_json(problem)})}};
}

Result<int> match_text_lines(Roof& roof, const MatchTextOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  std::ifstream file;
  if (options.file != "-") file.open(options.file, std::ios::binary);
  if (!file)
    return Problem{Problem::Kind::not_found, options.file, "cannot be opened", "check the name and the file's rights"};
  std::istream& in = options.file == "-" ? std::cin : file;
  std::atomic<bool> found = false;
  std::atomic<bool> failed = false;
  const auto next = [&]() -> std::optional<std::string> {
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
  };
  print_in_order(default_threads(), next, [&](int, const std::string& line) {
    const auto matches = match_text(**marks, line);
    if (!matches) {
      failed = true;
      return line_of(
          {{"input", line}, {"matches", Json::array()}, {"problems", Json::array({to_json(matches.problem())})}});
    }
    if (!matches->empty()) found = true;
    return options.json ? line_of(text_answer(line, *matches, **marks)) : describe(line, *matches, **marks);
  });
  return failed ? failure : found ? something_found : nothing_found;
}

Result<int> match_images(Roof& roof, const MatchImageOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  const int threads = std::min<int>(default_threads(), static_cast<int>(options.files.size()));
  Progress progress;
  std::vector<std::unique_ptr<matcher::TextRecognizer>> recognizers(static_cast<std::size_t>(threads));
  if (options.words) {
    auto opened = open_recognizers(threads, workspace->settings(), **marks, progress);
    if (!opened) return opened.problem();
    recognizers = std::move(*opened);
  }
  std::atomic<bool> found = false;
  std::atomic<std::size_t> failed = 0;
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<std::string> {
    if (at == options.files.size()) return std::nullopt;
    return options.files[at++];
  };
  print_in_order(threads, next, [&](int thread, const std::string& file) {
    const auto bytes = read_file(file);
    auto matches = bytes ? match_picture(**marks, *bytes, recognizers[static_cast<std::size_t>(thread)].get())
                         : Result<PictureMatches>(bytes.problem());
    if (!matches) {
      ++failed;
      Problem problem = matches.problem();
      problem.thing = file;
      const Json answer = failed_image(file, problem);
      return options.json ? line_of(answer) : std::string();
    }
    const bool logo = !matches->logos.empty() && matches->logos.front().score >= accepted_logo;
    if (logo || !matches->texts.empty()) found = true;
    return options.json ? line_of(image_answer(file, *matches, **marks)) : describe(file, *matches, **marks);
  });
  // One bad picture among many is told and passed by.
  return found ? something_found : failed == options.files.size() ? failure : nothing_found;
}

}  // namespace

void add_match_command(CLI::App& app, Roof& roof) {
  auto* match = app.add_subcommand("match", "What a text or a picture uses of the register, without a scan");
  match->require_subcommand(1);

  auto text_options = std::make_shared<MatchTextOptions>();
  auto* text = match->add_subcommand("text", "Marks that each line uses or resembles, and why");
  text->add_option("FILE", text_options->file, "Lines of UTF-8 text; - is standard input")->capture_default_str();
  text->add_flag("--json", text_options->json, "One JSON object a line (docs/json.md)");
  text->footer("Example:\n  echo 'N0RDFJELL headphones, new' | markhound match text --json");
  text->callback([&roof, text_options] { roof.run([&] { return match_text_lines(roof, *text_options); }); });

  auto image_options = std::make_shared<MatchImageOptions>();
  auto* image = match->add_subcommand("image", "Logos and words in each picture, and the marks they match");
  image->add_option("FILE", image_options->files, "Pictures: PNG, JPEG, WebP, GIF, BMP, TIFF, SVG")->required();
  image->add_flag("--json", image_options->json, "One JSON object a line (docs/json.md)");
  image->add_flag("--words,!--no-words", image_options->words, "Read the words too (the slower half)")
      ->capture_default_str();
  image->footer("Example:\n  markhound match image photo.jpg --json");
  image->callback([&roof, image_options] { roof.run([&] { return match_images(roof, *image_options); }); });
}

}  // namespace markhound::cli

// Which forms there are: compiled in, or put into the workspace by the user.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "evidence/complaint/built_in_rules.h"
#include "evidence/complaint/form.h"

namespace markhound::evidence::complaint {
namespace {

constexpr std::uintmax_t most_bytes = 1u << 20;

Result<Form> form_of_file(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > most_bytes) {
    return Problem{Problem::Kind::limit, path, "cannot be read, or is larger than 1 MiB", "check the rules file"};
  }
  std::ifstream in(path, std::ios::binary);
  return read_form(std::string(std::istreambuf_iterator<char>(in), {}), path);
}

Result<Form> one_form(const std::string& platform, const std::string& folder) {
  const std::string path = folder + "/" + platform + ".json";
  std::error_code error;
  if (!folder.empty() && std::filesystem::exists(path, error)) return form_of_file(path);
  for (const RulesFile& file : built_in_rules()) {
    if (file.name == platform) return read_form(file.json, "rules of " + platform);
  }
  return Problem{Problem::Kind::not_found, platform, "no form of this name", "see `markhound complaint forms`"};
}

/// What holds for every form; a form's own ground comes before.
void append_general(Form& form, const Form& general) {
  for (Source source : general.sources) {
    source.id = "general." + source.id;
    form.sources.push_back(source);
  }
  for (Check check : general.checks) {
    check.source = "general." + check.source;
    form.checks.push_back(check);
  }
  for (auto [office, ground] : general.grounds) {
    ground.source = "general." + ground.source;
    form.grounds.emplace(office, ground);
  }
}

}  // namespace

std::vector<std::string> platforms() {
  std::vector<std::string> names;
  for (const RulesFile& file : built_in_rules()) {
    if (file.name != "general") names.emplace_back(file.name);
  }
  return names;
}

Result<Form> load_form(const std::string& platform, const std::string& folder) {
  const auto known = platforms();
  if (std::find(known.begin(), known.end(), platform) == known.end()) {
    return Problem{Problem::Kind::not_found, platform, "no form of this name", "see `markhound complaint forms`"};
  }
  auto form = one_form(platform, folder);
  if (!form) return form;
  if (form->platform != platform) {
    return Problem{Problem::Kind::bad_input, folder + "/" + platform + ".json",
                   "is the form of \"" + form->platform + "\"", "rename the file or correct its platform"};
  }
  const auto general = one_form("general", folder);
  if (!general) return general;
  append_general(*form, *general);
  return form;
}

}  // namespace markhound::evidence::complaint

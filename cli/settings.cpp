#include "cli/settings.h"

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>
#include <pwd.h>
#include <unistd.h>

namespace markhound::cli {
namespace {

using nlohmann::ordered_json;

std::string login_name() {
  const passwd* entry = getpwuid(geteuid());
  return entry ? entry->pw_name : "unknown";
}

ordered_json settings_json(const Settings& settings) {
  return {{"operator", settings.operator_name},
          {"contact", settings.contact},
          {"tsa", settings.tsa},
          {"languages", settings.languages},
          {"delay_ms", settings.delay_ms},
          {"max_images", settings.max_images},
          {"signature_agent", settings.signature_agent},
          {"proxy", settings.proxy}};
}

Settings settings_from(const ordered_json& json, Settings settings) {
  settings.operator_name = json.value("operator", settings.operator_name);
  settings.contact = json.value("contact", settings.contact);
  settings.tsa = json.value("tsa", settings.tsa);
  settings.languages = json.value("languages", settings.languages);
  settings.delay_ms = json.value("delay_ms", settings.delay_ms);
  settings.max_images = json.value("max_images", settings.max_images);
  settings.proxy = json.value("proxy", settings.proxy);
  settings.signature_agent = json.value("signature_agent", settings.signature_agent);
  return settings;
}

}  // namespace

const char* const software = "markhound/" MARKHOUND_VERSION;

Result<void> save_settings(const std::string& path, const Settings& settings) {
  const std::string unfinished = path + ".part";
  std::ofstream out(unfinished);
  out << settings_json(settings).dump(2) << "\n";
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(unfinished, path, error);
  if (!out || error)
    return Problem{Problem::Kind::io, path, "cannot be written", "check the disk and the folder's rights"};
  return {};
}

Result<Settings> load_settings(const std::string& path) {
  Settings defaults;
  defaults.operator_name = login_name();
  std::ifstream in(path);
  if (!in) {
    if (const auto saved = save_settings(path, defaults); !saved) return saved.problem();
    return defaults;
  }
  try {
    return settings_from(ordered_json::parse(in), defaults);
  } catch (const nlohmann::json::exception& error) {
    return Problem{Problem::Kind::bad_input, path, error.what(), "correct it, or remove it to get the defaults"};
  }
}

std::string user_agent(const Settings& settings) {
  return settings.contact.empty() ? std::string(software) : std::string(software) + " (+" + settings.contact + ")";
}

}  // namespace markhound::cli

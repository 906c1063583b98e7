// What the user set for a workspace: markhound-workspace/settings.json, written with its defaults on first use.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/result.h"

namespace markhound::cli {

struct Settings {
  std::string operator_name;           ///< in the custody log and the report
  std::string contact;                 ///< e-mail or URL, in the user agent: a site must be able to reach the operator
  std::vector<std::string> tsa;        ///< RFC 3161 addresses, tried in order
  std::vector<std::string> languages;  ///< Tesseract's names; empty: chosen by the scripts of the marks
  int delay_ms = 1000;                 ///< least pause between two requests to a host
  std::string proxy;                   ///< http, https or socks5 URL to go through; empty: none
  std::string signature_agent;         ///< https address under which the bot key is published; empty: no signatures
  std::size_t max_images = 8;          ///< pictures read of one listing
};

/// Reads the file, or writes it with defaults where it is missing.
Result<Settings> load_settings(const std::string& path);

/// Written beside its name and renamed.
Result<void> save_settings(const std::string& path, const Settings& settings);

/// "markhound/0.1.0 (+contact)".
std::string user_agent(const Settings& settings);

extern const char* const software;  ///< "markhound/0.1.0"

}  // namespace markhound::cli

#include "core/capture.h"

#include <algorithm>
#include <cctype>

namespace markhound {
namespace {

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

}  // namespace

const Exchange* content_answer(const Capture& capture) {
  if (capture.unchanged) return &*capture.unchanged;
  return capture.exchanges.empty() ? nullptr : &capture.exchanges.back();
}

std::string header_value(const std::vector<Header>& headers, const std::string& name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const Header& header) {
    return std::equal(header.name.begin(), header.name.end(), name.begin(), name.end(), same_letter);
  });
  return found == headers.end() ? std::string{} : found->value;
}

}  // namespace markhound

#include "crawler/api/top_signature.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace markhound::crawler {

std::string top_signature(Parameters parameters, const std::string& secret) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::sort(parameters.begin(), parameters.end());
  std::string text;
  for (const auto& [name, value] : parameters) text += name + value;
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), code.data(), &size);
  std::string signature;
  for (unsigned int i = 0; i < size; ++i) signature += {hex[code[i] >> 4], hex[code[i] & 15]};
  return signature;
}

}  // namespace markhound::crawler

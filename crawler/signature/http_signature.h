// HTTP Message Signatures, RFC 9421: which bytes of a message are signed. Pure; the key is another's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

struct Message {
  std::string method;
  std::string url;  ///< absolute
  std::vector<Header> headers;
};

/// What of a message is covered: a derived component ("@authority") or a field by its name in lower case.
struct Component {
  std::string name;
  std::string key;       ///< of one member of a dictionary field (section 2.1.2); empty: the whole field
  bool request = false;  ///< ";req": of the request that a response answers (section 2.4)
};

/// Section 2.3. Empty texts and absent numbers are left out.
struct SignatureParameters {
  std::vector<Component> components;
  std::int64_t created = 0;  ///< Unix seconds
  std::string keyid;
  std::string alg;
  std::optional<std::int64_t> expires;
  std::string nonce;
  std::string tag;
};

/// The inner list with its parameters, as Signature-Input has it after the label.
std::string to_text(const SignatureParameters& parameters);

/// The signature base of section 2.5, without a line end after its last line. A Problem where a component is not in the
/// message or its derivation is not known: @method, @authority, @scheme, @target-uri, @path and @query are.
Result<std::string> signature_base(const Message& message, const SignatureParameters& parameters);

}  // namespace markhound::crawler

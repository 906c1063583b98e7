// A package of findings that a stranger can check with stock tools, and the check itself.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/mark.h"
#include "core/result.h"
#include "evidence/vault.h"

namespace markhound::evidence {

/// The seam to a time-stamping authority (RFC 3161).
class Timestamper {
 public:
  virtual ~Timestamper() = default;
  /// The DER token response over `data`, checked against the request's nonce and imprint.
  virtual Result<std::string> stamp(const std::string& data) = 0;
};

/// Posts to a TSA's http or https address.
std::unique_ptr<Timestamper> make_rfc3161(const std::string& address);

/// A mark with the bytes of its pictures, by LogoImage::digest.
struct MarkExhibit {
  Mark mark;
  std::map<std::string, std::string> logos;
};

struct PackageRequest {
  std::vector<FindingRecord> findings;
  std::vector<MarkExhibit> marks;  ///< all marks that the findings name
  std::string output;              ///< path of the .zip; never overwritten
  std::string key_folder;          ///< signing key and certificate, made on first use, mode 0600
  std::string operator_name;
  std::string software;
  std::vector<std::pair<std::string, std::string>> environment;  ///< name, value; the cli's part of the record
  Timestamper* timestamper = nullptr;  ///< none: the package says that no independent time exists
  std::string timestamp_roots;         ///< PEM; for an authority whose root is neither in its tokens nor the system's
  /// Told of what does not stop the export: an authority that fails (the package then says so).
  std::function<void(const Problem&)> on_problem;
};

/// Writes the package beside its name and renames it when it is whole. The custody log is entered before (its entry is
/// in the package) and after (with the package's digest).
Result<void> export_package(Vault& vault, const PackageRequest& request, Clock& clock);

struct Verdict {
  bool intact = false;
  std::vector<std::string> confirmed;  ///< what was checked and holds, in words
  std::vector<Problem> problems;       ///< each names the file that does not fit
};

/// Needs no workspace, no network and little memory. A Problem only where `path` cannot be read at all; an altered
/// package is a verdict. Who signed is for the reader to judge: `confirmed` has the certificate's fingerprint.
Result<Verdict> verify_package(const std::string& path);

/// The self-contained HTML report of the request's findings.
Result<std::string> render_report(Vault& vault, const PackageRequest& request, Clock& clock);

}  // namespace markhound::evidence

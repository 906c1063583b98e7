#include "cli/enrol.h"

#include "index/import.h"
#include "matcher/reader.h"

namespace markhound::cli {
namespace {

/// Keeps one picture and appends what it is known again by.
Result<std::string> read_logo(const Workspace& workspace, const LogoImage& logo, ReadMark& read) {
  const auto bytes = read_file(logo.path);
  if (!bytes) return bytes.problem();
  const auto picture = matcher::Picture::decode(*bytes);
  if (!picture) return Problem{picture.problem().kind, logo.path, picture.problem().cause, picture.problem().mend};
  auto digest = workspace.keep_logo(*bytes);
  if (!digest) return digest;
  auto signatures = matcher::enrol(*picture);
  if (!signatures) {
    read.problems.push_back(
        {signatures.problem().kind, logo.path, signatures.problem().cause, signatures.problem().mend});
    return digest;
  }
  for (Signature& signature : *signatures) read.logos.push_back({*digest, std::move(signature)});
  return digest;
}

}  // namespace

ReadMark read_mark(const Workspace& workspace, Mark mark) {
  ReadMark read;
  std::vector<LogoImage> kept;
  for (LogoImage& logo : mark.logos) {
    auto digest = read_logo(workspace, logo, read);
    if (!digest) {
      read.problems.push_back(digest.problem());
      continue;
    }
    logo.digest = *digest;
    kept.push_back(std::move(logo));
  }
  mark.logos = std::move(kept);
  if (mark.id.empty()) mark.id = index::default_mark_id(mark);
  read.mark = std::move(mark);
  return read;
}

}  // namespace markhound::cli

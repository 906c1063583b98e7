#include "evidence/complaint/write.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "evidence/seal/digest.h"

namespace markhound::evidence::complaint {
namespace {

namespace fs = std::filesystem;

/// The files of one call; removed again unless they are kept.
class Batch {
 public:
  explicit Batch(std::string folder) : folder_(std::move(folder)) {}
  ~Batch() {
    std::error_code ignored;
    for (const WrittenFile& file : files_) fs::remove(file.path, ignored);
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  /// The path for a file of that name; a Problem where it is taken.
  Result<std::string> place(const std::string& name) {
    const std::string path = folder_ + "/" + name;
    std::error_code error;
    if (fs::symlink_status(path, error).type() != fs::file_type::not_found) {
      return Problem{Problem::Kind::bad_input, path, "is there already, and nothing is overwritten",
                     "name another folder with -o, or move the file away"};
    }
    files_.push_back({path, ""});
    return path;
  }

  Result<void> put(const std::string& name, const std::string& bytes) {
    const auto path = place(name);
    if (!path) return path.problem();
    std::ofstream out(*path, std::ios::binary);
    out << bytes;
    out.close();
    if (!out)
      return Problem{Problem::Kind::io, *path, "cannot be written",
                     "free some disk space or check the folder's rights"};
    files_.back().digest = sha256(bytes);
    return {};
  }

  /// Of what another has written into the last place.
  void seal_last() {
    std::ifstream in(files_.back().path, std::ios::binary);
    files_.back().digest = sha256(std::string(std::istreambuf_iterator<char>(in), {}));
  }

  std::vector<WrittenFile> keep() { return std::exchange(files_, {}); }

 private:
  std::string folder_;
  std::vector<WrittenFile> files_;
};

bool wants(const Form& form, const char* sheet) {
  return std::find(form.sheets.begin(), form.sheets.end(), sheet) != form.sheets.end();
}

Result<void> write_draft(Batch& batch, const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks) {
  const std::string stem = draft.notice.id() + "-" + filing.form.platform;
  if (auto done = batch.put(stem + ".txt", text_of(filing, draft, remarks)); !done) return done;
  if (auto done = batch.put(stem + ".json", json_of(filing, draft, remarks)); !done) return done;
  if (wants(filing.form, "csv")) {
    if (auto done = batch.put(stem + ".csv", csv_of(filing, draft)); !done) return done;
  }
  if (wants(filing.form, "vero")) {
    if (auto done = batch.put(stem + ".vero.json", vero_of(filing, draft)); !done) return done;
  }
  if (!wants(filing.form, "xlsx")) return {};
  const auto path = batch.place(stem + ".xlsx");
  if (!path) return path.problem();
  if (auto done = write_sheet(filing, draft, *path); !done) return done;
  batch.seal_last();
  return {};
}

}  // namespace

Result<std::vector<WrittenFile>> write_drafts(const Filing& filing, const std::vector<Draft>& drafts,
                                              const std::vector<Remark>& remarks, const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Problem{Problem::Kind::io, folder, error.message(), "name a folder that can be written"};
  Batch batch(folder);
  for (const Draft& draft : drafts) {
    if (auto done = write_draft(batch, filing, draft, remarks); !done) return done.problem();
  }
  return batch.keep();
}

}  // namespace markhound::evidence::complaint

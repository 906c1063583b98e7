#include "crawler/source/file_source.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "crawler/content/media_type.h"
#include "crawler/source/file_capture.h"
#include "crawler/source/file_url.h"

namespace markhound::crawler {
namespace {

namespace fs = std::filesystem;
using Kind = Problem::Kind;
using PageCall = std::function<void(const std::string&)>;
using ProblemCall = std::function<void(const Problem&)>;

std::future<Result<Capture>> ready(Result<Capture> result) {
  std::promise<Result<Capture>> promise;
  promise.set_value(std::move(result));
  return promise.get_future();
}

/// Component by component: /a/bc is not inside /a/b.
bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

class DiskSource : public Source {
 public:
  /// `root` is canonical: absolute, without links.
  DiskSource(std::string target, fs::path root, const FetchLimits& limits)
      : target_(std::move(target)), root_(std::move(root)), limits_(limits) {}

  std::future<Result<Capture>> fetch(const Request& request) override { return ready(read(request.url)); }

 protected:
  const std::string target_;
  const fs::path root_;
  const FetchLimits limits_;

 private:
  Result<Capture> read(const std::string& url) const {
    const auto path = path_of_file_url(url);
    if (!path)
      return Problem{Kind::not_found, url, "it is not among the files of " + target_,
                     "save the page with its pictures (web page, complete)"};
    std::error_code error;
    const fs::path real = fs::weakly_canonical(*path, error);
    if (error || !is_inside(real, root_))
      return Problem{Kind::refused, url, "it leads out of " + root_.string(),
                     "name the folder that holds it as the target"};
    auto capture = capture_file(real.string(), url, limits_.max_bytes);
    if (capture) capture->source = target_;
    return capture;
  }
};

class FileSource : public DiskSource {
 public:
  FileSource(const std::string& target, const fs::path& file, const FetchLimits& limits)
      : DiskSource(target, file.parent_path(), limits), url_(file_url(file.string())) {}

  Result<void> list(const PageCall& page, const ProblemCall&) override {
    page(url_);
    return {};
  }

 private:
  const std::string url_;
};

class FolderSource : public DiskSource {
 public:
  using DiskSource::DiskSource;

  Result<void> list(const PageCall& page, const ProblemCall& problem) override {
    walk(root_, page, problem);
    return {};
  }

 private:
  /// One folder's names are in memory at a time, and those of the folders above it.
  void walk(const fs::path& folder, const PageCall& page, const ProblemCall& problem) const {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
      if (!at->path().filename().string().starts_with('.')) entries.push_back(*at);
    if (error) problem({Kind::io, folder.string(), error.message(), "check its permissions"});
    std::sort(entries.begin(), entries.end());
    for (const auto& entry : entries) {
      std::error_code ignored;
      const bool link = entry.is_symlink(ignored);
      if (entry.is_directory(ignored) && !link) {
        if (!belongs_to_page(entry.path(), entries)) walk(entry.path(), page, problem);
      } else if (entry.is_regular_file(ignored) && has_page_name(entry.path().filename().string())) {
        if (!link || stays_inside(entry.path())) page(file_url(entry.path().string()));
      }
    }
  }

  /// "shoe_files" beside "shoe.html": what a browser laid beside a page that it saved, frames and all.
  static bool belongs_to_page(const fs::path& folder, const std::vector<fs::directory_entry>& beside) {
    const std::string name = folder.filename().string();
    const auto end = name.rfind("_files");
    if (end == std::string::npos || end + 6 != name.size()) return false;
    return std::any_of(beside.begin(), beside.end(), [&](const fs::directory_entry& entry) {
      return entry.path().stem().string() == name.substr(0, end) && has_page_name(entry.path().filename().string());
    });
  }

  bool stays_inside(const fs::path& link) const {
    std::error_code error;
    const fs::path real = fs::canonical(link, error);
    return !error && is_inside(real, root_);
  }
};

Result<fs::path> real_path(const std::string& path) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  if (error) return Problem{Kind::not_found, path, error.message(), "check the name"};
  return real;
}

}  // namespace

Result<std::unique_ptr<Source>> make_file_source(const std::string& path, const FetchLimits& limits) {
  auto real = real_path(path);
  if (!real) return real.problem();
  return std::unique_ptr<Source>(std::make_unique<FileSource>(path, *real, limits));
}

Result<std::unique_ptr<Source>> make_folder_source(const std::string& path, const FetchLimits& limits) {
  auto real = real_path(path);
  if (!real) return real.problem();
  return std::unique_ptr<Source>(std::make_unique<FolderSource>(path, std::move(*real), limits));
}

}  // namespace markhound::crawler

#include "crawler/source/recorded_source.h"

#include <filesystem>
#include <mutex>
#include <optional>

#include "crawler/har/har.h"
#include "crawler/mhtml/mhtml.h"
#include "crawler/source/file_url.h"
#include "crawler/wacz/wacz.h"
#include "crawler/warc/archive.h"

namespace markhound::crawler {
namespace {

using PageCall = std::function<void(const std::string&)>;
using ProblemCall = std::function<void(const Problem&)>;

std::future<Result<Capture>> ready(Result<Capture> result) {
  std::promise<Result<Capture>> promise;
  promise.set_value(std::move(result));
  return promise.get_future();
}

class WarcSource : public Source {
 public:
  WarcSource(const std::string& path, const FetchLimits& limits) : archive_(path, path, limits.max_bytes) {}

  Result<void> list(const PageCall& page, const ProblemCall& problem) override { return archive_.list(page, problem); }
  std::future<Result<Capture>> fetch(const Request& request) override { return ready(archive_.capture(request.url)); }

 private:
  Archive archive_;
};

class WaczSource : public Source {
 public:
  WaczSource(const std::string& path, const FetchLimits& limits) : wacz_(path, limits.max_bytes) {}

  Result<void> list(const PageCall& page, const ProblemCall& problem) override { return wacz_.list(page, problem); }
  std::future<Result<Capture>> fetch(const Request& request) override { return ready(wacz_.capture(request.url)); }

 private:
  Wacz wacz_;
};

/// A file that is read whole, once, when it is first asked.
class RecordedSource : public Source {
 public:
  using Read = Result<RecordedFile> (*)(const std::string& path, std::size_t max_bytes);

  RecordedSource(std::string path, const FetchLimits& limits, Read read)
      : path_(std::move(path)), max_bytes_(limits.max_bytes), read_(read) {}

  Result<void> list(const PageCall& page, const ProblemCall& problem) override {
    const auto file = opened();
    if (!*file) return file->problem();
    for (const Problem& told : (**file).problems) problem(told);
    for (const std::string& url : (**file).pages) page(url);
    return {};
  }

  std::future<Result<Capture>> fetch(const Request& request) override {
    const std::string& url = request.url;
    const auto file = opened();
    return ready(*file ? (**file).recording.capture(url, path_, max_bytes_) : Result<Capture>(file->problem()));
  }

 private:
  std::shared_ptr<const Result<RecordedFile>> opened() {
    const std::lock_guard lock(mutex_);
    if (!file_) file_ = std::make_shared<const Result<RecordedFile>>(read_(path_, max_bytes_));
    return file_;
  }

  const std::string path_;
  const std::size_t max_bytes_;
  const Read read_;
  std::mutex mutex_;
  std::shared_ptr<const Result<RecordedFile>> file_;
};

Result<RecordedFile> read_saved(const std::string& path, std::size_t max_bytes) {
  std::error_code ignored;
  return read_mhtml(path, file_url(std::filesystem::absolute(path, ignored).string()), max_bytes);
}

}  // namespace

std::unique_ptr<Source> make_recorded_source(const std::string& path, const std::string& name,
                                             const FetchLimits& limits) {
  const auto is = [&](const char* extension) { return name.ends_with(extension); };
  if (is(".warc") || is(".warc.gz")) return std::make_unique<WarcSource>(path, limits);
  if (is(".wacz")) return std::make_unique<WaczSource>(path, limits);
  if (is(".har") || is(".har.gz")) return std::make_unique<RecordedSource>(path, limits, &read_har);
  if (is(".mhtml") || is(".mht")) return std::make_unique<RecordedSource>(path, limits, &read_saved);
  return nullptr;
}

}  // namespace markhound::crawler

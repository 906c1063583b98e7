#include "evidence/warc_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "evidence/seal/digest.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

namespace fs = std::filesystem;

Problem disk_problem(const std::string& path, const char* doing, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return {Problem::Kind::io, path, std::string("cannot ") + doing + ": " + std::strerror(error),
          full ? "free space on that disk and run again; what was kept before is safe"
               : "check the disk and the folder's permissions"};
}

/// A new name is durable only once its folder is synced too.
bool sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

std::string file_name(int number) {
  char name[40];
  std::snprintf(name, sizeof name, "markhound-%08d.warc.gz", number);
  return name;
}

/// The number in a name that file_name made; 0 for any other.
int file_number(const std::string& name) {
  int number = 0;
  return std::sscanf(name.c_str(), "markhound-%8d.warc.gz", &number) == 1 && name == file_name(number) ? number : 0;
}

}  // namespace

WarcStore::WarcStore(WarcStoreOptions options, Clock& clock) : options_(std::move(options)), clock_(clock) {}

WarcStore::~WarcStore() { close_file(); }

void WarcStore::close_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

Result<std::unique_ptr<WarcStore>> WarcStore::open(WarcStoreOptions options,
                                                   const std::map<std::string, std::int64_t>& committed, bool repair,
                                                   Clock& clock) {
  std::unique_ptr<WarcStore> store(new WarcStore(std::move(options), clock));
  if (const auto recovered = store->recover(committed, repair); !recovered) return recovered.problem();
  return store;
}

Result<void> WarcStore::recover(const std::map<std::string, std::int64_t>& committed, bool repair) {
  std::error_code error;
  fs::create_directories(options_.folder, error);
  if (error) return disk_problem(options_.folder, "make the folder", error.value());
  for (const auto& [file, length] : committed) {
    struct stat status {};
    if (::stat(path_of(file).c_str(), &status) != 0 || status.st_size < length) {
      return Problem{Problem::Kind::io, path_of(file), "captures that were kept in it are missing at its end",
                     "restore the file from a copy; the vault is not used before that"};
    }
  }
  for (const auto& entry : fs::directory_iterator(options_.folder, error)) {
    const std::string name = entry.path().filename().string();
    const int number = file_number(name);
    if (number == 0) continue;
    number_ = std::max(number_, number);
    const auto found = committed.find(name);
    const std::int64_t length = found == committed.end() ? 0 : found->second;
    if (repair && entry.file_size(error) > static_cast<std::uintmax_t>(length)) {
      if (::truncate(entry.path().c_str(), length) != 0) return disk_problem(name, "cut off a torn record", errno);
    }
    if (number == number_) {
      file_ = name;
      end_ = length;
    }
  }
  if (error) return disk_problem(options_.folder, "list the folder", error.value());
  return {};
}

Result<void> WarcStore::write(const std::string& bytes, std::int64_t offset) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                               static_cast<off_t>(offset + static_cast<std::int64_t>(done)));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return disk_problem(path_of(file_), "write", n < 0 ? errno : ENOSPC);
    done += static_cast<std::size_t>(n);
  }
  return {};
}

/// Opens the newest file, or the next one where it is full, with a warcinfo record at its beginning.
Result<void> WarcStore::start_file() {
  if (descriptor_ >= 0 && end_ < options_.rotate_at) return {};
  close_file();
  if (file_.empty() || end_ >= options_.rotate_at) {
    file_ = file_name(++number_);
    end_ = 0;
  }
  descriptor_ = ::open(path_of(file_).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return disk_problem(path_of(file_), "open", errno);
  if (end_ > 0) return {};
  if (!sync_folder(options_.folder)) return disk_problem(options_.folder, "sync", errno);
  const WarcRecord info =
      warcinfo(random_uuid(), clock_.now(), file_,
               {{"software", options_.software},
                {"format", "WARC File Format 1.1"},
                {"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
                {"operator", options_.operator_name}});
  const std::string member = to_member(info, 6);
  if (auto written = write(member, 0); !written) return written;
  end_ = static_cast<std::int64_t>(member.size());
  return {};
}

Result<std::vector<WarcPlace>> WarcStore::append(const std::vector<const std::string*>& groups) {
  if (auto started = start_file(); !started) {
    close_file();
    return started.problem();
  }
  std::vector<WarcPlace> places;
  std::int64_t end = end_;
  for (const std::string* group : groups) {
    if (auto written = write(*group, end); !written) {
      // The next append writes over the same place; what is cut now only frees the disk.
      if (::ftruncate(descriptor_, end_) != 0) close_file();
      return written.problem();
    }
    places.push_back({file_, end, static_cast<std::int64_t>(group->size())});
    end += static_cast<std::int64_t>(group->size());
  }
  if (::fdatasync(descriptor_) != 0) {
    const int error = errno;
    // After a failed sync the kernel may have dropped the pages: this file is not written to again.
    close_file();
    file_.clear();
    return disk_problem(options_.folder, "sync", error);
  }
  end_ = end;
  return places;
}

Result<std::string> WarcStore::read(const WarcPlace& place) const {
  const std::string path = path_of(place.file);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return disk_problem(path, "open", errno);
  std::string bytes(static_cast<std::size_t>(place.length), '\0');
  std::size_t done = 0;
  int error = 0;
  while (done < bytes.size() && error == 0) {
    const ssize_t n = ::pread(descriptor, bytes.data() + done, bytes.size() - done,
                              static_cast<off_t>(place.offset + static_cast<std::int64_t>(done)));
    if (n > 0) {
      done += static_cast<std::size_t>(n);
    } else if (n == 0 || errno != EINTR) {
      error = n == 0 ? EIO : errno;
    }
  }
  ::close(descriptor);
  if (error != 0) return disk_problem(path, "read", error);
  return bytes;
}

}  // namespace markhound::evidence

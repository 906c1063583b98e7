#include "crawler/screenshot/browser.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace markhound::crawler {
namespace {

namespace fs = std::filesystem;
using Kind = Problem::Kind;

/// Debian's /usr/bin/chromium is a script that reads flags from /etc; the program itself is asked.
constexpr std::array usual_places = {"/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser",
                                     "/usr/bin/chromium",          "/usr/bin/chromium-browser",
                                     "/opt/google/chrome/chrome",  "/usr/bin/google-chrome"};

std::vector<std::string> arguments(const std::string& program, const std::string& profile) {
  std::vector<std::string> all = {program,
                                  "--headless=new",
                                  "--remote-debugging-pipe",
                                  "--user-data-dir=" + profile,
                                  "--proxy-server=127.0.0.1:9",  // nobody: where the kernel did not take its network
                                  "--proxy-bypass-list=<-loopback>",
                                  "--host-resolver-rules=MAP * ~NOTFOUND",
                                  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
                                  "--no-first-run",
                                  "--no-default-browser-check",
                                  "--disable-background-networking",
                                  "--disable-breakpad",
                                  "--disable-client-side-phishing-detection",
                                  "--disable-component-update",
                                  "--disable-default-apps",
                                  "--disable-dev-shm-usage",
                                  "--disable-domain-reliability",
                                  "--disable-extensions",
                                  "--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider",
                                  "--disable-gpu",
                                  "--disable-notifications",
                                  "--disable-quic",
                                  "--disable-sync",
                                  "--block-new-web-contents",
                                  "--hide-scrollbars",
                                  "--metrics-recording-only",
                                  "--mute-audio",
                                  "--no-pings",
                                  "--password-store=basic",
                                  "--use-mock-keychain",
                                  "--js-flags=--max-old-space-size=768"};
  if (!Browser::has_sandbox()) all.push_back("--no-sandbox");
  all.push_back("about:blank");
  return all;
}

/// Everything that the child needs between fork and exec, where nothing may be allocated.
struct Launch {
  std::vector<std::string> words;
  std::vector<char*> argv;
  std::string uid_map;
  std::string gid_map;
  int commands = -1;  ///< read by the browser as 3
  int replies = -1;   ///< written by the browser as 4
  int status = -1;    ///< one byte: which network it has; a second one where exec failed
};

void write_file(const char* path, const std::string& text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  [[maybe_unused]] const auto wrote = write(file, text.data(), text.size());
  close(file);
}

/// A network namespace without an interface; as a plain user, inside a user namespace.
bool leave_network(const Launch& launch) {
  if (unshare(CLONE_NEWNET) == 0) return true;
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return false;
  write_file("/proc/self/setgroups", "deny");
  write_file("/proc/self/uid_map", launch.uid_map);
  write_file("/proc/self/gid_map", launch.gid_map);
  return true;
}

[[noreturn]] void become_browser(const Launch& launch) {
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const char network = leave_network(launch) ? 'n' : '-';
  const rlimit no_core{0, 0};
  const rlimit small_files{512u << 20, 512u << 20};
  setrlimit(RLIMIT_CORE, &no_core);
  setrlimit(RLIMIT_FSIZE, &small_files);
  const int nowhere = open("/dev/null", O_RDWR);
  const int commands = fcntl(launch.commands, F_DUPFD, 10);
  const int replies = fcntl(launch.replies, F_DUPFD, 10);
  const int status = fcntl(launch.status, F_DUPFD_CLOEXEC, 10);
  for (const int standard : {0, 1, 2}) dup2(nowhere, standard);
  dup2(commands, 3);
  dup2(replies, 4);
  [[maybe_unused]] auto wrote = write(status, &network, 1);
  for (int other = 5; other < 1024; ++other)
    if (other != status) close(other);
  execv(launch.argv[0], launch.argv.data());
  wrote = write(status, "x", 1);
  _exit(127);
}

struct Pipe {
  int read = -1;
  int write = -1;
  bool open() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  ~Pipe() {
    if (read >= 0) close(read);
    if (write >= 0) close(write);
  }
  int take(int& end) { return std::exchange(end, -1); }
};

/// Calls `visit` with each process of the session, and its resident pages.
void for_session(pid_t session, const std::function<void(pid_t, long)>& visit) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    const std::string name = entry.path().filename().string();
    pid_t process = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), process);
    if (error != std::errc() || *end != '\0') continue;
    std::ifstream file(entry.path() / "stat");
    std::string stat((std::istreambuf_iterator<char>(file)), {});
    const auto after_name = stat.rfind(')');
    if (after_name == std::string::npos) continue;
    char state = 0;
    long parent = 0, group = 0, its_session = 0;
    if (std::sscanf(stat.c_str() + after_name + 1, " %c %ld %ld %ld", &state, &parent, &group, &its_session) != 4)
      continue;
    if (its_session != session) continue;
    long size = 0, resident = 0;
    std::ifstream(entry.path() / "statm") >> size >> resident;
    visit(process, resident);
  }
}

Problem cannot_start(const std::string& program, const std::string& cause) {
  return {Kind::not_found, program, cause, "apt-get install chromium, or name it in settings.json"};
}

}  // namespace

std::string find_chromium(const std::string& wanted) {
  if (!wanted.empty()) return access(wanted.c_str(), X_OK) == 0 ? wanted : std::string{};
  for (const char* place : usual_places)
    if (access(place, X_OK) == 0) return place;
  return {};
}

bool Browser::has_sandbox() { return geteuid() != 0; }

Result<std::unique_ptr<Browser>> Browser::start(const std::string& program) {
  std::unique_ptr<Browser> browser(new Browser);
  std::string profile = (fs::temp_directory_path() / "markhound-chromium-XXXXXX").string();
  if (!mkdtemp(profile.data())) return cannot_start(program, "no folder for its profile: " + profile);
  browser->profile_ = profile;
  Pipe commands, replies, status;
  if (!commands.open() || !replies.open() || !status.open()) return cannot_start(program, std::strerror(errno));
  Launch launch{arguments(program, profile), {}, {}, {}, commands.read, replies.write, status.write};
  for (std::string& word : launch.words) launch.argv.push_back(word.data());
  launch.argv.push_back(nullptr);
  launch.uid_map = std::to_string(geteuid()) + " " + std::to_string(geteuid()) + " 1";
  launch.gid_map = std::to_string(getegid()) + " " + std::to_string(getegid()) + " 1";
  browser->process_ = fork();
  if (browser->process_ < 0) return cannot_start(program, std::strerror(errno));
  if (browser->process_ == 0) become_browser(launch);
  close(status.take(status.write));
  std::array<char, 2> told{};
  ssize_t got = 0;
  for (ssize_t some = 1; got < 2 && some > 0; got += some)
    some = read(status.read, &told[static_cast<std::size_t>(got)], 1);
  if (got != 1) return cannot_start(program, "it cannot be run");
  browser->own_namespace_ = told[0] == 'n';
  browser->to_ = commands.take(commands.write);
  browser->from_ = replies.take(replies.read);
  return browser;
}

std::size_t Browser::memory() const {
  long pages = 0;
  for_session(process_, [&](pid_t, long resident) { pages += resident; });
  return static_cast<std::size_t>(pages) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

Browser::~Browser() {
  if (to_ >= 0) close(to_);
  if (from_ >= 0) close(from_);
  if (process_ > 0) {
    kill(-process_, SIGKILL);
    for_session(process_, [](pid_t one, long) { kill(one, SIGKILL); });
    waitpid(process_, nullptr, 0);
    for_session(process_, [](pid_t one, long) { kill(one, SIGKILL); });  // what was forked in between
  }
  std::error_code ignored;
  if (!profile_.empty()) fs::remove_all(profile_, ignored);
}

}  // namespace markhound::crawler

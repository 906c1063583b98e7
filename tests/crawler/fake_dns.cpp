#include "tests/crawler/fake_dns.h"

#include <mutex>

#include <dlfcn.h>
#include <netdb.h>

namespace markhound::test {
namespace {

struct Zone {
  std::mutex mutex;
  std::map<std::string, std::vector<std::string>> names;
  std::map<std::string, int> asked;
};

Zone& zone() {
  static Zone the_zone;
  return the_zone;
}

std::vector<std::string> addresses_of(const char* node) {
  Zone& all = zone();
  const std::lock_guard lock(all.mutex);
  const auto found = node ? all.names.find(node) : all.names.end();
  if (found == all.names.end()) return {};
  ++all.asked[node];
  return found->second;
}

}  // namespace

FakeDns::FakeDns(Names names) {
  const std::lock_guard lock(zone().mutex);
  zone().names = std::move(names);
  zone().asked.clear();
}

FakeDns::~FakeDns() {
  const std::lock_guard lock(zone().mutex);
  zone().names.clear();
}

void FakeDns::set(const std::string& name, std::vector<std::string> addresses) {
  const std::lock_guard lock(zone().mutex);
  zone().names[name] = std::move(addresses);
}

int FakeDns::asked(const std::string& name) const {
  const std::lock_guard lock(zone().mutex);
  return zone().asked[name];
}

}  // namespace markhound::test

/// The real one is asked for the numeric addresses, so that what comes back can be freed by the real freeaddrinfo.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
  using Real = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "getaddrinfo"));
  const auto addresses = markhound::test::addresses_of(node);
  if (addresses.empty()) return real(node, service, hints, result);
  addrinfo* first = nullptr;
  addrinfo** next = &first;
  for (const std::string& address : addresses) {
    const int failed = real(address.c_str(), service, hints, next);
    if (failed != 0) continue;  // an address of a family that was not asked for
    while (*next) next = &(*next)->ai_next;
  }
  *result = first;
  return first ? 0 : EAI_NONAME;
}

// Names that only a test knows. It stands in the way of getaddrinfo, so whoever resolves a name, libcurl too, is told
// what the test says, and every question is counted.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace markhound::test {

class FakeDns {
 public:
  using Names = std::map<std::string, std::vector<std::string>>;

  /// Name and its addresses; the names that stand in it are answered from it while it lives, one at a time.
  explicit FakeDns(Names names);
  ~FakeDns();
  FakeDns(const FakeDns&) = delete;
  FakeDns& operator=(const FakeDns&) = delete;

  /// From now on the name has other addresses: rebinding.
  void set(const std::string& name, std::vector<std::string> addresses);
  int asked(const std::string& name) const;
};

}  // namespace markhound::test

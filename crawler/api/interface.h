// Interfaces of platforms: where they are, which credentials they want, how a search is asked of them. Each is one file
// beside this one; what they answer is read by crawler/platforms/.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/api/search.h"
#include "crawler/fetcher.h"
#include "crawler/platform.h"

namespace markhound::crawler {

struct CredentialName {
  const char* variable;  ///< of the environment, and in the file: "MARKHOUND_EBAY_CLIENT_ID"
  bool needed;
};

/// A token that was got with credentials, kept in memory alone.
struct TokenCache {
  std::mutex mutex;  ///< held while a token is fetched, so that one is fetched for all
  std::string token;
  UtcTime ends{};
};

/// What the user set, by name; values are secrets and go nowhere but into requests.
struct ApiAccess {
  std::map<std::string, std::string> credentials;  ///< by CredentialName::variable
  std::map<std::string, std::string> bases;        ///< by platform: another address than the platform's own
  std::shared_ptr<TokenCache> ebay_token = std::make_shared<TokenCache>();  ///< of all searches, and of copies
};

/// One interface at work. Safe to call from any thread.
class Interface {
 public:
  virtual ~Interface() = default;

  /// The address of the search's first answer, without credentials.
  virtual std::string first_page(const Search& search) const = 0;

  /// The request for an answer's address, credentials in it. May fetch a token first.
  virtual Result<Request> request(const std::string& url, const Search& search) = 0;

  /// The status says that the credentials are no longer good: forgets what it can get anew, and returns whether it did.
  virtual bool renew() { return false; }

  /// Why an answer is none, where the interface says so in its own way; nothing for an answer.
  virtual std::optional<Problem> refusal(const Capture& capture) const = 0;

  /// What to do where robots.txt or the server refuses; empty where nothing but to wait.
  virtual std::string mend_of(const Problem& refused) const;

  /// What its answers' paths begin with; credentials go nowhere else.
  virtual const char* path_prefix() const = 0;

  /// How many of the search's listings stand before those of this answer.
  virtual std::size_t position(const std::string& url) const = 0;

  /// Takes away what lies beyond `left` listings.
  virtual void cut(Page& page, std::size_t left) const;
};

struct InterfaceFacts {
  const char* platform;
  const char* name;  ///< as its owner calls it
  const char* base;  ///< where it is; empty for shops, which are each their own
  bool of_shops;
  std::vector<CredentialName> credentials;
  std::unique_ptr<Interface> (*make)(const std::string& base, const ApiAccess& access, Fetcher& live, Clock& clock);
};

std::span<const InterfaceFacts> interfaces();
const InterfaceFacts* find_interface(const std::string& platform);

/// Names of needed credentials that are not set.
std::vector<std::string> missing_credentials(const InterfaceFacts& facts, const ApiAccess& access);

/// Problem of kind refused where a credential is missing, bad_input where the base is neither https nor on this
/// machine. `live` and `clock` must outlive the interface.
Result<std::unique_ptr<Interface>> open_interface(const Search& search, const ApiAccess& access, Fetcher& live,
                                                  Clock& clock);

}  // namespace markhound::crawler

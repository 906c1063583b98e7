// Checks a WARC file piece by piece with little memory: every member whole, every record with its digests.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "core/result.h"

namespace markhound::evidence {

class WarcCheck {
 public:
  /// `most_inflated`: bytes of all records together, so that a file made to explode is given up.
  explicit WarcCheck(std::uint64_t most_inflated);
  ~WarcCheck();
  WarcCheck(const WarcCheck&) = delete;
  WarcCheck& operator=(const WarcCheck&) = delete;

  void feed(std::string_view bytes);
  /// How many records were good; or the first that was not, by its WARC-Record-ID.
  Result<std::size_t> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace markhound::evidence

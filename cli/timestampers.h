// Several time-stamping authorities, asked in the order of the settings until one answers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "evidence/package.h"

namespace markhound::cli {

class TimestampersInOrder : public evidence::Timestamper {
 public:
  explicit TimestampersInOrder(const std::vector<std::string>& addresses);

  bool empty() const { return authorities_.empty(); }

  /// The problem of the last one where none answers.
  Result<std::string> stamp(const std::string& data) override;

 private:
  std::vector<std::unique_ptr<evidence::Timestamper>> authorities_;
};

}  // namespace markhound::cli

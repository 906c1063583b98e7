// Examines one listing with its pictures: read, recall, judge. What a scan does with each page.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/picture_matches.h"
#include "core/finding.h"
#include "core/listing.h"
#include "index/register.h"
#include "matcher/reader.h"

namespace markhound::cli {

/// A picture of the listing as it was kept.
struct KeptPicture {
  std::string url;
  std::string capture;  ///< vault id
  std::string bytes;
};

/// Safe to call from any thread, with a recognizer of the thread's own.
class Examiner {
 public:
  /// `thorough` reads the words of every picture; otherwise only where the listing is not settled without them.
  Examiner(const index::Register& marks, bool thorough) : marks_(marks), thorough_(thorough) {}

  /// Findings without ids, of every grade. A picture that cannot be read is a problem and is passed by.
  std::vector<Finding> examine(const Listing& listing, const std::vector<KeptPicture>& pictures,
                               matcher::TextRecognizer& recognizer, std::vector<Problem>& problems);

 private:
  std::shared_ptr<const PictureMatches> matches_of(const KeptPicture& picture, bool with_words,
                                                   matcher::TextRecognizer& recognizer, std::vector<Problem>& problems);
  void sight_texts(const Listing& listing, std::vector<TextSighting>& texts, std::vector<Problem>& problems) const;

  const index::Register& marks_;
  const bool thorough_;
  std::mutex mutex_;
  /// By digest of the bytes: shops show one photo in many listings.
  std::map<std::string, std::shared_ptr<const PictureMatches>> known_;
};

}  // namespace markhound::cli

// Examines one listing with its pictures: read, recall, judge. What a scan does with each page.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "cli/picture_matches.h"
#include "cli/recognizer_pool.h"
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

/// Safe to call from any thread.
class Examiner {
 public:
  /// `thorough` reads the words of every picture; otherwise only where the listing is not settled without them.
  Examiner(const index::Register& marks, bool thorough)
      : marks_(marks), thorough_(thorough), no_marks_(marks.size().ok() && *marks.size() == 0) {}

  /// Whether nothing can be found, as no mark is registered: pages are kept for later, and no picture is read.
  bool has_no_marks() const { return no_marks_; }

  /// Findings without ids, of every grade. A picture that cannot be read is a problem and is passed by.
  std::vector<Finding> examine(const Listing& listing, const std::vector<KeptPicture>& pictures,
                               RecognizerPool& recognizers, std::vector<Problem>& problems);

 private:
  std::shared_ptr<const PictureMatches> matches_of(const KeptPicture& picture, bool with_words,
                                                   matcher::TextRecognizer& recognizer, std::vector<Problem>& problems);
  void sight_texts(const Listing& listing, std::vector<TextSighting>& texts, std::vector<Problem>& problems) const;

  const index::Register& marks_;
  const bool thorough_;
  const bool no_marks_;
  std::mutex mutex_;
  /// By digest of the bytes: shops show one photo in many listings.
  std::map<std::string, std::shared_ptr<const PictureMatches>> known_;
};

}  // namespace markhound::cli

// Recall by text over any store of keys: windows of the text, their terms, the forms found under them, and what meets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.h"
#include "index/form.h"
#include "index/meeting.h"

namespace markhound::index {

/// Where the forms of marks are found by terms.
class KeyStore {
 public:
  virtual ~KeyStore() = default;

  /// Whether forms lie under terms with two letters left out, too.
  virtual bool two_edits() const = 0;
  /// False: nothing lies under the term. Cheaper than looking.
  virtual bool may_hold(const std::string& term) = 0;
  /// Appends the marks filed under the term, by the store's own numbers.
  virtual void look_up(const std::string& term, std::vector<std::uint32_t>& marks) = 0;
  /// Valid until the next call.
  virtual const PackedMark& mark(std::uint32_t number) = 0;
};

/// What in `text` meets a form in the store, in order of place; a form once a place, by its most literal key.
std::vector<TextCandidate> recall_text(std::string_view text, KeyStore& store);

/// The windows of a text, ready to be met.
std::vector<Question> questions_of(std::string_view text);

/// The candidate of a window and a form that meet by `key`.
TextCandidate candidate_of(const Question& question, const std::string& mark, const Form& form, Key key);

}  // namespace markhound::index

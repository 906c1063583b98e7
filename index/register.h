// The register of marks, recalled by text and by logo. Recall is generous: judging is the matcher's work.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.h"
#include "core/mark.h"
#include "core/result.h"
#include "index/update.h"

namespace markhound::index {

/// One enrolled picture of a mark: LogoImage::digest and what the matcher read from it.
struct EnrolledLogo {
  std::string digest;
  Signature signature;
};

/// Xapian in the program; a brute-force scan in tests is the oracle that its recall is compared with.
/// Recall is safe from any thread; changes come from one thread at a time and are seen after commit().
class Register {
 public:
  virtual ~Register() = default;

  /// Adds the mark or replaces the one of the same id, with its logos.
  virtual Result<void> put(const Mark& mark, const std::vector<EnrolledLogo>& logos) = 0;
  /// As put, unless the register holds a later state of the mark (see update.h), changes before commit() included.
  virtual Result<Change> update(const Mark& mark, const std::vector<EnrolledLogo>& logos, const Keeps& keeps) = 0;
  /// not_found where no such mark is.
  virtual Result<void> remove(const std::string& id) = 0;
  virtual Result<Mark> find(const std::string& id) const = 0;
  /// In order of id.
  virtual Result<void> each(const std::function<void(const Mark&)>& visit) const = 0;
  virtual Result<std::size_t> size() const = 0;
  /// Makes changes durable and visible; killed before, the register is as it was.
  virtual Result<void> commit() = 0;

  /// A text kept beside the marks and committed with them; an empty one is forgotten.
  virtual Result<void> put_note(const std::string& key, const std::string& text) = 0;
  /// As last committed; "" where there is none.
  virtual Result<std::string> note(const std::string& key) const = 0;

  /// Marks that `text` (UTF-8, any length; a title, a description, a seller's name, words from OCR) may use.
  /// `words` from OCR come with confusions of their own.
  virtual Result<std::vector<TextCandidate>> recall(std::string_view text) const = 0;
  /// Logos that share telling points with the picture, most pairs first.
  virtual Result<std::vector<LogoCandidate>> recall(const Signature& picture) const = 0;
};

enum class Access { read, write };

/// Opens the register in folder `path`, made where it is missing. Problem of kind busy where another process writes.
Result<std::unique_ptr<Register>> open_xapian_register(const std::string& path, Access access);

}  // namespace markhound::index

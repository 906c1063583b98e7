// The register in Xapian: a document a mark, its keys as terms, its JSON as data; logo signatures as metadata.
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include <xapian.h>

#include "index/import.h"
#include "index/recall.h"
#include "index/register.h"
#include "index/sieve.h"
#include "index/signature_bytes.h"
#ifdef MARKHOUND_LOGO_INDEX
#include "index/logo/logo_index.h"
#endif

namespace markhound::index {
namespace {

constexpr Xapian::valueno forms_slot = 0;
constexpr Xapian::valueno logo_count_slot = 1;
/// Registers of up to so many marks are somebody's own: they can afford the keys of two edits.
constexpr Xapian::doccount two_edits_up_to = 20'000;
constexpr std::size_t most_marks_a_term = 400;  // a key that says less than that says nothing
constexpr std::size_t most_cached_marks = 100'000;
const char* const two_edits_key = "two_edits";

std::string id_term(const std::string& id) { return "Q" + id; }

std::string logo_key(const std::string& id, std::size_t number) {
  return "logo " + id + "\x01" + std::to_string(number);
}

/// Xapian's errors are not polymorphic; their type is a name.
Problem problem_of(const std::string& path, const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {Problem::Kind::busy, path, "another process writes to this register", "wait for it to end, then try again"};
  }
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError") {
    return {Problem::Kind::io, path, "the register is damaged: " + error.get_msg(),
            "restore the folder or import again"};
  }
  if (type.starts_with("Database")) {
    return {Problem::Kind::io, path, error.get_msg(), "check that the folder may be written and the disk has room"};
  }
  return {Problem::Kind::internal, path, std::string(type) + ": " + error.get_msg(), ""};
}

Sieve sieve_of(const Xapian::Database& database) {
  return Sieve([&database](const std::string& key) { return database.get_metadata(key); });
}

/// An open snapshot of the register and the forms read from it so far. One thread at a time.
class Snapshot : public KeyStore {
 public:
  explicit Snapshot(const std::string& path) : database(path), sieve_(sieve_of(database)) { forget(); }

  void reopen() {
    database.reopen();
    forget();
  }

  bool two_edits() const override { return two_edits_; }

  bool may_hold(const std::string& term) override { return sieve_.may_hold(term); }

  void look_up(const std::string& term, std::vector<std::uint32_t>& marks) override {
    std::size_t taken = 0;
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end && taken < most_marks_a_term; ++at, ++taken)
      marks.push_back(*at);
  }

  const PackedMark& mark(std::uint32_t number) override {
    if (marks_.size() >= most_cached_marks) marks_.clear();
    const auto [place, is_new] = marks_.try_emplace(number);
    if (is_new)
      place->second = unpack_forms(database.get_document(number, Xapian::DOC_ASSUME_VALID).get_value(forms_slot));
    return place->second;
  }

  Xapian::Database database;
  std::uint64_t generation = 0;

 private:
  void forget() {
    marks_.clear();
    sieve_ = sieve_of(database);
    two_edits_ = !database.get_metadata(two_edits_key).empty();
  }

  bool two_edits_ = false;
  Sieve sieve_;
  std::unordered_map<std::uint32_t, PackedMark> marks_;
};

/// Snapshots lent to the threads that read: as many as there are threads reading at once.
class Snapshots {
 public:
  explicit Snapshots(std::string path) : path_(std::move(path)) {}

  /// Calls `read` with a snapshot of the last commit that this process made, again on a newer one where a writer has
  /// overtaken it.
  template <class Read>
  auto with(const Read& read) const -> Result<decltype(read(std::declval<Snapshot&>()))> try {
    // Xapian keeps the last two revisions: a writer that commits twice during a read makes it start again.
    constexpr int attempts = 12;
    for (int attempt = 1;; ++attempt) {
      try {
        std::unique_ptr<Snapshot> snapshot = borrow();
        auto value = read(*snapshot);
        give_back(std::move(snapshot));
        return value;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == attempts) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(1 << attempt / 2));
      }
    }
  } catch (const Xapian::Error& error) {
    return problem_of(path_, error);
  }

  /// What is borrowed from now on shows the last commit.
  void renew() { ++generation_; }
  std::uint64_t generation() const { return generation_; }

 private:
  std::unique_ptr<Snapshot> borrow() const {
    std::unique_ptr<Snapshot> snapshot;
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        snapshot = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    const std::uint64_t generation = generation_;
    if (!snapshot) {
      snapshot = std::make_unique<Snapshot>(path_);
    } else if (snapshot->generation != generation) {
      snapshot->reopen();
    }
    snapshot->generation = generation;
    return snapshot;
  }

  void give_back(std::unique_ptr<Snapshot> snapshot) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(snapshot));
  }

  std::string path_;
  std::atomic<std::uint64_t> generation_ = 0;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Snapshot>> idle_;
};

class XapianRegister final : public Register {
 public:
  /// Throws Xapian::Error.
  XapianRegister(const std::string& path, Access access) : path_(path), snapshots_(path) {
    if (access == Access::write || !std::filesystem::exists(std::filesystem::path(path) / "iamglass")) open_writer();
    if (access == Access::read) writer_.reset();
  }

  Result<void> put(const Mark& mark, const std::vector<EnrolledLogo>& logos) override {
    return change([&] {
      replace(mark, logos);
      return Result<void>();
    });
  }

  Result<Change> update(const Mark& mark, const std::vector<EnrolledLogo>& logos, const Keeps& keeps) override {
    return change<Change>([&]() -> Result<Change> {
      const std::string term = id_term(mark.id);
      const auto at = writer_->postlist_begin(term);
      if (at == writer_->postlist_end(term)) {
        replace(mark, logos);
        return Change::added;
      }
      const std::string data = writer_->get_document(*at).get_data();
      const auto held = mark_from_json(data, mark.id);
      if (!held) return held.problem();
      const auto next = merged(*held, mark, keeps);
      if (!next) return Change::older;
      if (logos.empty() && to_json(*next) == data) return Change::same;
      replace(*next, logos, keeps.logos);
      return Change::changed;
    });
  }

  Result<void> put_note(const std::string& key, const std::string& text) override {
    return change([&] {
      writer_->set_metadata("note " + key, text);
      return Result<void>();
    });
  }

  Result<std::string> note(const std::string& key) const override {
    return snapshots_.with([&](Snapshot& snapshot) { return snapshot.database.get_metadata("note " + key); });
  }

  Result<void> remove(const std::string& id) override {
    return change([&]() -> Result<void> {
      const std::string term = id_term(id);
      if (!writer_->term_exists(term)) return not_found(id);
      forget_logos(id);
      writer_->delete_document(term);
      return {};
    });
  }

  Result<Mark> find(const std::string& id) const override {
    auto data = snapshots_.with([&](Snapshot& snapshot) {
      const auto at = snapshot.database.postlist_begin(id_term(id));
      if (id.empty() || at == snapshot.database.postlist_end(id_term(id))) return std::string();
      return snapshot.database.get_document(*at).get_data();
    });
    if (!data) return data.problem();
    if (data->empty()) return not_found(id);
    return mark_from_json(*data, id);
  }

  Result<void> each(const std::function<void(const Mark&)>& visit) const override {
    // A visitor must not see a mark twice, so a snapshot that is overtaken under way goes on after the last id.
    std::string last;
    auto done = snapshots_.with([&](Snapshot& snapshot) {
      Xapian::Database& database = snapshot.database;
      const auto end = database.allterms_end("Q");
      auto term = database.allterms_begin("Q");
      if (!last.empty()) term.skip_to(last);
      for (; term != end; ++term) {
        if (*term == last) continue;
        const auto mark = mark_from_json(database.get_document(*database.postlist_begin(*term)).get_data(), *term);
        last = *term;
        if (mark) visit(*mark);
      }
      return true;
    });
    return done ? Result<void>() : Result<void>(done.problem());
  }

  Result<std::size_t> size() const override {
    return snapshots_.with([](Snapshot& snapshot) { return std::size_t{snapshot.database.get_doccount()}; });
  }

  Result<void> commit() override {
    return change([&]() -> Result<void> {
      save_sieve();
      writer_->commit_transaction();
      snapshots_.renew();
      writer_->begin_transaction();
      return {};
    });
  }

  Result<std::vector<TextCandidate>> recall(std::string_view text) const override {
    return snapshots_.with([&](Snapshot& snapshot) { return recall_text(text, snapshot); });
  }

  Result<std::vector<LogoCandidate>> recall(const Signature& picture) const override;

 private:
  void open_writer() {
    std::filesystem::create_directories(path_);
    writer_ = std::make_unique<Xapian::WritableDatabase>(path_, Xapian::DB_CREATE_OR_OPEN);
    if (writer_->get_doccount() == 0) writer_->set_metadata(two_edits_key, "1");
    writer_->commit();
    sieve_.emplace(sieve_of(*writer_));
    // Within a transaction Xapian writes changes out when memory asks for it, but makes none visible before commit.
    writer_->begin_transaction();
  }

  Problem not_found(const std::string& id) const {
    return {Problem::Kind::not_found, id, "no such mark is in the register", "`markhound mark list` shows the ids"};
  }

  template <class Value = void, class Make>
  Result<Value> change(const Make& make) try {
    if (!writer_) {
      return Problem{Problem::Kind::refused, path_, "the register is open for reading only", "open it for writing"};
    }
    return make();
  } catch (const Xapian::Error& error) {
    return problem_of(path_, error);
  }

  /// `keep_logos`: what is enrolled of the mark's pictures stays.
  void replace(const Mark& mark, const std::vector<EnrolledLogo>& logos, bool keep_logos = false) {
    const bool two_edits = writer_->get_doccount() < two_edits_up_to;
    const std::vector<Form> forms = forms_of(mark);
    Xapian::Document document;
    document.set_data(to_json(mark));
    document.add_value(forms_slot, pack_forms(mark.id, forms));
    const std::string count = keep_logos ? logo_count(mark.id) : logos.empty() ? "" : std::to_string(logos.size());
    if (!count.empty()) document.add_value(logo_count_slot, count);
    document.add_boolean_term(id_term(mark.id));
    for (const Form& form : forms) {
      for (const std::string& term : terms_of(form, two_edits)) {
        document.add_boolean_term(term);
        sieve_->add(term);
      }
    }
    if (!keep_logos) forget_logos(mark.id);
    for (std::size_t i = 0; !keep_logos && i < logos.size(); ++i)
      writer_->set_metadata(logo_key(mark.id, i), to_bytes(logos[i]));
    writer_->replace_document(id_term(mark.id), document);
  }

  std::string logo_count(const std::string& id) {
    const auto at = writer_->postlist_begin(id_term(id));
    return at == writer_->postlist_end(id_term(id)) ? "" : writer_->get_document(*at).get_value(logo_count_slot);
  }

  void forget_logos(const std::string& id) {
    const std::string count = logo_count(id);
    for (std::size_t i = 0; !count.empty() && i < std::stoul(count); ++i) writer_->set_metadata(logo_key(id, i), "");
  }

  void save_sieve() {
    if (sieve_->crowded()) {
      std::size_t terms = 0;
      for (auto term = writer_->allterms_begin(); term != writer_->allterms_end(); ++term) ++terms;
      sieve_->begin(terms);
      for (auto term = writer_->allterms_begin(); term != writer_->allterms_end(); ++term) sieve_->add(*term);
    }
    sieve_->save([&](const std::string& key, const std::string& bytes) { writer_->set_metadata(key, bytes); });
  }

  std::string path_;
  std::unique_ptr<Xapian::WritableDatabase> writer_;
  std::optional<Sieve> sieve_;  ///< the writer's
  Snapshots snapshots_;

#ifdef MARKHOUND_LOGO_INDEX
  std::shared_ptr<const LogoIndex> logo_index(Snapshot& snapshot) const;
  mutable std::mutex logo_mutex_;
  mutable std::shared_ptr<const LogoIndex> logos_;
  mutable std::uint64_t logos_generation_ = 0;
#endif
};

#ifdef MARKHOUND_LOGO_INDEX
std::vector<LogoIndex::Entry> enrolled(Xapian::Database& database) {
  std::vector<LogoIndex::Entry> entries;
  const std::string prefix = "logo ";
  const auto end = database.metadata_keys_end(prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != end; ++key) {
    auto logo = logo_from_bytes(database.get_metadata(*key));
    if (!logo) continue;
    const std::string id = (*key).substr(prefix.size(), (*key).rfind('\x01') - prefix.size());
    entries.push_back({id, std::move(logo->digest), std::move(logo->signature)});
  }
  return entries;
}

/// Built at the first picture after a change; a register of words only never pays for it.
std::shared_ptr<const LogoIndex> XapianRegister::logo_index(Snapshot& snapshot) const {
  const std::lock_guard lock(logo_mutex_);
  if (!logos_ || logos_generation_ != snapshot.generation) {
    logos_ = std::make_shared<const LogoIndex>(enrolled(snapshot.database));
    logos_generation_ = snapshot.generation;
  }
  return logos_;
}

Result<std::vector<LogoCandidate>> XapianRegister::recall(const Signature& picture) const {
  return snapshots_.with([&](Snapshot& snapshot) { return logo_index(snapshot)->recall(picture); });
}
#else
Result<std::vector<LogoCandidate>> XapianRegister::recall(const Signature&) const {
  return std::vector<LogoCandidate>();
}
#endif

}  // namespace

Result<std::unique_ptr<Register>> open_xapian_register(const std::string& path, Access access) try {
  return std::unique_ptr<Register>(std::make_unique<XapianRegister>(path, access));
} catch (const Xapian::Error& error) {
  return problem_of(path, error);
} catch (const std::filesystem::filesystem_error& error) {
  return Problem{Problem::Kind::io, path, error.code().message(), "name a folder that you may write to"};
}

}  // namespace markhound::index

// Group commit: while one batch is on its way to the disk, the next gathers, so that threads share the syncs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

namespace markhound::evidence {

/// Each thread brings one entry and leaves when it is committed. The first in line commits for all who wait behind
/// it (as the writer queue of LevelDB does).
template <class Entry>
class CommitQueue {
 public:
  /// `commit` takes a vector of Entry* and runs in one thread at a time.
  template <class Commit>
  void pass(Entry& entry, const Commit& commit) {
    Place place{&entry};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&place);
    turn_.wait(lock, [&] { return place.done || (!committing_ && waiting_.front() == &place); });
    if (place.done) return;
    committing_ = true;
    const std::vector<Place*> batch = std::exchange(waiting_, {});
    lock.unlock();
    std::vector<Entry*> entries;
    for (Place* member : batch) entries.push_back(member->entry);
    commit(entries);
    lock.lock();
    for (Place* member : batch) member->done = true;
    committing_ = false;
    turn_.notify_all();
  }

 private:
  struct Place {
    Entry* entry;
    bool done = false;
  };

  std::mutex mutex_;
  std::condition_variable turn_;
  std::vector<Place*> waiting_;
  bool committing_ = false;
};

}  // namespace markhound::evidence

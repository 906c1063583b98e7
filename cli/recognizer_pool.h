// The recognizers of a scan, lent to whoever reads a picture: they are large, so there are as many as cores, while
// more threads than that wait for disks.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "matcher/reader.h"

namespace markhound::cli {

/// Safe to call from any thread.
class RecognizerPool {
 public:
  explicit RecognizerPool(std::vector<std::unique_ptr<matcher::TextRecognizer>> recognizers)
      : free_(std::move(recognizers)) {}

  /// Gives its recognizer back when it goes.
  class Lent {
   public:
    Lent(RecognizerPool& pool, std::unique_ptr<matcher::TextRecognizer> recognizer)
        : pool_(pool), recognizer_(std::move(recognizer)) {}
    ~Lent() { pool_.give_back(std::move(recognizer_)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    matcher::TextRecognizer& operator*() { return *recognizer_; }

   private:
    RecognizerPool& pool_;
    std::unique_ptr<matcher::TextRecognizer> recognizer_;
  };

  /// Waits until one is free.
  Lent take() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return !free_.empty(); });
    auto recognizer = std::move(free_.back());
    free_.pop_back();
    return {*this, std::move(recognizer)};
  }

 private:
  void give_back(std::unique_ptr<matcher::TextRecognizer> recognizer) {
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(recognizer));
    }
    back_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable back_;
  std::vector<std::unique_ptr<matcher::TextRecognizer>> free_;
};

}  // namespace markhound::cli

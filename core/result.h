// A value, or the problem that kept it from being there. Library exceptions end in the .cpp that calls the
// library; between the rooms an expected failure travels as a Result.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "core/problem.h"

namespace markhound {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Requires ok().
  T& value() & { return *checked(std::get_if<0>(&state_)); }
  const T& value() const& { return *checked(std::get_if<0>(&state_)); }
  /// By value, so that `for (auto& x : *call())` walks something that still lives.
  T value() && { return std::move(*checked(std::get_if<0>(&state_))); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Requires !ok().
  const Problem& problem() const { return *checked(std::get_if<1>(&state_)); }

 private:
  template <class P>
  static P* checked(P* pointer) {
    assert(pointer && "the Result holds the other alternative");
    return pointer;
  }

  std::variant<T, Problem> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Problem problem) : problem_(std::move(problem)) {}

  bool ok() const { return !problem_; }
  explicit operator bool() const { return ok(); }

  /// Requires !ok().
  const Problem& problem() const {
    assert(problem_);
    return *problem_;
  }

 private:
  std::optional<Problem> problem_;
};

}  // namespace markhound

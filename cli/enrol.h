// Takes a mark with its pictures into the register.
#pragma once

#include <vector>

#include "cli/workspace.h"
#include "core/mark.h"
#include "core/problem.h"
#include "index/register.h"

namespace markhound::cli {

/// A mark whose pictures were read, ready to be put.
struct ReadMark {
  Mark mark;  ///< with an id, and the digests of the pictures that could be kept
  std::vector<index::EnrolledLogo> logos;
  std::vector<Problem> problems;  ///< a picture each that cannot be read or known again; the mark is taken without it
};

/// Reads and keeps the pictures of `mark`; gives it an id where it has none. Safe to call from any thread.
ReadMark read_mark(const Workspace& workspace, Mark mark);

}  // namespace markhound::cli

#include "core/problem.h"

#include <gtest/gtest.h>

#include "core/finding.h"
#include "core/result.h"

namespace markhound {
namespace {

TEST(Problem, SaysThingCauseAndMendOnOneLine) {
  EXPECT_EQ(to_line({Problem::Kind::limit, "a.png", "too large", "scale it down"}), "a.png: too large; scale it down");
  EXPECT_EQ(to_line({Problem::Kind::io, "a.png", "gone", ""}), "a.png: gone");
}

TEST(Problem, KeepsControlCharactersFromTheTerminal) {
  EXPECT_EQ(to_line({Problem::Kind::io, "a\x1b[2J\n", "b", ""}), "a?[2J?: b");
}

TEST(Result, HoldsAValueOrAProblem) {
  const Result<int> seven = 7;
  const Result<int> none = Problem{Problem::Kind::not_found, "seven", "is not here", ""};
  EXPECT_TRUE(seven.ok());
  EXPECT_EQ(*seven, 7);
  EXPECT_FALSE(none.ok());
  EXPECT_EQ(none.problem().thing, "seven");
}

TEST(Grade, IsReadByTheNameItIsPrintedWith) {
  for (Grade grade : {Grade::none, Grade::C, Grade::B, Grade::A, Grade::S})
    EXPECT_EQ(grade_from(to_string(grade)), grade);
  EXPECT_FALSE(grade_from("D"));
  EXPECT_LT(Grade::C, Grade::S);
}

}  // namespace
}  // namespace markhound

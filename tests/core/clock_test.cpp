#include "core/clock.h"

#include <gtest/gtest.h>

#include "tests/manual_clock.h"

namespace markhound {
namespace {

TEST(Clock, WritesRfc3339WithMilliseconds) {
  EXPECT_EQ(to_rfc3339(test::ManualClock().now()), "2026-01-02T03:04:05.000Z");
  EXPECT_EQ(to_rfc3339(UtcTime{}), "1970-01-01T00:00:00.000Z");
}

TEST(Clock, ReadsWhatItWrites) {
  test::ManualClock clock;
  for (int step = 0; step < 1000; ++step) {
    clock.tick(std::chrono::milliseconds{86'399'977});
    EXPECT_EQ(from_rfc3339(to_rfc3339(clock.now())), clock.now());
  }
}

TEST(Clock, ReadsWithoutFractionAndLeapDay) {
  EXPECT_EQ(to_rfc3339(*from_rfc3339("2024-02-29T23:59:59Z")), "2024-02-29T23:59:59.000Z");
  EXPECT_EQ(to_rfc3339(*from_rfc3339("2024-02-29T23:59:59.5Z")), "2024-02-29T23:59:59.500Z");
}

TEST(Clock, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.xZ", "x026-01-01T00:00:00Z"}) {
    EXPECT_FALSE(from_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace markhound

#include "base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace faultline {
namespace {

TEST(Instant, IsReadWithAndWithoutItsTime) {
  EXPECT_EQ(parse_instant("1970-01-01")->seconds, 0);
  EXPECT_EQ(parse_instant("1970-01-02T01:00")->seconds, 90'000);
  EXPECT_EQ(parse_instant("1970-01-02 01:00:07")->seconds, 90'007);
  EXPECT_EQ(parse_instant("1969-12-31T23:59:59")->seconds, -1);
}

TEST(Instant, OfAnotherFormIsRefusedByName) {
  for (const char* wrong : {"", "2024", "2024-10-26T", "2024-10-26T9:30", "2024-10-26T09:30:1",
                            "2024-10-26T24:00", "2024-10-26T09:60", "2024-02-30",
                            "2024-10-26x09:30", "2024-10-26T09-30", "2024-10-26T09:30:15Z"}) {
    const auto read = parse_instant(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, ErrorCode::Malformed);
    EXPECT_EQ(read.error().where, wrong);
  }
}

TEST(Instant, KnowsItsDayAlsoBeforeTheEpoch) {
  const auto instant = *parse_instant("1969-12-31T23:59:58");
  EXPECT_EQ(to_string(day_of(instant)), "1969-12-31");
  EXPECT_EQ(second_of_day(instant), 86'398);
  EXPECT_EQ(to_string(start_of(*parse_day("2031-03-04"))), "2031-03-04T00:00:00");
}

RC_GTEST_PROP(Instant, IsReadAsItIsWritten, ()) {
  const Instant instant{*rc::gen::inRange<std::int64_t>(-60'000'000'000, 250'000'000'000)};
  RC_ASSERT(*parse_instant(to_string(instant)) == instant);
}

}  // namespace
}  // namespace faultline

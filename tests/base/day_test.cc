#include "base/day.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace faultline {
namespace {

Day day(const char* iso) { return parse_day(iso).value(); }

PartialDate partial(const char* iso) { return parse_partial_date(iso).value(); }

/// Any day of the calendar from 0001-01-01 to 9999-12-31.
Day draw_day() {
  return add_days(Day{std::chrono::year{1} / 1 / 1}, *rc::gen::inRange(0, 3652058));
}

TEST(ParseDay, RejectsAnEmptyString) {
  const auto result = parse_day("");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Malformed);
}

TEST(ParseDay, RejectsADayThatDoesNotExistAndSaysWhich) {
  const auto result = parse_day("2023-02-29");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "2023-02-29");
  EXPECT_NE(result.error().message.find("2023-02-29"), std::string::npos);
}

TEST(ParseDay, KnowsLeapYears) {
  EXPECT_TRUE(parse_day("2024-02-29"));
  EXPECT_TRUE(parse_day("2000-02-29"));
  EXPECT_FALSE(parse_day("1900-02-29"));
}

TEST(ParseDay, RejectsEveryOtherForm) {
  for (const char* text :
       {"2024-1-05", "2024/01/05", "20240105", "2024-01-05T00", " 2024-01-05", "2024-13-01",
        "2024-00-10", "2024-10-00", "+024-01-05", "0000-01-01", "-001-01-01", "２０24-01-05"})
    EXPECT_FALSE(parse_day(text)) << text;
}

TEST(WeekName, GivesTheWeekToTheYearOfItsThursday) {
  EXPECT_EQ(week_name(day("2021-01-03")), "2020-W53");
  EXPECT_EQ(week_name(day("2024-12-30")), "2025-W01");
  EXPECT_EQ(week_name(day("2026-01-01")), "2026-W01");
}

TEST(WeekBegin, IsTheMondayItselfOrTheOneBefore) {
  EXPECT_EQ(week_begin(day("2024-10-21")), day("2024-10-21"));
  EXPECT_EQ(week_begin(day("2024-10-27")), day("2024-10-21"));
}

TEST(ParsePartialDate, KeepsTheirPrecision) {
  EXPECT_EQ(partial("2024-10-26").precision, Precision::ByDay);
  EXPECT_EQ(partial("2024-W43").precision, Precision::ByWeek);
  EXPECT_EQ(partial("2024-10").precision, Precision::ByMonth);
  EXPECT_EQ(partial("2024").precision, Precision::ByYear);
}

TEST(ParsePartialDate, PlacesAWeekOnItsMonday) {
  EXPECT_EQ(partial("2024-W43").first, day("2024-10-21"));
  EXPECT_EQ(partial("2020-W53").first, day("2020-12-28"));
}

TEST(ParsePartialDate, RejectsAWeekThatTheYearDoesNotHave) {
  EXPECT_FALSE(parse_partial_date("2024-W53"));
  EXPECT_FALSE(parse_partial_date("2024-W00"));
  EXPECT_FALSE(parse_partial_date("2024-Wxx"));
}

TEST(ParsePartialDate, RejectsWhatIsNoDate) {
  for (const char* text :
       {"", "x", "202", "2024-13", "2024-00", "0000", "2024-1", "2024-10-2", "next week"})
    EXPECT_FALSE(parse_partial_date(text)) << text;
}

TEST(LastDay, IsTheEndOfWhatTheDateMayMean) {
  EXPECT_EQ(last_day(partial("2024-10-26")), day("2024-10-26"));
  EXPECT_EQ(last_day(partial("2024-W43")), day("2024-10-27"));
  EXPECT_EQ(last_day(partial("9999-W52")), day("9999-12-31"));  // a Friday
  EXPECT_EQ(last_day(partial("2024-02")), day("2024-02-29"));
  EXPECT_EQ(last_day(partial("2023")), day("2023-12-31"));
}

TEST(Period, WithoutEndsHoldsEveryDay) { EXPECT_TRUE(Period{}.contains(day("1789-07-14"))); }

TEST(Period, HoldsBothItsEnds) {
  const Period period{partial("2031-03"), partial("2031-04-22")};
  EXPECT_FALSE(period.contains(day("2031-02-28")));
  EXPECT_TRUE(period.contains(day("2031-03-01")));
  EXPECT_TRUE(period.contains(day("2031-04-22")));
  EXPECT_FALSE(period.contains(day("2031-04-23")));
}

TEST(Period, ReachesToTheLastDayThatItsEndMayMean) {
  const Period period{std::nullopt, partial("2031")};
  EXPECT_TRUE(period.contains(day("2031-12-31")));
  EXPECT_FALSE(period.contains(day("2032-01-01")));
}

RC_GTEST_PROP(ParseDay, ReadsWhatToStringWrites, ()) {
  const Day drawn = draw_day();
  RC_ASSERT(parse_day(to_string(drawn)).value() == drawn);
}

RC_GTEST_PROP(ParsePartialDate, ReadsTheNameOfEveryWeek, ()) {
  const Day drawn = add_days(Day{std::chrono::year{1900} / 1 / 1}, *rc::gen::inRange(0, 100000));
  const PartialDate week = partial(week_name(drawn).c_str());
  RC_ASSERT(week.first == week_begin(drawn));
  RC_ASSERT(to_string(week) == week_name(drawn));
  RC_ASSERT(week.first <= drawn && drawn <= last_day(week));
}

RC_GTEST_PROP(AddDays, IsUndoneByDaysBetween, ()) {
  const Day from = add_days(Day{std::chrono::year{1900} / 1 / 1}, *rc::gen::inRange(0, 50000));
  const int count = *rc::gen::inRange(-20000, 20000);
  RC_ASSERT(days_between(from, add_days(from, count)) == count);
}

}  // namespace
}  // namespace faultline

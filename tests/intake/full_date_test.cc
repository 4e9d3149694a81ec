#include <gtest/gtest.h>

#include <string>

#include "intake/article.h"

namespace faultline::intake {
namespace {

std::string found_in(std::string_view line) {
  const auto day = find_full_date(line);
  return day ? to_string(*day) : "none";
}

TEST(FindFullDate, FindsNoneInALineWithoutOne) {
  for (const std::string line : {"", "4", "March", "March 2031", "4 March", "2031", "May 1, said"})
    EXPECT_EQ(found_in(line), "none") << line;
}

TEST(FindFullDate, ReadsADayHoweverItIsWritten) {
  for (const std::string line :
       {"March 4, 2031", "Mar. 4th 2031", "4 March 2031", "4th of March, 2031", "Tue, 4 Mar 2031",
        "4-Mar-2031", "2031-03-04", "2031-03-04T10:22:00Z", "2031/3/4", "MARCH 4, 2031",
        "Updated 4\u00A0March\u00A02031 | 3 min read"})
    EXPECT_EQ(found_in(line), "2031-03-04") << line;
}

TEST(FindFullDate, ReadsNumbersOnlyWhereTheirOrderIsBeyondDoubt) {
  EXPECT_EQ(found_in("12/25/2031"), "2031-12-25");
  EXPECT_EQ(found_in("25.12.2031"), "2031-12-25");
  EXPECT_EQ(found_in("05/05/2031"), "2031-05-05");
  EXPECT_EQ(found_in("12/05/2031"), "none");
}

TEST(FindFullDate, RefusesDaysThatNoCalendarHas) {
  for (const std::string line : {"30 February 2031", "2031-02-29", "2031-13-01", "March 0, 2031"})
    EXPECT_EQ(found_in(line), "none") << line;
  EXPECT_EQ(found_in("29 February 2032"), "2032-02-29");
}

TEST(FindFullDate, TakesTheFirstOfTwo) {
  EXPECT_EQ(found_in("From 4 March 2031 to 6 April 2031"), "2031-03-04");
}

TEST(FindFullDate, TakesNoPartOfAWordOrNumberForADate) {
  EXPECT_EQ(found_in("Marching 4, 2031"), "none");
  EXPECT_EQ(found_in("March 4, 20311"), "none");
  EXPECT_EQ(found_in("4 Mayél 2031"), "none");
}

}  // namespace
}  // namespace faultline::intake

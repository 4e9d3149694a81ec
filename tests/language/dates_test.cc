#include "language/dates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/analysed.h"

namespace faultline::language {
namespace {

using Found = std::vector<std::string>;

// "on Tuesday" -> "Tuesday=2031-04-08"; the article is of Thursday, April 10, 2031.
Found dates_in(std::string text, bool is_dated = true) {
  const Document document = analysed(std::move(text));
  const auto published = is_dated ? std::optional(*parse_day("2031-04-10")) : std::nullopt;
  Found found;
  for (const DateMention& date : find_dates(document, published)) {
    const ByteSpan bytes = document.bytes(date.tokens);
    found.push_back(document.text.substr(bytes.begin.value, bytes.size()) + "=" +
                    to_string(date.date));
  }
  return found;
}

TEST(FindDates, FindsNoneInAnEmptyText) { EXPECT_TRUE(dates_in("").empty()); }

TEST(FindDates, ReadsFullDatesWithoutKnowingTheArticlesDay) {
  EXPECT_EQ(
      dates_in("On Oct. 5, 2030, or 5 October 2030, or the 5th of October 2030, or 2030-10-05.",
               false),
      (Found{"Oct. 5, 2030=2030-10-05", "5 October 2030=2030-10-05",
             "5th of October 2030=2030-10-05", "2030-10-05=2030-10-05"}));
  EXPECT_EQ(dates_in("In October 2023 and in 2022.", false),
            (Found{"October 2023=2023-10", "2022=2022"}));
  EXPECT_TRUE(dates_in("On Tuesday, on March 3 and yesterday.", false).empty());
}

TEST(FindDates, PlacesDaysWithoutAYearOnOrBeforeTheArticlesDay) {
  EXPECT_EQ(dates_in("It met on April 10 and on October 20."),
            (Found{"April 10=2031-04-10", "October 20=2030-10-20"}));
}

TEST(FindDates, LooksAheadWhereTheTextDoes) {
  EXPECT_EQ(dates_in("It will meet on October 20."), (Found{"October 20=2031-10-20"}));
  EXPECT_EQ(dates_in("It will meet on Tuesday."), (Found{"Tuesday=2031-04-15"}));
  EXPECT_EQ(dates_in("They meet next Thursday."), (Found{"Thursday=2031-04-17"}));
}

TEST(FindDates, TakesAWeekdayForTheLastOne) {
  EXPECT_EQ(dates_in("He spoke on Tuesday, and on Thursday."),
            (Found{"Tuesday=2031-04-08", "Thursday=2031-04-10"}));
  EXPECT_EQ(dates_in("He spoke last Thursday."), (Found{"Thursday=2031-04-03"}));
}

TEST(FindDates, TakesAWeekdayAndItsDateForOne) {
  EXPECT_EQ(dates_in("On Saturday morning, March 29, it rained."),
            (Found{"Saturday morning, March 29=2031-03-29"}));
}

TEST(FindDates, TakesAWeekdayInATitleOrAnEventsNameForNone) {
  EXPECT_TRUE(dates_in("The Friday prayer leader spoke of Bloody Sunday.").empty());
  EXPECT_EQ(dates_in("He spoke at Friday prayers."), (Found{"Friday=2031-04-04"}));
}

TEST(FindDates, KnowsHowExactADateIs) {
  EXPECT_EQ(
      dates_in("Last week, this month, last year and in January."),
      (Found{"Last week=2031-W14", "this month=2031-04", "last year=2030", "January=2031-01"}));
  EXPECT_EQ(dates_in("Two weeks ago, three months ago and yesterday."),
            (Found{"Two weeks ago=2031-W13", "three months ago=2031-01", "yesterday=2031-04-09"}));
}

TEST(FindDates, TakesMayForAMonthOnlyWhereItIsOne) {
  EXPECT_TRUE(dates_in("May said it may rain. May I go?").empty());
  EXPECT_EQ(dates_in("It began on May 3 and ended last May."),
            (Found{"May 3=2030-05-03", "last May=2030-05"}));
}

TEST(FindDates, KnowsNoDayThatDoesNotExist) {
  EXPECT_TRUE(dates_in("On February 30, 2030, nothing happened.").empty());
  EXPECT_EQ(dates_in("On February 29 it rained."), (Found{"February 29=2028-02-29"}));
  EXPECT_TRUE(dates_in("About 2022 people came, in 2500 cars, for 20 percent.").empty());
}

TEST(FindDates, ReadsSlashedDatesOnlyWithoutDoubt) {
  EXPECT_EQ(dates_in("10/26/2024 and 26/10/2024 but not 05/06/2024.", false),
            (Found{"10/26/2024=2024-10-26", "26/10/2024=2024-10-26"}));
}

TEST(FindDates, CountsFromTheDateBefore) {
  EXPECT_EQ(dates_in("It fell on March 3. The next day it rained. Two days later it snowed."),
            (Found{"March 3=2031-03-03", "The next day=2031-03-04", "Two days later=2031-03-06"}));
  EXPECT_EQ(
      dates_in("It fell on March 3, and a week later, and that same day, and the month before.",
               true),
      (Found{"March 3=2031-03-03", "a week later=2031-W11", "the month before=2031-02"}))
      << "a day cannot be counted from a week";
  EXPECT_EQ(dates_in("It fell in May 2029. The following year it rained.", false),
            (Found{"May 2029=2029-05", "The following year=2030"}));
}

TEST(FindDates, CountsFromNoDateThatIsMissingOrFarBack) {
  EXPECT_TRUE(dates_in("The next day it rained. Two days later it snowed.").empty());
  EXPECT_EQ(dates_in("It fell on March 3. It rained. It rained. It rained. It rained. It rained. "
                     "It rained. It rained. The next day it snowed."),
            (Found{"March 3=2031-03-03"}));
}

TEST(FindDates, CountsNothingFromWhatFollows) {
  EXPECT_EQ(dates_in("It fell on March 3, the day before the vote and two days after the storm."),
            (Found{"March 3=2031-03-03"}));
  EXPECT_EQ(dates_in("It fell on March 3. That day care is dear, the council said."),
            (Found{"March 3=2031-03-03"}));
}

TEST(FindDates, KnowsWeekendsSeasonsAndDaysOfAWeek) {
  EXPECT_EQ(dates_in("It fell over the weekend, last weekend and last summer."),
            (Found{"the weekend=2031-W14", "last weekend=2031-W14", "last summer=2030"}));
  EXPECT_EQ(dates_in("It fell on Tuesday of last week and on Monday this week."),
            (Found{"Tuesday of last week=2031-04-01", "Monday this week=2031-04-07"}));
  EXPECT_EQ(dates_in("It fell the day before yesterday, hours ago, and on the 24th."),
            (Found{"the day before yesterday=2031-04-08", "hours ago=2031-04-10",
                   "the 24th=2031-03-24"}));
  EXPECT_EQ(dates_in("He lives on the 24th floor and came a decade ago."),
            (Found{"a decade ago=2021"}));
}

TEST(FindDates, TakesANumberBeforeANounForAYearWhereItCanBeOne) {
  EXPECT_EQ(dates_in("In a 2029 interview and during the 2027 protests.", false),
            (Found{"2029=2029", "2027=2027"}));
  EXPECT_TRUE(dates_in("He has a 1500 square metre house and his 2500 votes.", false).empty());
}

TEST(FindDates, ReadsDatesWithFullStopsDayFirst) {
  EXPECT_EQ(dates_in("It fell on 05.06.2024.", false), (Found{"05.06.2024=2024-06-05"}));
}

}  // namespace
}  // namespace faultline::language

#include "timeline/loyalty.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "rows.h"

namespace faultline::timeline {
namespace {

// Actor 0 backed a member 60 days ago twice and attacked one today: with a half-life of 30 days the
// support weighs 2/4, with 365 days nearly 2.
TEST(Loyalty, DependsOnHowFastThePastFades) {
  const std::vector<RiftTie> ties = {
      tie("2031-03-01", 0, 1, 1, 10, 5),   tie("2031-03-01", 0, 2, 1, 10, 6),
      tie("2031-04-30", 0, 1, -1, 10, 7),  tie("2031-05-01", 0, 1, -1, 10, 8),  // not seen yet
      tie("2031-04-30", 0, 20, -1, 10, 9), tie("2031-04-30", 20, 0, 1, 10, 10)};
  const auto found = loyalty(ties, {.on = day("2031-04-30"), .half_lives = {30, 365}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].actor, 0U);
  EXPECT_EQ(found[0].supports, 2);
  EXPECT_EQ(found[0].criticises, 1);
  EXPECT_EQ(found[0].last_support, day("2031-03-01"));
  EXPECT_EQ(found[0].last_criticism, day("2031-04-30"));
  EXPECT_EQ(found[0].evidence, (std::vector<std::size_t>{5, 6, 7}));
  EXPECT_DOUBLE_EQ(found[0].values[0].weight, 1.5);
  EXPECT_DOUBLE_EQ(*found[0].values[0].loyalty, (0.5 - 1) / 1.5);
  EXPECT_GT(*found[0].values[1].loyalty, 0);
  EXPECT_TRUE(found[0].sign_depends);
}

TEST(Loyalty, SaysNothingOfWhatHasFaded) {
  const std::vector<RiftTie> ties = {tie("2031-03-01", 0, 1, 1, 10)};
  const auto found = loyalty(ties, {.on = day("2031-03-31"), .half_lives = {30, 3000}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].values[0].loyalty);
  EXPECT_FALSE(found[0].values[1].loyalty);
  EXPECT_FALSE(found[0].sign_depends);
  EXPECT_TRUE(loyalty({}, {.on = day("2031-03-31")}).empty());
}

RC_GTEST_PROP(Loyalty, IsTheWeighedMeanOfTheActorsSigns, ()) {
  const DrawnRows drawn = drawn_rows();
  const Day on = add_days(day("2030-11-20"), *rc::gen::inRange(0, 150));
  const double half_life = *rc::gen::inRange(1, 200);
  const auto found =
      loyalty(drawn.ties, {.on = on, .half_lives = {half_life}, .minimum_weight = 0});
  for (std::uint32_t actor = 0; actor < 5; ++actor) {
    double sum = 0, weight = 0;
    for (const RiftTie& row : drawn.ties) {
      if (row.from != actor || row.to == actor || !row.from_member || !row.to_member ||
          row.sign == 0 || row.day > on) {
        continue;
      }
      const double fade = std::pow(0.5, days_between(row.day, on) / half_life);
      sum += row.sign * fade;
      weight += fade;
    }
    const auto one = std::find_if(found.begin(), found.end(),
                                  [&](const ActorLoyalty& value) { return value.actor == actor; });
    RC_ASSERT((one != found.end()) == (weight > 0));
    if (weight > 0) RC_ASSERT(std::abs(*one->values[0].loyalty - sum / weight) < 1e-9);
  }
}

Membership member(std::uint32_t actor, std::uint32_t bloc, std::string_view from,
                  std::string_view to) {
  Membership result{actor, bloc, {}};
  if (!from.empty()) result.period.from = *parse_partial_date(from);
  if (!to.empty()) result.period.to = *parse_partial_date(to);
  return result;
}

TEST(Switches, AreEntriesExitsAndChanges) {
  const std::vector<Membership> memberships = {
      member(4, 1, "", "2031-03"),  // to the end of March
      member(4, 2, "2031-04-01", ""),
      member(7, 1, "2030-05-05", "2030-12-31"),
      member(9, 3, "", ""),
  };
  EXPECT_EQ(switches(memberships), (std::vector<Switch>{{7, std::nullopt, 1, day("2030-05-05")},
                                                        {7, 1, std::nullopt, day("2031-01-01")},
                                                        {4, 1, 2, day("2031-04-01")}}));
  EXPECT_TRUE(switches({}).empty());
}

TEST(Switches, FollowTheBlocEnteredLast) {
  // In bloc 1 throughout, in bloc 2 too for a while.
  const std::vector<Membership> memberships = {member(0, 1, "2030-01-01", ""),
                                               member(0, 2, "2031-01-01", "2031-06-30")};
  EXPECT_EQ(switches(memberships), (std::vector<Switch>{{0, std::nullopt, 1, day("2030-01-01")},
                                                        {0, 1, 2, day("2031-01-01")},
                                                        {0, 2, 1, day("2031-07-01")}}));
}

TEST(Switches, AreNoneWhereOneBlocGoesOnInTwoEntries) {
  const std::vector<Membership> memberships = {member(0, 1, "", "2030-12-31"),
                                               member(0, 1, "2031-01-01", "")};
  EXPECT_TRUE(switches(memberships).empty());
}

}  // namespace
}  // namespace faultline::timeline

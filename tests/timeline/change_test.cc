#include "timeline/change.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>

#include "rows.h"

namespace faultline::timeline {
namespace {

const DayRange before{day("2031-03-01"), day("2031-03-31")};
const DayRange after{day("2031-04-01"), day("2031-04-30")};

// Before: 0 attacks outsider 20 three times and member 1 once: 1/4. After: 0 attacks 1 twice, 2
// attacks 1 once, nobody outside: 3/3. The change is 0.75, r = 0.625.
// 0 -> 1 inside:   (2/3 - 1/4) (1 - r) = 0.15625
// 2 -> 1 inside:   (1/3 - 0)   (1 - r) = 0.125
// 0 -> 20 outside: -(0 - 3/4) r        = 0.46875
TEST(WhatChanged, AddsUpToTheChangeOfTheShare) {
  const std::vector<RiftTie> ties = {
      tie("2031-03-02", 0, 20, -1, 10, 0), tie("2031-03-03", 0, 20, -1, 10, 1),
      tie("2031-03-04", 0, 20, -1, 10, 2), tie("2031-03-05", 0, 1, -1, 10, 3),
      tie("2031-03-06", 2, 1, 1, 10, 4),   tie("2031-04-02", 0, 1, -1, 10, 5),
      tie("2031-04-03", 0, 1, -1, 10, 6),  tie("2031-04-04", 2, 1, -1, 10, 7),
      tie("2031-05-04", 2, 1, -1, 10, 8)};
  const RiftChange change = what_changed({ties, {}, {}}, before, after);
  EXPECT_EQ(change.share_before, proportion(1, 4));
  EXPECT_EQ(change.share_after, proportion(3, 3));
  EXPECT_DOUBLE_EQ(*change.difference, 0.75);
  ASSERT_EQ(change.pairs.size(), 3U);
  EXPECT_EQ(change.pairs[0].to, 20U);
  EXPECT_DOUBLE_EQ(change.pairs[0].contribution, 0.46875);
  EXPECT_EQ(change.pairs[0].turn, Turn::Vanished);
  EXPECT_DOUBLE_EQ(change.pairs[1].contribution, 0.15625);
  EXPECT_EQ(change.pairs[1].turn, Turn::Grew);
  EXPECT_EQ(change.pairs[1].evidence_after, (std::vector<std::size_t>{5, 6}));
  EXPECT_DOUBLE_EQ(change.pairs[2].contribution, 0.125);
  EXPECT_EQ(change.pairs[2].turn, Turn::Turned);
  EXPECT_EQ(change.actors, (std::vector<RiftChange::OfActor>{{0, 0.625}, {2, 0.125}}));
}

TEST(WhatChanged, HasNoDifferenceWhereOnePeriodIsEmpty) {
  const std::vector<RiftTie> ties = {tie("2031-03-02", 0, 1, -1, 10)};
  const RiftChange change = what_changed({ties, {}, {}}, before, after);
  EXPECT_FALSE(change.difference);
  EXPECT_FALSE(change.share_after);
  ASSERT_EQ(change.pairs.size(), 1U);
  EXPECT_EQ(change.pairs[0].turn, Turn::Vanished);
  EXPECT_EQ(change.pairs[0].contribution, 0);
}

TEST(WhatChanged, TellsWhoTurnedOnAnIssue) {
  const auto coding = [](std::string_view on, std::uint32_t actor, int agreement,
                         std::size_t evidence) {
    return RiftCoding{day(on), static_cast<std::int8_t>(agreement), true, actor, 7, 0, 0, evidence};
  };
  const std::vector<RiftCoding> codings = {
      coding("2031-03-02", 0, 1, 0),  coding("2031-03-03", 0, 1, 1), coding("2031-04-02", 0, -1, 2),
      coding("2031-03-02", 1, -1, 3), coding("2031-04-02", 2, 1, 4), coding("2031-03-02", 3, 1, 5),
      coding("2031-04-02", 3, 1, 6)};
  const auto change = what_changed({{}, codings, {}}, before, after);
  ASSERT_EQ(change.stances.size(), 4U);
  EXPECT_EQ(change.stances[0].actor, 0U);
  EXPECT_EQ(change.stances[0].turn, Turn::Turned);
  EXPECT_EQ(change.stances[0].evidence_before, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(change.stances[0].evidence_after, (std::vector<std::size_t>{2}));
  EXPECT_EQ(change.stances[1].turn, Turn::Appeared);
  EXPECT_EQ(change.stances[2].turn, Turn::Vanished);
  EXPECT_EQ(change.stances[3].turn, Turn::Unchanged);
}

RC_GTEST_PROP(WhatChanged, IsMadeOfTheParts, ()) {
  const DrawnRows drawn = drawn_rows(60);
  const DayRange one{day("2030-11-20"), add_days(day("2030-11-20"), *rc::gen::inRange(0, 60))};
  const DayRange other{add_days(one.last, 1), add_days(one.last, 1 + *rc::gen::inRange(0, 60))};
  const RiftChange change = what_changed(drawn.rows(), one, other);
  double pairs = 0, actors = 0;
  std::int64_t crit_before = 0, crit_after = 0;
  for (const PairChange& pair : change.pairs) {
    pairs += pair.contribution;
    crit_before += pair.negative_before;
    crit_after += pair.negative_after;
    RC_ASSERT(pair.evidence_before.size() ==
              static_cast<std::size_t>(pair.negative_before + pair.positive_before));
  }
  for (const auto& actor : change.actors) actors += actor.contribution;
  RC_ASSERT(crit_before == change.before.crit_in + change.before.crit_out);
  RC_ASSERT(crit_after == change.after.crit_in + change.after.crit_out);
  RC_ASSERT(change.difference.has_value() == (crit_before > 0 && crit_after > 0));
  RC_ASSERT(std::abs(pairs - change.difference.value_or(0)) < 1e-12);
  RC_ASSERT(std::abs(actors - change.difference.value_or(0)) < 1e-12);
}

}  // namespace
}  // namespace faultline::timeline

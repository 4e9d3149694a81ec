#include "networks/factions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "networks/partitions.h"

namespace faultline::networks {
namespace {

FactionTie tie(std::uint32_t from, std::uint32_t to, int sign, std::uint32_t cluster,
               std::size_t evidence = 0, std::int32_t concept_index = -1) {
  return {from, to, sign, cluster, concept_index, evidence};
}

/// 0, 1, 2 against 3, 4, told by many stories; 5 praised by 0 in one story and by 3 in another.
std::vector<FactionTie> quarrel() {
  std::vector<FactionTie> ties;
  for (std::uint32_t story = 0; story < 20; ++story) {
    ties.push_back(tie(story % 3, 3 + story % 2, -1, story, ties.size()));
    ties.push_back(tie(story % 3, (story + 1) % 3, 1, story, ties.size()));
    ties.push_back(tie(3, 4, 1, story, ties.size()));
  }
  ties.push_back(tie(0, 5, 1, 100, ties.size()));
  ties.push_back(tie(3, 5, 1, 101, ties.size()));
  return ties;
}

TEST(Factions, OfNobodyAreNone) {
  const Factions none = factions(0, {});
  EXPECT_TRUE(none.members.empty());
  EXPECT_EQ(none.resamples, 0);
}

TEST(Factions, HaveNoSidesWithoutSignedTies) {
  const std::vector<FactionTie> ties = {tie(0, 1, 0, 0), tie(2, 2, -1, 0)};
  const Factions found = factions(3, ties);
  EXPECT_EQ(found.clusters, 0);
  for (const FactionMember& member : found.members) {
    EXPECT_EQ(member.side, 0);
    EXPECT_FALSE(member.certainty);
    EXPECT_TRUE(member.placed_by.empty());
  }
}

TEST(Factions, ArePlacedWithCertaintyAndAnOpenActorIsNot) {
  const Factions found = factions(6, quarrel(), {.resamples = 200, .seed = 3});
  EXPECT_EQ(found.clusters, 22);
  EXPECT_EQ(found.split.frustrated, 1);
  for (std::uint32_t actor = 0; actor < 5; ++actor) {
    EXPECT_EQ(found.members[actor].side, actor < 3 ? 1 : -1) << actor;
    EXPECT_EQ(found.members[actor].standing, Standing::Placed) << actor;
    EXPECT_GT(found.members[actor].certainty.value(), 0.99) << actor;
    EXPECT_EQ(found.members[actor].resamples, 200) << actor;
  }
  const FactionMember& open = found.members[5];
  EXPECT_EQ(open.standing, Standing::Open);
  // Neither of its two stories is drawn with the chance (20/22)^22, about 0.12.
  EXPECT_NEAR(open.resamples, 200 * 0.88, 25);
  EXPECT_NEAR(open.certainty.value(), 0.5, 0.1);
  EXPECT_EQ(open.ties_for, 1);
  EXPECT_EQ(open.ties_against, 1);
  EXPECT_EQ(open.placed_by, (std::vector<PlacingTie>{{60, 0, 1, true}, {61, 3, 1, false}}));
  EXPECT_GT(found.mean_rand, 0.7);
}

TEST(Factions, GiveTheTiesForASideBeforeThoseAgainst) {
  const std::vector<FactionTie> ties = {tie(0, 1, 1, 0, 70), tie(1, 0, -1, 1, 71),
                                        tie(0, 1, 1, 2, 72)};
  const Factions found = factions(2, ties, {.resamples = 0});
  EXPECT_EQ(found.members[1].placed_by,
            (std::vector<PlacingTie>{{70, 0, 1, true}, {72, 0, 1, true}, {71, 0, -1, false}}));
  EXPECT_FALSE(found.members[1].certainty);
  EXPECT_TRUE(std::isnan(found.mean_rand));
}

TEST(Factions, OfOneStoryHaveNoCertainty) {
  // Drawn anew it is the same again, which would look like a sure side.
  const std::vector<FactionTie> ties = {tie(0, 1, -1, 7), tie(1, 2, -1, 7)};
  const Factions found = factions(3, ties, {.resamples = 50});
  EXPECT_EQ(found.clusters, 1);
  EXPECT_EQ(found.resamples, 0);
  for (const FactionMember& member : found.members) {
    EXPECT_NE(member.side, 0);
    EXPECT_FALSE(member.certainty);
  }
  EXPECT_EQ(many_factions(3, ties, {.resamples = 50}).resamples, 0);
}

TEST(Factions, DoNotNameSidesAcrossGroupsThatNothingJoins) {
  const std::vector<FactionTie> ties = {tie(0, 1, -1, 0), tie(2, 3, -1, 1), tie(3, 4, -1, 2)};
  const Factions found = factions(5, ties, {.resamples = 50});
  EXPECT_EQ(found.largest_group, 2U);
  EXPECT_EQ(found.members[0].side, 1);
  EXPECT_EQ(found.members[2].side, 1);
  EXPECT_DOUBLE_EQ(found.members[1].certainty.value(), 1);
}

TEST(Factions, AreTheSameForOneSeed) {
  const Factions one = factions(6, quarrel(), {.resamples = 60, .seed = 9});
  const Factions other = factions(6, quarrel(), {.resamples = 60, .seed = 9});
  EXPECT_EQ(one.members, other.members);
  EXPECT_EQ(one.mean_rand, other.mean_rand);
}

RC_GTEST_PROP(Factions, CountEveryTieOnceForBothOfItsEnds, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(1, 9);
  const auto count = *rc::gen::inRange<std::size_t>(0, 30);
  std::vector<FactionTie> ties;
  std::int64_t signed_ties = 0;
  for (std::size_t index = 0; index < count; ++index) {
    ties.push_back(tie(*rc::gen::inRange<std::uint32_t>(0, actors),
                       *rc::gen::inRange<std::uint32_t>(0, actors), *rc::gen::inRange(-1, 2),
                       *rc::gen::inRange<std::uint32_t>(0, 5), index));
    if (ties.back().sign != 0 && ties.back().from != ties.back().to) ++signed_ties;
  }
  const Factions found = factions(actors, ties, {.resamples = 10});
  std::int64_t with = 0, against = 0;
  for (const FactionMember& member : found.members) {
    with += member.ties_for;
    against += member.ties_against;
    RC_ASSERT(member.placed_by.size() ==
              static_cast<std::size_t>(member.ties_for + member.ties_against));
    if (member.certainty) RC_ASSERT(*member.certainty >= 0 && *member.certainty <= 1);
  }
  RC_ASSERT(with + against == 2 * signed_ties);
  RC_ASSERT(against == 2 * found.split.frustrated);
}

TEST(ManyFactions, AreThreeWhereThreeCampsFightEachOther) {
  std::vector<FactionTie> ties;
  for (std::uint32_t story = 0; story < 30; ++story) {
    for (std::uint32_t one = 0; one < 9; ++one) {
      const std::uint32_t other = (one + 1 + story % 8) % 9;
      ties.push_back(tie(one, other, one / 3 == other / 3 ? 1 : -1, story));
    }
  }
  const ManyFactions found = many_factions(10, ties, {.resamples = 30});
  EXPECT_EQ(found.parts.membership, (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2, 2, 2, 3}));
  EXPECT_EQ(found.resamples, 30);
  EXPECT_DOUBLE_EQ(found.certainty[4].value(), 1);
  EXPECT_FALSE(found.certainty[9]);
  EXPECT_DOUBLE_EQ(found.mean_rand, 1);
  EXPECT_DOUBLE_EQ(found.mean_information, 0);
}

TEST(ManyFactions, OfNobodyAreNone) {
  const ManyFactions none = many_factions(0, {});
  EXPECT_TRUE(none.parts.membership.empty());
  EXPECT_EQ(none.resamples, 0);
  EXPECT_TRUE(std::isnan(none.mean_rand));
}

TEST(AgreementWith, ComparesWhoHasASideWithDeclaredBlocs) {
  const std::vector<int> side = {1, 1, -1, -1, 0, 1};
  const std::vector<std::optional<std::uint32_t>> same = {7, 7, 9, 9, 1, std::nullopt};
  const auto agreement = agreement_with(side, same);
  EXPECT_EQ(agreement.actors, 4);
  EXPECT_DOUBLE_EQ(agreement.adjusted_rand, 1);
  EXPECT_DOUBLE_EQ(agreement.information, 0);
  // Crossed: of the table 1 1 / 1 1. ARI = (0 - 2*2/6) / (2 - 2/3) = -0.5; each knows nothing of
  // the other: 1 bit + 1 bit.
  const std::vector<std::optional<std::uint32_t>> crossed = {7, 9, 7, 9, 1, std::nullopt};
  EXPECT_DOUBLE_EQ(agreement_with(side, crossed).adjusted_rand, -0.5);
  EXPECT_DOUBLE_EQ(agreement_with(side, crossed).information, 2);
  EXPECT_EQ(agreement_with({}, {}).actors, 0);
  EXPECT_TRUE(std::isnan(agreement_with({}, {}).adjusted_rand));
}

// 0 1 | 2 3. On issue 4: 0+1, 0-2, 1-3 fit, 2-3 does not. Expected if signs are dealt: 3 of 4 are
// negative; inside are 2, across 2: (3*2 + 1*2) / 4 = 2 frustrated. 1 - 1/2 = 0.5.
TEST(WedgeIssues, AreAsWorkedOutByHand) {
  const std::vector<int> side = {1, 1, -1, -1, 0};
  const std::vector<FactionTie> ties = {tie(0, 1, 1, 0, 10, 4),  tie(0, 2, -1, 0, 11, 4),
                                        tie(1, 3, -1, 0, 12, 4), tie(2, 3, -1, 0, 13, 4),
                                        tie(0, 4, 1, 0, 14, 4),  tie(0, 1, 0, 0, 15, 4),
                                        tie(0, 2, 1, 0, 16, -1), tie(0, 3, -1, 0, 17, 2)};
  const auto wedges = wedge_issues(ties, side, {.deals = 5000});
  ASSERT_EQ(wedges.size(), 2U);
  EXPECT_EQ(wedges[0].concept_index, 2);
  EXPECT_EQ(wedges[0].ties, 1);
  EXPECT_TRUE(std::isnan(wedges[0].alignment));
  EXPECT_TRUE(std::isnan(wedges[0].cohesiveness));
  EXPECT_DOUBLE_EQ(wedges[0].divisiveness, 1);
  EXPECT_DOUBLE_EQ(wedges[0].p_value, 1);
  const Wedge& wedge = wedges[1];
  EXPECT_EQ(wedge.ties, 4);
  EXPECT_EQ(wedge.negative, 3);
  EXPECT_EQ(wedge.inside, 2);
  EXPECT_EQ(wedge.frustrated, 1);
  EXPECT_DOUBLE_EQ(wedge.antagonism, 0.75);
  EXPECT_DOUBLE_EQ(wedge.alignment, 0.5);
  EXPECT_DOUBLE_EQ(wedge.cohesiveness, 0.5);
  EXPECT_DOUBLE_EQ(wedge.divisiveness, 1);
  // The one friendship lies inside in two of four places: then 1 is frustrated, else 3.
  EXPECT_NEAR(wedge.p_value, 0.5, 0.03);
  EXPECT_EQ(wedge.evidence, (std::vector<std::size_t>{10, 11, 12, 13}));
}

RC_GTEST_PROP(WedgeIssues, HaveTheMeanOfAllDealsAsWhatChanceFrustrates, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(3, 7);
  const auto side = *rc::gen::container<std::vector<int>>(actors, rc::gen::element(-1, 1));
  const auto count = *rc::gen::inRange<std::size_t>(2, 8);
  std::vector<FactionTie> ties;
  while (ties.size() < count) {
    const auto from = *rc::gen::inRange<std::uint32_t>(0, actors);
    const auto to = (from + *rc::gen::inRange<std::uint32_t>(1, actors)) % actors;
    ties.push_back(tie(from, to, *rc::gen::element(-1, 1), 0, 0, 1));
  }
  const auto wedges = wedge_issues(ties, side, {.deals = 0});
  RC_ASSERT(wedges.size() == 1U);
  // All orders of the signs over the ties, one after the other.
  std::vector<int> signs;
  signs.reserve(ties.size());
  for (const FactionTie& each : ties) signs.push_back(each.sign);
  std::sort(signs.begin(), signs.end());
  double sum = 0, deals = 0;
  do {
    for (std::size_t index = 0; index < ties.size(); ++index) {
      const bool is_inside = side[ties[index].from] == side[ties[index].to];
      sum += is_inside == (signs[index] > 0) ? 0 : 1;
    }
    ++deals;
  } while (std::next_permutation(signs.begin(), signs.end()));
  if (std::isnan(wedges[0].alignment)) {
    RC_ASSERT(deals == 1 || wedges[0].inside == 0 || wedges[0].inside == wedges[0].ties);
  } else {
    RC_ASSERT(std::abs(wedges[0].alignment - (1 - wedges[0].frustrated / (sum / deals))) < 1e-12);
  }
}

TEST(WedgeIssues, DoNotFitALineThatTheyDrewThemselves) {
  // The split of the whole is made by issue 0; issue 1 divides the same actors the other way.
  std::vector<FactionTie> ties;
  for (int repeat = 0; repeat < 3; ++repeat) {
    for (std::uint32_t one = 0; one < 4; ++one) {
      for (std::uint32_t other = one + 1; other < 4; ++other) {
        ties.push_back(tie(one, other, one / 2 == other / 2 ? 1 : -1, 0, 0, 0));
      }
    }
  }
  for (std::uint32_t one = 0; one < 4; ++one) {
    for (std::uint32_t other = one + 1; other < 4; ++other) {
      ties.push_back(tie(one, other, one % 2 == other % 2 ? 1 : -1, 0, 0, 1));
    }
  }
  const Factions whole = factions(4, ties, {.resamples = 0});
  const auto with = wedge_issues(ties, whole.split.side);
  const auto without = wedge_issues_left_out(4, ties, {});
  EXPECT_DOUBLE_EQ(with.at(0).alignment, 1);
  EXPECT_LT(without.at(0).alignment, 0);  // against the line of issue 1
  EXPECT_DOUBLE_EQ(without.at(1).alignment, with.at(1).alignment);
}

TEST(WedgeIssues, LeftOutIgnoreActorsThatOnlyTheIssueItselfJoins) {
  const std::vector<FactionTie> ties = {tie(0, 1, -1, 0, 5, 1), tie(2, 3, -1, 0, 6, 2),
                                        tie(0, 1, -1, 0, 7, 2)};
  const auto wedges = wedge_issues_left_out(4, ties, {});
  ASSERT_EQ(wedges.size(), 2U);
  EXPECT_EQ(wedges[0].evidence, (std::vector<std::size_t>{5}));
  EXPECT_EQ(wedges[1].evidence, (std::vector<std::size_t>{7}));
}

TEST(TiesOfStances, JoinAllWhoTakeASideOfAConcept) {
  // 0 for (twice for, once against), 1 against, 2 divided, 3 for.
  const std::vector<Stance> stances = {{0, 9, 1, 1}, {0, 9, -1, 2}, {0, 9, 1, 3}, {1, 9, -1, 4},
                                       {2, 9, 1, 5}, {2, 9, -1, 6}, {3, 9, 1, 7}, {3, 8, 1, 8}};
  EXPECT_EQ(ties_of_stances(stances),
            (std::vector<FactionTie>{tie(0, 1, -1, 0, 3, 9), tie(0, 3, 1, 0, 3, 9),
                                     tie(1, 3, -1, 0, 4, 9)}));
  EXPECT_TRUE(ties_of_stances({}).empty());
}

}  // namespace
}  // namespace faultline::networks

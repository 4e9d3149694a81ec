#include "timeline/cohesion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <map>

#include "rows.h"

namespace faultline::timeline {
namespace {

TEST(RiceIndex, IsTheDistanceOfTheTwoSides) {
  EXPECT_FALSE(rice_index(0, 0));
  EXPECT_DOUBLE_EQ(*rice_index(3, 1), 0.5);
  EXPECT_DOUBLE_EQ(*rice_index(0, 4), 1);
  EXPECT_DOUBLE_EQ(*rice_index(2, 2), 0);
}

TEST(RiceByChance, IsTheMeanOfAllWaysToDecide) {
  EXPECT_DOUBLE_EQ(rice_by_chance(1), 1);
  EXPECT_DOUBLE_EQ(rice_by_chance(2), 0.5);
  EXPECT_DOUBLE_EQ(rice_by_chance(3), 0.5);
  for (std::int64_t n = 1; n <= 14; ++n) {
    double sum = 0;
    for (std::uint32_t votes = 0; votes < (1U << n); ++votes) {
      const auto yes = static_cast<std::int64_t>(std::popcount(votes));
      sum += *rice_index(yes, n - yes);
    }
    EXPECT_NEAR(rice_by_chance(n), sum / static_cast<double>(1U << n), 1e-12) << n;
  }
}

TEST(RiceByChance, GoesOnSmoothlyWhereASeriesTakesOver) {
  EXPECT_NEAR(rice_by_chance(20'000) / rice_by_chance(20'002), std::sqrt(10'001.0 / 10'000), 1e-8);
}

TEST(RarefiedRice, OfTwoIsTheShareOfPairsThatAgree) {
  // 3 for, 1 against: of 6 pairs 3 agree.
  EXPECT_DOUBLE_EQ(*rarefied_rice(3, 1, 2), 0.5);
  EXPECT_DOUBLE_EQ(*rarefied_rice(3, 1, 4), 0.5);  // all of them: Rice's own
  EXPECT_DOUBLE_EQ(*rarefied_rice(3, 1, 1), 1);
  EXPECT_FALSE(rarefied_rice(3, 1, 5));
  EXPECT_FALSE(rarefied_rice(3, 1, 0));
}

RC_GTEST_PROP(RarefiedRice, IsTheMeanOfAllDraws, ()) {
  const auto yes = *rc::gen::inRange<std::int64_t>(0, 8);
  const auto no = *rc::gen::inRange<std::int64_t>(yes == 0 ? 1 : 0, 8);
  const auto m = *rc::gen::inRange<std::int64_t>(1, yes + no + 1);
  double sum = 0, draws = 0;
  for (std::uint32_t draw = 0; draw < (1U << (yes + no)); ++draw) {
    if (std::popcount(draw) != m) continue;
    const auto of_yes = static_cast<std::int64_t>(std::popcount(draw & ((1U << yes) - 1)));
    sum += *rice_index(of_yes, m - of_yes);
    ++draws;
  }
  RC_ASSERT(std::abs(*rarefied_rice(yes, no, m) - sum / draws) < 1e-12);
}

TEST(RarefiedRice, OfThousandsIsFinite) {
  const double value = *rarefied_rice(30'000, 20'000, 25'000);
  EXPECT_NEAR(value, 0.2, 0.001);
}

TEST(AgreementIndex, IsThatOfThreeChoices) {
  EXPECT_FALSE(agreement_index(0, 0, 0));
  EXPECT_DOUBLE_EQ(*agreement_index(4, 0, 0), 1);
  EXPECT_DOUBLE_EQ(*agreement_index(2, 2, 2), 0);
  EXPECT_DOUBLE_EQ(*agreement_index(1, 1, 0), 0.25);
  EXPECT_DOUBLE_EQ(*agreement_index(6, 2, 2), 0.4);
}

RiftCoding coding(std::uint32_t actor, std::uint32_t concept_index, int agreement,
                  std::size_t evidence, bool member = true, std::uint32_t cluster = 0,
                  std::uint32_t outlet = 0) {
  return {day("2031-03-03"),
          static_cast<std::int8_t>(agreement),
          member,
          actor,
          concept_index,
          cluster,
          outlet,
          evidence};
}

// On concept 2: actors 0 and 1 for, 2 against, 3 divided, 4 no member. On 5: one member only.
TEST(Cohesion, IsAsWorkedOutByHand) {
  const std::vector<RiftCoding> codings = {coding(0, 2, 1, 10),
                                           coding(0, 2, 1, 11),
                                           coding(0, 2, -1, 12),
                                           coding(1, 2, 1, 13),
                                           coding(2, 2, -1, 14, true, 3, 1),
                                           coding(3, 2, 1, 15),
                                           coding(3, 2, -1, 16),
                                           coding(4, 2, -1, 17, false),
                                           coding(0, 5, 1, 18)};
  const Cohesion result = cohesion(codings);
  ASSERT_EQ(result.concepts.size(), 2U);
  const ConceptCohesion& two = result.concepts[0];
  EXPECT_EQ(std::tuple(two.yes, two.no, two.divided), std::tuple(2, 1, 1));
  EXPECT_EQ(two.statements, 7);
  EXPECT_EQ(two.clusters, 2);
  EXPECT_EQ(two.outlets, 2);
  EXPECT_DOUBLE_EQ(*two.rice, 1.0 / 3);
  EXPECT_DOUBLE_EQ(two.chance, 0.5);
  EXPECT_DOUBLE_EQ(*two.rice_above_chance, (1.0 / 3 - 0.5) / 0.5);
  EXPECT_DOUBLE_EQ(*two.rarefied, 1.0 / 3);
  EXPECT_DOUBLE_EQ(*two.agreement, (2 - 1.0) / 4);
  EXPECT_EQ(two.evidence_for, (std::vector<std::size_t>{10, 11, 13, 15}));
  EXPECT_EQ(two.evidence_against, (std::vector<std::size_t>{12, 14, 16}));
  EXPECT_FALSE(result.concepts[1].rice);
  EXPECT_EQ(result.concepts_counted, 1);
  EXPECT_EQ(result.members, 3);
  EXPECT_DOUBLE_EQ(*result.rice, 1.0 / 3);
}

TEST(Cohesion, OfOneMemberSaysNothingAboveChance) {
  const Cohesion result = cohesion(std::vector{coding(0, 5, 1, 18)}, {.rule = {.minimum_n = 1}});
  EXPECT_DOUBLE_EQ(*result.concepts.at(0).rice, 1);
  EXPECT_FALSE(result.concepts[0].rice_above_chance);
  EXPECT_FALSE(result.rice_above_chance);
  EXPECT_FALSE(cohesion({}).rice);
}

RC_GTEST_PROP(Cohesion, IsTheMeanOverConceptsByTheirMembers, ()) {
  const DrawnRows drawn = drawn_rows(80);
  const CohesionOptions options{.rule = {.minimum_n = *rc::gen::inRange(1, 4)}};
  const Cohesion result = cohesion(drawn.codings, options);
  std::map<std::uint32_t, std::map<std::uint32_t, int>> net;
  for (const RiftCoding& row : drawn.codings) {
    if (row.member) net[row.concept_index][row.actor] += row.agreement;
  }
  RC_ASSERT(net.size() == result.concepts.size());
  double sum = 0, weight = 0;
  std::size_t place = 0;
  for (const auto& [concept_index, actors] : net) {
    int yes = 0, no = 0;
    for (const auto& [actor, stand] : actors) {
      yes += stand > 0;
      no += stand < 0;
    }
    const ConceptCohesion& found = result.concepts[place++];
    RC_ASSERT(found.concept_index == concept_index);
    RC_ASSERT(found.yes == yes && found.no == no);
    RC_ASSERT(found.rice.has_value() == (yes + no >= options.rule.minimum_n));
    if (!found.rice) continue;
    sum += std::abs(yes - no);
    weight += yes + no;
  }
  RC_ASSERT(result.rice.has_value() == (weight > 0));
  if (weight > 0) RC_ASSERT(std::abs(*result.rice - sum / weight) < 1e-12);
}

}  // namespace
}  // namespace faultline::timeline

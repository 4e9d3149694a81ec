#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "networks/networks.h"

namespace faultline::networks {
namespace {

SignedEdge edge(std::uint32_t from, std::uint32_t to, int negative, int positive, int neutral = 0) {
  return {.from = from,
          .to = to,
          .negative = negative,
          .positive = positive,
          .neutral = neutral,
          .evidence = {}};
}

int frustrated(std::span<const int> side, std::span<const SignedEdge> edges) {
  int count = 0;
  for (const SignedEdge& tie : edges) {
    if (tie.from == tie.to) continue;
    count += side[tie.from] == side[tie.to] ? tie.negative : tie.positive;
  }
  return count;
}

/// The fewest frustrated ties over every assignment of every actor, one after the other.
int fewest_frustrated(std::size_t actors, std::span<const SignedEdge> edges) {
  int fewest = std::numeric_limits<int>::max();
  std::vector<int> side(actors);
  for (std::uint32_t split = 0; split < std::uint32_t{1} << actors; ++split) {
    for (std::size_t actor = 0; actor < actors; ++actor)
      side[actor] = (split >> actor) & 1 ? -1 : 1;
    fewest = std::min(fewest, frustrated(side, edges));
  }
  return fewest;
}

/// Lowest actor that signed ties join to `actor`, by plain repetition until nothing changes.
std::vector<std::size_t> lowest_joined(std::size_t actors, std::span<const SignedEdge> edges) {
  std::vector<std::size_t> lowest(actors);
  for (std::size_t actor = 0; actor < actors; ++actor) lowest[actor] = actor;
  for (std::size_t round = 0; round < actors; ++round) {
    for (const SignedEdge& tie : edges) {
      if (tie.negative + tie.positive == 0) continue;
      lowest[tie.from] = lowest[tie.to] = std::min(lowest[tie.from], lowest[tie.to]);
    }
  }
  return lowest;
}

TEST(TwoSides, OfNobodyAreEmptyAndExact) {
  EXPECT_EQ(two_sides(0, {}), (TwoSides{.side = {}, .is_exact = true, .is_open = {}}));
}

TEST(TwoSides, GiveNoSideToWhoHasNoSignedTie) {
  const std::vector<SignedEdge> edges = {edge(0, 1, 0, 0, 3), edge(2, 2, 1, 0)};
  EXPECT_EQ(two_sides(3, edges),
            (TwoSides{.side = {0, 0, 0}, .is_exact = true, .is_open = {false, false, false}}));
}

TEST(TwoSides, PartTwoWhoCriticiseEachOther) {
  const std::vector<SignedEdge> edges = {edge(1, 3, 2, 0), edge(3, 1, 1, 0)};
  EXPECT_EQ(two_sides(4, edges), (TwoSides{.side = {0, 1, 0, -1},
                                           .frustrated = 0,
                                           .ties = 3,
                                           .is_exact = true,
                                           .is_open = {false, false, false, false}}));
}

TEST(TwoSides, KeepTwoTogetherWhoseCriticismAndSupportBalance) {
  const std::vector<SignedEdge> edges = {edge(0, 1, 1, 0), edge(1, 0, 0, 1)};
  EXPECT_EQ(two_sides(2, edges), (TwoSides{.side = {1, 1},
                                           .frustrated = 1,
                                           .ties = 2,
                                           .lower_bound = 1,
                                           .is_exact = true,
                                           .is_open = {false, true}}));
}

TEST(TwoSides, CannotSatisfyATriangleOfEnemies) {
  const std::vector<SignedEdge> edges = {edge(0, 1, 1, 0), edge(1, 2, 1, 0), edge(2, 0, 1, 0)};
  const TwoSides sides = two_sides(3, edges);
  EXPECT_EQ(sides.frustrated, 1);
  EXPECT_EQ(sides.side, (std::vector<int>{1, 1, -1}));  // the lowest numbers stay on +1
}

TEST(TwoSides, BeginEachComponentOnTheFirstSide) {
  const std::vector<SignedEdge> edges = {edge(2, 1, 1, 0), edge(4, 3, 0, 2)};
  EXPECT_EQ(two_sides(5, edges).side, (std::vector<int>{0, 1, -1, 1, 1}));
}

std::vector<SignedEdge> drawn_edges(std::uint32_t actors) {
  auto edges = *rc::gen::container<std::vector<SignedEdge>>(rc::gen::apply(
      edge, rc::gen::inRange<std::uint32_t>(0, actors), rc::gen::inRange<std::uint32_t>(0, actors),
      rc::gen::inRange(0, 4), rc::gen::inRange(0, 4), rc::gen::inRange(0, 2)));
  return edges;
}

RC_GTEST_PROP(TwoSides, HaveNoMoreFrustratedTiesThanAnySplit, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(1, 9);
  const auto edges = drawn_edges(actors);
  const TwoSides sides = two_sides(actors, edges);
  RC_ASSERT(sides.is_exact);
  RC_ASSERT(sides.frustrated == fewest_frustrated(actors, edges));
  RC_ASSERT(sides.frustrated == frustrated(sides.side, edges));
  int ties = 0;
  for (const SignedEdge& tie : edges) ties += tie.from == tie.to ? 0 : tie.negative + tie.positive;
  RC_ASSERT(sides.ties == ties);
  const auto lowest = lowest_joined(actors, edges);
  for (std::size_t actor = 0; actor < actors; ++actor) {
    const bool has_tie = std::any_of(edges.begin(), edges.end(), [&](const SignedEdge& tie) {
      return tie.from != tie.to && (tie.from == actor || tie.to == actor) &&
             tie.negative + tie.positive > 0;
    });
    RC_ASSERT((sides.side[actor] != 0) == has_tie);
    if (has_tie && lowest[actor] == actor) RC_ASSERT(sides.side[actor] == 1);
  }
}

RC_GTEST_PROP(TwoSides, AreTheFirstInOrderOfTheEquallyGoodOnes, ()) {
  // All actors in one component, so that the order is over all of them.
  const auto actors = *rc::gen::inRange<std::uint32_t>(2, 8);
  auto edges = drawn_edges(actors);
  for (std::uint32_t actor = 1; actor < actors; ++actor)
    edges.push_back(edge(actor - 1, actor, 1, 1));
  const TwoSides sides = two_sides(actors, edges);
  std::vector<int> first;
  for (std::uint32_t split = 0; split < std::uint32_t{1} << actors; ++split) {
    std::vector<int> side(actors);
    for (std::size_t actor = 0; actor < actors; ++actor)
      side[actor] = (split >> actor) & 1 ? -1 : 1;
    if (frustrated(side, edges) != sides.frustrated) continue;
    first = std::max(first, side);  // +1 comes before -1
  }
  RC_ASSERT(sides.side == first);
}

RC_GTEST_PROP(TwoSides, DoNotDependOnTheOrderOfTheEdges, ()) {
  const auto edges = drawn_edges(30);
  auto reversed = edges;
  std::reverse(reversed.begin(), reversed.end());
  RC_ASSERT(two_sides(30, edges) == two_sides(30, reversed));
}

RC_GTEST_PROP(TwoSides, FindTwoPlantedCampsOfAnySize, ()) {
  // A balanced network of up to 60 actors: each is tied to an earlier one, friends inside a camp.
  const auto actors = *rc::gen::inRange<std::uint32_t>(21, 60);
  const auto camps = *rc::gen::container<std::vector<int>>(actors, rc::gen::element(-1, 1));
  std::vector<SignedEdge> edges;
  for (std::uint32_t actor = 1; actor < actors; ++actor) {
    for (int tie = 0; tie < 3; ++tie) {
      const auto other = *rc::gen::inRange<std::uint32_t>(0, actor);
      const bool is_friend = camps[actor] == camps[other];
      edges.push_back(edge(actor, other, is_friend ? 0 : 1, is_friend ? 1 : 0));
    }
  }
  const TwoSides sides = two_sides(actors, edges);
  RC_ASSERT(sides.is_exact);
  RC_ASSERT(sides.frustrated == 0);
  for (std::size_t actor = 0; actor < actors; ++actor) {
    RC_ASSERT(sides.side[actor] == camps[actor] * camps[0]);
  }
}

TEST(TwoSides, AreExactWhereEachOfManyComponentsIsSmall) {
  std::vector<SignedEdge> edges;
  for (std::uint32_t actor = 0; actor < 60; actor += 2)
    edges.push_back(edge(actor, actor + 1, 1, 0));
  const TwoSides sides = two_sides(60, edges);
  EXPECT_TRUE(sides.is_exact);
  EXPECT_EQ(sides.frustrated, 0);
}

TEST(TwoSides, AreExactFarBeyondTwentyActors) {
  // A triangle of enemies, which no split satisfies, with friends hung on it.
  std::vector<SignedEdge> edges = {edge(0, 1, 1, 0), edge(1, 2, 1, 0), edge(2, 0, 1, 0)};
  for (std::uint32_t actor = 3; actor < 400; ++actor) edges.push_back(edge(0, actor, 0, 1));
  const TwoSides sides = two_sides(400, edges);
  EXPECT_TRUE(sides.is_exact);
  EXPECT_EQ(sides.frustrated, 1);
  // The two enemies of 0 may each join it; whoever is hung on 0 goes with it.
  EXPECT_EQ(std::count(sides.is_open.begin(), sides.is_open.end(), true), 2);
}

}  // namespace
}  // namespace faultline::networks

#include "networks/frustration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace faultline::networks {
namespace {

SignedPair pair(std::uint32_t first, std::uint32_t second, std::int64_t weight) {
  return {first, second, weight > 0 ? weight : 0, weight < 0 ? -weight : 0};
}

/// What goes against a split.
std::int64_t frustrated_weight(const std::vector<SignedPair>& pairs, const std::vector<int>& side) {
  std::int64_t weight = 0;
  for (const SignedPair& tie : pairs) {
    if (tie.first == tie.second) continue;
    const int together = side[tie.first] * side[tie.second];
    if (together > 0) weight += tie.negative;
    if (together < 0) weight += tie.positive;
  }
  return weight;
}

/// Everything by trying all splits, one after the other.
struct Plain {
  std::int64_t index = 0;
  std::vector<std::vector<int>> optimal;  // each group's lowest actor on +1, the first order first
  std::vector<std::uint32_t> group;
};

Plain plain(std::size_t actors, const std::vector<SignedPair>& pairs) {
  Plain result;
  result.group.resize(actors);
  std::iota(result.group.begin(), result.group.end(), 0U);
  std::vector<bool> has_tie(actors, false);
  for (std::size_t round = 0; round < actors; ++round) {
    for (const SignedPair& tie : pairs) {
      if (tie.first == tie.second || tie.positive + tie.negative == 0) continue;
      has_tie[tie.first] = has_tie[tie.second] = true;
      result.group[tie.first] = result.group[tie.second] =
          std::min(result.group[tie.first], result.group[tie.second]);
    }
  }
  result.index = INT64_MAX;
  for (std::uint32_t split = 0; split < (1U << actors); ++split) {
    std::vector<int> side(actors, 0);
    bool is_named_right = true;
    for (std::uint32_t actor = 0; actor < actors; ++actor) {
      const bool is_minus = ((split >> (actors - 1 - actor)) & 1) != 0;
      if (is_minus && (!has_tie[actor] || result.group[actor] == actor)) is_named_right = false;
      if (has_tie[actor]) side[actor] = is_minus ? -1 : 1;
    }
    if (!is_named_right) continue;
    const std::int64_t weight = frustrated_weight(pairs, side);
    if (weight > result.index) continue;
    if (weight < result.index) result.optimal.clear();
    result.index = weight;
    result.optimal.push_back(side);
  }
  return result;
}

bool always_alike(const Plain& expected, std::size_t one, std::size_t other) {
  std::set<int> products;
  for (const auto& side : expected.optimal) products.insert(side[one] * side[other]);
  return products.size() == 1 && *products.begin() != 0 &&
         expected.group[one] == expected.group[other];
}

/// What differs from the plain answer; empty if nothing does.
std::string difference(std::size_t actors, const std::vector<SignedPair>& pairs,
                       const Frustration& found) {
  const Plain expected = plain(actors, pairs);
  if (found.frustrated != expected.index) return "the index";
  if (!found.is_exact()) return "the lower bound";
  if (found.side != expected.optimal.front()) return "the first of the optimal splits";
  if (found.group != expected.group) return "the groups";
  if (!found.all_splits_counted) return "the count is not complete";
  if (found.optimal_splits != static_cast<double>(expected.optimal.size())) return "the count";
  std::map<std::uint32_t, std::size_t> size;
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    std::uint32_t lowest = actor;
    for (std::uint32_t other = actor; other-- > 0;) {
      if (always_alike(expected, actor, other)) lowest = other;
    }
    if (found.block[actor] != lowest) return "the blocks";
    ++size[lowest];
  }
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    std::uint32_t core = expected.group[actor];
    for (std::uint32_t other = 0; other < actors; ++other) {
      if (expected.group[other] == expected.group[actor] &&
          size[found.block[other]] > size[found.block[core]]) {
        core = other;
      }
    }
    const Standing standing = found.side[actor] == 0                    ? Standing::NoTies
                              : found.block[actor] == found.block[core] ? Standing::Placed
                                                                        : Standing::Open;
    if (found.standing[actor] != standing) return "a standing";
  }
  return "";
}

/// Codes of signed graphs: a digit of base 3 for each pair of actors, 0 none, 1 positive, 2
/// negative.
std::vector<SignedPair> decoded(std::uint32_t code, std::uint32_t actors) {
  std::vector<SignedPair> pairs;
  for (std::uint32_t one = 0; one < actors; ++one) {
    for (std::uint32_t other = one + 1; other < actors; ++other, code /= 3) {
      if (code % 3 != 0) pairs.push_back(pair(one, other, code % 3 == 1 ? 1 : -1));
    }
  }
  return pairs;
}

/// One code of each isomorphism class of signed graphs.
std::vector<std::uint32_t> all_signed_graphs(std::uint32_t actors) {
  std::vector<std::vector<std::uint32_t>> place(actors, std::vector<std::uint32_t>(actors));
  std::vector<std::uint32_t> power;
  for (std::uint32_t one = 0, value = 1; one < actors; ++one) {
    for (std::uint32_t other = one + 1; other < actors; ++other, value *= 3) {
      place[one][other] = place[other][one] = static_cast<std::uint32_t>(power.size());
      power.push_back(value);
    }
  }
  std::vector<std::vector<std::uint32_t>> images;  // per relabelling, of each pair's digit
  std::vector<std::uint32_t> order(actors);
  std::iota(order.begin(), order.end(), 0U);
  do {
    std::vector<std::uint32_t> image;
    for (std::uint32_t one = 0; one < actors; ++one) {
      for (std::uint32_t other = one + 1; other < actors; ++other) {
        image.push_back(power[place[order[one]][order[other]]]);
      }
    }
    images.push_back(std::move(image));
  } while (std::next_permutation(order.begin(), order.end()));
  const std::uint32_t codes = power.empty() ? 1 : power.back() * 3;
  std::vector<bool> is_seen(codes, false);
  std::vector<std::uint32_t> classes;
  for (std::uint32_t code = 0; code < codes; ++code) {
    if (is_seen[code]) continue;
    classes.push_back(code);
    for (const auto& image : images) {
      std::uint32_t other = 0, rest = code;
      for (std::size_t digit = 0; digit < image.size(); ++digit, rest /= 3) {
        other += image[digit] * (rest % 3);
      }
      is_seen[other] = true;
    }
  }
  return classes;
}

TEST(Frustration, OfAllSignedGraphsOfUpToSixActorsIsThatOfTryingAllSplits) {
  // Numbers of signed graphs: Harary & Palmer 1973, Graphical Enumeration; OEIS A004102.
  constexpr std::array<std::size_t, 7> graphs = {1, 1, 3, 10, 66, 792, 25506};
  for (std::uint32_t actors = 1; actors <= 6; ++actors) {
    const auto codes = all_signed_graphs(actors);
    ASSERT_EQ(codes.size(), graphs[actors]);
    for (const std::uint32_t code : codes) {
      const auto pairs = decoded(code, actors);
      ASSERT_EQ(difference(actors, pairs, frustration(actors, pairs)), "")
          << actors << " actors, graph " << code;
    }
  }
}

std::vector<SignedPair> drawn_pairs(std::uint32_t actors, std::size_t most, std::int64_t heaviest) {
  std::vector<SignedPair> pairs;
  const auto count = *rc::gen::inRange<std::size_t>(0, most + 1);
  while (pairs.size() < count) {
    pairs.push_back({*rc::gen::inRange<std::uint32_t>(0, actors),
                     *rc::gen::inRange<std::uint32_t>(0, actors),
                     *rc::gen::inRange<std::int64_t>(0, heaviest + 1),
                     *rc::gen::inRange<std::int64_t>(0, heaviest + 1)});
  }
  return pairs;
}

RC_GTEST_PROP(Frustration, OfWeightedTiesIsThatOfTryingAllSplits, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(1, 11);
  const auto pairs = drawn_pairs(actors, 25, *rc::gen::inRange<std::int64_t>(1, 5));
  RC_ASSERT(difference(actors, pairs, frustration(actors, pairs)) == "");
}

RC_GTEST_PROP(Frustration, IsTheSameWithTinyTablesThatNeedTheSearch, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(5, 12);
  std::vector<SignedPair> pairs;
  for (std::uint32_t one = 0; one < actors; ++one) {
    for (std::uint32_t other = one + 1; other < actors; ++other) {
      pairs.push_back(pair(one, other, *rc::gen::inRange<std::int64_t>(-3, 4)));
    }
  }
  RC_ASSERT(difference(actors, pairs, frustration(actors, pairs, {.table_bits = 4})) == "");
}

RC_GTEST_PROP(Frustration, KnowsItsCommonPartAlsoWhereItCannotListAllOptimalSplits, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(2, 10);
  const auto pairs = drawn_pairs(actors, 16, 2);
  const Frustration all = frustration(actors, pairs);
  const Frustration few = frustration(actors, pairs, {.most_splits = 1});
  RC_ASSERT(few.side == all.side);
  RC_ASSERT(few.block == all.block);
  RC_ASSERT(few.standing == all.standing);
  RC_ASSERT(few.optimal_splits <= all.optimal_splits);
}

RC_GTEST_PROP(Frustration, BoundsTheIndexAlsoWhereItMayNotSearch, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(8, 13);
  std::vector<SignedPair> pairs;
  for (std::uint32_t one = 0; one < actors; ++one) {
    for (std::uint32_t other = one + 1; other < actors; ++other) {
      pairs.push_back(pair(one, other, *rc::gen::element<std::int64_t>(-1, 1)));
    }
  }
  const std::int64_t index = plain(actors, pairs).index;
  const Frustration found =
      frustration(actors, pairs, {.most_nodes = *rc::gen::inRange(0, 200), .table_bits = 4});
  RC_ASSERT(found.lower_bound <= index);
  RC_ASSERT(found.frustrated >= index);
  RC_ASSERT(found.frustrated == frustrated_weight(pairs, found.side));
  if (!found.is_exact()) {
    RC_ASSERT(found.optimal_splits == 0);
    RC_ASSERT(std::count(found.standing.begin(), found.standing.end(), Standing::Unknown) ==
              static_cast<std::ptrdiff_t>(actors));
  }
}

RC_GTEST_PROP(Frustration, IsUnchangedWhenSomeActorsAreSwitched, ()) {
  // Turning all signs of an actor leaves the index (Zaslavsky 1982, switching).
  const auto actors = *rc::gen::inRange<std::uint32_t>(10, 40);
  const auto pairs = drawn_pairs(actors, 100, 1);
  const auto is_switched =
      *rc::gen::container<std::vector<bool>>(actors, rc::gen::arbitrary<bool>());
  auto switched = pairs;
  for (SignedPair& tie : switched) {
    if (is_switched[tie.first] != is_switched[tie.second]) std::swap(tie.positive, tie.negative);
  }
  const Frustration one = frustration(actors, pairs), other = frustration(actors, switched);
  RC_ASSERT(one.is_exact() && other.is_exact());
  RC_ASSERT(one.frustrated == other.frustrated);
  RC_ASSERT(one.block == other.block);
  RC_ASSERT(one.optimal_splits == other.optimal_splits);
}

RC_GTEST_PROP(Frustration, IsTheSameForAnySeedAndOrder, ()) {
  const auto actors = *rc::gen::inRange<std::uint32_t>(2, 30);
  auto pairs = drawn_pairs(actors, 80, 2);
  const Frustration one = frustration(actors, pairs);
  std::reverse(pairs.begin(), pairs.end());
  const Frustration other = frustration(actors, pairs, {.seed = 77});
  RC_ASSERT(one.side == other.side);
  RC_ASSERT(one.block == other.block);
  RC_ASSERT(one.standing == other.standing);
}

TEST(Frustration, OfNobodyIsNone) {
  const Frustration none = frustration(0, {});
  EXPECT_TRUE(none.side.empty());
  EXPECT_TRUE(none.is_exact());
  EXPECT_EQ(none.optimal_splits, 1);
  EXPECT_TRUE(std::isnan(none.balance()));
}

TEST(Frustration, TellsWhoseSideIsOpen) {
  // 0 and 1 oppose 2; 3 backs one of each side.
  const std::vector<SignedPair> pairs = {pair(0, 1, 2), pair(0, 2, -2), pair(1, 2, -2),
                                         pair(0, 3, 1), pair(2, 3, 1)};
  const Frustration found = frustration(4, pairs);
  EXPECT_EQ(found.frustrated, 1);
  EXPECT_EQ(found.side, (std::vector<int>{1, 1, -1, 1}));
  EXPECT_EQ(found.block, (std::vector<std::uint32_t>{0, 0, 0, 3}));
  EXPECT_EQ(found.standing, (std::vector<Standing>{Standing::Placed, Standing::Placed,
                                                   Standing::Placed, Standing::Open}));
  EXPECT_EQ(found.optimal_splits, 2);
  EXPECT_DOUBLE_EQ(found.balance(), 1 - 2.0 / 8);
}

TEST(Frustration, OfMutualEnemiesIsWhatTwoEqualCampsLeave) {
  // All of n negative: floor((n-1)^2 / 4) (Harary 1959; the complement of the maximum cut).
  for (std::uint32_t actors = 2; actors <= 20; ++actors) {
    std::vector<SignedPair> pairs;
    for (std::uint32_t one = 0; one < actors; ++one) {
      for (std::uint32_t other = one + 1; other < actors; ++other) {
        pairs.push_back(pair(one, other, -1));
      }
    }
    const Frustration found = frustration(actors, pairs);
    EXPECT_TRUE(found.is_exact()) << actors;
    EXPECT_EQ(found.frustrated, (actors - 1) * (actors - 1) / 4) << actors;
  }
}

TEST(Frustration, OfTheNegativePetersenGraphIsThree) {
  // Its largest cut has 12 of 15 edges.
  std::vector<SignedPair> pairs;
  for (std::uint32_t i = 0; i < 5; ++i) {
    pairs.push_back(pair(i, (i + 1) % 5, -1));
    pairs.push_back(pair(i, i + 5, -1));
    pairs.push_back(pair(i + 5, (i + 2) % 5 + 5, -1));
  }
  EXPECT_EQ(frustration(10, pairs).frustrated, 3);
}

/// The 16 sub-tribes of the Gahuku-Gama in the Highlands of New Guinea, allied or hostile (Read
/// 1954, Southwestern Journal of Anthropology 10(1); Hage & Harary 1983, pp. 56-60).
std::vector<SignedPair> highland_tribes() {
  constexpr std::array<std::array<int, 2>, 29> allies = {
      {{1, 2},  {3, 4},   {3, 6},  {3, 7},   {5, 7},  {6, 7},  {3, 8},  {4, 8},  {6, 8},   {7, 8},
       {5, 9},  {9, 10},  {6, 11}, {7, 11},  {8, 11}, {6, 12}, {7, 12}, {8, 12}, {11, 12}, {7, 13},
       {9, 13}, {10, 13}, {5, 14}, {13, 14}, {1, 15}, {2, 15}, {1, 16}, {2, 16}, {15, 16}}};
  constexpr std::array<std::array<int, 2>, 29> enemies = {
      {{1, 3},   {2, 3},   {1, 4},   {1, 5},   {2, 5},   {1, 6},   {2, 6},   {2, 9},
       {6, 9},   {2, 10},  {9, 11},  {10, 11}, {1, 12},  {6, 13},  {11, 13}, {8, 14},
       {12, 14}, {5, 15},  {9, 15},  {10, 15}, {11, 15}, {12, 15}, {13, 15}, {5, 16},
       {6, 16},  {11, 16}, {12, 16}, {13, 16}, {14, 16}}};
  std::vector<SignedPair> pairs;
  pairs.reserve(allies.size() + enemies.size());
  for (const auto& tie : allies) {
    pairs.push_back(
        pair(static_cast<std::uint32_t>(tie[0] - 1), static_cast<std::uint32_t>(tie[1] - 1), 1));
  }
  for (const auto& tie : enemies) {
    pairs.push_back(
        pair(static_cast<std::uint32_t>(tie[0] - 1), static_cast<std::uint32_t>(tie[1] - 1), -1));
  }
  return pairs;
}

TEST(Frustration, OfTheHighlandTribesIsSeven) {
  // L = 7 with n = 16, m = 58: Aref & Wilson 2018, Measuring partial balance in signed networks.
  const Frustration found = frustration(16, highland_tribes());
  EXPECT_TRUE(found.is_exact());
  EXPECT_EQ(found.total, 58);
  EXPECT_EQ(found.frustrated, 7);
}

TEST(Frustration, OfFortyActorsWithManyTiesIsExact) {
  std::uint64_t state = 5;
  const auto draw = [&state](std::uint64_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % bound;
  };
  std::set<std::pair<std::uint32_t, std::uint32_t>> used;
  std::vector<SignedPair> pairs;
  while (pairs.size() < 150) {
    const auto one = static_cast<std::uint32_t>(draw(40));
    const auto other = static_cast<std::uint32_t>(draw(40));
    if (one >= other || !used.insert({one, other}).second) continue;
    pairs.push_back(pair(one, other, draw(2) == 0 ? 1 : -1));
  }
  const Frustration found = frustration(40, pairs);
  EXPECT_TRUE(found.is_exact());
  EXPECT_LT(found.search_nodes, 200'000);
  EXPECT_EQ(frustrated_weight(pairs, found.side), found.frustrated);
}

TEST(SignedPairs, AddUpBothDirectionsAndLeaveOutNeutralAndSelfTies) {
  const auto edge = [](std::uint32_t from, std::uint32_t to, int negative, int positive,
                       int neutral) {
    return SignedEdge{from, to, negative, positive, neutral, {}};
  };
  const std::vector<SignedEdge> edges = {edge(0, 1, 1, 2, 0), edge(1, 0, 1, 0, 4),
                                         edge(1, 2, 0, 0, 3), edge(2, 2, 5, 5, 0),
                                         edge(3, 1, 0, 1, 0)};
  EXPECT_EQ(signed_pairs(edges), (std::vector<SignedPair>{{0, 1, 2, 2}, {1, 3, 1, 0}}));
}

}  // namespace
}  // namespace faultline::networks

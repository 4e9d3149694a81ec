#include "networks/backbone.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "base/draw.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

Network two_mode(const std::vector<std::vector<double>>& rows) {
  Network network;
  network.shape = Shape::TwoMode;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    network.rows.push_back("r" + std::to_string(row));
    for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column] != 0) network.edges.push_back({row, column, rows[row][column]});
    }
  }
  for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column)
    network.columns.push_back("c" + std::to_string(column));
  return network;
}

double uniform(std::mt19937_64& generator) {
  return static_cast<double>(generator() >> 11) * 0x1p-53;
}

/// A network whose cells have the signs that were drawn with these probabilities.
Network drawn_from(const CellProbabilities& cells, std::mt19937_64& generator) {
  std::vector<std::vector<double>> rows(cells.positive.rows,
                                        std::vector<double>(cells.positive.columns, 0.0));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const double chance = uniform(generator);
      const double positive = cells.positive.at(row, column);
      if (chance < positive) {
        rows[row][column] = 1;
      } else if (chance < positive + cells.negative.at(row, column)) {
        rows[row][column] = -1;
      }
    }
  }
  return two_mode(rows);
}

TEST(PoissonBinomial, OfNoTrialsIsZero) {
  EXPECT_EQ(poisson_binomial({}, 0).lower, 1);
  EXPECT_EQ(poisson_binomial({}, 0).upper, 1);
  EXPECT_EQ(poisson_binomial({}, 1).upper, 0);
  EXPECT_EQ(poisson_binomial({}, 1).lower, 1);
}

RC_GTEST_PROP(PoissonBinomial, IsTheSumOverAllOutcomes, ()) {
  std::vector<double> p;
  for (auto left = drawn(0, 11); left > 0; --left) p.push_back(drawn(0, 101) / 100.0);
  const int k = drawn(0, 12);
  double lower = 0, upper = 0;
  for (std::uint32_t outcome = 0; outcome < 1u << p.size(); ++outcome) {
    double chance = 1;
    for (std::size_t i = 0; i < p.size(); ++i) chance *= outcome >> i & 1 ? p[i] : 1 - p[i];
    if (std::popcount(outcome) <= k) lower += chance;
    if (std::popcount(outcome) >= k) upper += chance;
  }
  const Tails tails = poisson_binomial(p, k);
  RC_ASSERT(std::abs(tails.lower - lower) < 1e-12);
  RC_ASSERT(std::abs(tails.upper - upper) < 1e-12);
}

// Thirty trials of 1/1000, all of them successes: 10^-90.
TEST(PoissonBinomial, KeepsTinyTails) {
  const std::vector<double> p(30, 1e-3);
  EXPECT_NEAR(poisson_binomial(p, 30).upper / 1e-90, 1, 1e-9);
}

TEST(FindCellProbabilities, OfRowsAndColumnsThatAreAllAlikeAreTheDensity) {
  const auto cells = cell_probabilities(two_mode({{1, 0, 0}, {0, 2, 0}, {0, 0, 1}}));
  for (const double p : cells.positive.values) EXPECT_NEAR(p, 1.0 / 3, 1e-9);
  for (const double p : cells.negative.values) EXPECT_EQ(p, 0);
}

TEST(FindCellProbabilities, AreCertainForFullAndEmptyRows) {
  const auto cells = cell_probabilities(two_mode({{1, 1, 1}, {0, 0, 0}, {1, 0, -1}}));
  for (std::size_t column = 0; column < 3; ++column) {
    EXPECT_NEAR(cells.positive.at(0, column), 1, 1e-6);
    EXPECT_EQ(cells.positive.at(1, column), 0);
  }
  EXPECT_LT(cells.largest_error, 1e-6);
}

RC_GTEST_PROP(FindCellProbabilities, KeepEveryRowsAndColumnsSigns, ()) {
  const Network network = random_network(Shape::TwoMode);
  const auto cells = cell_probabilities(network);
  std::vector<double> off(2 * (network.rows.size() + network.columns.size()), 0.0);
  const auto places = [&](std::size_t row, std::size_t column, bool negative) {
    return std::pair(2 * row + negative, 2 * (network.rows.size() + column) + negative);
  };
  for (const Edge& edge : network.edges) {
    const auto [row, column] = places(edge.from, edge.to, edge.weight < 0);
    ++off[row];
    ++off[column];
  }
  for (std::size_t row = 0; row < network.rows.size(); ++row) {
    for (std::size_t column = 0; column < network.columns.size(); ++column) {
      const double positive = cells.positive.at(row, column);
      const double negative = cells.negative.at(row, column);
      RC_ASSERT(positive >= 0 && negative >= 0 && positive + negative <= 1 + 1e-12);
      off[places(row, column, false).first] -= positive;
      off[places(row, column, false).second] -= positive;
      off[places(row, column, true).first] -= negative;
      off[places(row, column, true).second] -= negative;
    }
  }
  for (const double difference : off) RC_ASSERT(std::abs(difference) <= cells.largest_error + 1e-9);
  RC_ASSERT(cells.largest_error < 1e-2);
}

// With the sums, the form is what makes the probabilities those of the maximum entropy: odds of
// positive (negative) against empty are products of one number for the row and one for the column.
TEST(FindCellProbabilities, HaveOddsThatAreProductsOfRowAndColumn) {
  const auto cells = cell_probabilities(two_mode(
      {{1, -1, 1, 1, 0, -1}, {1, -1, 0, 1, 1, 0}, {-1, 0, 1, 0, 0, 1}, {0, 1, 1, -1, 1, 1}}));
  EXPECT_LT(cells.largest_error, 1e-8);
  for (const Matrix* sign : {&cells.positive, &cells.negative}) {
    const auto odds = [&](std::size_t row, std::size_t column) {
      return sign->at(row, column) /
             (1 - cells.positive.at(row, column) - cells.negative.at(row, column));
    };
    for (std::size_t row = 1; row < 4; ++row) {
      for (std::size_t column = 1; column < 6; ++column) {
        EXPECT_NEAR(odds(0, 0) * odds(row, column), odds(0, column) * odds(row, 0), 1e-9);
      }
    }
  }
}

TEST(SdsmBackbone, RefusesOneModeNetworksAndALevelOfZero) {
  EXPECT_EQ(sdsm_backbone({}).error().code, ErrorCode::Usage);
  EXPECT_EQ(sdsm_backbone(two_mode({}), {.alpha = 0}).error().code, ErrorCode::Usage);
  EXPECT_TRUE(sdsm_backbone(two_mode({}))->network.rows.empty());
}

TEST(SdsmBackbone, FindsWhoAgreesAndWhoDiffers) {
  // Two camps of three who take opposite stands on 48 concepts, and one who takes few.
  std::vector<std::vector<double>> rows(7, std::vector<double>(48, 0.0));
  for (std::size_t concept_number = 0; concept_number < 48; ++concept_number) {
    const double first_camp = concept_number % 2 == 0 ? 1 : -1;
    for (std::size_t actor = 0; actor < 6; ++actor) {
      if ((concept_number + actor) % 4 == 0) continue;
      rows[actor][concept_number] = actor < 3 ? first_camp : -first_camp;
    }
  }
  rows[6][0] = rows[6][1] = 1;
  const auto found = sdsm_backbone(two_mode(rows));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->tested, 21);
  const Matrix weights = matrix_of(found->network);
  for (std::size_t a = 0; a < 6; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if ((a < 3) == (b < 3)) {
        EXPECT_GT(weights.at(a, b), 0) << a << " " << b;
      } else {
        EXPECT_LT(weights.at(a, b), 0) << a << " " << b;
      }
    }
    EXPECT_EQ(weights.at(a, 6), 0);
  }
  EXPECT_EQ(found->network.edge_attributes[3].name, "p_conflict");
  EXPECT_EQ(found->network.edge_attributes[3].values.size(), found->network.edges.size());
}

// The tails of every pair against cells drawn one by one with the model's probabilities.
TEST(PairTests, AreTheTailsOfDrawnNetworks) {
  const Network network = two_mode(
      {{1, -1, 1, 1, 0, -1}, {1, -1, 0, 1, 1, 0}, {-1, 0, 1, 0, 0, 1}, {0, 1, 1, -1, 1, 1}});
  const auto cells = cell_probabilities(network);
  const auto tests = pair_tests(network, cells);
  ASSERT_EQ(tests.size(), 6u);
  std::vector<int> congruence(6, 0), conflict(6, 0);
  std::mt19937_64 generator(8);
  constexpr int draws = 40000;
  for (int draw = 0; draw < draws; ++draw) {
    const auto drawn_tests = matrix_of(drawn_from(cells, generator));
    for (std::size_t i = 0; i < 6; ++i) {
      int agree = 0, differ = 0;
      for (std::size_t column = 0; column < 6; ++column) {
        const double both = drawn_tests.at(tests[i].a, column) * drawn_tests.at(tests[i].b, column);
        agree += both > 0;
        differ += both < 0;
      }
      congruence[i] += agree >= tests[i].congruence;
      conflict[i] += differ >= tests[i].conflict;
    }
  }
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(tests[i].p_congruence, congruence[i] / double{draws}, 0.01);
    EXPECT_NEAR(tests[i].p_conflict, conflict[i] / double{draws}, 0.01);
  }
}

/// Probabilities of rows and columns that differ in activity, and agree more often than not.
CellProbabilities activity_only(std::mt19937_64& generator) {
  CellProbabilities cells{
      {16, 40, std::vector<double>(16 * 40)}, {16, 40, std::vector<double>(16 * 40)}, 0};
  std::vector<double> row(16), column(40);
  for (double& value : row) value = 0.2 + uniform(generator);
  for (double& value : column) value = 0.2 + uniform(generator);
  for (std::size_t i = 0; i < 16; ++i) {
    for (std::size_t j = 0; j < 40; ++j) {
      const double odds = row[i] * column[j];
      cells.positive.at(i, j) = odds / (1 + 1.5 * odds);
      cells.negative.at(i, j) = 0.5 * odds / (1 + 1.5 * odds);
    }
  }
  return cells;
}

// Given the true probabilities, p values are uniform but for being discrete; estimated from the
// network itself they are smaller less often, since the network's own sums are taken for granted.
TEST(PairTests, AreNotSignificantMoreOftenThanTheySay) {
  std::mt19937_64 generator(21);
  const CellProbabilities truth = activity_only(generator);
  int tested = 0, congruence = 0, conflict = 0, estimated_congruence = 0, estimated_conflict = 0;
  for (int experiment = 0; experiment < 60; ++experiment) {
    const Network network = drawn_from(truth, generator);
    for (const PairTest& test : pair_tests(network, truth)) {
      ++tested;
      congruence += test.p_congruence <= 0.1;
      conflict += test.p_conflict <= 0.1;
    }
    for (const PairTest& test : pair_tests(network, cell_probabilities(network))) {
      estimated_congruence += test.p_congruence <= 0.1;
      estimated_conflict += test.p_conflict <= 0.1;
    }
  }
  EXPECT_EQ(tested, 60 * 120);
  for (const int significant : {congruence, conflict}) {
    EXPECT_LT(significant, 0.11 * tested);
    EXPECT_GT(significant, 0.04 * tested);
  }
  for (const int significant : {estimated_congruence, estimated_conflict}) {
    EXPECT_LT(significant, 0.1 * tested);
    EXPECT_GT(significant, 0);
  }
}

TEST(DisparityBackbone, RefusesTwoModeNetworks) {
  EXPECT_EQ(disparity_backbone(two_mode({{1}})).error().code, ErrorCode::Usage);
}

// A hub with weights 17, 1, 1, 1: p of the first is (1 - 17/20)^3, of the others (1 - 1/20)^3.
TEST(DisparityBackbone, KeepsTheEdgeThatHasMostOfANode) {
  Network network;
  network.rows = {"hub", "a", "b", "c", "d"};
  network.edges = {{0, 1, 17.0}, {0, 2, 1.0}, {0, 3, 1.0}, {0, 4, 1.0}};
  network.edge_attributes = {{"statements", {4, 3, 2, 1}}};
  const auto found = disparity_backbone(network);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->network.edges, (std::vector<Edge>{{0, 1, 17.0}}));
  EXPECT_EQ(found->network.edge_attributes[0], (EdgeAttribute{"statements", {4}}));
  EXPECT_NEAR(found->network.edge_attributes[1].values[0], 0.003375, 1e-12);
  EXPECT_NEAR(found->network.edge_attributes[2].values[0], 4 * 0.003375, 1e-12);
  EXPECT_EQ(disparity_backbone(network, {.alpha = 0.001})->network.edges.size(), 0u);
}

// Uniform random shares of a node's strength: p is uniform at either end by itself.
TEST(DisparityBackbone, HasUniformChancesForRandomShares) {
  std::mt19937_64 generator(5);
  int small = 0;
  for (int experiment = 0; experiment < 400; ++experiment) {
    Network network;
    network.rows.resize(7);
    for (std::uint32_t other = 1; other < 7; ++other)
      network.edges.push_back({0, other, -std::log(1 - uniform(generator))});
    const auto found = disparity_backbone(network, {.alpha = 0.1, .false_discovery_rate = false});
    small += static_cast<int>(found->network.edges.size());
  }
  EXPECT_NEAR(small / 2400.0, 0.1, 0.02);
}

}  // namespace
}  // namespace faultline::networks

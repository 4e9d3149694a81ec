#include "networks/concept_backbone.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

#include "base/draw.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

Matrix ties(std::size_t nodes, const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  Matrix matrix{nodes, nodes, std::vector<double>(nodes * nodes, 0.0)};
  for (const auto& [i, k] : pairs) matrix.at(i, k) = matrix.at(k, i) = 1;
  return matrix;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-12);
}

// Chung 1997, examples 1.1 to 1.5.
TEST(LaplacianSpectrum, IsThePublishedOneOfKnownGraphs) {
  EXPECT_TRUE(laplacian_spectrum({}).empty());
  expect_near(laplacian_spectrum(ties(2, {})), {0, 0});
  expect_near(laplacian_spectrum(ties(3, {{0, 1}, {0, 2}, {1, 2}})), {0, 1.5, 1.5});
  expect_near(laplacian_spectrum(ties(3, {{0, 1}, {1, 2}})), {0, 1, 2});
  expect_near(laplacian_spectrum(ties(4, {{0, 1}, {0, 2}, {0, 3}})), {0, 1, 1, 2});
  expect_near(laplacian_spectrum(ties(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}})), {0, 1, 1, 2});
}

// All have two ties in both, so degrees tell them not apart; two triangles have two components.
TEST(LaplacianSpectrum, TellsAHexagonFromTwoTriangles) {
  const auto hexagon =
      laplacian_spectrum(ties(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}}));
  const auto triangles =
      laplacian_spectrum(ties(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}}));
  expect_near(hexagon, {0, 0.5, 0.5, 1.5, 1.5, 2});
  expect_near(triangles, {0, 0, 1.5, 1.5, 1.5, 1.5});
  EXPECT_NEAR(spectral_distance(hexagon, triangles), std::sqrt(0.25 + 1 + 0.25), 1e-12);
}

RC_GTEST_PROP(LaplacianSpectrum, DoesNotDependOnScaleAndLiesBetweenZeroAndTwo, ()) {
  Matrix matrix = matrix_of(random_network(Shape::OneMode));
  const auto spectrum = laplacian_spectrum(matrix);
  for (double& value : matrix.values) value *= 7;
  const auto scaled = laplacian_spectrum(matrix);
  RC_ASSERT(spectral_distance(spectrum, scaled) < 1e-9);
  for (const double value : spectrum) RC_ASSERT(value >= 0 && value <= 2);
  // The trace: one for every node with ties.
  double trace = 0;
  std::size_t tied = 0;
  for (const double value : spectrum) trace += value;
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    bool any = false;
    for (std::size_t k = 0; k < matrix.rows; ++k) any = any || matrix.at(i, k) > 0;
    tied += any;
  }
  RC_ASSERT(std::abs(trace - static_cast<double>(tied)) < 1e-9);
}

Stances drawn_stances(std::size_t rows, std::size_t columns) {
  Stances stances{{rows, columns, std::vector<double>(rows * columns)},
                  {rows, columns, std::vector<double>(rows * columns)}};
  for (double& value : stances.agree.values) value = std::max(0, drawn(-2, 3));
  for (double& value : stances.disagree.values) value = std::max(0, drawn(-3, 3));
  return stances;
}

/// Agreement by definition, from the columns in the set.
double plain_subtract(const Stances& stances, const std::vector<bool>& kept, std::size_t i,
                      std::size_t k) {
  double sum = 0, statements = 0;
  for (std::size_t j = 0; j < kept.size(); ++j) {
    if (!kept[j]) continue;
    const double for_i = stances.agree.at(i, j), against_i = stances.disagree.at(i, j);
    const double for_k = stances.agree.at(k, j), against_k = stances.disagree.at(k, j);
    sum += (for_i - against_i) * (for_k - against_k);
    statements += for_i + against_i + for_k + against_k;
  }
  return statements > 0 ? sum / (statements / 2) : 0;
}

RC_GTEST_PROP(BackboneOfConcepts, SeesTheStatementsOfTheSetOnly, ()) {
  const Stances stances = drawn_stances(4, 5);
  std::vector<bool> kept;
  for (int j = 0; j < 5; ++j) kept.push_back(drawn(0, 2) == 1);
  const Matrix matrix = network_of_concepts(stances)(kept);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t k = 0; k < 4; ++k) {
      if (i != k)
        RC_ASSERT(std::abs(matrix.at(i, k) - plain_subtract(stances, kept, i, k)) < 1e-12);
    }
  }
}

TEST(BackboneOfConcepts, LosesNothingWithAllConcepts) {
  const Stances stances{{3, 2, {1, 1, 1, 0, 0, 1}}, {3, 2, std::vector<double>(6, 0.0)}};
  const auto loss = evaluate_backbone(network_of_concepts(stances), {true, true});
  EXPECT_EQ(loss.backbone, 0);
  // Without statements all eigenvalues are 0; the path 1 - 0 - 2 has 0, 1 and 2.
  EXPECT_NEAR(loss.redundant, std::sqrt(5), 1e-12);
}

RC_GTEST_PROP(NestedBackbone, TakesOutWhatLosesLeastInEveryRound, ()) {
  const Stances stances = drawn_stances(5, 5);
  const auto network = network_of_concepts(stances, Projection::Congruence);
  const auto steps = nested_backbone(network, 5);
  RC_ASSERT(steps.size() == 5);
  std::vector<bool> kept(5, true);
  for (const NestedStep& step : steps) {
    for (std::size_t other = 0; other < 5; ++other) {
      if (!kept[other]) continue;
      std::vector<bool> without = kept;
      without[other] = false;
      RC_ASSERT(step.loss.backbone <= evaluate_backbone(network, without).backbone + 1e-9);
    }
    RC_ASSERT(kept[step.removed]);
    kept[step.removed] = false;
    const auto loss = evaluate_backbone(network, kept);
    RC_ASSERT(std::abs(step.loss.backbone - loss.backbone) < 1e-12);
    RC_ASSERT(std::abs(step.loss.redundant - loss.redundant) < 1e-12);
  }
}

TEST(AnnealBackbone, RefusesWhatCannotBe) {
  const Stances stances{{2, 1, {1, 1}}, {2, 1, {0, 0}}};
  const auto network = network_of_concepts(stances);
  EXPECT_EQ(annealed_backbone(network, 0).error().code, ErrorCode::Usage);
  EXPECT_EQ(annealed_backbone(network, 1, {.size = 2}).error().code, ErrorCode::Usage);
  EXPECT_EQ(annealed_backbone(network, 1, {.penalty = -1}).error().code, ErrorCode::Usage);
  EXPECT_EQ(annealed_backbone(network, 1, {.iterations = 0}).error().code, ErrorCode::Usage);
  EXPECT_EQ(annealed_backbone(network, 1)->kept, std::vector<bool>{true});
}

/// The least penalised loss of all sets, or the least loss of all of one size.
double least(const NetworkOfConcepts& network, int concepts, int size, double penalty) {
  double best = 1e9;
  for (std::uint32_t set = 1; set < 1u << concepts; ++set) {
    if (size > 0 && std::popcount(set) != size) continue;
    std::vector<bool> kept;
    for (int j = 0; j < concepts; ++j) kept.push_back(set >> j & 1);
    const double left_out = concepts - std::popcount(set);
    const double loss = evaluate_backbone(network, kept).backbone;
    best = std::min(best, size > 0 ? loss : loss * std::exp(-penalty * left_out / concepts));
  }
  return best;
}

RC_GTEST_PROP(AnnealBackbone, FindsTheBestOfAllSetsWhereItTriesThem, ()) {
  const Stances stances = drawn_stances(5, 6);
  const auto network = network_of_concepts(stances);
  const double penalty = drawn(0, 80) / 10.0;
  const auto free = annealed_backbone(network, 6, {.penalty = penalty, .iterations = 64});
  RC_ASSERT(free);
  RC_ASSERT(free->is_exact);
  RC_ASSERT(std::abs(free->penalised - least(network, 6, 0, penalty)) < 1e-9);
  const auto three = annealed_backbone(network, 6, {.size = 3, .iterations = 64});
  RC_ASSERT(three);
  RC_ASSERT(std::count(three->kept.begin(), three->kept.end(), true) == 3);
  RC_ASSERT(std::abs(three->loss.backbone - least(network, 6, 3, 0)) < 1e-9);
  RC_ASSERT(evaluate_backbone(network, three->kept) == three->loss);
}

// With fewer iterations than the 1,023 sets of ten concepts; not always the best, but near it.
TEST(AnnealBackbone, ComesNearTheBestOfAllSets) {
  int best_found = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 generator(seed);
    Stances stances{{8, 10, std::vector<double>(80)}, {8, 10, std::vector<double>(80)}};
    for (double& value : stances.agree.values)
      value = static_cast<double>(draw_below(generator, 3));
    for (double& value : stances.disagree.values) value = draw_below(generator, 3) == 0;
    const auto network = network_of_concepts(stances);
    const auto found = annealed_backbone(network, 10, {.iterations = 1000, .seed = seed});
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->is_exact);
    const double best = least(network, 10, 0, 3.5);
    EXPECT_LT(found->penalised, 1.2 * best + 1e-9);
    best_found += found->penalised < best + 1e-9;
    const auto four = annealed_backbone(network, 10, {.size = 4, .iterations = 1000, .seed = seed});
    EXPECT_LT(four->loss.backbone, 1.2 * least(network, 10, 4, 0) + 1e-9);
    EXPECT_EQ(std::count(four->kept.begin(), four->kept.end(), true), 4);
    EXPECT_EQ(annealed_backbone(network, 10, {.iterations = 1000, .seed = seed})->kept,
              found->kept);
  }
  EXPECT_GE(best_found, 15);
}

}  // namespace
}  // namespace faultline::networks

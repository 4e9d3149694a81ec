#include "networks/polarization.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "base/draw.h"
#include "networks/signed_modularity.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

using Membership = std::vector<std::uint32_t>;

Matrix square(std::size_t rows) { return {rows, rows, std::vector<double>(rows * rows, 0.0)}; }

void set(Matrix& matrix, std::size_t i, std::size_t k, double value) {
  matrix.at(i, k) = matrix.at(k, i) = value;
}

/// The distance from the ideal network, pair by pair, as it is defined.
double plain_polarization(const Agreement& agreement, const Membership& membership) {
  const std::size_t rows = membership.size();
  double congruence = 0, conflict = 0, inside = 0, across = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < rows; ++k) {
      if (i == k) continue;
      congruence += agreement.congruence.at(i, k);
      conflict += agreement.conflict.at(i, k);
      (membership[i] == membership[k] ? inside : across) += 1;
    }
  }
  double distance = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < rows; ++k) {
      if (i == k) continue;
      const bool together = membership[i] == membership[k];
      distance += std::abs(agreement.congruence.at(i, k) - (together ? congruence / inside : 0));
      distance += std::abs(agreement.conflict.at(i, k) - (together ? 0 : conflict / across));
    }
  }
  return 1 - distance / (2 * (congruence + conflict));
}

Agreement drawn_agreement(std::size_t rows) {
  Agreement agreement{square(rows), square(rows)};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      set(agreement.congruence, i, k, std::max(0, drawn(-3, 5)) / 2.0);
      set(agreement.conflict, i, k, std::max(0, drawn(-3, 5)) / 2.0);
    }
  }
  return agreement;
}

/// Up to nine rows and columns with up to three statements of each sign in a cell.
Stances drawn_stances() {
  const auto rows = drawn<std::size_t>(0, 10), columns = drawn<std::size_t>(0, 10);
  Stances stances{{rows, columns, std::vector<double>(rows * columns)},
                  {rows, columns, std::vector<double>(rows * columns)}};
  for (double& count : stances.agree.values) count = std::max(0, drawn(-3, 4));
  for (double& count : stances.disagree.values) count = std::max(0, drawn(-3, 4));
  return stances;
}

bool is_empty(const Agreement& agreement) {
  double sum = 0;
  for (const double value : agreement.congruence.values) sum += value;
  for (const double value : agreement.conflict.values) sum += value;
  return sum == 0;
}

/// Two camps of three and ten concepts: on the first `divided` they stand against each other, on
/// the others all are for.
Stances camps_divided_on(std::size_t divided) {
  Stances stances{{6, 10, std::vector<double>(60, 0.0)}, {6, 10, std::vector<double>(60, 0.0)}};
  for (std::size_t actor = 0; actor < 6; ++actor) {
    for (std::size_t concept_number = 0; concept_number < 10; ++concept_number) {
      const bool against = concept_number < divided && (actor < 3) == (concept_number % 2 == 0);
      (against ? stances.disagree : stances.agree).at(actor, concept_number) = 1;
    }
  }
  return stances;
}

const Membership two_camps = {0, 0, 0, 1, 1, 1};

TEST(MeasurePolarization, OfNobodyIsNoNumber) {
  EXPECT_TRUE(std::isnan(polarization({}, {})));
  EXPECT_TRUE(std::isnan(polarization({square(3), square(3)}, Membership{0, 0, 1})));
}

TEST(MeasurePolarization, OfIdealCampsIsOne) {
  EXPECT_NEAR(polarization(agreement_of(camps_divided_on(10)), two_camps), 1, 1e-12);
}

// Six who all agree, in two camps: of 30 ordered pairs 12 are inside, each with an even share of
// 1/12.
TEST(MeasurePolarization, OfConsensusIsTheShareOfPairsInside) {
  EXPECT_NEAR(polarization(agreement_of(camps_divided_on(0)), two_camps), 12.0 / 30, 1e-12);
}

TEST(MeasurePolarization, IsZeroWhereEveryoneDiffersInsideAndAgreesAcross) {
  Agreement agreement{square(4), square(4)};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      set((i < 2) == (k < 2) ? agreement.conflict : agreement.congruence, i, k, 1);
  }
  EXPECT_EQ(polarization(agreement, Membership{0, 0, 1, 1}), 0);
}

TEST(MeasurePolarization, GrowsWithEveryConceptThatDividesTheCamps) {
  double last = -1;
  for (std::size_t divided = 0; divided <= 10; ++divided) {
    const double value = polarization(agreement_of(camps_divided_on(divided)), two_camps);
    EXPECT_GT(value, last) << divided;
    last = value;
  }
}

RC_GTEST_PROP(MeasurePolarization, IsTheDistanceFromTheIdealNetwork, ()) {
  const auto rows = drawn<std::size_t>(3, 9);
  const Agreement agreement = drawn_agreement(rows);
  RC_PRE(!is_empty(agreement));
  Membership membership = {0, 0, 1};  // a pair inside and one across
  while (membership.size() < rows) membership.push_back(drawn<std::uint32_t>(0, 4));
  const double value = polarization(agreement, membership);
  RC_ASSERT(std::abs(value - plain_polarization(agreement, membership)) < 1e-12);
  RC_ASSERT(value >= 0 && value <= 1 + 1e-12);
}

RC_GTEST_PROP(MeasurePolarization, DoesNotDependOnNamesOrOrder, ()) {
  const auto rows = drawn<std::size_t>(2, 9);
  const Agreement agreement = drawn_agreement(rows);
  RC_PRE(!is_empty(agreement));
  Membership membership, renamed(rows), order;
  for (std::uint32_t row = 0; row < rows; ++row) {
    membership.push_back(drawn<std::uint32_t>(0, 3));
    order.push_back(row);
  }
  std::mt19937_64 generator(drawn<std::uint64_t>(0, 1000));
  shuffle(order, generator);
  Agreement turned{square(rows), square(rows)};
  for (std::size_t i = 0; i < rows; ++i) {
    renamed[i] = 7 - 2 * membership[order[i]];
    for (std::size_t k = 0; k < rows; ++k) {
      turned.congruence.at(i, k) = agreement.congruence.at(order[i], order[k]);
      turned.conflict.at(i, k) = agreement.conflict.at(order[i], order[k]);
    }
  }
  RC_ASSERT(std::abs(polarization(agreement, membership) - polarization(turned, renamed)) < 1e-12);
}

RC_GTEST_PROP(MeasurePolarization, NeverFallsWhenConflictMovesAcrossOrAgreementInside, ()) {
  const auto rows = drawn<std::size_t>(4, 9);
  Agreement agreement = drawn_agreement(rows);
  Membership membership = {0, 0, 1, 1};
  while (membership.size() < rows) membership.push_back(drawn<std::uint32_t>(0, 3));
  RC_PRE(!is_empty(agreement));
  const double before = polarization(agreement, membership);
  // From the pair 0, 2 across to 0, 1 inside, and the other way round.
  const bool of_conflict = drawn(0, 2) == 1;
  Matrix& matrix = of_conflict ? agreement.conflict : agreement.congruence;
  const std::size_t from = of_conflict ? 1 : 2, to = of_conflict ? 2 : 1;
  const double moved = matrix.at(0, from) * drawn(0, 11) / 10;
  set(matrix, 0, from, matrix.at(0, from) - moved);
  set(matrix, 0, to, matrix.at(0, to) + moved);
  RC_ASSERT(polarization(agreement, membership) >= before - 1e-12);
}

RC_GTEST_PROP(SearchCamps, FindsTheMostPolarizedEvenCamps, ()) {
  const auto rows = drawn<std::size_t>(2, 9);
  const Agreement agreement = drawn_agreement(rows);
  RC_PRE(!is_empty(agreement));
  double best = 0;
  for (std::uint32_t split = 0; split < 1u << rows; ++split) {
    if (std::popcount(split) != static_cast<int>(rows / 2)) continue;
    Membership membership;
    for (std::size_t row = 0; row < rows; ++row) membership.push_back(split >> row & 1);
    best = std::max(best, polarization(agreement, membership));
  }
  const auto found = polarized_camps(agreement, {.starts = 40});
  RC_ASSERT(found);
  RC_ASSERT(std::abs(found->polarization - best) < 1e-12);
  RC_ASSERT(std::abs(polarization(agreement, found->membership) - best) < 1e-12);
}

TEST(SearchCamps, FindsThreePlantedCampsAndIsTheSameAgain) {
  Agreement agreement{square(12), square(12)};
  Membership planted;
  for (std::uint32_t i = 0; i < 12; ++i) {
    planted.push_back(i % 3);
    for (std::uint32_t k = 0; k < i; ++k)
      set(i % 3 == k % 3 ? agreement.congruence : agreement.conflict, i, k, 1 + (i * k) % 3);
  }
  EXPECT_EQ(polarized_camps(agreement, {.camps = 3})->membership, planted);
  const auto free = polarized_camps(agreement, {.measure = PolarizationMeasure::SignedModularity});
  EXPECT_EQ(free->membership, planted);
  EXPECT_EQ(polarized_camps(agreement, {.camps = 3, .seed = 4})->polarization,
            polarized_camps(agreement, {.camps = 3, .seed = 4})->polarization);
}

TEST(SearchCamps, RefusesMoreCampsThanActors) {
  EXPECT_EQ(polarized_camps({square(3), square(3)}, {.camps = 4}).error().code, ErrorCode::Usage);
  EXPECT_EQ(polarized_camps({square(3), square(3)}, {.camps = 1}).error().code, ErrorCode::Usage);
  EXPECT_EQ(polarized_camps({square(1), square(1)}, {}).error().code, ErrorCode::Usage);
}

// Ali for 2 times, Bo against once: products 2, activity (2 + 1) / 2.
TEST(AgreementOfStances, DividesByTheMeanActivityOfTheTwo) {
  Stances stances{{2, 1, {2, 0}}, {2, 1, {0, 1}}};
  EXPECT_NEAR(agreement_of(stances).conflict.at(0, 1), 2 / 1.5, 1e-12);
  EXPECT_EQ(agreement_of(stances, false).conflict.at(0, 1), 2);
  EXPECT_EQ(agreement_of(stances).congruence.at(0, 1), 0);
}

TEST(AgreementOfANetwork, PartsItsSigns) {
  Network network;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 2.0}, {1, 2, -3.0}};
  const auto agreement = agreement_of(network);
  ASSERT_TRUE(agreement);
  EXPECT_EQ(agreement->congruence.at(1, 0), 2);
  EXPECT_EQ(agreement->conflict.at(1, 2), 3);
  EXPECT_EQ(agreement->congruence.at(1, 2), 0);
}

RC_GTEST_PROP(DealtAnew, KeepsTheStatementsOfEveryRowAndColumnBySign, ()) {
  const auto stances = drawn_stances();
  const Stances dealt = dealt_anew(stances, drawn<std::uint64_t>(0, 1000));
  const auto same_sums = [](const Matrix& a, const Matrix& b) {
    for (std::size_t row = 0; row < a.rows; ++row) {
      double difference = 0;
      for (std::size_t column = 0; column < a.columns; ++column)
        difference += a.at(row, column) - b.at(row, column);
      if (difference != 0) return false;
    }
    for (std::size_t column = 0; column < a.columns; ++column) {
      double difference = 0;
      for (std::size_t row = 0; row < a.rows; ++row)
        difference += a.at(row, column) - b.at(row, column);
      if (difference != 0) return false;
    }
    return true;
  };
  RC_ASSERT(same_sums(stances.agree, dealt.agree));
  RC_ASSERT(same_sums(stances.disagree, dealt.disagree));
}

TEST(TestPolarization, RefusesTooLittleToMeasure) {
  EXPECT_EQ(polarization_test({}, {}).error().code, ErrorCode::Usage);
  Stances apart{{2, 2, {1, 0, 0, 1}}, {2, 2, {0, 0, 0, 0}}};
  EXPECT_EQ(polarization_test(apart, Membership{0, 1}).error().code, ErrorCode::Usage);
  EXPECT_EQ(polarization_test(apart, Membership{0}).error().code, ErrorCode::Usage);
}

TEST(TestPolarization, TellsCampsFromConsensus) {
  for (const auto measure :
       {PolarizationMeasure::IdealCamps, PolarizationMeasure::SignedModularity}) {
    const PolarizationOptions options{.measure = measure, .draws = 199};
    const auto divided = polarization_test(camps_divided_on(10), {}, options);
    ASSERT_TRUE(divided);
    EXPECT_EQ(divided->membership, two_camps);
    EXPECT_EQ(divided->test.p_high, 1.0 / 200);
    EXPECT_GT(divided->test.z, 3);
    const auto consensus = polarization_test(camps_divided_on(0), {}, options);
    ASSERT_TRUE(consensus);
    EXPECT_GT(consensus->test.p_high, 0.05);
    EXPECT_EQ(polarization_test(camps_divided_on(10), {}, options)->test.mean, divided->test.mean);
  }
}

/// Stances with activity and popularity, but without camps.
Stances without_camps(std::mt19937_64& generator) {
  Stances stances{{10, 8, std::vector<double>(80, 0.0)}, {10, 8, std::vector<double>(80, 0.0)}};
  for (std::size_t row = 0; row < 10; ++row) {
    for (std::size_t column = 0; column < 8; ++column) {
      if (draw_below(generator, 4) == 0)
        stances.agree.at(row, column) = 1 + static_cast<double>(row % 2);
      if (draw_below(generator, 5) == 0) stances.disagree.at(row, column) = 1;
    }
  }
  return stances;
}

// p values of stances drawn from the null model itself are uniform, whether camps are given or
// searched: about 10 % are at most 0.1, and half at most 0.5.
TEST(TestPolarization, CallsRandomStancesPolarizedAsOftenAsItSays) {
  std::mt19937_64 generator(77);
  const Stances base = without_camps(generator);
  Membership given;
  for (std::uint32_t row = 0; row < 10; ++row) given.push_back(row % 2);
  for (const auto& [membership, measure] :
       {std::pair(given, PolarizationMeasure::IdealCamps),
        std::pair(Membership{}, PolarizationMeasure::IdealCamps),
        std::pair(Membership{}, PolarizationMeasure::SignedModularity)}) {
    int tenth = 0, half = 0;
    constexpr int experiments = 400;
    for (int experiment = 0; experiment < experiments; ++experiment) {
      const auto found =
          polarization_test(dealt_anew(base, generator()), membership,
                            {.measure = measure, .starts = 3, .draws = 99, .seed = generator()});
      ASSERT_TRUE(found);
      tenth += found->test.p_high <= 0.1 + 1e-9;
      half += found->test.p_high <= 0.5 + 1e-9;
    }
    EXPECT_NEAR(tenth / double{experiments}, 0.1, 0.05);
    EXPECT_NEAR(half / double{experiments}, 0.5, 0.08);
  }
}

TEST(TestPolarization, IsTheSameForAnyNumberOfThreads) {
  std::mt19937_64 generator(3);
  const Stances stances = without_camps(generator);
  const auto one = polarization_test(stances, {}, {.draws = 60, .threads = 1});
  const auto three = polarization_test(stances, {}, {.draws = 60, .threads = 3});
  EXPECT_EQ(one->membership, three->membership);
  EXPECT_EQ(one->test.mean, three->test.mean);
  EXPECT_EQ(one->test.deviation, three->test.deviation);
  EXPECT_EQ(one->test.p_high, three->test.p_high);
  EXPECT_EQ(polarization_test(stances, {}, {.threads = 0}).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace faultline::networks

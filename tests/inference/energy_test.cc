#include "inference/energy.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

using Rows = std::vector<std::vector<double>>;

std::vector<double> flat(const Rows& rows) {
  std::vector<double> values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

double distance(const std::vector<double>& a, const std::vector<double>& b, double alpha) {
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return std::pow(std::sqrt(squares), alpha);
}

double mean_distance(const Rows& a, const Rows& b, double alpha) {
  double sum = 0;
  for (const auto& x : a) {
    for (const auto& y : b) sum += distance(x, y, alpha);
  }
  return sum / static_cast<double>(a.size() * b.size());
}

double mean_distance_within(const Rows& a, double alpha) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) sum += distance(a[i], a[j], alpha);
  }
  return sum / (static_cast<double>(a.size() * (a.size() - 1)) / 2);
}

/// The greatest Q over all changes and ends, by the formulas of the paper.
double plain_statistic(const Rows& rows, std::size_t minimum, double alpha) {
  double greatest = -std::numeric_limits<double>::infinity();
  const auto at = [&](std::size_t i) { return rows.begin() + static_cast<std::ptrdiff_t>(i); };
  for (std::size_t change = minimum; change + minimum <= rows.size(); ++change) {
    for (std::size_t end = change + minimum; end <= rows.size(); ++end) {
      const Rows first(at(0), at(change));
      const Rows second(at(change), at(end));
      const double energy = 2 * mean_distance(first, second, alpha) -
                            mean_distance_within(first, alpha) -
                            mean_distance_within(second, alpha);
      const auto m = static_cast<double>(first.size());
      const auto n = static_cast<double>(second.size());
      greatest = std::max(greatest, m * n / (m + n) * energy);
    }
  }
  return greatest;
}

RC_GTEST_PROP(EnergyChanges, BeginWithTheGreatestStatisticOfAll, ()) {
  const auto dimensions = *rc::gen::inRange<std::size_t>(1, 4);
  const auto rows = *rc::gen::container<Rows>(
      *rc::gen::inRange<std::size_t>(4, 16),
      rc::gen::container<std::vector<double>>(
          dimensions, rc::gen::map(rc::gen::inRange(-9, 10), [](int v) { return v / 2.0; })));
  EnergyOptions options;
  options.alpha = *rc::gen::inRange(1, 5) / 2.0;
  options.minimum_size = 2;
  options.permutations = 1;
  options.significance = 0;
  const auto changes = energy_changes(flat(rows), dimensions, options);
  const double expected = plain_statistic(rows, 2, options.alpha);
  RC_ASSERT(changes);
  RC_ASSERT(changes->size() == 1U);
  RC_ASSERT(std::abs(changes->front().statistic - expected) < 1e-8 * (1 + std::abs(expected)));
}

TEST(EnergyChanges, FindChangesOfMeanAndOfSpread) {
  auto generator = stream(71, 0);
  std::vector<double> values;
  for (int i = 0; i < 40; ++i) values.push_back(draw_normal(generator));
  for (int i = 0; i < 40; ++i) values.push_back(4 + draw_normal(generator));
  for (int i = 0; i < 60; ++i) values.push_back(4 + 8 * draw_normal(generator));
  EnergyOptions options;
  options.permutations = 199;
  const auto changes = energy_changes(values, 1, options);
  ASSERT_TRUE(changes);
  ASSERT_GE(changes->size(), 3U);  // the last one is not significant
  std::vector<std::size_t> places = {(*changes)[0].index, (*changes)[1].index};
  std::sort(places.begin(), places.end());
  EXPECT_NEAR(static_cast<double>(places[0]), 40, 3);
  EXPECT_NEAR(static_cast<double>(places[1]), 80, 6);
  EXPECT_GT(changes->back().p, 0.05);
}

TEST(EnergyChanges, AreTheSameOnAnyNumberOfThreads) {
  std::vector<double> values = {1, 2, 1, 2, 3, 1, 5, 6, 5, 7, 6, 6};
  EnergyOptions options;
  options.minimum_size = 3;
  const auto one = energy_changes(values, 1, options);
  options.threads = 3;
  EXPECT_EQ(*energy_changes(values, 1, options), *one);
}

TEST(EnergyChanges, OfTooFewObservationsAreNone) {
  EXPECT_TRUE(energy_changes(std::vector<double>{1, 2, 3}, 1)->empty());
  EXPECT_TRUE(energy_changes(std::vector<double>{}, 2)->empty());
}

TEST(EnergyChanges, RefuseWhatIsNoTableOfNumbers) {
  EXPECT_EQ(energy_changes(std::vector<double>{1, 2, 3}, 2).error().code, ErrorCode::Usage);
  EXPECT_EQ(energy_changes(std::vector<double>{1, NAN}, 1).error().code, ErrorCode::Usage);
  EnergyOptions options;
  options.alpha = 3;
  EXPECT_EQ(energy_changes(std::vector<double>{1, 2}, 1, options).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace faultline::inference

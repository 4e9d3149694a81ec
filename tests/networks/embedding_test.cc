#include "networks/embedding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "distances.h"

namespace faultline::networks {
namespace {

using testing::any_distances;
using testing::five;
using testing::matrix;

double apart(const Matrix& points, std::size_t a, std::size_t b) {
  double sum = 0.0;
  for (std::size_t axis = 0; axis < points.columns; ++axis) {
    sum += std::pow(points.at(a, axis) - points.at(b, axis), 2);
  }
  return std::sqrt(sum);
}

/// The same points, each axis mirrored so that the first node lies at or below 0.
Matrix mirrored(Matrix points) {
  for (std::size_t axis = 0; axis < points.columns; ++axis) {
    if (points.at(0, axis) <= 0.0) continue;
    for (std::size_t node = 0; node < points.rows; ++node) points.at(node, axis) *= -1.0;
  }
  return points;
}

TEST(ClassicalScaling, IsThatOfR) {
  // d <- matrix(c(0,2,6,10,9, 2,0,5,9,8, 6,5,0,4,5, 10,9,4,0,3, 9,8,5,3,0), 5); cmdscale(d)
  const std::vector<double> wanted = {-5.083554842241828, -0.289629938148264, -4.045339467520613,
                                      -0.258014816469681, 0.580412608295368,  1.783207629392852,
                                      4.841145296952655,  0.908040011395294,  3.707336404514415,
                                      -2.143602886170203};
  const auto got = classical_scaling(five());
  ASSERT_TRUE(got);
  const Matrix points = mirrored(*got);
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(points.values[i], wanted[i], 1e-12);
}

TEST(ClassicalScaling, GivesBackDistancesInAPlane) {
  const Matrix square = matrix(4, 2, {0, 0, 0, 3, 4, 0, 4, 3});
  Matrix distances = matrix(4, 4, std::vector<double>(16, 0.0));
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) distances.at(a, b) = apart(square, a, b);
  }
  const auto points = classical_scaling(distances);
  ASSERT_TRUE(points);
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) {
      EXPECT_NEAR(apart(*points, a, b), distances.at(a, b), 1e-12);
    }
  }
}

TEST(ClassicalScaling, OfFewNodesFillsWithZeros) {
  EXPECT_EQ(classical_scaling(matrix(0, 0, {})).value(), matrix(0, 2, {}));
  EXPECT_EQ(classical_scaling(matrix(1, 1, {0})).value(), matrix(1, 2, {0, 0}));
  const auto two = classical_scaling(matrix(2, 2, {0, 6, 6, 0}));
  ASSERT_TRUE(two);
  EXPECT_NEAR(apart(*two, 0, 1), 6.0, 1e-12);
  EXPECT_EQ(two->at(0, 1), 0.0);
  EXPECT_EQ(classical_scaling(matrix(3, 3, std::vector<double>(9, 0.0))).value(),
            matrix(3, 2, std::vector<double>(6, 0.0)));
}

TEST(ClassicalScaling, RefusesWhatIsNoDistance) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(classical_scaling(matrix(2, 2, {0, nan, nan, 0})).error().code, ErrorCode::Malformed);
  EXPECT_EQ(classical_scaling(matrix(2, 2, {0, 1, 1, 0}), 0).error().code, ErrorCode::Usage);
}

TEST(NonmetricScaling, IsThatOfTheRPackageMass) {
  // MASS::isoMDS(d, trace = FALSE)
  const std::vector<double> wanted = {-5.016716710619336, -0.303813495753862, -4.007862388159719,
                                      -0.220276729106038, 0.402618577146438,  1.827099078563659,
                                      4.909515840201333,  0.917028913432276,  3.712444681431280,
                                      -2.220037767136036};
  const auto start = classical_scaling(five());
  ASSERT_TRUE(start);
  const auto got = nonmetric_scaling(five(), *start);
  ASSERT_TRUE(got);
  const Matrix points = mirrored(got->points);
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(points.values[i], wanted[i], 1e-9);
  EXPECT_NEAR(got->stress, 0.0, 1e-9);
}

TEST(NonmetricScaling, OfNobodyAndOfPointsAtOnePlaceStaysThere) {
  EXPECT_EQ(nonmetric_scaling(matrix(0, 0, {}), matrix(0, 2, {}))->stress, 0.0);
  const Matrix zeros = matrix(3, 2, std::vector<double>(6, 0.0));
  const auto got = nonmetric_scaling(testing::matrix(3, 3, std::vector<double>(9, 0.0)), zeros);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->points, zeros);
  EXPECT_EQ(got->stress, 0.0);
}

TEST(NonmetricScaling, RefusesAnotherNumberOfPoints) {
  EXPECT_EQ(nonmetric_scaling(five(), matrix(4, 2, std::vector<double>(8, 0.0))).error().code,
            ErrorCode::Usage);
}

RC_GTEST_PROP(NonmetricScaling, NeverEndsWithMoreStressAndSaysHowMuch, ()) {
  const Matrix distances = *any_distances(2, 10);
  Matrix start = matrix(distances.rows, 2, {});
  for (std::size_t cell = 0; cell < distances.rows * 2; ++cell) {
    start.values.push_back(*rc::gen::inRange(-9, 10));
  }
  double before = stress_of(distances, start).value();
  for (const int rounds : {0, 2, 5, 50}) {
    NonmetricOptions options;
    options.rounds = rounds;
    const auto got = nonmetric_scaling(distances, start, options);
    RC_ASSERT(got.has_value());
    RC_ASSERT(std::abs(got->stress - stress_of(distances, got->points).value()) < 1e-9);
    RC_ASSERT(got->stress <= before);
    before = got->stress;
  }
}

RC_GTEST_PROP(Stress, OfRisingDistancesIsZeroAndOfOthersIsNot, ()) {
  const Matrix distances = *any_distances(3, 9);
  const auto points = classical_scaling(distances, distances.rows);
  RC_ASSERT(points.has_value());
  // The points' own distances rise with themselves.
  Matrix own = distances;
  for (std::size_t a = 0; a < own.rows; ++a) {
    for (std::size_t b = 0; b < own.rows; ++b) own.at(a, b) = apart(*points, a, b);
  }
  RC_ASSERT(stress_of(own, *points).value() < 1e-6);
  // A distance's opposite falls with it: stress unless all are equal.
  Matrix opposite = own;
  double most = 0.0;
  for (const double value : own.values) most = std::max(most, value);
  double least = most;
  for (std::size_t a = 0; a < own.rows; ++a) {
    for (std::size_t b = 0; b < a; ++b) least = std::min(least, own.at(a, b));
  }
  for (double& value : opposite.values) value = most - value;
  if (most - least > 1e-3) RC_ASSERT(stress_of(opposite, *points).value() > 1e-6);
}

}  // namespace
}  // namespace faultline::networks

#include "networks/phases.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "distances.h"

namespace faultline::networks {
namespace {

using testing::any_distances;
using testing::matrix;

SliceMatrix slice(std::int64_t time, std::vector<std::string> labels, std::vector<double> values) {
  const std::size_t size = labels.size();
  return {.time = {time},
          .rows = labels,
          .columns = labels,
          .values = matrix(size, size, std::move(values))};
}

double distance(const SliceMatrix& a, const SliceMatrix& b, SliceDistanceOptions options = {}) {
  const auto got = slice_distances(std::vector<SliceMatrix>{a, b}, options);
  EXPECT_TRUE(got);
  EXPECT_EQ(got->at(0, 1), got->at(1, 0));
  return got->at(0, 1);
}

TEST(Aligned, PutsSlicesOnTheLabelsOfAll) {
  const auto got =
      aligned(std::vector<SliceMatrix>{slice(1, {"c", "a"}, {0, 5, 6, 0}), slice(2, {"b"}, {7})});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->at(0), slice(1, {"a", "b", "c"}, {0, 0, 6, 0, 0, 0, 5, 0, 0}));
  EXPECT_EQ(got->at(1), slice(2, {"a", "b", "c"}, {0, 0, 0, 0, 7, 0, 0, 0, 0}));
}

TEST(Aligned, RefusesLabelsThatDoNotFit) {
  EXPECT_FALSE(aligned(std::vector<SliceMatrix>{slice(1, {"a", "a"}, {0, 1, 1, 0})}));
  SliceMatrix wrong = slice(1, {"a"}, {0});
  wrong.rows.emplace_back("b");
  EXPECT_EQ(aligned(std::vector<SliceMatrix>{wrong}).error().where, "1970-01-01T00:00:01");
}

TEST(SliceDistances, ScaleByTheSumOfAbsoluteCells) {
  // (1, -1) against (3, -1): by absolute sums 1/2, -1/2 and 3/4, -1/4. DNA's signed sums are 0 and
  // 2, so that it compares 1, -1 with 3/2, -1/2.
  const SliceMatrix a{
      .time = {1}, .rows = {"x"}, .columns = {"p", "q"}, .values = matrix(1, 2, {1, -1})};
  SliceMatrix b = a;
  b.values = matrix(1, 2, {3, -1});
  EXPECT_DOUBLE_EQ(distance(a, b), 0.5);
  SliceDistanceOptions raw;
  raw.scale_to_one = false;
  EXPECT_DOUBLE_EQ(distance(a, b, raw), 2.0);
}

TEST(SliceDistances, CompareSpectraOfNormalisedLaplacians) {
  // A pair has the eigenvalues 0, 2, a triangle 0, 3/2, 3/2; who has no ties adds 0.
  SliceDistanceOptions spectral;
  spectral.measure = SliceMeasure::Spectral;
  const SliceMatrix pair = slice(1, {"a", "b", "c"}, {0, 3, 0, 3, 0, 0, 0, 0, 0});
  const SliceMatrix triangle = slice(2, {"a", "b", "c"}, {0, 1, 1, 1, 0, 1, 1, 1, 0});
  EXPECT_NEAR(distance(pair, triangle, spectral), std::sqrt(1.5 * 1.5 + 0.5 * 0.5), 1e-12);
  // Only the shape counts: neither who it is nor what lies below 0.
  const SliceMatrix other = slice(2, {"a", "b", "c"}, {0, -1, 0, -1, 0, 9, 0, 9, 0});
  EXPECT_NEAR(distance(pair, other, spectral), 0.0, 1e-12);
}

TEST(SliceDistances, RefuseNaNAndSpectraOfTwoModes) {
  SliceDistanceOptions spectral;
  spectral.measure = SliceMeasure::Spectral;
  const SliceMatrix two_mode{
      .time = {1}, .rows = {"x"}, .columns = {"p"}, .values = matrix(1, 1, {1})};
  EXPECT_EQ(slice_distances(std::vector<SliceMatrix>{two_mode}, spectral).error().code,
            ErrorCode::Usage);
  const SliceMatrix broken = slice(1, {"a"}, {std::numeric_limits<double>::quiet_NaN()});
  EXPECT_EQ(slice_distances(std::vector<SliceMatrix>{broken}).error().code, ErrorCode::Malformed);
  EXPECT_EQ(slice_distances({}).value(), matrix(0, 0, {}));
}

RC_GTEST_PROP(SliceDistances, AreTheSameForAnyOrderOfLabelsAndThreads, ()) {
  std::vector<SliceMatrix> slices;
  std::vector<SliceMatrix> turned;
  for (int i = 0; i < 5; ++i) {
    const Matrix values = *any_distances(1, 5);
    std::vector<std::string> labels;
    for (std::size_t node = 0; node < values.rows; ++node) {
      labels.emplace_back(1, static_cast<char>('a' + static_cast<int>(node) + i));
    }
    slices.push_back(slice(i, labels, values.values));
    std::vector<double> reversed = values.values;
    std::reverse(reversed.begin(), reversed.end());
    std::reverse(labels.begin(), labels.end());
    turned.push_back(slice(i, labels, reversed));
  }
  SliceDistanceOptions options;
  options.measure = *rc::gen::element(SliceMeasure::AbsoluteDifference, SliceMeasure::Spectral);
  const Matrix one = slice_distances(slices, options).value();
  options.threads = 3;
  RC_ASSERT(slice_distances(slices, options).value() == one);
  RC_ASSERT(slice_distances(turned, options).value() == one);
}

/// Ten slices on a line: five near each other, then five far from those.
Matrix two_states() {
  Matrix result = matrix(10, 10, std::vector<double>(100, 0.0));
  for (std::size_t a = 0; a < 10; ++a) {
    for (std::size_t b = 0; b < 10; ++b) {
      const double from = static_cast<double>(a) + (a < 5 ? 0.0 : 20.0);
      const double to = static_cast<double>(b) + (b < 5 ? 0.0 : 20.0);
      result.at(a, b) = std::abs(from - to);
    }
  }
  return result;
}

TEST(FindPhases, TellTwoStatesByEveryMethodAndRule) {
  const std::vector<ClusterMethod> methods = {
      ClusterMethod::Single,     ClusterMethod::Average,       ClusterMethod::Complete,
      ClusterMethod::Ward,       ClusterMethod::KMeans,        ClusterMethod::Medoids,
      ClusterMethod::FastGreedy, ClusterMethod::ConcorOneMode, ClusterMethod::Walktrap};
  for (const ClusterRules rules : {ClusterRules::Published, ClusterRules::Rdna}) {
    PhaseOptions options;
    options.methods = methods;
    options.rules = rules;
    const auto got = find_phases(two_states(), options);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->sequences.size(), methods.size());
    for (const StateSequence& sequence : got->sequences) {
      const auto phases = stretches(sequence.states);
      ASSERT_EQ(phases.size(), 2U) << key_of(sequence.method);
      EXPECT_EQ(phases[0].last, 4U);
      EXPECT_EQ(phases[1].first, 5U);
    }
    ASSERT_TRUE(got->best);
    // Slices on a line are embedded on one, in their order.
    double before = got->embedding.points.at(0, 0);
    const double way = got->embedding.points.at(9, 0) - before;
    for (std::size_t i = 1; i < 10; ++i) {
      const double here = got->embedding.points.at(i, 0);
      EXPECT_GT((here - before) * way, 0.0);
      before = here;
    }
  }
}

TEST(FindPhases, ChooseByDunnWhereAsked) {
  PhaseOptions options;
  options.criterion = StateCriterion::Dunn;
  const auto got = find_phases(two_states(), options);
  ASSERT_TRUE(got && got->best);
  EXPECT_EQ(count_of(got->sequences[*got->best].states), 2U);
  EXPECT_NEAR(got->sequences[*got->best].dunn, 21.0 / 4.0, 1e-12);
}

TEST(FindPhases, SpectralTakesTheSmallestEigenvaluesUnlessAsRdna) {
  Matrix distances = two_states();
  PhaseOptions options;
  options.most = 2;
  options.methods = {ClusterMethod::Spectral};
  const auto got = find_phases(distances, options);
  ASSERT_TRUE(got && got->best);
  EXPECT_EQ(got->sequences[0].states, (Groups{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
  options.rules = ClusterRules::Rdna;
  const auto rdna = find_phases(distances, options);
  ASSERT_TRUE(rdna && rdna->best);
  EXPECT_LT(rdna->sequences[0].modularity, got->sequences[0].modularity);
}

TEST(FindPhases, OfTwoSlicesAreTwoStates) {
  const auto got = find_phases(matrix(2, 2, {0, 3, 3, 0}));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->distances, matrix(2, 2, {0, 1, 1, 0}));
  // All ties are 0, so that no number of states is the best.
  EXPECT_FALSE(got->best);
  EXPECT_FALSE(got->left_out.empty());
}

TEST(FindPhases, RefuseTooFewSlicesAndEqualOnes) {
  EXPECT_EQ(find_phases(matrix(0, 0, {})).error().code, ErrorCode::Usage);
  EXPECT_EQ(find_phases(matrix(1, 1, {0})).error().code, ErrorCode::Usage);
  EXPECT_EQ(find_phases(matrix(3, 3, std::vector<double>(9, 0.0))).error().code, ErrorCode::Usage);
  PhaseOptions options;
  options.fewest = 7;
  EXPECT_EQ(find_phases(two_states(), options).error().code, ErrorCode::Usage);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(find_phases(matrix(2, 2, {0, nan, nan, 0})).error().code, ErrorCode::Malformed);
}

RC_GTEST_PROP(FindPhases, GiveTheBestOfTheirSequencesWithinTheLimits, ()) {
  const Matrix distances = *any_distances(4, 10);
  PhaseOptions options;
  options.most = 3;
  options.criterion = *rc::gen::element(StateCriterion::Modularity, StateCriterion::Dunn);
  const auto got = find_phases(distances, options);
  RC_ASSERT(got.has_value());
  for (const StateSequence& sequence : got->sequences) {
    RC_ASSERT(count_of(sequence.states) >= 2U && count_of(sequence.states) <= 3U);
    const auto value = [&](const StateSequence& of) {
      return options.criterion == StateCriterion::Dunn ? of.dunn : of.modularity;
    };
    RC_ASSERT(!(value(sequence) > value(got->sequences[*got->best]) + 1e-9));
  }
}

TEST(Stretches, FollowOneAnother) {
  EXPECT_EQ(stretches({0, 0, 1, 0}), (std::vector<Phase>{{0, 0, 1}, {1, 2, 2}, {0, 3, 3}}));
  EXPECT_TRUE(stretches({}).empty());
}

}  // namespace
}  // namespace faultline::networks

#include "positions/detail/logistic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace faultline::positions::detail {
namespace {

TEST(FitLogistic, GivesTheMeansWithoutRows) {
  const std::vector<Prior> priors{{0.5, 1}, {-2, 3}};
  EXPECT_EQ(fit_logistic({}, {}, priors), (std::vector<double>{0.5, -2}));
}

// One row with value 1 and label 1: w = 1 - 1 / (1 + exp(-w)), which is 0.4010581375.
TEST(FitLogistic, FindsTheKnownSolutionOfOneRow) {
  const std::vector<SparseRow> rows{{{0, 1.0}}};
  const std::vector<double> labels{1};
  const std::vector<Prior> priors{{0, 1}};
  const double weight = fit_logistic(rows, labels, priors)[0];
  EXPECT_NEAR(weight, 0.4010581375, 1e-6);
  EXPECT_NEAR(weight, 1 - logistic(weight), 1e-6);
}

TEST(FitLogistic, EndsWhereTheGradientIsZero) {
  const std::vector<SparseRow> rows{
      {{0, 1.0}, {1, 2.0}}, {{0, 1.0}, {2, -1.0}}, {{0, 1.0}, {1, -0.5}, {2, 3.0}}, {{0, 1.0}}};
  const std::vector<double> labels{1, 0, 1, 0};
  const std::vector<Prior> priors{{-1, 0.1}, {2, 0.5}, {0, 2}};
  const auto weights = fit_logistic(rows, labels, priors);
  for (std::size_t j = 0; j < priors.size(); ++j) {
    double gradient = priors[j].precision * (weights[j] - priors[j].mean);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& [feature, value] : rows[i]) {
        if (feature == j) gradient += (logistic(dot(rows[i], weights)) - labels[i]) * value;
      }
    }
    EXPECT_NEAR(gradient, 0, 1e-3) << j;
  }
}

TEST(Logistic, StaysWithinItsBoundsFarOut) {
  EXPECT_EQ(logistic(1000), 1);
  EXPECT_EQ(logistic(-1000), 0);
  EXPECT_EQ(logistic(0), 0.5);
}

}  // namespace
}  // namespace faultline::positions::detail

#include "inference/detail/distributions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace faultline::inference {
namespace {

struct Tabled {
  double p, normal, t3, t7_5;
};

// Printed by R 4.2: qnorm(p), qt(p, 3), qt(p, 7.5).
class Quantiles : public testing::TestWithParam<Tabled> {};

TEST_P(Quantiles, AreThoseOfR) {
  const auto [p, normal, t3, t7_5] = GetParam();
  EXPECT_NEAR(normal_quantile(p), normal, 1e-13 * (1 + std::abs(normal)));
  EXPECT_NEAR(student_quantile(p, 3), t3, 1e-11 * (1 + std::abs(t3)));
  EXPECT_NEAR(student_quantile(p, 7.5), t7_5, 1e-11 * (1 + std::abs(t7_5)));
}

INSTANTIATE_TEST_SUITE_P(
    R, Quantiles,
    testing::Values(Tabled{1e-10, -6.36134090240406, -2225.76928468309, -45.3610442413395},
                    Tabled{0.001, -3.09023230616781, -10.2145318524074, -4.6303190940341},
                    Tabled{0.3, -0.524400512708041, -0.584389727439819, -0.547412877581261},
                    Tabled{0.5, 0, 0, 0},
                    Tabled{0.975, 1.95996398454005, 3.18244630528371, 2.33303962686497},
                    Tabled{0.9999, 3.71901648545571, 22.203742273205, 6.72222717506081}));

TEST(BetaCdf, IsThatOfR) {
  EXPECT_NEAR(beta_cdf(0.3, 2, 5), 0.579825, 1e-13);
  EXPECT_NEAR(beta_cdf(0.01, 0.5, 0.5), 0.0637685608585198, 1e-13);
  EXPECT_NEAR(beta_cdf(0.7, 50.5, 20.25), 0.385649255272442, 1e-12);
  for (const double p : {1e-9, 0.001, 0.3, 0.999})
    EXPECT_NEAR(beta_cdf(beta_quantile(p, 0.4, 3.5), 0.4, 3.5), p, 1e-11);
}

TEST(BetaCdf, IsZeroAndOneAtTheEnds) {
  EXPECT_EQ(beta_cdf(0, 2, 3), 0.0);
  EXPECT_EQ(beta_cdf(1, 2, 3), 1.0);
}

TEST(StudentQuantile, IsTheNormalOneForVeryManyDegrees) {
  EXPECT_EQ(student_quantile(0.975, 1e9), normal_quantile(0.975));
  EXPECT_NEAR(student_quantile(0.975, 9e6), normal_quantile(0.975), 1e-6);
}

RC_GTEST_PROP(StudentQuantile, InvertsItsDistribution, (unsigned degrees, unsigned share)) {
  const double freedom = 1 + degrees % 200;
  const double p = (1 + share % 998) / 1000.0;
  RC_ASSERT(std::abs(student_cdf(student_quantile(p, freedom), freedom) - p) < 1e-11);
}

TEST(LogChoose, CountsSubsets) {
  EXPECT_NEAR(std::exp(log_choose(5, 2)), 10, 1e-11);
  EXPECT_NEAR(log_choose(7, 0), 0, 1e-13);
  EXPECT_NEAR(log_choose(50, 20), 31.4839141421894, 1e-11);
}

}  // namespace
}  // namespace faultline::inference

#include "inference/simulate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "inference/streams.h"

namespace faultline::inference {
namespace {

struct Moments {
  double mean = 0, variance = 0;
};
Moments moments(const std::function<double(std::mt19937_64&)>& draw) {
  auto generator = stream(41, 0);
  constexpr int draws = 40000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = draw(generator);
    sum += value;
    squares += value * value;
  }
  return {sum / draws, squares / draws - (sum / draws) * (sum / draws)};
}

TEST(DrawNormal, HasMeanZeroAndVarianceOne) {
  const auto [mean, variance] = moments(draw_normal);
  EXPECT_NEAR(mean, 0, 0.02);
  EXPECT_NEAR(variance, 1, 0.03);
}

TEST(DrawGamma, HasItsShapeAsMeanAndVariance) {
  for (const double shape : {0.3, 1.0, 4.5}) {
    const auto [mean, variance] =
        moments([&](auto& generator) { return draw_gamma(generator, shape); });
    EXPECT_NEAR(mean, shape, 0.03 * (1 + shape));
    EXPECT_NEAR(variance, shape, 0.06 * (1 + shape));
  }
}

TEST(DrawBeta, HasItsMeanAndVariance) {
  const auto [mean, variance] = moments([](auto& generator) { return draw_beta(generator, 2, 6); });
  EXPECT_NEAR(mean, 0.25, 0.005);
  EXPECT_NEAR(variance, 0.25 * 0.75 / 9, 0.002);
}

TEST(DrawPoisson, HasItsMeanAsVarianceBeyondOnePartToo) {
  for (const double expected : {0.0, 0.7, 12.0, 75.5}) {
    const auto [mean, variance] = moments(
        [&](auto& generator) { return static_cast<double>(draw_poisson(generator, expected)); });
    EXPECT_NEAR(mean, expected, 0.02 * (0.5 + expected));
    EXPECT_NEAR(variance, expected, 0.05 * (0.5 + expected));
  }
}

TEST(Simulate, HitsTheOwnSideAsOftenAsItShould) {
  BlocModel model;
  model.weeks = 400;
  model.split = 200;
  model.stories_a_week = 40;
  model.outlets = 500;
  model.rate_after = 0.6;
  model.outlet_shift = 0.2;
  model.week_shift = 0.1;
  model.sensitivity_before = 0.8;
  model.specificity_before = 0.9;
  model.spurious = 0.1;
  auto generator = stream(43, 0);
  const SimulatedBloc bloc = simulate(model, generator);
  double n[2] = {};
  double hits[2] = {};
  double seen = 0;
  double spurious = 0;
  for (const SimulatedCriticism& criticism : bloc.criticisms) {
    if (!criticism.real) {
      spurious += 1;
      continue;
    }
    const int phase = criticism.week < model.split ? 0 : 1;
    n[phase] += 1;
    hits[phase] += criticism.inside ? 1 : 0;
    if (phase == 0 && criticism.inside && criticism.machine) seen += 1;
    if (phase == 1) {
      EXPECT_EQ(criticism.machine, criticism.inside);
    }
  }
  EXPECT_NEAR(hits[0] / n[0], 0.3, 0.025);
  EXPECT_NEAR(hits[1] / n[1], 0.6, 0.025);
  EXPECT_NEAR(seen / hits[0], 0.8, 0.02);
  EXPECT_NEAR(spurious / (n[0] + n[1]), 0.1, 0.01);
  EXPECT_NEAR((n[0] + n[1]) / static_cast<double>(bloc.stories), 2, 0.05);
}

TEST(UniformityP, IsSmallForWhatIsNotUniform) {
  std::vector<double> even;
  std::vector<double> low;
  for (int i = 0; i < 500; ++i) {
    even.push_back((i + 0.5) / 500);
    low.push_back(std::pow((i + 0.5) / 500, 1.2));
  }
  EXPECT_GT(uniformity_p(even), 0.99);
  EXPECT_LT(uniformity_p(low), 0.05);
}

}  // namespace
}  // namespace faultline::inference

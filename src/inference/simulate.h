#pragma once
// Invented blocs whose truth is known: what the methods are proven on, and what a user can plan a
// study's size with.

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace faultline::inference {

/// Numbers of one distribution each, the same on every machine.
[[nodiscard]] double draw_normal(std::mt19937_64& generator);               // mean 0, variance 1
[[nodiscard]] double draw_gamma(std::mt19937_64& generator, double shape);  // scale 1
[[nodiscard]] double draw_beta(std::mt19937_64& generator, double a, double b);
[[nodiscard]] std::uint64_t draw_poisson(std::mt19937_64& generator, double mean);
[[nodiscard]] std::uint64_t draw_binomial(std::mt19937_64& generator, std::uint64_t n, double p);

/// How a bloc's press is invented. A story has one true inclination, drawn from a beta distribution
/// around the rate of its week and outlet; each criticism in it is one of the own side with that
/// probability, so that two criticisms of a story have the correlation `correlation`.
struct BlocModel {
  std::size_t weeks = 60;
  double stories_a_week = 10;     // mean of a Poisson distribution
  double criticisms_a_story = 2;  // mean of 1 + Poisson
  double rate_before = 0.3;       // share of criticism that hits the own side
  double rate_after = 0.3;        // from week `split` on
  std::size_t split = 30;
  double correlation = 0.2;  // within a story, in [0, 1)
  std::size_t outlets = 5;
  double outlet_spread = 0;  // standard deviation of the outlets' log odds around the rate
  double week_spread = 0;    // of the weeks' log odds: more variance than stories explain
  /// The machine's errors: of criticism that hits the own side it sees `sensitivity` as such, of
  /// other criticism 1 - `specificity`; those after the split may be others, as new people speak
  /// then.
  double sensitivity_before = 1, specificity_before = 1;
  double sensitivity_after = 1, specificity_after = 1;
};

struct SimulatedCriticism {
  std::uint32_t week = 0, story = 0, outlet = 0;
  bool inside = false;   // the truth: it hits the own side
  bool machine = false;  // what the machine says
};

struct SimulatedBloc {
  std::vector<SimulatedCriticism> criticisms;  // by week, story by story
  std::size_t stories = 0;
};
[[nodiscard]] SimulatedBloc simulate(const BlocModel& model, std::mt19937_64& generator);

/// The p-value of uniformity (Kolmogorov-Smirnov, two-sided; asymptotic series with Stephens'
/// correction of n). `p` in [0, 1], not empty.
[[nodiscard]] double uniformity_p(std::span<const double> p);

}  // namespace faultline::inference

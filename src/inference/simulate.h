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

/// How a bloc's press is invented. An outlet leans to one side by a shift of the rate, a week by
/// another; a story has an inclination of its own, beta-distributed around what that makes, and
/// each criticism in it hits the own side with that probability. The expected share of criticism
/// that hits the own side is exactly `rate_before` and `rate_after`.
struct BlocModel {
  std::size_t weeks = 60;
  double stories_a_week = 10;     // mean of a Poisson distribution
  double criticisms_a_story = 2;  // mean of 1 + Poisson
  double rate_before = 0.3;       // share of criticism that hits the own side
  double rate_after = 0.3;        // from week `split` on
  std::size_t split = 30;
  double correlation = 0.2;  // of two criticisms of one story, in [0, 1)
  std::size_t outlets = 5;   // the first prints most: shares as 1, 1/2, 1/3 ...
  double outlet_shift =
      0;                  // outlets' rates lie evenly within this of the mean; may not leave [0, 1]
  double week_shift = 0;  // the same of weeks, added to it
  /// The machine's errors. Of criticism that hits the own side it sees `sensitivity` as such, of
  /// other criticism 1 - `specificity`; they may be others after the split, as other people speak
  /// then.
  double sensitivity_before = 1, specificity_before = 1;
  double sensitivity_after = 1, specificity_after = 1;
  double spurious = 0;  // what the machine takes for criticism and is none, for each that is one
};

struct SimulatedCriticism {
  std::uint32_t week = 0, story = 0, outlet = 0;
  bool real = true;      // the truth: it is a criticism,
  bool inside = false;   // and hits the own side
  bool machine = false;  // what the machine says: it hits the own side
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

// Invented series with the changes that PELT, the test of no change and E-divisive find in them,
// for bench/quality/change_points.R and e_divisive.R to compare. Five lines a series: its values;
// "pelt" with the sum of squares and the first bin (from 0) of each later segment; "cut" with the
// best single one; "energy" with alpha, the fewest bins, and place, statistic and p of each step;
// "halves" with statistic and p of the only cut of the first 24 values in rows of two.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <vector>

#include "inference/change_points.h"
#include "inference/energy.h"
#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::validation {
namespace {

using namespace inference;

std::vector<Bin> drawn_series(std::uint64_t number) {
  std::mt19937_64 generator = stream(97, number);
  std::vector<Bin> bins;
  double level = 0;
  for (std::size_t i = 0; i < 30 + number % 90; ++i) {
    if (draw_unit(generator) < 0.05) level = 3 * draw_normal(generator);
    // Rounded, so that a text of few digits gives the same series again.
    bins.push_back({std::round(1000 * (level + draw_normal(generator))) / 1000, 1});
  }
  return bins;
}

void print_energy(std::uint64_t number, const std::vector<Bin>& bins) {
  std::vector<double> values;
  for (const Bin& bin : bins) values.push_back(bin.sum);
  EnergyOptions options;
  options.alpha = std::array{1.0, 0.5, 1.5, 2.0}[number % 4];
  options.permutations = 999;
  options.seed = number;
  fmt::print("energy {} {}", options.alpha, options.minimum_size);
  const auto steps = *energy_changes(values, 1, options);
  for (const EnergyChange& step : steps)
    fmt::print(" {} {:.9f} {}", step.index, step.statistic, step.p);
  options.alpha = 1;
  options.minimum_size = 6;
  const auto only = *energy_changes(std::span(values).first(24), 2, options);
  fmt::print("\nhalves {:.9f} {}\n", only.front().statistic, only.front().p);
}

void print_series(std::uint64_t number) {
  const std::vector<Bin> bins = drawn_series(number);
  PeltOptions options;
  options.cost = Cost::Normal;
  options.penalty_rule = Penalty::Bic;
  options.dispersion = 1;
  options.minimum_bins = 3;
  const Segmentation found = *pelt(bins, options);
  fmt::print("values");
  for (const Bin& bin : bins) fmt::print(" {}", bin.sum);
  fmt::print("\npelt {:.9f}", found.cost);
  for (std::size_t i = 1; i < found.segments.size(); ++i)
    fmt::print(" {}", found.segments[i].begin);
  NoChangeOptions of_cut;
  of_cut.alternative = Alternative::OneChange;
  of_cut.permutations = 1;
  of_cut.minimum_bins = 3;
  const NoChangeTest cut = test_of_no_change(bins, Cost::Normal, of_cut);
  fmt::print("\ncut {:.9f} {}\n", 2 * cut.log_likelihood_ratio, cut.begin);
  print_energy(number, bins);
}

}  // namespace
}  // namespace faultline::validation

int main() {
  for (std::uint64_t number = 0; number < 40; ++number) faultline::validation::print_series(number);
}

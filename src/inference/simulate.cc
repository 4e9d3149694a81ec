#include "inference/simulate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "inference/detail/distributions.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

bool happens(std::mt19937_64& generator, double probability) {
  return draw_unit(generator) < probability;
}

/// Between -shift and shift, all equally likely.
double drawn_shift(std::mt19937_64& generator, double shift) {
  return shift * (2 * draw_unit(generator) - 1);
}

/// Outlet 0 with a share of 1, the next one with 1/2, and so on.
std::uint32_t drawn_outlet(std::mt19937_64& generator, std::size_t outlets) {
  double all = 0;
  for (std::size_t i = 0; i < outlets; ++i) all += 1.0 / static_cast<double>(i + 1);
  double left = draw_unit(generator) * all;
  for (std::uint32_t i = 0; i + 1 < outlets; ++i) {
    left -= 1.0 / (i + 1.0);
    if (left < 0) return i;
  }
  return static_cast<std::uint32_t>(outlets - 1);
}

/// A probability around `mean` such that two draws with it have the correlation.
double inclination(std::mt19937_64& generator, double mean, double correlation) {
  if (correlation <= 0 || mean <= 0 || mean >= 1) return mean;
  const double precision = 1 / correlation - 1;
  return draw_beta(generator, mean * precision, (1 - mean) * precision);
}

}  // namespace

double draw_normal(std::mt19937_64& generator) {
  // Half a step above 0, so that the quantile is finite.
  return normal_quantile(draw_unit(generator) + 0x1p-54);
}

double draw_gamma(std::mt19937_64& generator, double shape) {
  assert(shape > 0);
  if (shape < 1) {
    const double power = std::pow(draw_unit(generator) + 0x1p-54, 1 / shape);
    return power * draw_gamma(generator, shape + 1);
  }
  // Marsaglia & Tsang (2000).
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = draw_normal(generator);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(draw_unit(generator) + 0x1p-54) < 0.5 * x * x + d - d * v + d * std::log(v)) {
      return d * v;
    }
  }
}

double draw_beta(std::mt19937_64& generator, double a, double b) {
  const double first = draw_gamma(generator, a);
  const double second = draw_gamma(generator, b);
  // Both may underflow where a and b are tiny: then it is one end or the other.
  if (first + second == 0) return happens(generator, a / (a + b)) ? 1 : 0;
  return first / (first + second);
}

std::uint64_t draw_poisson(std::mt19937_64& generator, double mean) {
  assert(mean >= 0);
  // A Poisson number is the sum of those of its mean's parts; the product of a part does not
  // underflow.
  constexpr double part = 30;
  std::uint64_t count = 0;
  while (mean > 0) {
    const double end = std::exp(-std::min(mean, part));
    double product = draw_unit(generator);
    while (product > end) {
      product *= draw_unit(generator);
      ++count;
    }
    mean -= part;
  }
  return count;
}

std::uint64_t draw_binomial(std::mt19937_64& generator, std::uint64_t n, double p) {
  std::uint64_t hits = 0;
  for (std::uint64_t i = 0; i < n; ++i) hits += happens(generator, p) ? 1 : 0;
  return hits;
}

SimulatedBloc simulate(const BlocModel& model, std::mt19937_64& generator) {
  assert(model.outlets > 0 && model.criticisms_a_story >= 1);
  SimulatedBloc bloc;
  std::vector<double> leaning(model.outlets);
  for (double& shift : leaning) shift = drawn_shift(generator, model.outlet_shift);
  for (std::uint32_t week = 0; week < model.weeks; ++week) {
    const bool before = week < model.split;
    const double rate =
        (before ? model.rate_before : model.rate_after) + drawn_shift(generator, model.week_shift);
    const double sensitivity = before ? model.sensitivity_before : model.sensitivity_after;
    const double specificity = before ? model.specificity_before : model.specificity_after;
    const std::uint64_t stories = draw_poisson(generator, model.stories_a_week);
    for (std::uint64_t i = 0; i < stories; ++i) {
      SimulatedCriticism criticism{.week = week,
                                   .story = static_cast<std::uint32_t>(bloc.stories++)};
      criticism.outlet = drawn_outlet(generator, model.outlets);
      const double p = inclination(
          generator, std::clamp(rate + leaning[criticism.outlet], 0.0, 1.0), model.correlation);
      const std::uint64_t count = 1 + draw_poisson(generator, model.criticisms_a_story - 1);
      for (std::uint64_t j = 0; j < count; ++j) {
        criticism.real = true;
        criticism.inside = happens(generator, p);
        criticism.machine = happens(generator, criticism.inside ? sensitivity : 1 - specificity);
        bloc.criticisms.push_back(criticism);
        if (!happens(generator, model.spurious)) continue;
        criticism.real = criticism.inside = false;
        criticism.machine = happens(generator, 0.5);
        bloc.criticisms.push_back(criticism);
      }
    }
  }
  return bloc;
}

double uniformity_p(std::span<const double> p) {
  assert(!p.empty());
  std::vector<double> sorted(p.begin(), p.end());
  std::sort(sorted.begin(), sorted.end());
  const auto n = static_cast<double>(sorted.size());
  double distance = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto place = static_cast<double>(i);
    distance = std::max({distance, (place + 1) / n - sorted[i], sorted[i] - place / n});
  }
  const double scaled = distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n));
  double sum = 0;
  for (int k = 1; k <= 100; ++k) {
    sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * scaled * scaled);
  }
  return scaled < 0.2 ? 1 : std::clamp(sum, 0.0, 1.0);
}

}  // namespace faultline::inference

#include "inference/permutation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/draw.h"
#include "inference/detail/parallel.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Equal sums added up in another order differ by rounding; that makes no draw more or less
/// extreme.
constexpr double rounding = 1e-9;

double p_of_tail(double as_extreme, double draws) { return (1 + as_extreme) / (1 + draws); }

/// Mean and deviation of the observed and the drawn values of each point together: the observed one
/// must be treated as any of the others if p is to be exact.
struct Scale {
  double mean = 0, deviation = 0;
};

Scale scale_of(double observed, std::span<const double> drawn, std::size_t points,
               std::size_t point) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  const auto add = [&](double value) {
    // Around the observed value, so that large values do not cancel out.
    if (!std::isfinite(value)) return;
    n += 1;
    sum += value - observed;
    squares += (value - observed) * (value - observed);
  };
  if (!std::isfinite(observed)) return {nan, nan};
  add(observed);
  for (std::size_t i = point; i < drawn.size(); i += points) add(drawn[i]);
  const double mean = sum / n;
  return {observed + mean, std::sqrt(std::max(0.0, squares / n - mean * mean))};
}

double extremeness(double value, const Scale& scale, Tail tail) {
  const double z = (value - scale.mean) / scale.deviation;
  switch (tail) {
    case Tail::Upper:
      return z;
    case Tail::Lower:
      return -z;
    case Tail::Both:
      return std::abs(z);
  }
  return z;
}

void correct_for_all(NullTest& test, Tail tail) {
  const std::size_t points = test.points;
  const std::size_t draws = points == 0 ? 0 : test.drawn.size() / points;
  std::vector<Scale> scales;
  for (std::size_t point = 0; point < points; ++point) {
    scales.push_back(scale_of(test.observed[point], test.drawn, points, point));
  }
  std::vector<double> greatest(draws, -std::numeric_limits<double>::infinity());
  for (std::size_t draw = 0; draw < draws; ++draw) {
    for (std::size_t point = 0; point < points; ++point) {
      const double value = test.drawn[draw * points + point];
      if (!std::isfinite(value) || !(scales[point].deviation > 0)) continue;
      greatest[draw] = std::max(greatest[draw], extremeness(value, scales[point], tail));
    }
  }
  for (std::size_t point = 0; point < points; ++point) {
    if (std::isnan(test.p[point]) || !(scales[point].deviation > 0)) {
      test.p_of_all.push_back(test.p[point]);
      continue;
    }
    const double observed = extremeness(test.observed[point], scales[point], tail);
    const auto as_great = std::count_if(greatest.begin(), greatest.end(), [&](double value) {
      return value >= observed - rounding * std::max(1.0, std::abs(observed));
    });
    test.p_of_all.push_back(p_of_tail(static_cast<double>(as_great), static_cast<double>(draws)));
  }
}

void summarise(NullTest& test, Tail tail) {
  for (std::size_t point = 0; point < test.points; ++point) {
    std::vector<double> drawn;
    for (std::size_t i = point; i < test.drawn.size(); i += test.points) {
      if (std::isfinite(test.drawn[i])) drawn.push_back(test.drawn[i]);
    }
    const auto n = static_cast<double>(drawn.size());
    double mean = 0;
    for (const double value : drawn) mean += value / n;
    double squares = 0;
    for (const double value : drawn) squares += (value - mean) * (value - mean);
    test.mean.push_back(drawn.empty() ? nan : mean);
    test.deviation.push_back(drawn.size() < 2 ? nan : std::sqrt(squares / (n - 1)));
    test.p.push_back(permutation_p(test.observed[point], drawn, tail));
  }
  correct_for_all(test, tail);
}

/// The places of numbers in ascending order; NaN left out.
std::vector<std::size_t> ascending(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  return order;
}

}  // namespace

double permutation_p(double observed, std::span<const double> drawn, Tail tail) {
  if (!std::isfinite(observed)) return nan;
  double size = std::abs(observed);
  for (const double value : drawn) {
    if (std::isfinite(value)) size = std::max(size, std::abs(value));
  }
  double draws = 0;
  double above = 0;
  double below = 0;
  for (const double value : drawn) {
    if (!std::isfinite(value)) continue;
    draws += 1;
    if (value >= observed - rounding * size) above += 1;
    if (value <= observed + rounding * size) below += 1;
  }
  if (draws == 0) return nan;
  switch (tail) {
    case Tail::Upper:
      return p_of_tail(above, draws);
    case Tail::Lower:
      return p_of_tail(below, draws);
    case Tail::Both:
      return std::min(1.0, 2 * p_of_tail(std::min(above, below), draws));
  }
  return nan;
}

NullTest null_test(std::span<const double> observed, const NullDraw& draw,
                   const NullOptions& options) {
  NullTest test;
  test.points = observed.size();
  test.observed.assign(observed.begin(), observed.end());
  const auto replicates = static_cast<std::size_t>(std::max(1, options.replicates));
  test.drawn.resize(replicates * test.points);
  in_parallel(replicates, options.threads, [&] {
    return [&](std::size_t replicate) {
      std::mt19937_64 generator = stream(options.seed, replicate);
      draw(generator, std::span(test.drawn).subspan(replicate * test.points, test.points));
    };
  });
  summarise(test, options.tail);
  return test;
}

StratifiedShuffle::StratifiedShuffle(std::span<const std::uint32_t> strata) {
  item_.resize(strata.size());
  std::iota(item_.begin(), item_.end(), 0U);
  std::stable_sort(item_.begin(), item_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return strata[a] < strata[b]; });
  for (std::uint32_t i = 0; i < item_.size(); ++i) {
    if (i == 0 || strata[item_[i]] != strata[item_[i - 1]]) begin_.push_back(i);
  }
  begin_.push_back(static_cast<std::uint32_t>(item_.size()));
}

void StratifiedShuffle::draw(std::mt19937_64& generator, std::span<std::uint32_t> order) const {
  assert(order.size() == item_.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t stratum = 0; stratum + 1 < begin_.size(); ++stratum) {
    const std::span<const std::uint32_t> items(item_.data() + begin_[stratum],
                                               begin_[stratum + 1] - begin_[stratum]);
    for (std::size_t left = items.size(); left > 1; --left) {
      std::swap(order[items[left - 1]], order[items[draw_below(generator, left)]]);
    }
  }
}

NullTest permutation_test(std::span<const std::uint32_t> strata, std::size_t points,
                          const OrderStatistic& evaluate, const NullOptions& options) {
  const StratifiedShuffle shuffled(strata);
  std::vector<std::uint32_t> identity(strata.size());
  std::iota(identity.begin(), identity.end(), 0U);
  std::vector<double> observed(points);
  evaluate(identity, observed);
  return null_test(
      observed,
      [&](std::mt19937_64& generator, std::span<double> values) {
        std::vector<std::uint32_t> order(strata.size());
        shuffled.draw(generator, order);
        evaluate(order, values);
      },
      options);
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<double> adjusted(p.begin(), p.end());
  const std::vector<std::size_t> order = ascending(p);
  const auto tests = static_cast<double>(order.size());
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    // A factor of exactly 1 for the greatest p.
    least = std::min(least, p[order[rank - 1]] * (tests / static_cast<double>(rank)));
    adjusted[order[rank - 1]] = least;
  }
  return adjusted;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<double> adjusted(p.begin(), p.end());
  const std::vector<std::size_t> order = ascending(p);
  double greatest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    greatest = std::max(greatest, std::min(1.0, p[order[rank]] * left));
    adjusted[order[rank]] = greatest;
  }
  return adjusted;
}

}  // namespace faultline::inference

#include "inference/correction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inference/detail/corrector.h"
#include "inference/detail/distributions.h"

namespace faultline::inference {
namespace {

Result<void> check(const CorrectionOptions& options) {
  if (options.level > 0 && options.level < 1 && options.reliance <= 1) return {};
  return failure(ErrorCode::Usage,
                 fmt::format("A level of {} and a reliance of {} were asked for; the level lies "
                             "between 0 and 1, the reliance in [0, 1] or below 0 for the best one.",
                             options.level, options.reliance));
}

/// Of a standard error: what rounding leaves of 0. A band of no width would be a lie.
constexpr double nothing = 1e-12;

/// What is known of a figure without its interval; false where there can be none.
bool begin(Estimate& estimate, const Linearised& linearised) {
  if (std::isnan(linearised.value)) return false;
  estimate.value = linearised.value;
  estimate.clusters = linearised.shares.size();
  if (estimate.clusters < 2) return false;
  estimate.standard_error = std::sqrt(linearised.variance());
  return estimate.standard_error > nothing;
}

Estimate share_of(const Linearised& linearised, double level) {
  Estimate estimate;
  const bool has_interval = begin(estimate, linearised);
  estimate.value = std::clamp(estimate.value, 0.0, 1.0);
  if (!has_interval) return estimate;
  const auto n = static_cast<double>(estimate.clusters);
  // At the ends the variance of a share is 0, though its estimate's is not: half a case away from
  // them.
  const double inside = std::clamp(estimate.value, 0.5 / n, 1 - 0.5 / n);
  estimate.interval = wilson(estimate.value, inside * (1 - inside) / linearised.variance(),
                             linearised.freedom(), level);
  return estimate;
}

/// With the score interval of a Poisson number whose variance is so much greater.
Estimate events_of(const Linearised& linearised, double level) {
  Estimate estimate;
  const bool has_interval = begin(estimate, linearised);
  estimate.value = std::max(0.0, estimate.value);
  if (!has_interval) return estimate;
  const double variance = linearised.variance();
  const double rate = std::max(estimate.value, 0.5 / linearised.n);
  const double exposure = rate / variance;  // what it is worth
  const double events = estimate.value * exposure;
  const double t = student_quantile((1 + level) / 2, linearised.freedom());
  const double middle = events + t * t / 2;
  const double half = t * std::sqrt(events + t * t / 4);
  estimate.interval = {std::max(0.0, middle - half) / exposure, (middle + half) / exposure,
                       Method::Score};
  return estimate;
}

/// Of these very units: where all were checked, nothing is left open.
void settle(Estimate& estimate, const Linearised& linearised) {
  if (estimate.interval.known() || std::isnan(estimate.value)) return;
  if (linearised.variance() <= nothing)
    estimate.interval = {estimate.value, estimate.value, Method::Score};
}

/// A number of things, of which people have `seen` some.
Estimate counted(const Linearised& linearised, double seen, double level) {
  Estimate estimate = events_of(linearised, level);
  if (std::isnan(estimate.value)) return estimate;
  estimate.value = std::max(estimate.value, seen);
  settle(estimate, linearised);
  estimate.interval.low = std::max(estimate.interval.low, seen);
  estimate.interval.high = std::max(estimate.interval.high, seen);
  return estimate;
}

/// Clusters of a point, from what each of its things adds.
struct Part {
  std::uint32_t story = 0;
  ClusterCount counts;
};
std::vector<ClusterCount> clusters_of(std::vector<Part> parts) {
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.story < b.story; });
  std::vector<ClusterCount> clusters;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 || parts[i].story != parts[i - 1].story) clusters.push_back({});
    clusters.back().hits += parts[i].counts.hits;
    clusters.back().n += parts[i].counts.n;
  }
  return clusters;
}

/// Machine's counts of every point by story.
std::vector<std::vector<ClusterCount>> machine_counts(std::span<const LabelledUnit> units,
                                                      const SortedUnits& by) {
  std::vector<std::vector<ClusterCount>> counts;
  for (const auto& of_point : by.of_point) {
    std::vector<Part> parts;
    parts.reserve(of_point.size());
    for (const std::size_t i : of_point)
      parts.push_back({units[i].story, {units[i].machine.hits, units[i].machine.n}});
    counts.push_back(clusters_of(std::move(parts)));
  }
  return counts;
}

/// A rate for every point: the machine's by `machine_rate(point)`, and what `estimated` makes of
/// the corrected and linearised one.
template <class MachineRate, class Estimated>
std::vector<CorrectedRate> rates_of(std::span<const LabelledUnit> units, const SortedUnits& by,
                                    const CorrectionOptions& options, MachineRate machine_rate,
                                    Estimated estimated) {
  std::vector<CorrectedRate> rates(by.of_point.size());
  for (std::size_t point = 0; point < rates.size(); ++point) {
    CorrectedRate& rate = rates[point];
    const Corrector corrector(units, by, point, options.population);
    rate.machine = machine_rate(point);
    rate.checked = corrector.checked();
    rate.unchecked = corrector.unchecked();
    rate.reliance = options.reliance < 0 ? corrector.best_reliance() : options.reliance;
    const Linearised linearised = corrector.ratio(rate.reliance);
    rate.corrected = estimated(linearised, options.level);
    if (options.population == Population::TheseUnits) settle(rate.corrected, linearised);
  }
  return rates;
}

/// Events and what they are counted against as units of one ratio. Exposures are as they are: a
/// stratum of its own that was checked whole.
std::vector<LabelledUnit> with_exposures(std::span<const LabelledUnit> units,
                                         std::span<const Exposure> exposures) {
  std::vector<LabelledUnit> all(units.begin(), units.end());
  std::uint32_t stratum = 0;
  for (LabelledUnit& unit : all) {
    unit.machine.n = 0;
    if (unit.checked) unit.checked->n = 0;
    stratum = std::max(stratum, unit.stratum + 1);
  }
  for (const Exposure& exposure : exposures) {
    LabelledUnit unit;
    unit.story = exposure.story;
    unit.point = exposure.point;
    unit.stratum = stratum;
    unit.machine = {0, exposure.n};
    unit.checked = unit.machine;
    unit.inclusion = 1;
    all.push_back(unit);
  }
  return all;
}

}  // namespace

Result<std::vector<CorrectedRate>> corrected_rates(std::span<const LabelledUnit> units,
                                                   std::size_t points,
                                                   const CorrectionOptions& options) {
  if (const auto fine = check_units(units, points, Figure::Share); !fine)
    return tl::unexpected(fine.error());
  if (const auto fine = check(options); !fine) return tl::unexpected(fine.error());
  const SortedUnits by = sorted_units(units, points, options.scope);
  const auto counts = machine_counts(units, by);
  const Correlation correlation = intracluster_correlation(counts);
  RateOptions of_rates;
  of_rates.level = options.level;
  return rates_of(
      units, by, options,
      [&](std::size_t point) { return clustered_rate(counts[point], correlation, of_rates); },
      share_of);
}

Result<std::vector<CorrectedRate>> corrected_event_rates(std::span<const LabelledUnit> units,
                                                         std::span<const Exposure> exposures,
                                                         std::size_t points,
                                                         const CorrectionOptions& options) {
  for (std::size_t i = 0; i < exposures.size(); ++i)
    if (exposures[i].point >= points || !(exposures[i].n >= 0) || !std::isfinite(exposures[i].n))
      return failure(ErrorCode::Usage,
                     fmt::format("An exposure of {} belongs to point {} of {}; it is a number from "
                                 "0 on, and its point one that there is.",
                                 exposures[i].n, exposures[i].point, points),
                     fmt::format("exposure {}", i));
  const auto all = with_exposures(units, exposures);
  if (const auto fine = check_units(all, points, Figure::Events); !fine)
    return tl::unexpected(fine.error());
  if (const auto fine = check(options); !fine) return tl::unexpected(fine.error());
  const SortedUnits by = sorted_units(all, points, options.scope);
  const SortedUnits without_exposures = sorted_units(units, points, options.scope);
  const auto counts = machine_counts(all, by);
  const EventDispersion dispersion = event_dispersion(counts);
  RateOptions of_rates;
  of_rates.level = options.level;
  auto rates = rates_of(
      all, by, options,
      [&](std::size_t point) { return event_rate(counts[point], dispersion, of_rates); },
      events_of);
  // Nobody has checked exposures, though they stand among the units as if.
  for (std::size_t point = 0; point < points; ++point)
    rates[point].checked = Corrector(units, without_exposures, point).checked();
  return rates;
}

Result<std::vector<CorrectedTotal>> corrected_totals(std::span<const LabelledUnit> units,
                                                     std::size_t points,
                                                     const CorrectionOptions& options) {
  if (const auto fine = check_units(units, points, Figure::Events); !fine)
    return tl::unexpected(fine.error());
  if (const auto fine = check(options); !fine) return tl::unexpected(fine.error());
  const SortedUnits by = sorted_units(units, points, options.scope);
  std::vector<CorrectedTotal> totals(points);
  for (std::size_t point = 0; point < points; ++point) {
    CorrectedTotal& total = totals[point];
    const Corrector corrector(units, by, point);
    total.checked = corrector.checked();
    total.unchecked = corrector.unchecked();
    double seen = 0;
    for (const std::size_t i : by.of_point[point]) {
      total.machine += units[i].machine.hits;
      if (units[i].checked) seen += units[i].checked->hits / units[i].worth;
    }
    total.corrected = counted(corrector.total(), seen, options.level);
  }
  return totals;
}

}  // namespace faultline::inference

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/draw.h"
#include "inference/correction.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

std::vector<std::vector<std::size_t>> members(std::span<const std::uint32_t> stratum_of_unit) {
  std::vector<std::vector<std::size_t>> strata;
  for (std::size_t unit = 0; unit < stratum_of_unit.size(); ++unit) {
    if (strata.size() <= stratum_of_unit[unit])
      strata.resize(stratum_of_unit[unit] + std::size_t{1});
    strata[stratum_of_unit[unit]].push_back(unit);
  }
  return strata;
}

double share_of(std::size_t units, Allocation allocation) {
  const auto size = static_cast<double>(units);
  switch (allocation) {
    case Allocation::Proportional:
      return size;
    case Allocation::Equal:
      return units > 0 ? 1 : 0;
    case Allocation::Root:
      return std::sqrt(size);
  }
  return size;
}

/// Strata by size, the larger first.
std::vector<std::size_t> by_size(std::span<const std::size_t> sizes) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  return order;
}

/// How many of each stratum: one unit at a time goes to the stratum that is furthest below its
/// share (the method of Webster or Sainte-Lague), so that rounding favours none.
std::vector<std::size_t> allocated(std::span<const std::size_t> sizes,
                                   const AuditOptions& options) {
  std::vector<std::size_t> counts(sizes.size(), 0);
  std::size_t left =
      std::min(options.n, std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
  const std::vector<std::size_t> order = by_size(sizes);
  for (std::size_t round = 0; round < options.minimum; ++round) {
    for (const std::size_t stratum : order) {
      if (left == 0 || counts[stratum] > round || counts[stratum] == sizes[stratum]) continue;
      ++counts[stratum];
      --left;
    }
  }
  for (; left > 0; --left) {
    std::size_t neediest = sizes.size();
    double most = 0;
    for (const std::size_t stratum : order) {
      if (counts[stratum] == sizes[stratum]) continue;
      const double need = share_of(sizes[stratum], options.allocation) /
                          (2 * static_cast<double>(counts[stratum]) + 1);
      if (need > most) {
        most = need;
        neediest = stratum;
      }
    }
    ++counts[neediest];
  }
  return counts;
}

}  // namespace

std::vector<AuditDraw> plan_audit(std::span<const std::uint32_t> stratum_of_unit,
                                  const AuditOptions& options) {
  std::vector<std::vector<std::size_t>> strata = members(stratum_of_unit);
  std::vector<std::size_t> sizes;
  for (const auto& stratum : strata) sizes.push_back(stratum.size());
  const std::vector<std::size_t> counts = allocated(sizes, options);
  std::vector<AuditDraw> drawn;
  for (std::size_t stratum = 0; stratum < strata.size(); ++stratum) {
    std::mt19937_64 generator = stream(options.seed, stratum);
    shuffle(strata[stratum], generator);
    for (std::size_t i = 0; i < counts[stratum]; ++i) {
      drawn.push_back({strata[stratum][i],
                       static_cast<double>(counts[stratum]) / static_cast<double>(sizes[stratum])});
    }
  }
  std::mt19937_64 generator = stream(options.seed, strata.size());
  shuffle(drawn, generator);
  return drawn;
}

std::vector<double> inclusion_of(std::span<const std::uint32_t> stratum_of_unit,
                                 std::span<const std::size_t> checked) {
  std::vector<double> inclusion;
  std::vector<double> units;
  for (const std::uint32_t stratum : stratum_of_unit) {
    if (units.size() <= stratum) units.resize(stratum + std::size_t{1}, 0.0);
    units[stratum] += 1;
  }
  inclusion.resize(units.size(), 0.0);
  for (const std::size_t unit : checked) {
    inclusion[stratum_of_unit[unit]] += 1 / units[stratum_of_unit[unit]];
  }
  return inclusion;
}

}  // namespace faultline::inference

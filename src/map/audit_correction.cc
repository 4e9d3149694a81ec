#include "map/audit_correction.h"

#include <algorithm>

namespace faultline::map {
namespace {

using inference::CorrectedRate;
using inference::Counts;

Counts criticism(const RiftReading& reading) {
  if (reading.sign >= 0 || !reading.from_member) return {};
  return {reading.to_member ? 1.0 : 0.0, 1};
}

Counts support(const RiftReading& reading) {
  if (reading.sign == 0 || !reading.from_member || !reading.to_member) return {};
  return {reading.sign > 0 ? 1.0 : 0.0, 1};
}

/// The place of `day` in the series; none: outside.
std::optional<std::size_t> place_of(std::span<const Day> bins, timeline::Bin bin, Day day) {
  const auto begin = timeline::bin_begin(bin, day);
  const auto found = std::lower_bound(bins.begin(), bins.end(), begin);
  if (found == bins.end() || *found != begin) return std::nullopt;
  return static_cast<std::size_t>(found - bins.begin());
}

/// Corrected rates of `points` points; `point_of` gives that of a place in the series.
template <class Measure, class PointOf>
Result<std::vector<CorrectedRate>> rates(const AuditedBloc& bloc,
                                         std::span<const std::optional<std::size_t>> places,
                                         std::size_t points, Measure measure, PointOf point_of,
                                         double level) {
  std::vector<inference::LabelledUnit> units;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    const AuditedUnit& from = bloc.units[i];
    inference::LabelledUnit unit;
    unit.story = from.story;
    unit.point = static_cast<std::uint32_t>(point_of(*places[i]));
    unit.stratum = from.stratum;
    unit.machine = measure(from.machine);
    if (from.checked) unit.checked = measure(*from.checked);
    unit.inclusion = from.inclusion;
    units.push_back(unit);
  }
  return inference::corrected_rates(units, points, {.level = level});
}

/// As of two rates of the machine, from their corrected intervals.
inference::Estimate difference(const CorrectedRate& before, const CorrectedRate& after) {
  const auto rate = [](const CorrectedRate& corrected) {
    inference::Rate made;
    made.value = corrected.corrected.value;
    made.interval = corrected.corrected.interval;
    made.clusters = corrected.corrected.clusters;
    return made;
  };
  return inference::difference(rate(before), rate(after));
}

inference::Estimate net_of(const inference::Estimate& support) {
  inference::Estimate net = support;
  net.value = 2 * support.value - 1;
  net.standard_error = 2 * support.standard_error;
  net.interval.low = 2 * support.interval.low - 1;
  net.interval.high = 2 * support.interval.high - 1;
  return net;
}

}  // namespace

Result<RiftCorrection> corrected_rift(const AuditedBloc& bloc, std::span<const Day> bins,
                                      timeline::Bin bin, std::optional<std::size_t> turn,
                                      double level) {
  RiftCorrection correction;
  correction.audits = bloc.audits;
  correction.units = bloc.units.size();
  correction.checked = bloc.checked;
  correction.decided = bloc.decided;
  correction.strata = bloc.strata.size();
  correction.same_frame = bloc.same_frame;
  std::vector<std::optional<std::size_t>> places;
  for (const AuditedUnit& unit : bloc.units) places.push_back(place_of(bins, bin, unit.day));
  const auto one = [](std::size_t) { return std::size_t{0}; };
  const auto share = rates(bloc, places, 1, criticism, one, level);
  if (!share) return tl::unexpected(share.error());
  correction.share = share->front();
  const auto backing = rates(bloc, places, 1, support, one, level);
  if (!backing) return tl::unexpected(backing.error());
  correction.support = backing->front();
  correction.net_support = net_of(correction.support.corrected);
  auto series =
      rates(bloc, places, bins.size(), criticism, [](std::size_t place) { return place; }, level);
  if (!series) return tl::unexpected(series.error());
  correction.bins = std::move(*series);
  if (!turn) return correction;
  const auto halves = rates(
      bloc, places, 2, criticism, [&](std::size_t place) { return std::size_t{place >= *turn}; },
      level);
  if (!halves) return tl::unexpected(halves.error());
  correction.turn =
      CorrectedPart{(*halves)[0], (*halves)[1], difference((*halves)[0], (*halves)[1])};
  return correction;
}

}  // namespace faultline::map

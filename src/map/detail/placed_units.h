#pragma once
// A bloc's checked relations and passages at the points of a figure, as the arithmetic of
// correction takes them.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "map/audit_correction.h"

namespace faultline::map::detail {

// What a reading adds to the in-bloc share of members' criticism, and to that of support inside.
[[nodiscard]] inline inference::Counts criticism(const RiftReading& reading) {
  if (reading.sign >= 0 || !reading.from_member) return {};
  return {reading.to_member ? 1.0 : 0.0, 1};
}

[[nodiscard]] inline inference::Counts support(const RiftReading& reading) {
  if (reading.sign == 0 || !reading.from_member || !reading.to_member) return {};
  return {reading.sign > 0 ? 1.0 : 0.0, 1};
}

/// The place of `day` in the series; none: outside.
[[nodiscard]] inline std::optional<std::size_t> place_of(std::span<const Day> bins,
                                                         timeline::Bin bin, Day day) {
  const auto begin = timeline::bin_begin(bin, day);
  const auto found = std::lower_bound(bins.begin(), bins.end(), begin);
  if (found == bins.end() || *found != begin) return std::nullopt;
  return static_cast<std::size_t>(found - bins.begin());
}

using Places = std::vector<std::optional<std::size_t>>;

/// Where units, passages and statements lie in the series; none: outside.
struct Placed {
  const AuditedBloc& bloc;
  Places units, passages, exposures;
  bool with_misses = true;
};

/// `point_of` gives the point of a place in the series, `measure` what a reading counts for.
template <class Measure, class PointOf>
[[nodiscard]] std::vector<inference::LabelledUnit> units_of(const Placed& placed, Measure measure,
                                                            PointOf point_of) {
  const AuditedBloc& bloc = placed.bloc;
  std::vector<inference::LabelledUnit> units;
  for (std::size_t i = 0; i < placed.units.size(); ++i) {
    if (!placed.units[i]) continue;
    const AuditedUnit& from = bloc.units[i];
    inference::LabelledUnit unit;
    unit.story = from.story;
    unit.point = static_cast<std::uint32_t>(point_of(*placed.units[i]));
    unit.stratum = from.stratum;
    unit.machine = measure(from.machine);
    if (from.checked) unit.checked = measure(*from.checked);
    unit.inclusion = from.inclusion;
    units.push_back(unit);
  }
  if (!placed.with_misses) return units;
  for (std::size_t i = 0; i < placed.passages.size(); ++i) {
    if (!placed.passages[i]) continue;
    inference::Counts missed;
    for (const RiftReading& reading : bloc.passages[i].missed) {
      const inference::Counts one = measure(reading);
      missed = {missed.hits + one.hits, missed.n + one.n};
    }
    auto unit = passage_unit(bloc, bloc.passages[i], missed);
    unit.point = static_cast<std::uint32_t>(point_of(*placed.passages[i]));
    units.push_back(unit);
  }
  return units;
}

/// Where everything of `bloc` lies, by `place`, a function of its day.
template <class Place>
[[nodiscard]] Placed placed(const AuditedBloc& bloc, Place place) {
  const auto places = [&](const auto& things) {
    Places made;
    for (const auto& thing : things) made.push_back(place(thing.day));
    return made;
  };
  return {bloc, places(bloc.units), places(bloc.passages), places(bloc.exposures)};
}

/// After minus before; as of two rates of the machine, from their corrected intervals.
[[nodiscard]] inference::Estimate corrected_difference(const inference::CorrectedRate& before,
                                                       const inference::CorrectedRate& after);

}  // namespace faultline::map::detail

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

inference::Estimate net_of(const inference::Estimate& support) {
  inference::Estimate net = support;
  net.value = 2 * support.value - 1;
  net.standard_error = 2 * support.standard_error;
  net.interval.low = 2 * support.interval.low - 1;
  net.interval.high = 2 * support.interval.high - 1;
  return net;
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
std::vector<inference::LabelledUnit> units_of(const Placed& placed, Measure measure,
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
    Counts missed;
    for (const RiftReading& reading : bloc.passages[i].missed) {
      const Counts one = measure(reading);
      missed = {missed.hits + one.hits, missed.n + one.n};
    }
    auto unit = passage_unit(bloc, bloc.passages[i], missed);
    unit.point = static_cast<std::uint32_t>(point_of(*placed.passages[i]));
    units.push_back(unit);
  }
  return units;
}

std::size_t one_point(std::size_t) { return 0; }

/// Shares and counts over the whole series.
Result<void> correct_whole(RiftCorrection& correction, const Placed& placed, double level) {
  const inference::CorrectionOptions options{.level = level};
  const auto share_of = [&](const Placed& of, auto measure) {
    return inference::corrected_rates(units_of(of, measure, one_point), 1, options);
  };
  const auto share = share_of(placed, criticism);
  if (!share) return tl::unexpected(share.error());
  correction.share = share->front();
  if (!placed.passages.empty()) {
    Placed found = placed;
    found.with_misses = false;
    const auto of_found = share_of(found, criticism);
    if (!of_found) return tl::unexpected(of_found.error());
    correction.share_of_found = of_found->front();
  }
  const auto backing = share_of(placed, support);
  if (!backing) return tl::unexpected(backing.error());
  correction.support = backing->front();
  correction.net_support = net_of(correction.support.corrected);
  const auto inside = units_of(
      placed, [](const RiftReading& reading) { return Counts{criticism(reading).hits, 0}; },
      one_point);
  const auto outward = units_of(
      placed,
      [](const RiftReading& reading) {
        const Counts counts = criticism(reading);
        return Counts{counts.n - counts.hits, 0};
      },
      one_point);
  const auto counts_in = inference::corrected_totals(inside, 1, options);
  if (!counts_in) return tl::unexpected(counts_in.error());
  correction.inside = counts_in->front();
  const auto counts_out = inference::corrected_totals(outward, 1, options);
  if (!counts_out) return tl::unexpected(counts_out.error());
  correction.outward = counts_out->front();
  std::vector<inference::Exposure> exposures;
  for (std::size_t i = 0; i < placed.exposures.size(); ++i)
    if (placed.exposures[i])
      exposures.push_back({placed.bloc.exposures[i].story, 0, placed.bloc.exposures[i].statements});
  const auto rate = inference::corrected_event_rates(inside, exposures, 1, options);
  if (!rate) return tl::unexpected(rate.error());
  correction.per_statement = rate->front();
  return {};
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

}  // namespace

bool AuditedBloc::corrects() const {
  return std::any_of(audits.begin(), audits.end(), [](const study::AuditRow& audit) {
    return audit.kind == study::AuditKind::Relations;
  });
}

inference::LabelledUnit passage_unit(const AuditedBloc& bloc, const AuditedPassage& passage,
                                     inference::Counts missed) {
  inference::LabelledUnit unit;
  unit.story = passage.story;
  // Behind the strata of relations and those that people have decided.
  unit.stratum = static_cast<std::uint32_t>(bloc.strata.size()) + 1 + passage.stratum;
  unit.worth = passage.parts;
  if (!passage.is_read) return unit;
  unit.checked = Counts{passage.parts * missed.hits, passage.parts * missed.n};
  unit.inclusion = passage.inclusion;
  return unit;
}

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
  correction.passages = bloc.passages.size();
  correction.read = bloc.read;
  correction.changed = bloc.changed;
  for (const AuditedPassage& passage : bloc.passages) correction.missed += passage.missed.size();
  const auto places = [&](const auto& things) {
    Places made;
    for (const auto& thing : things) made.push_back(place_of(bins, bin, thing.day));
    return made;
  };
  const Placed placed{bloc, places(bloc.units), places(bloc.passages), places(bloc.exposures)};
  if (auto done = correct_whole(correction, placed, level); !done)
    return tl::unexpected(done.error());
  const inference::CorrectionOptions options{.level = level};
  auto series = inference::corrected_rates(
      units_of(placed, criticism, [](std::size_t place) { return place; }), bins.size(), options);
  if (!series) return tl::unexpected(series.error());
  correction.bins = std::move(*series);
  if (!turn) return correction;
  const auto halves = inference::corrected_rates(
      units_of(placed, criticism, [&](std::size_t place) { return std::size_t{place >= *turn}; }),
      2, options);
  if (!halves) return tl::unexpected(halves.error());
  correction.turn =
      CorrectedPart{(*halves)[0], (*halves)[1], difference((*halves)[0], (*halves)[1])};
  return correction;
}

}  // namespace faultline::map

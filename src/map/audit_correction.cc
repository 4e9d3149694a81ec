#include "map/audit_correction.h"

#include <algorithm>

#include "map/detail/corrected_change.h"
#include "map/detail/placed_units.h"

namespace faultline::map {
namespace {

using detail::criticism;
using detail::Placed;
using detail::support;
using detail::units_of;
using inference::CorrectedRate;
using inference::Counts;

inference::Estimate net_of(const inference::Estimate& support) {
  inference::Estimate net = support;
  net.value = 2 * support.value - 1;
  net.standard_error = 2 * support.standard_error;
  net.interval.low = 2 * support.interval.low - 1;
  net.interval.high = 2 * support.interval.high - 1;
  return net;
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

}  // namespace

inference::Estimate detail::corrected_difference(const CorrectedRate& before,
                                                 const CorrectedRate& after) {
  const auto rate = [](const CorrectedRate& corrected) {
    inference::Rate made;
    made.value = corrected.corrected.value;
    made.interval = corrected.corrected.interval;
    made.clusters = corrected.corrected.clusters;
    return made;
  };
  return inference::difference(rate(before), rate(after));
}

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
                                      timeline::Bin bin, const ChangeOptions& options) {
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
  const auto placed =
      detail::placed(bloc, [&](Day day) { return detail::place_of(bins, bin, day); });
  if (auto done = correct_whole(correction, placed, options.level); !done)
    return tl::unexpected(done.error());
  auto series = inference::corrected_rates(
      units_of(placed, criticism, [](std::size_t place) { return place; }), bins.size(),
      {.level = options.level});
  if (!series) return tl::unexpected(series.error());
  correction.bins = std::move(*series);
  const auto turn = detail::corrected_turn(placed, bins, options);
  if (!turn) return tl::unexpected(turn.error());
  correction.turn = *turn;
  return correction;
}

}  // namespace faultline::map

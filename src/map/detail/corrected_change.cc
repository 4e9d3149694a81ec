#include "map/detail/corrected_change.h"

#include <cmath>
#include <set>

#include "inference/corrected_tests.h"
#include "inference/events.h"

namespace faultline::map {
namespace {

using detail::Placed;

/// Numbers of outlets by story; a story is an article and has one.
std::vector<std::uint32_t> outlets_of_stories(const AuditedBloc& bloc) {
  std::vector<std::uint32_t> outlets(bloc.stories.size());
  for (const AuditedUnit& unit : bloc.units) outlets[unit.story] = unit.outlet;
  for (const AuditedPassage& passage : bloc.passages) outlets[passage.story] = passage.outlet;
  return outlets;
}

std::size_t same_point(std::size_t place) { return place; }

/// The share before the second point and from it on.
Result<CorrectedPart> part_of(const std::vector<inference::LabelledUnit>& units, double level,
                              double level_of_difference) {
  const auto rates = inference::corrected_rates(units, 2, {.level = level});
  if (!rates) return tl::unexpected(rates.error());
  const auto of_difference = inference::corrected_rates(units, 2, {.level = level_of_difference});
  if (!of_difference) return tl::unexpected(of_difference.error());
  return CorrectedPart{(*rates)[0], (*rates)[1],
                       detail::corrected_difference((*of_difference)[0], (*of_difference)[1])};
}

}  // namespace

Result<std::optional<CorrectedTurn>> detail::corrected_turn(const Placed& placed,
                                                            std::span<const Day> bins,
                                                            const ChangeOptions& options) {
  std::optional<CorrectedTurn> none;
  const auto counts = inference::corrected_counts(units_of(placed, criticism, same_point),
                                                  outlets_of_stories(placed.bloc), bins.size());
  if (!counts) return tl::unexpected(counts.error());
  const auto change = share_change(*counts, bins.size(), inference::Cost::Normal, options);
  if (!change) return tl::unexpected(change.error());
  if (!*change) return none;
  const auto& at = (*change)->at;
  std::vector<inference::Bin> sums(bins.size());
  for (const auto& story : *counts) sums[story.bin].size += story.size;
  const auto part = part_of(
      units_of(placed, criticism, [&](std::size_t place) { return std::size_t{place >= at.bin}; }),
      options.level, inference::level_after_search(options.level, sums, at.earliest, at.latest));
  if (!part) return tl::unexpected(part.error());
  CorrectedTurn turn;
  turn.bin = at.bin;
  turn.earliest = at.earliest;
  turn.latest = at.latest;
  turn.first = bins[at.bin];
  turn.first_earliest = bins[at.earliest];
  turn.first_latest = bins[at.latest];
  turn.part = *part;
  turn.p = (*change)->p;
  turn.permutations = (*change)->permutations;
  turn.shuffled = (*change)->shuffled;
  return std::optional(turn);
}

Result<std::optional<CorrectedEvent>> corrected_event(const AuditedBloc& bloc, Day begin, Day day,
                                                      Day end, const ChangeOptions& options) {
  std::optional<CorrectedEvent> none;
  const std::uint32_t weeks_before = inference::weeks_of(days_between(begin, day));
  const auto week = [&](Day of) -> std::optional<std::size_t> {
    if (of < begin || of >= end) return std::nullopt;
    return inference::week_around(days_between(day, of), weeks_before);
  };
  const auto placed = detail::placed(bloc, week);
  const std::size_t weeks = weeks_before + inference::weeks_of(days_between(day, end));
  const auto counts = inference::corrected_counts(
      detail::units_of(placed, detail::criticism, same_point), outlets_of_stories(bloc), weeks);
  if (!counts) return tl::unexpected(counts.error());
  auto part =
      part_of(detail::units_of(placed, detail::criticism,
                               [&](std::size_t of) { return std::size_t{of >= weeks_before}; }),
              options.level, options.level);
  if (!part) return tl::unexpected(part.error());
  if (counts->empty() || std::isnan(part->difference.value)) return none;
  return std::optional(CorrectedEvent{
      *part, inference::difference_p(*counts, weeks_before, options.permutations, options.seed)});
}

AuditedBloc without_outlet(const AuditedBloc& bloc, const std::string& outlet) {
  AuditedBloc rest = bloc;
  std::set<std::uint32_t> gone;  // stories
  const auto leave_out = [&](auto& things) {
    std::erase_if(things, [&](const auto& thing) {
      if (bloc.outlets[thing.outlet] != outlet) return false;
      gone.insert(thing.story);
      return true;
    });
  };
  leave_out(rest.units);
  leave_out(rest.passages);
  std::erase_if(rest.exposures,
                [&](const AuditedExposure& exposure) { return gone.contains(exposure.story); });
  return rest;
}

}  // namespace faultline::map

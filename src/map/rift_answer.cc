#include "map/rift_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "inference/bootstrap.h"
#include "map/detail/picture.h"
#include "map/detail/rift_verdict.h"

namespace faultline::map {
namespace {

using inference::Bin;
using inference::Cost;
using timeline::cell_number;
using timeline::RiftCell;
using timeline::RiftUnits;

/// The sums of every unit by bin and, as one more bin, over all, ready to be drawn anew.
Result<inference::SumTable> sum_table(const RiftUnits& units) {
  std::vector<inference::SumEntry> entries = units.entries;
  const auto whole = cell_number(units.bins.size(), RiftCell::CritIn);
  for (const auto& entry : units.entries)
    entries.push_back({entry.unit, whole + entry.cell % timeline::rift_cells, entry.value});
  return inference::SumTable::create(units.units(), units.cells() + timeline::rift_cells,
                                     std::move(entries));
}

inference::Design design_of(const RiftUnits& units) {
  inference::Design design;
  design.units = units.units();
  design.story = units.story;
  design.outlet = units.outlet;
  return design;
}

struct Shares {
  std::vector<inference::Rate> bins, curve;  // `curve`: bands that hold for all bins at once
  inference::Rate whole;                     // of the whole period, by its own correlation
};

Result<Shares> shares_of(const inference::SumTable& table, const inference::Design& design,
                         std::size_t bins, const RiftOptions& options) {
  std::vector<inference::Ratio> ratios;
  for (std::size_t bin = 0; bin <= bins; ++bin)
    ratios.push_back({cell_number(bin, RiftCell::CritIn), cell_number(bin, RiftCell::Criticism)});
  inference::RateOptions rates;
  rates.level = options.level;
  rates.minimum_n = options.rule.minimum_n;
  const auto of_bins = std::span(ratios).first(bins), of_whole = std::span(ratios).last(1);
  const auto stories = inference::Resampling::Stories;
  auto shares = inference::clustered_rates(table, of_bins, design, stories, rates);
  const auto whole = inference::clustered_rates(table, of_whole, design, stories, rates);
  rates.simultaneous = true;
  auto curve = inference::clustered_rates(table, of_bins, design, stories, rates);
  if (!shares) return tl::unexpected(shares.error());
  if (!whole) return tl::unexpected(whole.error());
  if (!curve) return tl::unexpected(curve.error());
  return Shares{std::move(*shares), std::move(*curve), whole->front()};
}

struct WholeEstimates {
  inference::Estimate net_support, per_statement;
};

/// Net support inside and criticism per statement. The bands are those of the share of criticism
/// inside that it is made of, and of events per exposure: for few stories the bootstrap is too
/// narrow (docs/validation.md). Its deviation stands beside them.
Result<WholeEstimates> whole_estimates(const inference::SumTable& table,
                                       const inference::Design& design, std::size_t bins,
                                       const RiftOptions& options) {
  const auto whole = [&](RiftCell cell) { return cell_number(bins, cell); };
  const std::vector<inference::Ratio> drawn = {
      {whole(RiftCell::NetIn), whole(RiftCell::SignedIn)},
      {whole(RiftCell::CritIn), whole(RiftCell::Statements)}};
  inference::BootstrapOptions bootstrap;
  bootstrap.replicates = options.replicates;
  bootstrap.seed = options.seed;
  bootstrap.threads = options.threads;
  const auto replicates = inference::bootstrap(table, drawn, design, bootstrap);
  if (!replicates) return tl::unexpected(replicates.error());
  const auto estimates = inference::intervals(*replicates);
  WholeEstimates result{estimates[0], estimates[1]};
  inference::RateOptions rates;
  rates.level = options.level;
  const std::vector<inference::Ratio> against = {
      {whole(RiftCell::CritIn), whole(RiftCell::SignedIn)}};
  const auto stories = inference::Resampling::Stories;
  const auto shares = inference::clustered_rates(table, against, design, stories, rates);
  const auto events =
      inference::event_rates(table, std::span(drawn).last(1), design, stories, rates);
  if (!shares) return tl::unexpected(shares.error());
  if (!events) return tl::unexpected(events.error());
  const auto& share = shares->front().interval;
  result.net_support.interval = {1 - 2 * share.high, 1 - 2 * share.low, share.method};
  result.net_support.clusters = shares->front().clusters;
  result.per_statement.interval = events->front().interval;
  result.per_statement.clusters = events->front().clusters;
  return result;
}

/// Criticism inside and in all, by bin, without one outlet if asked.
std::vector<Bin> criticism_bins(const RiftUnits& units, std::optional<std::uint32_t> without = {}) {
  std::vector<Bin> bins(units.bins.size());
  for (const auto& entry : units.entries) {
    if (without && units.outlet[entry.unit] == *without) continue;
    Bin& bin = bins[entry.cell / timeline::rift_cells];
    const auto cell = static_cast<RiftCell>(entry.cell % timeline::rift_cells);
    if (cell == RiftCell::CritIn) bin.sum += entry.value;
    if (cell == RiftCell::Criticism) bin.size += entry.value;
  }
  return bins;
}

/// The share of bins [begin, end), by story.
inference::Rate share_of_stretch(const RiftUnits& units, std::size_t begin, std::size_t end,
                                 std::optional<std::uint32_t> without, double level) {
  std::map<std::uint32_t, inference::ClusterCount> stories;
  for (const auto& entry : units.entries) {
    const std::size_t bin = entry.cell / timeline::rift_cells;
    if (bin < begin || bin >= end || (without && units.outlet[entry.unit] == *without)) continue;
    const auto cell = static_cast<RiftCell>(entry.cell % timeline::rift_cells);
    if (cell == RiftCell::CritIn) stories[units.story[entry.unit]].hits += entry.value;
    if (cell == RiftCell::Criticism) stories[units.story[entry.unit]].n += entry.value;
  }
  std::vector<inference::ClusterCount> counts;
  for (const auto& [number, story] : stories)
    if (story.n > 0) counts.push_back(story);
  inference::RateOptions options;
  options.level = level;
  return inference::clustered_rate(counts, options);
}

/// What each story of each outlet adds to each bin.
std::vector<inference::StoryCount> story_counts(const RiftUnits& units,
                                                std::optional<std::uint32_t> without) {
  std::map<std::pair<std::uint32_t, std::size_t>, inference::StoryCount> counts;
  for (const auto& entry : units.entries) {
    if (without && units.outlet[entry.unit] == *without) continue;
    const std::size_t bin = entry.cell / timeline::rift_cells;
    const auto cell = static_cast<RiftCell>(entry.cell % timeline::rift_cells);
    if (cell != RiftCell::CritIn && cell != RiftCell::Criticism) continue;
    auto& count = counts[{entry.unit, bin}];
    count.bin = static_cast<std::uint32_t>(bin);
    count.stratum = units.outlet[entry.unit];
    (cell == RiftCell::CritIn ? count.sum : count.size) += entry.value;
  }
  std::vector<inference::StoryCount> stories;
  stories.reserve(counts.size());
  for (const auto& [place, count] : counts) stories.push_back(count);
  return stories;
}

inference::DateOptions date_options(const RiftOptions& options) {
  inference::DateOptions dates;
  dates.level = options.level;
  dates.permutations = options.permutations;
  dates.seed = options.seed;
  dates.threads = options.threads;
  return dates;
}

ChangeOptions change_options(const RiftOptions& options) {
  return {options.permutations, options.seed, options.threads, options.level};
}

/// After minus before; the band allows for the search among the cuts that the date leaves open.
inference::Estimate difference_after_search(const RiftUnits& units, const RiftTurn& turn,
                                            double level, std::optional<std::uint32_t> without) {
  const auto bins = criticism_bins(units, without);
  const double searched = inference::level_after_search(level, bins, turn.earliest, turn.latest);
  return inference::difference(share_of_stretch(units, 0, turn.bin, without, searched),
                               share_of_stretch(units, turn.bin, bins.size(), without, searched));
}

/// The greatest change of the share over the bins, without one outlet if asked.
Result<std::optional<RiftTurn>> turn_of(const RiftUnits& units, const RiftOptions& options,
                                        std::optional<std::uint32_t> without = {}) {
  const auto change = share_change(story_counts(units, without), units.bins.size(), Cost::Binomial,
                                   change_options(options));
  if (!change) return tl::unexpected(change.error());
  if (!*change) return std::optional<RiftTurn>();
  RiftTurn turn;
  turn.bin = (*change)->at.bin;
  turn.earliest = (*change)->at.earliest;
  turn.latest = (*change)->at.latest;
  turn.first = units.bins[turn.bin];
  turn.first_earliest = units.bins[turn.earliest];
  turn.first_latest = units.bins[turn.latest];
  turn.before = share_of_stretch(units, 0, turn.bin, without, options.level);
  turn.after = share_of_stretch(units, turn.bin, units.bins.size(), without, options.level);
  turn.difference = difference_after_search(units, turn, options.level, without);
  turn.p = (*change)->p;
  turn.permutations = (*change)->permutations;
  turn.shuffled = (*change)->shuffled;
  return std::optional(turn);
}

/// E-divisive on the shares of the bins that hold criticism.
Result<void> ask_second_opinion(RiftAnswer& answer, const std::vector<Bin>& bins,
                                const RiftOptions& options) {
  std::vector<double> shares;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    if (bins[bin].size <= 0) continue;
    shares.push_back(bins[bin].sum / bins[bin].size);
    answer.opinion_bins.push_back(bin);
  }
  inference::EnergyOptions energy;
  energy.permutations = options.permutations;
  energy.seed = options.seed;
  energy.threads = options.threads;
  energy.minimum_size = 3;
  if (shares.size() < 2 * energy.minimum_size) return {};
  auto changes = inference::energy_changes(shares, 1, energy);
  if (!changes) return tl::unexpected(changes.error());
  answer.second_opinion = std::move(*changes);
  return {};
}

/// Lines through the bins before and after `day`; none if too few hold something on one side.
std::optional<inference::InterruptedSeries> lines_around(Day day, const std::vector<Bin>& bins,
                                                         Day first, const RiftOptions& options) {
  std::vector<inference::RateBin> rates;
  std::size_t event = 0;
  for (Day begin = first; const Bin& bin : bins) {
    rates.push_back({bin.sum, bin.size});
    begin = timeline::next_bin(options.bin, begin);
    if (begin <= day) ++event;  // this bin ends before the day
  }
  if (event == 0 || event >= bins.size()) return {};
  auto lines = inference::interrupted_series(rates, event, options.level);
  if (!lines || std::isnan(lines->level_change.value)) return {};
  return *lines;
}

Result<void> study_events(RiftAnswer& answer, const BlocData& data, const std::vector<Bin>& bins,
                          const RiftOptions& options) {
  std::map<std::pair<std::uint32_t, std::int32_t>, inference::DatedCount> counts;
  const auto number_of = [](Day day) {
    return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
  };
  for (const timeline::RiftTie& tie : data.ties) {
    if (!tie.from_member || tie.sign >= 0) continue;
    auto& count = counts[{tie.cluster, number_of(tie.day)}];
    count.day = number_of(tie.day);
    count.story = tie.cluster;
    count.outlet = tie.outlet;
    count.n += 1;
    count.hits += tie.to_member ? 1 : 0;
  }
  std::vector<inference::DatedCount> rows;
  rows.reserve(counts.size());
  for (const auto& [key, count] : counts) rows.push_back(count);
  for (const NamedEvent& event : options.events) {
    inference::EventOptions study;
    study.permutations = options.permutations;
    study.seed = options.seed;
    study.level = options.level;
    auto found = inference::event_study(rows, number_of(event.day), study);
    if (!found) return tl::unexpected(found.error());
    answer.events.push_back(
        {event, std::move(*found), std::nullopt,
         lines_around(event.day, bins, answer.bins.front().point.first, options)});
  }
  return {};
}

Result<void> try_without_outlets(RiftAnswer& answer, const BlocData& data, const RiftUnits& units,
                                 const RiftOptions& options) {
  for (const auto& outlet : answer.outlet_mix) {
    if (outlet.criticism == 0) continue;
    WithoutOutlet without;
    without.outlet = data.outlets[outlet.outlet];
    without.criticism = static_cast<double>(outlet.criticism);
    without.share = share_of_stretch(units, 0, units.bins.size(), outlet.outlet, options.level);
    const auto turn = turn_of(units, options, outlet.outlet);
    if (!turn) return tl::unexpected(turn.error());
    without.turn = *turn;
    answer.without.push_back(std::move(without));
  }
  return {};
}

Result<void> correct(RiftAnswer& answer, const BlocData& data, const RiftUnits& units,
                     const RiftOptions& options) {
  if (!data.audited || !data.audited->corrects() || !options.correct) return {};
  auto corrected = corrected_rift(*data.audited, units.bins, options.bin, change_options(options));
  if (!corrected) return tl::unexpected(corrected.error());
  // Where too little was read for a share, a corrected one would be a guess too.
  for (std::size_t bin = 0; bin < corrected->bins.size(); ++bin)
    if (answer.bins[bin].share.n < options.rule.minimum_n) corrected->bins[bin].corrected = {};
  answer.correction = std::move(*corrected);
  for (EventAnswer& event : answer.events) {
    if (std::isnan(event.study.difference.value)) continue;  // too little was read
    const inference::EventOptions windows;
    const Day day = event.event.day;
    const auto of_event =
        corrected_event(*data.audited, add_days(day, -windows.days_before), day,
                        add_days(day, windows.days_after), change_options(options));
    if (!of_event) return tl::unexpected(of_event.error());
    event.corrected = *of_event;
  }
  for (WithoutOutlet& without : answer.without) {
    const auto of_rest = corrected_rift(without_outlet(*data.audited, without.outlet), units.bins,
                                        options.bin, change_options(options));
    if (!of_rest) return tl::unexpected(of_rest.error());
    without.corrected = of_rest->share;
    without.corrected_turn = of_rest->turn;
  }
  return {};
}

/// Criticism by members and their statements, by outlet, most criticism first.
std::vector<timeline::OutletShare> outlet_mix(const RiftUnits& units) {
  std::map<std::uint32_t, timeline::OutletShare> outlets;
  for (const auto& entry : units.entries) {
    auto& outlet = outlets[units.outlet[entry.unit]];
    outlet.outlet = units.outlet[entry.unit];
    const auto count = static_cast<std::int64_t>(entry.value);
    const auto cell = static_cast<RiftCell>(entry.cell % timeline::rift_cells);
    if (cell == RiftCell::Criticism) outlet.criticism += count;
    if (cell == RiftCell::CritIn) outlet.crit_in += count;
    if (cell == RiftCell::Statements) outlet.statements += count;
  }
  std::vector<timeline::OutletShare> mix;
  mix.reserve(outlets.size());
  for (const auto& [number, outlet] : outlets) mix.push_back(outlet);
  std::stable_sort(mix.begin(), mix.end(), [](const auto& left, const auto& right) {
    return left.criticism > right.criticism;
  });
  return mix;
}

Result<void> check(const RiftOptions& options) {
  if (options.permutations >= 1 && options.replicates >= 1 && options.rule.minimum_n >= 1 &&
      options.level > 0 && options.level < 1)
    return {};
  return failure(ErrorCode::Usage,
                 "A rift needs at least one permutation and replicate, a least n of 1 or more, and "
                 "a level between 0 and 1.");
}

}  // namespace

Result<RiftAnswer> rift_answer(const BlocData& data, const RiftOptions& options) {
  if (auto checked = check(options); !checked) return tl::unexpected(checked.error());
  RiftAnswer answer;
  answer.bloc = data.bloc;
  answer.first = data.first;
  answer.last = data.last;
  answer.counts = timeline::counts_of(data.rows());
  answer.cohesion = timeline::cohesion(data.codings, {.rule = options.rule});
  answer.pairs = timeline::who_attacks_whom(data.ties);
  if (!data.first) {  // no row that a series may hold
    answer.verdict = detail::verdict_of(answer, options);
    answer.cautions = detail::rift_cautions(answer, data, options);
    return answer;
  }
  timeline::SeriesOptions series;
  series.bin = options.bin;
  const auto points = timeline::rift_series(data.rows(), series);
  const RiftUnits units = timeline::rift_units(data.rows(), series);
  const auto table = sum_table(units);
  if (!table) return tl::unexpected(table.error());
  const auto design = design_of(units);
  const auto shares = shares_of(*table, design, units.bins.size(), options);
  if (!shares) return tl::unexpected(shares.error());
  for (std::size_t bin = 0; bin < points.size(); ++bin)
    answer.bins.push_back({points[bin], shares->bins[bin], shares->curve[bin].interval});
  answer.share = shares->whole;
  const auto estimates = whole_estimates(*table, design, units.bins.size(), options);
  if (!estimates) return tl::unexpected(estimates.error());
  answer.net_support = estimates->net_support;
  answer.per_statement = estimates->per_statement;
  answer.stories = answer.share.clusters;
  answer.outlet_mix = outlet_mix(units);
  answer.outlets = static_cast<std::size_t>(
      std::count_if(answer.outlet_mix.begin(), answer.outlet_mix.end(),
                    [](const auto& outlet) { return outlet.criticism > 0; }));
  answer.smooth = timeline::smoothed_rift(data.ties, {.rule = options.rule});
  const auto turn = turn_of(units, options);
  if (!turn) return tl::unexpected(turn.error());
  answer.turn = *turn;
  const auto bins = criticism_bins(units);
  auto segments = inference::pelt(bins);
  if (!segments) return tl::unexpected(segments.error());
  answer.segments = std::move(*segments);
  answer.segment_dates =
      inference::date_changes(bins, answer.segments, Cost::Binomial, date_options(options));
  if (auto asked = ask_second_opinion(answer, bins, options); !asked)
    return tl::unexpected(asked.error());
  if (auto studied = study_events(answer, data, bins, options); !studied)
    return tl::unexpected(studied.error());
  if (auto tried = try_without_outlets(answer, data, units, options); !tried)
    return tl::unexpected(tried.error());
  if (auto corrected = correct(answer, data, units, options); !corrected)
    return tl::unexpected(corrected.error());
  answer.verdict = detail::verdict_of(answer, options);
  answer.cautions = detail::rift_cautions(answer, data, options);
  return answer;
}

std::string rift_svg(const RiftAnswer& answer, timeline::Bin bin) {
  detail::Frame frame;
  frame.is_standalone = true;
  return detail::rift_picture(answer, bin, frame);
}

}  // namespace faultline::map

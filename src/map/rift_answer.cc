#include "map/rift_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "inference/bootstrap.h"
#include "map/detail/picture.h"
#include "map/detail/rift_verdict.h"

namespace faultline::map {
namespace {

using inference::Bin;
using inference::Cost;
using timeline::RiftCells;
using timeline::RiftCounts;

// Cells of a SumTable: two a bin, then those of the whole period.
constexpr std::uint32_t whole_cells = 5;  // crit_in, crit, supp_in, supp_in + crit_in, statements

/// The counts of every story by bin and over all, ready to be drawn anew.
Result<inference::SumTable> sum_table(const RiftCells& cells) {
  const auto bins = static_cast<std::uint32_t>(cells.bins.size());
  std::vector<inference::SumEntry> entries;
  const auto add = [&](std::uint32_t unit, std::uint32_t cell, std::int64_t count) {
    if (count != 0) entries.push_back({unit, cell, static_cast<double>(count)});
  };
  for (const auto& cell : cells.cells) {
    const RiftCounts& counts = cell.counts;
    const std::int64_t criticism = counts.crit_in + counts.crit_out;
    add(cell.cluster, 2 * cell.bin, counts.crit_in);
    add(cell.cluster, 2 * cell.bin + 1, criticism);
    add(cell.cluster, 2 * bins, counts.crit_in);
    add(cell.cluster, 2 * bins + 1, criticism);
    add(cell.cluster, 2 * bins + 2, counts.supp_in);
    add(cell.cluster, 2 * bins + 3, counts.supp_in + counts.crit_in);
    add(cell.cluster, 2 * bins + 4, counts.statements);
  }
  return inference::SumTable::create(cells.clusters(), 2 * bins + whole_cells, std::move(entries));
}

inference::Design design_of(const BlocData& data) {
  inference::Design design;
  design.units = data.stories.size();
  design.outlet = data.outlet_of_story;
  return design;
}

/// Shares of every bin, and last that of the whole period.
Result<std::vector<inference::Rate>> shares_of(const inference::SumTable& table,
                                               const inference::Design& design, std::size_t bins,
                                               const RiftOptions& options) {
  std::vector<inference::Ratio> ratios;
  for (std::uint32_t bin = 0; bin <= bins; ++bin) ratios.push_back({2 * bin, 2 * bin + 1});
  inference::RateOptions rates;
  rates.level = options.level;
  rates.minimum_n = options.rule.minimum_n;
  return inference::clustered_rates(table, ratios, design, inference::Resampling::Stories, rates);
}

/// Net support inside and criticism per statement, by the bootstrap over stories.
Result<std::vector<inference::Estimate>> whole_estimates(const inference::SumTable& table,
                                                         const inference::Design& design,
                                                         std::size_t bins,
                                                         const RiftOptions& options) {
  inference::SumStatistic statistic;
  statistic.points = 2;
  statistic.evaluate = [first = 2 * bins](std::span<const double> sums, std::span<double> values) {
    const double criticism = sums[first], support = sums[first + 2], both = sums[first + 3];
    values[0] = both > 0 ? (support - criticism) / both : inference::not_known;
    values[1] = sums[first + 4] > 0 ? criticism / sums[first + 4] : inference::not_known;
  };
  inference::BootstrapOptions bootstrap;
  bootstrap.replicates = options.replicates;
  bootstrap.seed = options.seed;
  bootstrap.threads = options.threads;
  const auto replicates = inference::bootstrap(table, statistic, design, bootstrap);
  if (!replicates) return tl::unexpected(replicates.error());
  inference::IntervalOptions intervals;
  intervals.level = options.level;
  return inference::intervals(*replicates, intervals);
}

std::vector<Bin> criticism_bins(const std::vector<RiftCounts>& counts) {
  std::vector<Bin> bins;
  for (const RiftCounts& bin : counts)
    bins.push_back(
        {static_cast<double>(bin.crit_in), static_cast<double>(bin.crit_in + bin.crit_out)});
  return bins;
}

/// The share of bins [begin, end), by story.
inference::Rate share_of_stretch(const RiftCells& cells, std::size_t begin, std::size_t end,
                                 std::optional<std::uint32_t> without, double level) {
  std::map<std::uint32_t, inference::ClusterCount> stories;
  for (const auto& cell : cells.cells) {
    if (cell.bin < begin || cell.bin >= end || cell.outlet == without) continue;
    auto& story = stories[cell.cluster];
    story.hits += static_cast<double>(cell.counts.crit_in);
    story.n += static_cast<double>(cell.counts.crit_in + cell.counts.crit_out);
  }
  std::vector<inference::ClusterCount> counts;
  for (const auto& [number, story] : stories)
    if (story.n > 0) counts.push_back(story);
  inference::RateOptions options;
  options.level = level;
  return inference::clustered_rate(counts, options);
}

/// The greatest change of the share over the bins, without one outlet if asked.
std::optional<RiftTurn> turn_of(const RiftCells& cells, const RiftOptions& options,
                                std::optional<std::uint32_t> without = {}) {
  const auto bins = criticism_bins(timeline::counts_by_bin(cells, {}, without));
  const auto holding =
      std::count_if(bins.begin(), bins.end(), [](const Bin& bin) { return bin.size > 0; });
  if (holding < 4) return std::nullopt;
  inference::DateOptions dates;
  dates.level = options.level;
  dates.permutations = options.permutations;
  dates.seed = options.seed;
  const auto change = inference::date_of_change(bins, Cost::Binomial, dates);
  if (!change) return std::nullopt;
  inference::NoChangeOptions test;
  test.alternative = inference::Alternative::OneChange;
  test.permutations = options.permutations;
  test.seed = options.seed;
  test.threads = options.threads;
  test.minimum_bins = 1;
  const auto none = inference::test_of_no_change(bins, Cost::Binomial, test);
  RiftTurn turn;
  turn.bin = change->bin;
  turn.earliest = change->earliest;
  turn.latest = change->latest;
  turn.first = cells.bins[turn.bin];
  turn.first_earliest = cells.bins[turn.earliest];
  turn.first_latest = cells.bins[turn.latest];
  turn.before = share_of_stretch(cells, 0, turn.bin, without, options.level);
  turn.after = share_of_stretch(cells, turn.bin, bins.size(), without, options.level);
  turn.difference = inference::difference(turn.before, turn.after);
  turn.p = none.p;
  turn.permutations = none.permutations;
  return turn;
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

Result<void> study_events(RiftAnswer& answer, const BlocData& data, const RiftOptions& options) {
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
  for (const auto& [key, count] : counts) rows.push_back(count);
  for (const NamedEvent& event : options.events) {
    inference::EventOptions study;
    study.permutations = options.permutations;
    study.seed = options.seed;
    study.level = options.level;
    auto found = inference::event_study(rows, number_of(event.day), study);
    if (!found) return tl::unexpected(found.error());
    answer.events.push_back({event, std::move(*found)});
  }
  return {};
}

void try_without_outlets(RiftAnswer& answer, const BlocData& data, const RiftCells& cells,
                         const RiftOptions& options) {
  for (const auto& outlet : answer.outlet_mix) {
    if (outlet.criticism == 0) continue;
    WithoutOutlet without;
    without.outlet = data.outlets[outlet.outlet];
    without.criticism = static_cast<double>(outlet.criticism);
    without.share = share_of_stretch(cells, 0, cells.bins.size(), outlet.outlet, options.level);
    without.turn = turn_of(cells, options, outlet.outlet);
    answer.without.push_back(std::move(without));
  }
}

/// Criticism by members and their statements, by outlet, most criticism first.
std::vector<timeline::OutletShare> outlet_mix(const RiftCells& cells) {
  std::map<std::uint32_t, timeline::OutletShare> outlets;
  for (const auto& cell : cells.cells) {
    auto& outlet = outlets[cell.outlet];
    outlet.outlet = cell.outlet;
    outlet.criticism += cell.counts.crit_in + cell.counts.crit_out;
    outlet.crit_in += cell.counts.crit_in;
    outlet.statements += cell.counts.statements;
  }
  std::vector<timeline::OutletShare> mix;
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
  if (data.stories.empty()) {
    answer.verdict = detail::verdict_of(answer, options);
    answer.cautions = detail::rift_cautions(answer, data, options);
    return answer;
  }
  timeline::SeriesOptions series;
  series.bin = options.bin;
  series.rule = options.rule;
  const auto points = timeline::rift_series(data.rows(), series);
  const RiftCells cells = timeline::rift_cells(data.rows(), series);
  const auto table = sum_table(cells);
  if (!table) return tl::unexpected(table.error());
  const auto design = design_of(data);
  const auto shares = shares_of(*table, design, cells.bins.size(), options);
  if (!shares) return tl::unexpected(shares.error());
  for (std::size_t bin = 0; bin < points.size(); ++bin)
    answer.bins.push_back({points[bin], (*shares)[bin]});
  answer.share = shares->back();
  const auto estimates = whole_estimates(*table, design, cells.bins.size(), options);
  if (!estimates) return tl::unexpected(estimates.error());
  answer.net_support = (*estimates)[0];
  answer.per_statement = (*estimates)[1];
  answer.stories = answer.share.clusters;
  answer.outlet_mix = outlet_mix(cells);
  answer.outlets = static_cast<std::size_t>(
      std::count_if(answer.outlet_mix.begin(), answer.outlet_mix.end(),
                    [](const auto& outlet) { return outlet.criticism > 0; }));
  answer.smooth = timeline::smoothed_rift(data.ties, {.rule = options.rule});
  answer.turn = turn_of(cells, options);
  const auto bins = criticism_bins(timeline::counts_by_bin(cells));
  auto segments = inference::pelt(bins);
  if (!segments) return tl::unexpected(segments.error());
  answer.segments = std::move(*segments);
  if (auto asked = ask_second_opinion(answer, bins, options); !asked)
    return tl::unexpected(asked.error());
  if (auto studied = study_events(answer, data, options); !studied)
    return tl::unexpected(studied.error());
  try_without_outlets(answer, data, cells, options);
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

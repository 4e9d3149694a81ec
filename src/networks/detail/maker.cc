#include "networks/detail/maker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace faultline::networks::detail {
namespace {

// Memory for the sums of all pairs, for each thread; larger networks are computed anew each time.
constexpr std::size_t most_sliding_bytes = std::size_t{64} << 20;

constexpr std::size_t most_reserved_edges = std::size_t{1} << 20;

bool is_one_mode(const Frame& frame) { return frame.plan.settings.shape == Shape::OneMode; }

bool is_worth_sliding(const Frame& frame) {
  const std::optional<Window>& window = frame.plan.settings.window;
  return is_one_mode(frame) && window && window->kernel == Kernel::Window &&
         window->width / 2 >= window->step &&
         SlidingPairs::memory_of(frame.cells.rows, frame.rule) <= most_sliding_bytes;
}

/// What a cell adds to the weight of its row on its column in a two-mode network.
double two_mode_term(const Plan& plan, const Slab& slab, std::size_t cell) {
  if (plan.settings.aggregation == Aggregation::Combine) {
    // The lowest level is the most significant bit, as against is with a boolean.
    return std::ldexp(1.0, static_cast<int>(plan.scale.size() - 1 - slab.level[cell]));
  }
  if (plan.settings.aggregation == Aggregation::Subtract) {
    const std::int32_t value = plan.scale.levels.values()[slab.level[cell]];
    const bool is_boolean = plan.qualifier->kind == VariableKind::Boolean;
    return slab.count[cell] * (is_boolean ? 2 * value - 1 : value);
  }
  return slab.count[cell];
}

/// From the cells [begin, end) of one row on one column.
double two_mode_weight(const Plan& plan, const Slab& slab, std::size_t begin, std::size_t end) {
  double weight = 0;
  double size = 0;
  for (std::size_t cell = begin; cell < end; ++cell) {
    const double term = two_mode_term(plan, slab, cell);
    weight += term;
    size += std::abs(term);
  }
  // What sums of weights leave over by rounding where for and against are equal.
  return std::abs(weight) <= 1e-12 * size ? 0 : weight;
}

/// Labels of the rows or columns that are shown, and the place of each number among them.
struct Shown {
  std::vector<std::string> labels;
  std::vector<std::uint32_t> place;  // per number of the index
};

Shown all_of(const ValueIndex& index) {
  Shown shown{index.labels(), std::vector<std::uint32_t>(index.size())};
  for (std::uint32_t i = 0; i < index.size(); ++i) shown.place[i] = i;
  return shown;
}

Shown those_of(const ValueIndex& index, const std::vector<std::uint32_t>& numbers) {
  Shown shown{{}, std::vector<std::uint32_t>(index.size(), ValueIndex::none)};
  for (const std::uint32_t number : numbers) shown.place[number] = 0;
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (shown.place[i] == ValueIndex::none) continue;
    shown.place[i] = static_cast<std::uint32_t>(shown.labels.size());
    shown.labels.push_back(index.labels()[i]);
  }
  return shown;
}

Shown shown_of(const Plan& plan, const ValueIndex& index,
               const std::vector<std::uint32_t>& active) {
  return plan.settings.isolates ? all_of(index) : those_of(index, active);
}

/// The edges of one row with `others`: `pair(other)` and `row(other)` are their sums,
/// `place(other)` is their place among the labels. Every pair is written and the next one written
/// over it if it has no weight: which pairs have one cannot be predicted, and a wrong guess takes
/// longer.
template <class Pair, class Row, class Place>
void add_edges(const PairRule& rule, std::uint32_t from, const RowSums& sums,
               std::span<const std::uint32_t> others, Pair pair, Row row, Place place,
               Network& network) {
  const std::size_t before = network.edges.size();
  network.edges.resize(before + others.size());
  for (EdgeAttribute& attribute : network.edge_attributes) {
    attribute.values.resize(before + others.size());
  }
  const bool has_attributes = !network.edge_attributes.empty();
  Edge* edge = network.edges.data() + before;
  double* congruence = has_attributes ? network.edge_attributes[0].values.data() + before : nullptr;
  double* conflict = has_attributes ? network.edge_attributes[1].values.data() + before : nullptr;
  std::size_t count = 0;
  for (const std::uint32_t other : others) {
    const PairSums& both = pair(other);
    edge[count] = {from, place(other), rule.weight(both, sums, row(other))};
    if (has_attributes) {
      congruence[count] = rule.congruence(both);
      conflict[count] = rule.conflict(both);
    }
    count += edge[count].weight != 0 ? 1 : 0;
  }
  network.edges.resize(before + count);
  for (EdgeAttribute& attribute : network.edge_attributes) attribute.values.resize(before + count);
}

void reserve_edges(std::size_t count, Network& network) {
  count = std::min(count, most_reserved_edges);
  network.edges.reserve(count);
  for (EdgeAttribute& attribute : network.edge_attributes) attribute.values.reserve(count);
}

}  // namespace

Result<Frame> frame_of(const StatementTable& table, const NetworkSettings& settings, bool ordered) {
  auto plan = plan_of(table, settings);
  if (!plan) return tl::unexpected(plan.error());
  Selection selection = select(table, *plan, ordered);
  auto cells = cells_of(*plan, selection);
  if (!cells) return tl::unexpected(cells.error());
  PairRule rule(*plan);
  return Frame{std::move(*plan), std::move(selection), std::move(*cells), std::move(rule)};
}

std::vector<Instant> times_of(const StatementTable& table, const Selection& selection) {
  std::vector<Instant> times;
  times.reserve(selection.statements.size());
  for (const std::uint32_t s : selection.statements) times.push_back(table.time[s]);
  return times;
}

Error no_window() {
  return {ErrorCode::Usage, "A series needs a window: give its width and its unit.", {}};
}

Maker::Maker(const Frame& frame)
    : frame_(&frame),
      tally_(frame.cells),
      pairs_(frame.cells, frame.rule),
      signed_pairs_(frame.cells) {
  if (is_worth_sliding(frame)) sliding_.emplace(frame.cells, frame.rule);
}

Network Maker::empty_network() const {
  const NetworkSettings& settings = frame_->plan.settings;
  Network network;
  network.shape = settings.shape;
  network.row_variable = settings.variable1;
  if (settings.shape == Shape::TwoMode) {
    network.column_variable = settings.variable2;
    network.edge_attributes = {{"statements", {}}};
  } else if (frame_->rule.uses_qualifier()) {
    network.edge_attributes = {{"congruence", {}}, {"conflict", {}}};
  }
  reserve_edges(edges_before_, network);
  return network;
}

void Maker::add_one_mode(const Slab& slab, bool are_counts, Network& network) {
  const ActiveRows& active = pairs_.rows_of(slab);
  Shown shown = shown_of(frame_->plan, frame_->selection.rows, active.row);
  network.rows = std::move(shown.labels);
  if (edges_before_ == 0) reserve_edges(active.size() * (active.size() - 1) / 2, network);
  const PairRule& rule = frame_->rule;
  const auto add_row = [&](const Pairs::Row& row) {
    add_edges(
        rule, shown.place[active.row[row.one]], active.sums[row.one], row.others,
        [&](std::uint32_t other) -> const PairSums& { return row.sums[other]; },
        [&](std::uint32_t other) -> const RowSums& { return active.sums[other]; },
        [&](std::uint32_t other) { return shown.place[active.row[other]]; }, network);
  };
  if (are_counts && rule.is_of_signs()) {
    signed_pairs_.for_each_row(slab, active, add_row);
  } else {
    pairs_.for_each_row(slab, are_counts, add_row);
  }
}

void Maker::add_two_mode(const Slab& slab, Network& network) const {
  const Plan& plan = frame_->plan;
  Shown rows = shown_of(plan, frame_->selection.rows, slab.row);
  Shown columns = shown_of(plan, frame_->selection.columns, slab.column);
  network.rows = std::move(rows.labels);
  network.columns = std::move(columns.labels);
  const Normalisation normalisation = plan.settings.normalisation;
  const std::vector<std::uint32_t>& divided_by =
      normalisation == Normalisation::Activity ? slab.row : slab.column;
  std::vector<double> totals(std::max(frame_->cells.rows, frame_->cells.columns));
  for (std::size_t cell = 0; cell < slab.size(); ++cell)
    totals[divided_by[cell]] += slab.count[cell];
  for (std::size_t begin = 0, end = 0; begin < slab.size(); begin = end) {
    double statements = 0;
    while (end < slab.size() && slab.row[end] == slab.row[begin] &&
           slab.column[end] == slab.column[begin]) {
      statements += slab.count[end++];
    }
    double weight = two_mode_weight(plan, slab, begin, end);
    if (weight == 0) continue;
    if (normalisation != Normalisation::None) weight /= totals[divided_by[begin]];
    network.edges.push_back(
        {rows.place[slab.row[begin]], columns.place[slab.column[begin]], weight});
    network.edge_attributes[0].values.push_back(statements);
  }
}

Network Maker::network_of(const Slab& slab, bool are_counts) {
  Network network = empty_network();
  network.statements = slab.statements;
  if (is_one_mode(*frame_)) {
    add_one_mode(slab, are_counts, network);
  } else {
    add_two_mode(slab, network);
  }
  edges_before_ = network.edges.size();
  return network;
}

Network Maker::of_sliding(const Place& place) {
  sliding_->move_to(place.first, place.past);
  Network network = empty_network();
  network.statements = static_cast<std::int64_t>(place.past - place.first);
  std::vector<std::uint32_t> active;
  for (std::uint32_t row = 0; row < frame_->cells.rows; ++row) {
    if (sliding_->row(row).total != 0) active.push_back(row);
  }
  Shown shown = shown_of(frame_->plan, frame_->selection.rows, active);
  network.rows = std::move(shown.labels);
  std::vector<std::uint32_t> others(active.size());
  for (std::size_t i = 0; i < active.size(); ++i) {
    std::size_t count = 0;
    for (std::size_t k = i + 1; k < active.size(); ++k) {
      others[count] = active[k];
      count += sliding_->is_tied(active[i], active[k]) ? 1 : 0;
    }
    add_edges(
        frame_->rule, shown.place[active[i]], sliding_->row(active[i]),
        std::span(others).first(count),
        [&](std::uint32_t other) { return sliding_->pair(active[i], other); },
        [&](std::uint32_t other) -> const RowSums& { return sliding_->row(other); },
        [&](std::uint32_t other) { return shown.place[other]; }, network);
  }
  edges_before_ = network.edges.size();
  return network;
}

Network Maker::whole() {
  return network_of(tally_.count(0, frame_->selection.statements.size()), true);
}

Network Maker::at(const Slices& slices, const Place& place) {
  if (sliding_) return of_sliding(place);
  if (frame_->plan.settings.window->kernel == Kernel::Window) {
    return network_of(tally_.count(place.first, place.past), true);
  }
  const auto weight = [&](std::size_t number) { return slices.weight(place, number); };
  return network_of(tally_.weigh(place.first, place.past, weight), false);
}

}  // namespace faultline::networks::detail

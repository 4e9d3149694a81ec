#include "networks/discourse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "networks/detail/maker.h"
#include "networks/detail/plan.h"
#include "networks/detail/selection.h"
#include "networks/detail/slices.h"
#include "networks/detail/suggest.h"

namespace faultline::networks {
namespace {

/// The number of a label, or an error that names the one most like it.
Result<std::uint32_t> number_of(const detail::ValueIndex& index, std::string_view label,
                                std::string_view variable) {
  const auto found = std::find(index.labels().begin(), index.labels().end(), label);
  if (found != index.labels().end()) {
    return static_cast<std::uint32_t>(found - index.labels().begin());
  }
  const std::string meant = detail::nearest(label, index.labels());
  return failure(ErrorCode::NotFound,
                 fmt::format("No statement that counts has \"{}\" as its {}.{}", label, variable,
                             meant.empty() ? "" : fmt::format(" Did you mean \"{}\"?", meant)),
                 std::string(label));
}

/// Which slots two rows of a one-mode network have statements in, and what that makes count.
class SharedSlots {
 public:
  SharedSlots(const detail::Frame& frame, std::uint32_t one, std::uint32_t two)
      : frame_(&frame), rows_{one, two} {
    for (auto& slots : has_) slots.resize(frame.cells.slots());
  }

  void see(std::uint32_t cell) {
    for (std::size_t side = 0; side < 2; ++side) {
      if (frame_->cells.row[cell] == rows_[side]) has_[side][frame_->cells.slot[cell]] = 1;
    }
  }

  [[nodiscard]] bool are_behind(std::uint32_t cell) const {
    const detail::Cells& cells = frame_->cells;
    for (std::size_t side = 0; side < 2; ++side) {
      if (cells.row[cell] != rows_[side]) continue;
      const std::uint32_t column = cells.column[cell];
      for (std::uint32_t s = cells.column_slots[column]; s < cells.column_slots[column + 1]; ++s) {
        if (has_[1 - side][s] != 0 && counts(cells.level[cell], cells.slot_level[s])) return true;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] bool counts(std::uint32_t one, std::uint32_t two) const {
    switch (frame_->plan.settings.aggregation) {
      case Aggregation::Congruence:
        return frame_->rule.agreement(one, two) > 0;
      case Aggregation::Conflict:
        return frame_->rule.difference(one, two) > 0;
      case Aggregation::Ignore:
      case Aggregation::Combine:
      case Aggregation::Subtract:
        break;
    }
    return true;
  }

  const detail::Frame* frame_;
  std::array<std::uint32_t, 2> rows_;
  std::array<std::vector<std::uint8_t>, 2> has_;
};

/// Numbers of the statements that count in one slice, or of all.
Result<std::vector<std::size_t>> numbers_in(const StatementTable& table, const detail::Frame& frame,
                                            std::optional<std::size_t> slice) {
  std::vector<std::size_t> numbers;
  const std::vector<std::uint32_t>& statements = frame.selection.statements;
  if (!slice) {
    for (std::size_t number = 0; number < statements.size(); ++number) numbers.push_back(number);
    return numbers;
  }
  const std::vector<Instant> times = detail::times_of(table, frame.selection);
  const auto slices = detail::Slices::of(frame.plan, times);
  if (!slices) return tl::unexpected(slices.error());
  if (*slice >= slices->size()) {
    return failure(ErrorCode::Usage,
                   fmt::format("There is no slice {}: the series has {}.", *slice, slices->size()));
  }
  const detail::Place place = slices->at(*slice);
  for (std::size_t number = place.first; number < place.past; ++number) {
    if (slices->weight(place, number) > 0) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

Result<void> check_settings(const StatementTable& table, const NetworkSettings& settings) {
  const auto plan = detail::plan_of(table, settings);
  if (!plan) return tl::unexpected(plan.error());
  return {};
}

Result<Network> network_of(const StatementTable& table, const NetworkSettings& settings) {
  NetworkSettings whole = settings;
  whole.window.reset();
  const auto frame = detail::frame_of(table, whole, /*ordered=*/false);
  if (!frame) return tl::unexpected(frame.error());
  return detail::Maker(*frame).whole();
}

Result<std::vector<std::size_t>> counted_statements(const StatementTable& table,
                                                    const NetworkSettings& settings) {
  const auto plan = detail::plan_of(table, settings);
  if (!plan) return tl::unexpected(plan.error());
  const detail::Selection selection = detail::select(table, *plan, /*ordered=*/true);
  return std::vector<std::size_t>(selection.statements.begin(), selection.statements.end());
}

Result<std::vector<std::size_t>> statements_behind(const StatementTable& table,
                                                   const NetworkSettings& settings,
                                                   std::string_view row, std::string_view other,
                                                   std::optional<std::size_t> slice) {
  if (slice && !settings.window) return tl::unexpected(detail::no_window());
  const auto frame = detail::frame_of(table, settings, /*ordered=*/true);
  if (!frame) return tl::unexpected(frame.error());
  const bool one_mode = settings.shape == Shape::OneMode;
  const detail::ValueIndex& others = one_mode ? frame->selection.rows : frame->selection.columns;
  const auto one = number_of(frame->selection.rows, row, settings.variable1);
  if (!one) return tl::unexpected(one.error());
  const auto two = number_of(others, other, one_mode ? settings.variable1 : settings.variable2);
  if (!two) return tl::unexpected(two.error());
  const auto numbers = numbers_in(table, *frame, slice);
  if (!numbers) return tl::unexpected(numbers.error());

  const detail::Cells& cells = frame->cells;
  std::vector<std::size_t> behind;
  if (one_mode && *one == *two) return behind;  // the diagonal is empty
  SharedSlots shared(*frame, *one, *two);
  if (one_mode) {
    for (const std::size_t number : *numbers) shared.see(cells.of_statement[number]);
  }
  for (const std::size_t number : *numbers) {
    const std::uint32_t cell = cells.of_statement[number];
    const bool is_behind =
        one_mode ? shared.are_behind(cell) : cells.row[cell] == *one && cells.column[cell] == *two;
    if (is_behind) behind.push_back(frame->selection.statements[number]);
  }
  return behind;
}

Result<BarCounts> bar_counts(const StatementTable& table, const NetworkSettings& settings) {
  const auto plan = detail::bar_plan_of(table, settings);
  if (!plan) return tl::unexpected(plan.error());
  const detail::Selection selection = detail::select(table, *plan, /*ordered=*/false);
  BarCounts bars;
  bars.variable = settings.variable1;
  bars.qualifier = settings.qualifier.value_or("");
  bars.values = selection.rows.labels();
  bars.levels =
      plan->qualifier == nullptr ? std::vector<std::string>{""} : plan->scale.levels.labels();
  bars.counts.resize(bars.values.size() * bars.levels.size());
  bars.statements = static_cast<std::int64_t>(selection.statements.size());
  for (const std::uint32_t s : selection.statements) {
    const std::size_t value = selection.rows(plan->row->values[s]);
    const std::size_t level =
        plan->qualifier == nullptr ? 0 : plan->scale.levels(plan->qualifier->values[s]);
    ++bars.counts[value * bars.levels.size() + level];
  }
  return bars;
}

std::vector<Exclusion> exclusions_without_effect(const StatementTable& table,
                                                 const NetworkSettings& settings) {
  std::vector<Exclusion> without;
  for (const Exclusion& exclusion : settings.exclusions) {
    const Variable* variable = table.find(exclusion.variable);
    if (variable == nullptr) continue;
    detail::SeenValues seen(*variable);
    seen.see_all();
    const std::vector<std::string> labels = seen.sorted(/*with_blank=*/true).labels();
    Exclusion missing = exclusion;
    std::erase_if(missing.values, [&](const std::string& value) {
      return std::find(labels.begin(), labels.end(), value) != labels.end();
    });
    if (!missing.values.empty()) without.push_back(std::move(missing));
  }
  return without;
}

}  // namespace faultline::networks

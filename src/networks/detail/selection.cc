#include "networks/detail/selection.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "networks/detail/calendar.h"
#include "networks/detail/distinct.h"
#include "networks/detail/order.h"

namespace faultline::networks::detail {
namespace {

/// Which values of one variable an exclusion leaves in.
class Filter {
 public:
  Filter(const Variable& variable, const Exclusion& exclusion)
      : variable_(&variable), only_(exclusion.only) {
    if (!variable.is_text()) {
      for (const std::string& value : exclusion.values) numbers_.insert(value);
      return;
    }
    const std::unordered_set<std::string> named(exclusion.values.begin(), exclusion.values.end());
    is_named_.resize(variable.labels.size());
    for (std::size_t i = 0; i < is_named_.size(); ++i)
      is_named_[i] = named.contains(variable.labels[i]);
  }

  [[nodiscard]] bool keeps(std::size_t statement) const {
    const bool is_named =
        variable_->is_text()
            ? is_named_[static_cast<std::size_t>(variable_->values[statement])] != 0
            : numbers_.contains(variable_->text_of(statement));
    return is_named == only_;
  }

 private:
  const Variable* variable_;
  bool only_;
  std::vector<std::uint8_t> is_named_;       // per label of a text
  std::unordered_set<std::string> numbers_;  // in decimal
};

/// The blank's place in a text's labels, or -1.
std::int32_t blank_of(const Variable* variable) {
  if (variable == nullptr || !variable->is_text()) return -1;
  const auto found = std::find(variable->labels.begin(), variable->labels.end(), "");
  return found == variable->labels.end()
             ? -1
             : static_cast<std::int32_t>(found - variable->labels.begin());
}

std::int64_t period_of(const StatementTable& table, Duplicates duplicates, std::size_t statement) {
  switch (duplicates) {
    case Duplicates::Document:
      return table.document[statement];
    case Duplicates::Week:
      return week_number(table.time[statement]);
    case Duplicates::Month:
      return month_number(table.time[statement]);
    case Duplicates::Year:
      return year_number(table.time[statement]);
    case Duplicates::Range:
    case Duplicates::Include:
      break;
  }
  return 0;
}

std::vector<std::uint32_t> without_duplicates(const StatementTable& table, const Plan& plan,
                                              const std::vector<std::uint32_t>& statements) {
  const auto value = [](const Variable* variable, std::uint32_t s) {
    return variable == nullptr ? std::int32_t{0} : variable->values[s];
  };
  const Variable* qualifier = plan.counts_by_qualifier ? plan.qualifier : nullptr;
  // Not per statement: turning a time into a month costs more than the rest.
  std::vector<std::int64_t> periods(plan.settings.duplicates == Duplicates::Range ? 0
                                                                                  : table.size());
  if (!periods.empty()) {
    for (const std::uint32_t s : statements) {
      periods[s] = period_of(table, plan.settings.duplicates, s);
    }
  }
  const auto period = [&](std::uint32_t s) { return periods.empty() ? 0 : periods[s]; };
  return first_of_each(
      statements,
      [&](std::uint32_t s) {
        const auto upper =
            static_cast<std::uint64_t>(static_cast<std::uint32_t>(plan.row->values[s]));
        const auto lower = static_cast<std::uint32_t>(value(plan.column, s));
        const auto level = static_cast<std::uint32_t>(value(qualifier, s));
        return mixed(mixed(upper << 32 | lower) +
                     mixed(static_cast<std::uint64_t>(period(s)) * 31 + level));
      },
      [&](std::uint32_t one, std::uint32_t two) {
        return plan.row->values[one] == plan.row->values[two] &&
               value(plan.column, one) == value(plan.column, two) &&
               value(qualifier, one) == value(qualifier, two) && period(one) == period(two);
      });
}

ValueIndex values_of(const Variable& variable, const std::vector<std::uint32_t>& statements) {
  SeenValues seen(variable);
  for (const std::uint32_t s : statements) seen.see(variable.values[s]);
  return seen.sorted();
}

}  // namespace

Selection select(const StatementTable& table, const Plan& plan, bool ordered) {
  std::vector<Filter> filters;
  for (const Exclusion& exclusion : plan.settings.exclusions) {
    filters.emplace_back(*table.find(exclusion.variable), exclusion);
  }
  const Variable* used_qualifier = plan.counts_by_qualifier ? plan.qualifier : nullptr;
  std::vector<std::pair<const Variable*, std::int32_t>> blanks;
  for (const Variable* variable : {plan.row, plan.column, used_qualifier}) {
    if (const std::int32_t blank = blank_of(variable); blank >= 0)
      blanks.emplace_back(variable, blank);
  }
  Selection selection;
  std::vector<std::uint32_t> in_range;
  for (std::uint32_t s = 0; s < table.size(); ++s) {
    if (table.time[s] < plan.from || plan.to < table.time[s]) continue;
    if (plan.settings.isolates) in_range.push_back(s);
    const bool counts =
        std::all_of(filters.begin(), filters.end(), [&](const Filter& f) { return f.keeps(s); }) &&
        std::all_of(blanks.begin(), blanks.end(),
                    [&](const auto& blank) { return blank.first->values[s] != blank.second; });
    if (counts) selection.statements.push_back(s);
  }
  const bool has_duplicates = plan.settings.duplicates != Duplicates::Include;
  if (ordered || has_duplicates) {
    selection.statements = in_order(table, std::move(selection.statements));
  }
  if (has_duplicates) selection.statements = without_duplicates(table, plan, selection.statements);
  const auto& shown = plan.settings.isolates ? in_range : selection.statements;
  selection.rows = values_of(*plan.row, shown);
  if (plan.column != nullptr) selection.columns = values_of(*plan.column, shown);
  return selection;
}

namespace {

/// Whether a table of all keys that are possible is no larger than the work asks for anyway.
bool fits_table(std::uint64_t possible, std::size_t occurring) {
  return possible <= std::max<std::uint64_t>(occurring * 4, 1U << 12);
}

/// Numbers the keys that occur by their order, and takes them apart.
void number_by_table(const std::vector<std::uint64_t>& keys, std::uint64_t possible,
                     std::uint32_t levels, Cells& cells) {
  std::vector<std::uint32_t> number(possible, ValueIndex::none);
  for (const std::uint64_t key : keys) number[key] = 0;
  std::uint32_t row = 0, column = 0, level = 0;  // of the key; counting is faster than dividing
  for (std::uint64_t key = 0; key < possible; ++key) {
    if (number[key] != ValueIndex::none) {
      number[key] = static_cast<std::uint32_t>(cells.size());
      cells.row.push_back(row);
      cells.column.push_back(column);
      cells.level.push_back(level);
    }
    if (++level < levels) continue;
    level = 0;
    if (++column < cells.columns) continue;
    column = 0;
    ++row;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) cells.of_statement[i] = number[keys[i]];
}

void number_by_sorting(const std::vector<std::uint64_t>& keys, std::uint32_t levels, Cells& cells) {
  std::vector<std::uint64_t> distinct = keys;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = std::lower_bound(distinct.begin(), distinct.end(), keys[i]);
    cells.of_statement[i] = static_cast<std::uint32_t>(found - distinct.begin());
  }
  for (const std::uint64_t key : distinct) {
    cells.row.push_back(static_cast<std::uint32_t>(key / levels / cells.columns));
    cells.column.push_back(static_cast<std::uint32_t>(key / levels % cells.columns));
    cells.level.push_back(static_cast<std::uint32_t>(key % levels));
  }
}

void number_slots(std::uint32_t levels, Cells& cells) {
  const auto key_of = [&](std::size_t cell) {
    return std::uint64_t{cells.column[cell]} * levels + cells.level[cell];
  };
  cells.column_slots.assign(std::size_t{cells.columns} + 1, 0);
  cells.slot.resize(cells.size());
  const auto add = [&](std::uint64_t key) {
    cells.slot_level.push_back(static_cast<std::uint32_t>(key % levels));
    ++cells.column_slots[key / levels + 1];
  };
  const std::uint64_t possible = std::uint64_t{cells.columns} * levels;
  if (fits_table(possible, cells.size())) {
    std::vector<std::uint32_t> number(possible, ValueIndex::none);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) number[key_of(cell)] = 0;
    for (std::uint64_t key = 0; key < possible; ++key) {
      if (number[key] == ValueIndex::none) continue;
      number[key] = static_cast<std::uint32_t>(cells.slots());
      add(key);
    }
    for (std::size_t cell = 0; cell < cells.size(); ++cell) cells.slot[cell] = number[key_of(cell)];
  } else {
    std::vector<std::uint64_t> distinct(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) distinct[cell] = key_of(cell);
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const std::uint64_t key : distinct) add(key);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      const auto found = std::lower_bound(distinct.begin(), distinct.end(), key_of(cell));
      cells.slot[cell] = static_cast<std::uint32_t>(found - distinct.begin());
    }
  }
  for (std::size_t j = 0; j < cells.columns; ++j)
    cells.column_slots[j + 1] += cells.column_slots[j];
}

}  // namespace

Result<Cells> cells_of(const Plan& plan, const Selection& selection) {
  const std::uint32_t levels = plan.scale.size();
  Cells cells;
  cells.rows = selection.rows.size();
  cells.columns = selection.columns.size();
  std::uint64_t possible = 0;
  if (__builtin_mul_overflow(std::uint64_t{cells.rows} * cells.columns, std::uint64_t{levels},
                             &possible)) {
    return failure(ErrorCode::Unsupported,
                   "The variables have too many different values for one network: exclude some, or "
                   "narrow the range.");
  }
  cells.of_statement.resize(selection.statements.size());
  std::vector<std::uint64_t> keys(selection.statements.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::uint32_t s = selection.statements[i];
    const std::uint64_t row = selection.rows(plan.row->values[s]);
    const std::uint64_t column = selection.columns(plan.column->values[s]);
    const std::uint64_t level =
        plan.qualifier == nullptr ? 0 : plan.scale.levels(plan.qualifier->values[s]);
    keys[i] = (row * cells.columns + column) * levels + level;
  }
  if (fits_table(possible, keys.size())) {
    number_by_table(keys, possible, levels, cells);
  } else {
    number_by_sorting(keys, levels, cells);
  }
  number_slots(levels, cells);
  return cells;
}

}  // namespace faultline::networks::detail

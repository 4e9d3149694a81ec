#include "networks/dna/selection.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "networks/dna/detail/duplicates.h"
#include "networks/dna/labels.h"

namespace faultline::networks::dna {
namespace {

std::string not_of_dna(std::string_view what) { return fmt::format("DNA fails here: {}", what); }

/// Per value of `variable` whether it is one of `values`; of numbers a set of them.
class ValueList {
 public:
  ValueList(const Variable& variable, const std::vector<std::string>& values)
      : variable_(variable) {
    const std::unordered_set<std::string_view> wanted(values.begin(), values.end());
    if (variable.is_text()) {
      for (const std::string& label : variable.labels)
        holds_.push_back(wanted.contains(label) ? 1 : 0);
    } else {
      for (const std::int32_t number : variable.values)
        if (!numbers_.contains(number) && wanted.contains(std::to_string(number)))
          numbers_.insert(number);
    }
  }
  [[nodiscard]] bool holds(std::size_t statement) const {
    const std::int32_t value = variable_.values[statement];
    return variable_.is_text() ? holds_[static_cast<std::size_t>(value)] != 0
                               : numbers_.contains(value);
  }

 private:
  const Variable& variable_;
  std::vector<char> holds_;
  std::unordered_set<std::int32_t> numbers_;
};

Result<void> apply(const StatementTable& table, const DocumentFilter& filter, const char* variable,
                   std::vector<std::uint32_t>& rows) {
  if (filter.values.empty()) return {};
  for (const std::string& value : filter.values)
    if (value.find('\'') != std::string::npos)
      return failure(ErrorCode::Unsupported,
                     not_of_dna(fmt::format("it puts the {} \"{}\" into its query as it stands, "
                                            "and the apostrophe breaks the query.",
                                            variable, value)));
  const Variable* column = table.find(variable, true);
  // A study without this variable has blanks there.
  const bool blank_is_listed =
      std::find(filter.values.begin(), filter.values.end(), "") != filter.values.end();
  if (column == nullptr) {
    if (blank_is_listed != filter.invert) rows.clear();
    return {};
  }
  const ValueList list(*column, filter.values);
  std::erase_if(rows, [&](std::uint32_t row) { return list.holds(row) != filter.invert; });
  return {};
}

std::vector<std::uint32_t> in_range(const StatementTable& table, Instant start, Instant stop) {
  std::vector<std::uint32_t> rows;
  rows.reserve(table.size());
  for (std::uint32_t row = 0; row < table.size(); ++row)
    if (table.time[row] >= start && table.time[row] <= stop) rows.push_back(row);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(table.time[a], table.document[a], table.begin[a], table.end[a], table.id[a]) <
           std::tie(table.time[b], table.document[b], table.begin[b], table.end[b], table.id[b]);
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before))
    std::sort(rows.begin(), rows.end(), before);
  return rows;
}

/// Numbers the texts of `rows` in DNA's order; `keep_blank`: "" is a label like another.
Axis text_axis(const Variable& variable, const std::vector<std::uint32_t>& rows, bool keep_blank) {
  Axis axis;
  std::vector<std::int32_t> place_of(variable.labels.size(), Axis::blank);
  for (const std::uint32_t row : rows) place_of[static_cast<std::size_t>(variable.values[row])] = 0;
  std::vector<std::uint32_t> used;
  for (std::uint32_t label = 0; label < variable.labels.size(); ++label)
    if (place_of[label] == 0) {
      place_of[label] = Axis::blank;
      if (keep_blank || !variable.labels[label].empty()) used.push_back(label);
    }
  std::sort(used.begin(), used.end(), [&](std::uint32_t a, std::uint32_t b) {
    return precedes(variable.labels[a], variable.labels[b]);
  });
  for (const std::uint32_t label : used) {
    // A table may hold one text under two numbers.
    if (axis.labels.empty() || axis.labels.back() != variable.labels[label])
      axis.labels.push_back(variable.labels[label]);
    place_of[label] = static_cast<std::int32_t>(axis.labels.size()) - 1;
  }
  axis.places.reserve(rows.size());
  for (const std::uint32_t row : rows)
    axis.places.push_back(place_of[static_cast<std::size_t>(variable.values[row])]);
  return axis;
}

/// Any variable as texts: numbers (a document's id) in decimal.
Axis axis_of(const Variable& variable, const std::vector<std::uint32_t>& rows, bool keep_blank) {
  if (variable.is_text()) return text_axis(variable, rows, keep_blank);
  Variable texts{variable.name, VariableKind::ShortText, variable.of_document, {}, {}};
  std::unordered_map<std::int32_t, std::int32_t> place_of;
  texts.values.assign(variable.values.size(), 0);
  for (const std::uint32_t row : rows) {
    const auto [found, is_new] =
        place_of.try_emplace(variable.values[row], static_cast<std::int32_t>(texts.labels.size()));
    if (is_new) texts.labels.push_back(std::to_string(variable.values[row]));
    texts.values[row] = found->second;
  }
  return text_axis(texts, rows, keep_blank);
}

Levels levels_of(const Variable* qualifier, bool of_document,
                 const std::vector<std::uint32_t>& rows) {
  Levels levels;
  if (qualifier == nullptr) {
    levels.places.assign(rows.size(), 0);
    return levels;
  }
  if (qualifier->is_text() || of_document) {
    levels.kind = of_document ? QualifierKind::Document : QualifierKind::Text;
    Axis axis = axis_of(*qualifier, rows, true);
    levels.texts = std::move(axis.labels);
    levels.places = std::move(axis.places);
    return levels;
  }
  if (qualifier->kind == VariableKind::Boolean) {
    levels.kind = QualifierKind::Boolean;
    levels.numbers = {0, 1};
  } else {
    levels.kind = QualifierKind::Integer;
    for (const std::uint32_t row : rows) levels.numbers.push_back(qualifier->values[row]);
    std::sort(levels.numbers.begin(), levels.numbers.end());
    levels.numbers.erase(std::unique(levels.numbers.begin(), levels.numbers.end()),
                         levels.numbers.end());
  }
  levels.places.reserve(rows.size());
  for (const std::uint32_t row : rows)
    levels.places.push_back(static_cast<std::int32_t>(
        std::lower_bound(levels.numbers.begin(), levels.numbers.end(), qualifier->values[row]) -
        levels.numbers.begin()));
  return levels;
}

Result<void> drop_excluded(const StatementTable& table, Selection& selection) {
  for (const auto& [name, values] : selection.settings.exclude_values) {
    const Variable* variable = table.find(name, false);
    if (variable == nullptr)
      return failure(ErrorCode::Unsupported,
                     not_of_dna(fmt::format("\"{}\" is no variable of the statement, so no value "
                                            "of it can be excluded. Authors, sources, sections and "
                                            "types of documents have their own lists.",
                                            name)));
    const ValueList list(*variable, values);
    std::erase_if(selection.kept, [&](std::uint32_t place) {
      return list.holds(selection.rows[place]) != selection.settings.invert_values;
    });
  }
  return {};
}

void drop_blanks(Selection& selection, bool counts_column) {
  const Levels& levels = selection.levels;
  const bool counts_level =
      selection.settings.aggregation != Aggregation::Ignore &&
      (levels.kind == QualifierKind::Text || levels.kind == QualifierKind::Document);
  std::erase_if(selection.kept, [&](std::uint32_t place) {
    if (selection.row_labels.places[place] == Axis::blank) return true;
    if (counts_column && selection.column_labels.places[place] == Axis::blank) return true;
    return counts_level && levels.texts[static_cast<std::size_t>(levels.places[place])].empty();
  });
}

std::int64_t period_of(const StatementTable& table, const Selection& selection,
                       std::uint32_t place) {
  const Settings& settings = selection.settings;
  switch (settings.duplicates) {
    case Duplicates::Document:
      return table.document[selection.rows[place]];
    case Duplicates::Week:
      return week_number(selection.times[place], settings.weeks);
    case Duplicates::Month:
      return static_cast<unsigned>(day_of(selection.times[place]).month());
    case Duplicates::Year:
      return static_cast<int>(day_of(selection.times[place]).year());
    case Duplicates::Range:
    case Duplicates::Include:
      break;
  }
  return 0;
}

// DNA compares numbers of Java's class Integer by identity, and only these are one object each.
constexpr bool is_one_object(std::int32_t number) { return number >= -128 && number <= 127; }

Result<void> drop_duplicates(const StatementTable& table, Selection& selection,
                             bool counts_column) {
  const Settings& settings = selection.settings;
  if (settings.duplicates == Duplicates::Include) return {};
  const bool counts_level = settings.aggregation != Aggregation::Ignore;
  const Levels& levels = selection.levels;
  const bool is_null = counts_level && settings.qualifier_document;
  detail::SeenKeys seen(selection.kept.size());
  std::vector<std::uint32_t> kept;
  kept.reserve(selection.kept.size());
  for (const std::uint32_t place : selection.kept) {
    const bool is_counted = counts_level && !is_null;
    const std::int32_t level = is_counted ? levels.places[place] : 0;
    if (is_counted && levels.kind == QualifierKind::Integer &&
        !is_one_object(levels.numbers[static_cast<std::size_t>(level)])) {
      kept.push_back(place);
      continue;
    }
    const bool is_new = seen.insert({selection.row_labels.places[place],
                                     counts_column ? selection.column_labels.places[place] : 0,
                                     level, period_of(table, selection, place)});
    if (is_new)
      kept.push_back(place);
    else if (is_null)
      return failure(ErrorCode::Unsupported,
                     not_of_dna("it looks for a document's qualifier in the statement when it "
                                "compares duplicates (null pointer). Include duplicates, or take "
                                "a qualifier of the statement."));
  }
  selection.kept = std::move(kept);
  return {};
}

Result<Selection> candidates(const StatementTable& table, Corrected corrected) {
  Selection selection;
  selection.settings = std::move(corrected.settings);
  selection.notes = std::move(corrected.notes);
  const Settings& s = selection.settings;
  selection.start = s.start.value_or(table.first_document.value_or(Instant{}));
  selection.stop = s.stop.value_or(table.last_document.value_or(Instant{}));
  selection.rows = in_range(table, selection.start, selection.stop);
  for (const auto& [filter, variable] :
       {std::pair{&s.authors, "author"}, std::pair{&s.sources, "source"},
        std::pair{&s.sections, "section"}, std::pair{&s.types, "type"}})
    if (auto done = apply(table, *filter, variable, selection.rows); !done)
      return tl::unexpected(done.error());
  selection.times.reserve(selection.rows.size());
  for (const std::uint32_t row : selection.rows) selection.times.push_back(table.time[row]);
  selection.row_labels =
      axis_of(*table.find(s.variable1, s.variable1_document), selection.rows, false);
  selection.levels =
      levels_of(s.qualifier ? table.find(*s.qualifier, s.qualifier_document) : nullptr,
                s.qualifier_document, selection.rows);
  selection.kept.resize(selection.rows.size());
  std::iota(selection.kept.begin(), selection.kept.end(), 0U);
  return selection;
}

}  // namespace

int week_number(Instant time, Weeks weeks) {
  using namespace std::chrono;
  const sys_days day = sys_days(day_of(time));
  if (weeks == Weeks::Iso) {
    // The week belongs to the year of its Thursday.
    const sys_days thursday = day - (weekday(day) - Monday) + days(3);
    const sys_days first = sys_days(year_month_day(thursday).year() / January / 1);
    return static_cast<int>((thursday - first).count() / 7) + 1;
  }
  // To the year of its Saturday: that week holds January 1 if the year changes in it.
  const sys_days saturday = day - (weekday(day) - Sunday) + days(6);
  const sys_days first = sys_days(year_month_day(saturday).year() / January / 1);
  return static_cast<int>((saturday - first).count() / 7) + 1;
}

Result<Selection> select(const StatementTable& table, const Settings& settings) {
  auto usable = corrected(settings, table);
  if (!usable) return tl::unexpected(usable.error());
  auto selection = candidates(table, std::move(*usable));
  if (!selection) return selection;
  const Settings& s = selection->settings;
  selection->column_labels =
      axis_of(*table.find(s.variable2, s.variable2_document), selection->rows, false);
  if (auto done = drop_excluded(table, *selection); !done) return tl::unexpected(done.error());
  if (s.type != NetworkType::EventList) drop_blanks(*selection, true);
  if (auto done = drop_duplicates(table, *selection, true); !done)
    return tl::unexpected(done.error());
  return selection;
}

Result<Selection> select_for_bars(const StatementTable& table, const Settings& settings) {
  auto usable = corrected(settings, table);
  if (!usable) return tl::unexpected(usable.error());
  usable->settings.aggregation =
      usable->settings.qualifier ? Aggregation::Combine : Aggregation::Ignore;
  auto selection = candidates(table, std::move(*usable));
  if (!selection) return selection;
  if (auto done = drop_excluded(table, *selection); !done) return tl::unexpected(done.error());
  drop_blanks(*selection, false);
  if (auto done = drop_duplicates(table, *selection, false); !done)
    return tl::unexpected(done.error());
  return selection;
}

}  // namespace faultline::networks::dna

#include "networks/dna/bar_plot.h"

namespace faultline::networks::dna {

Result<BarPlot> bar_plot(const StatementTable& table, const Settings& settings) {
  auto selection = select_for_bars(table, settings);
  if (!selection) return tl::unexpected(selection.error());
  const Levels& levels = selection->levels;
  BarPlot result;
  if (levels.kind == QualifierKind::None) {
    result.levels = {"1"};
  } else if (levels.are_numbers()) {
    for (const std::int32_t number : levels.numbers)
      result.levels.push_back(std::to_string(number));
  } else {
    result.levels = levels.texts;
    result.levels_are_numbers = false;
  }
  std::vector<std::vector<std::int64_t>> counts(selection->row_labels.labels.size());
  for (const std::uint32_t place : selection->kept) {
    auto& row = counts[static_cast<std::size_t>(selection->row_labels.places[place])];
    row.resize(result.levels.size(), 0);
    ++row[static_cast<std::size_t>(levels.places[place])];
  }
  for (std::size_t label = 0; label < counts.size(); ++label) {
    if (counts[label].empty()) continue;
    result.values.push_back(selection->row_labels.labels[label]);
    result.counts.push_back(std::move(counts[label]));
  }
  return result;
}

}  // namespace faultline::networks::dna

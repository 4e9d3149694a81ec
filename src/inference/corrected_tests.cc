#include "inference/corrected_tests.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <utility>

#include "inference/detail/corrector.h"

namespace faultline::inference {
namespace {

/// The mean error of each stratum's checked units, by the units' cells; and whether all have some.
struct MeanErrors {
  std::vector<Counts> of_cell;
  bool known = true;
};

MeanErrors mean_errors(std::span<const LabelledUnit> units, const SortedUnits& by) {
  MeanErrors errors;
  for (const auto& checked : by.checked_of_cell) {
    Counts sum;
    double weight = 0;
    for (const std::size_t i : checked) {
      sum = sum + 1 / units[i].inclusion * (*units[i].checked - units[i].machine);
      weight += 1 / units[i].inclusion;
    }
    errors.known &= weight > 0;
    errors.of_cell.push_back(weight > 0 ? 1 / weight * sum : Counts{});
  }
  return errors;
}

Counts pseudo_outcome(const LabelledUnit& unit, const Counts& mean) {
  Counts counts = unit.machine + mean;
  if (unit.checked) counts = counts + 1 / unit.inclusion * (*unit.checked - unit.machine - mean);
  return counts;
}

struct StoryPart {
  Counts corrected;
  double machine = 0;
};

}  // namespace

Result<std::vector<StoryCount>> corrected_counts(std::span<const LabelledUnit> units,
                                                 std::span<const std::uint32_t> stratum_of_story,
                                                 std::size_t points) {
  if (const auto fine = check_units(units, points, Figure::Share); !fine)
    return tl::unexpected(fine.error());
  for (std::size_t i = 0; i < units.size(); ++i)
    if (units[i].story >= stratum_of_story.size())
      return failure(ErrorCode::Usage,
                     fmt::format("Story {} was given no stratum; there are {}.", units[i].story,
                                 stratum_of_story.size()),
                     fmt::format("unit {}", i));
  const SortedUnits by = sorted_units(units, points, Scope::Stratum);
  const MeanErrors errors = mean_errors(units, by);
  if (!errors.known) return {};
  std::map<std::pair<std::uint32_t, std::uint32_t>, StoryPart> parts;
  Counts all;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Counts counts = pseudo_outcome(units[i], errors.of_cell[by.cell[i]]);
    StoryPart& part = parts[{units[i].story, units[i].point}];
    part.corrected = part.corrected + counts;
    part.machine += units[i].machine.n;
    all = all + counts;
  }
  if (all.n <= 0) return {};
  std::vector<StoryCount> stories;
  double squares = 0;
  double size = 0;
  for (const auto& [place, part] : parts) {
    StoryCount story;
    story.bin = place.second;
    story.stratum = stratum_of_story[place.first];
    story.sum = part.corrected.hits - all.hits / all.n * part.corrected.n;
    story.size = std::max(1.0, part.machine);
    squares += story.sum * story.sum;
    size += story.size;
    stories.push_back(story);
  }
  const double deviation = std::sqrt(squares / size);
  if (deviation > 0)
    for (StoryCount& story : stories) story.sum /= deviation;
  return stories;
}

}  // namespace faultline::inference

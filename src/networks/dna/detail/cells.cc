#include "networks/dna/detail/cells.h"

#include <algorithm>
#include <numeric>

namespace faultline::networks::dna::detail {
namespace {

/// Labels of these statements (or all) as rising places, and where each stands among them.
void label_places(const Axis& axis, bool all, std::span<const std::uint32_t> places,
                  std::vector<std::uint32_t>& labels, std::vector<std::int32_t>& place_of) {
  labels.clear();
  if (all) {
    labels.resize(axis.labels.size());
    std::iota(labels.begin(), labels.end(), 0U);
  } else {
    place_of.assign(axis.labels.size(), -1);
    for (const std::uint32_t place : places)
      place_of[static_cast<std::size_t>(axis.places[place])] = 0;
    for (std::uint32_t label = 0; label < place_of.size(); ++label)
      if (place_of[label] == 0) labels.push_back(label);
  }
  place_of.assign(axis.labels.size(), -1);
  for (std::uint32_t i = 0; i < labels.size(); ++i)
    place_of[labels[i]] = static_cast<std::int32_t>(i);
}

// Beyond this many possible cells a matrix of few statements is counted by sorting.
constexpr std::uint64_t always_dense = std::uint64_t{1} << 18U;

}  // namespace

const Cells& count_cells(const Selection& selection, std::span<const std::uint32_t> places,
                         Scratch& scratch) {
  Cells& result = scratch.cells;
  const bool all = selection.settings.isolates;
  label_places(selection.row_labels, all, places, result.rows, scratch.row_place);
  label_places(selection.column_labels, all, places, result.columns, scratch.column_place);
  result.levels = selection.levels.size();
  result.cells.clear();
  const std::uint64_t rows = result.rows.size();
  const std::uint64_t levels = std::max<std::uint64_t>(result.levels, 1);
  const auto key_of = [&](std::uint32_t place) {
    const auto row = static_cast<std::uint64_t>(
        scratch.row_place[static_cast<std::size_t>(selection.row_labels.places[place])]);
    const auto column = static_cast<std::uint64_t>(
        scratch.column_place[static_cast<std::size_t>(selection.column_labels.places[place])]);
    return (column * rows + row) * levels +
           static_cast<std::uint64_t>(selection.levels.places[place]);
  };
  const auto add = [&](std::uint64_t key, std::size_t count) {
    result.cells.push_back({static_cast<std::uint32_t>(key / levels / rows),
                            static_cast<std::uint32_t>(key / levels % rows),
                            static_cast<std::uint32_t>(key % levels), static_cast<double>(count)});
  };
  const std::uint64_t possible = result.columns.size() * rows * levels;
  if (possible <= std::max<std::uint64_t>(always_dense, 8 * places.size())) {
    scratch.counts.assign(possible, 0);
    for (const std::uint32_t place : places) ++scratch.counts[key_of(place)];
    for (std::uint64_t key = 0; key < possible; ++key)
      if (scratch.counts[key] != 0) add(key, scratch.counts[key]);
    return result;
  }
  scratch.keys.clear();
  for (const std::uint32_t place : places) scratch.keys.push_back(key_of(place));
  std::sort(scratch.keys.begin(), scratch.keys.end());
  for (std::size_t begin = 0, end = 0; begin < scratch.keys.size(); begin = end) {
    while (end < scratch.keys.size() && scratch.keys[end] == scratch.keys[begin]) ++end;
    add(scratch.keys[begin], end - begin);
  }
  return result;
}

}  // namespace faultline::networks::dna::detail

#pragma once
// A bloc's rift under every combination of choices that an analyst could have made.

#include "map/referee_report.h"

namespace faultline::map::detail {

/// Fills share, change and p: stretches (the one asked for, the finer and the coarser one), least n
/// of a stretch (1, as asked, twice that), least confidence (as asked, 0.2 lower and higher), each
/// of the loudest outlets left out, three seeds. `widest` holds rows down to the lowest of these
/// confidences. A stretch with fewer criticisms than the least n is left out. O(universes *
/// (stretches * permutations) + choices * ties log ties).
[[nodiscard]] Result<void> fill_rift_grid(RefereeGrid& grid, const BlocData& widest,
                                          const RefereeOptions& options);

/// Least confidences that the grids ask for, the lowest first.
[[nodiscard]] std::vector<double> confidences_of(const RefereeOptions& options);

/// Of the universes with one option of one choice.
struct GridLine {
  std::size_t universes = 0, known = 0, significant = 0;  // p < 0.05
  double median = inference::not_known, smallest = inference::not_known,
         greatest = inference::not_known;
  double same_sign = inference::not_known;  // as the median of all universes
};
[[nodiscard]] GridLine grid_line(const inference::Multiverse& multiverse,
                                 const std::vector<double>& p, std::size_t choice,
                                 std::size_t option);

/// All universes' values in order, with intervals; dark where p < 0.05.
[[nodiscard]] std::string grid_picture(const RefereeGrid& grid, bool is_narrow,
                                       std::string_view prefix);

}  // namespace faultline::map::detail

#pragma once
// The assignment problem, for the entity-based CEAF.

#include <vector>

namespace faultline::exchange::detail {

/// The greatest sum of weights over all ways to give each row at most one column and each column
/// at most one row. Rows of equal length; no weight below 0. Shortest augmenting paths (Kuhn 1955;
/// Jonker & Volgenant 1987). O(min² * max) in rows and columns.
[[nodiscard]] double heaviest_matching(const std::vector<std::vector<double>>& weights);

}  // namespace faultline::exchange::detail

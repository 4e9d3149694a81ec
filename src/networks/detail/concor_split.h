#pragma once
// One division of CONCOR, shared by concor() and what reproduces rDNA's.

#include "networks/clustering.h"

namespace faultline::networks::detail {

struct Split {
  Groups groups;  // 0: correlates with the first column in the end, 1: the others
  /// All correlations that are numbers are near -1 or 1, yet some are none: rDNA gives up there.
  bool is_undecided = false;
};

/// `values` has a column or more.
[[nodiscard]] Split split_by_correlations(const Matrix& values);

}  // namespace faultline::networks::detail

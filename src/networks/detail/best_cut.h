#pragma once
// The number of groups that fits best, shared by clusterings of networks and of their slices.

#include <cmath>
#include <cstddef>
#include <functional>
#include <string>

#include "networks/clustering.h"

namespace faultline::networks::detail {

struct BestCut {
  std::size_t k = 0;
  Groups groups;
  double score = 0.0;
};

/// What to do with a k for which there are no groups.
enum class Impossible : std::uint8_t { Skip, Fail };

/// The first k of fewest .. most with the largest score that is a number. Fails with the last
/// error if no k has groups, or none has a score.
[[nodiscard]] inline Result<BestCut> best_cut(
    std::size_t fewest, std::size_t most, Impossible impossible,
    const std::function<Result<Groups>(std::size_t)>& groups_for,
    const std::function<double(const Groups&)>& score) {
  Result<BestCut> best = failure(ErrorCode::Usage, "No number of groups was asked for.");
  for (std::size_t k = fewest; k <= most; ++k) {
    Result<Groups> groups = groups_for(k);
    if (!groups) {
      if (impossible == Impossible::Fail) return tl::unexpected(groups.error());
      if (!best) best = tl::unexpected(groups.error());
      continue;
    }
    const double value = score(*groups);
    if (std::isnan(value)) {
      if (!best) {
        best = failure(ErrorCode::Usage,
                       "Nothing tells how many groups fit best: there are no ties. Ask for a "
                       "number of groups.");
      }
    } else if (!best || value > best->score) {
      best = BestCut{.k = k, .groups = std::move(*groups), .score = value};
    }
  }
  return best;
}

}  // namespace faultline::networks::detail

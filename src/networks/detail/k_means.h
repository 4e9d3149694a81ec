#pragma once
// One run of k-means, which k_means() makes from many starts.

#include "base/result.h"
#include "networks/clustering.h"

namespace faultline::networks::detail {

/// k-means by Hartigan & Wong (1979, AS 136) from the given centres, one a row. Usage error: fewer
/// than two or not fewer centres than points, or a centre that no point is nearest to.
[[nodiscard]] Result<KMeans> k_means_from(const Matrix& points, const Matrix& centres);

}  // namespace faultline::networks::detail

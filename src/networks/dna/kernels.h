#pragma once
// Kernel-weighted series as DNA computes them.

#include <cstdint>

#include "base/result.h"
#include "networks/dna/series.h"

namespace faultline::networks::dna {

/// How much a statement at signed distance x (in half-widths, **positive before** the midpoint)
/// counts: uniform 1/2 and **Epanechnikov 3/4 (1 - x)^2** for |x| <= 1, **triangular |1 - x|**,
/// Gaussian untruncated.
[[nodiscard]] double kernel_weight(Kernel kernel, double x);

/// Whole units from `from` to `to`, toward zero. Months and years count calendar dates, whatever
/// the time of day.
[[nodiscard]] std::int64_t whole_units(Instant from, Instant to, TimeUnit unit);

/// The part of each_matrix() for kernels. An odd size is one unit wider. Midpoints from the later
/// of start and the first kept statement to the earlier of stop and the last (`indent`: half a
/// window further in), one unit after the other. Labels and levels are those of the whole series;
/// levels count by **their rank as texts** ("-1" before "-2"). Each pair of statements on a column
/// counts the root of the product of both weights, also on **the diagonal**. Any normalisation of
/// one-mode networks is **each cell times the sum of 2 / (n_i + n_k) over columns and levels of the
/// whole series**; two-mode has none, and `combine` is `subtract` there. Matrices say **0
/// statements**. A boolean qualifier of one level only: **NaN in one-mode, against in two-mode**.
/// Seconds and events: no matrices. O(midpoints x (statements in it + pairs of rows)).
[[nodiscard]] Result<std::int64_t> each_kernel_matrix(const Selection& selection,
                                                      const TakeMatrix& take);

}  // namespace faultline::networks::dna

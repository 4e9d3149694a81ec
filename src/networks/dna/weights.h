#pragma once
// The matrix of some statements, by DNA's rules.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/selection.h"
#include "networks/network.h"

namespace faultline::networks::dna {

/// A matrix as DNA hands it out. Of one-mode networks columns equal rows.
struct LabelledMatrix {
  Instant time, start, stop;    // what it stands for, and what it covers
  std::int64_t statements = 0;  // that went in; **0 in kernel series**
  std::vector<std::string> rows, columns;
  Matrix values;
};

/// One-mode or two-mode weights of the statements `places` (of the candidates, in any order, one
/// may come twice), normalised as the settings say. Labels: of these statements, with `isolates` of
/// all candidates. With n[i][j][q] the statements by row i on column j with level q:
///
/// Two-mode, `ignore`: sum over q; `subtract`: n[1] - n[0], of integers the sum of q * n[q], of
/// texts the plain sum; `combine`: which levels occur as a binary number, the lowest the most
/// significant. `activity` and `prominence` divide rows and columns, `combine` with `prominence`
/// **counts along the wrong index**: Unsupported unless the matrix is square (DNA reads beyond the
/// array), else wrong denominators.
///
/// One-mode, i != k: sums over j of products of counts, weighted with the similarity of the levels
/// (numbers: 1 - |q - r| / range, texts: 1 if equal) for `congruence`, with 1 less that for
/// `conflict` of numbers; of texts **what the other does not have on a level counts as conflict, on
/// columns that only one of the two has too**. **One integer level only gives NaN.** `average`
/// divides by the mean of both totals, `cosine` by **their product**, `jaccard` by counts where one
/// of them has none plus products where both have some. 0 / 0 is 0.
///
/// O(statements + pairs of rows with a common column).
[[nodiscard]] Result<LabelledMatrix> matrix_of(const Selection& selection,
                                               std::span<const std::uint32_t> places);

/// Whether the weights are whole numbers, so that DNA's export files print them as such.
[[nodiscard]] bool has_integer_weights(const Settings& settings);

}  // namespace faultline::networks::dna

#pragma once
// What matrices must be for functions over distances and ties.

#include <optional>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks::detail {

/// A number that is NaN or infinite; none: all are finite.
[[nodiscard]] std::optional<Error> problem_of_numbers(const Matrix& matrix);
/// ... or the matrix is not square.
[[nodiscard]] std::optional<Error> problem_of_square(const Matrix& matrix);
/// ... or a number is negative.
[[nodiscard]] std::optional<Error> problem_of_distances(const Matrix& matrix);
/// `groups` must have one number a row.
[[nodiscard]] std::optional<Error> problem_of_groups(const Matrix& matrix, std::size_t groups);

}  // namespace faultline::networks::detail

#pragma once
// Points on paper whose distances follow given ones: multidimensional scaling.

#include <cstddef>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks {

/// Classical scaling (Torgerson 1952; Gower 1966): the leading eigenvectors of the doubly centred
/// squared distances, each times the root of its eigenvalue. One row a node, one column a
/// dimension; an axis without a positive eigenvalue is 0. An axis may be mirrored without loss: it
/// points where LAPACK's dsyevr, and so R's cmdscale, has it (the largest entry of the eigenvector
/// is positive once Householder's reflections have made the matrix tridiagonal). No nodes: no
/// rows. Errors as in clustering.h; Usage error: no dimension. O(n^3).
[[nodiscard]] Result<Matrix> classical_scaling(const Matrix& distances, std::size_t dimensions = 2);

struct Embedding {
  Matrix points;        // one row a node
  double stress = 0.0;  // Kruskal's stress-1, in per cent
};

struct NonmetricOptions {
  int rounds = 50;             // gradients taken, at most
  double tolerance = 1e-3;     // relative change of the stress below which it stops
  double small_stress = 1e-2;  // per cent, below which it stops
};

/// Stress-1 of `points`, in per cent: how far their distances are from the nearest ones that rise
/// with `distances` (Kruskal 1964, Nonmetric multidimensional scaling: a numerical method). Ties
/// may be broken (his primary approach, in the order of rows). 0 where all points fall together.
[[nodiscard]] Result<double> stress_of(const Matrix& distances, const Matrix& points);

/// Nonmetric scaling (Kruskal 1964): moves the points from `start` so that stress-1 falls, by the
/// variable metric method (Nash 1990, algorithm 21). The defaults are those of the R package
/// MASS's isoMDS (Venables & Ripley 2002, section 11.1), whose points are met up to rounding. The
/// stress is never above that of `start`. O(n^2) a round, and n^2 dimensions^2 numbers of memory.
[[nodiscard]] Result<Embedding> nonmetric_scaling(const Matrix& distances, const Matrix& start,
                                                  const NonmetricOptions& options = {});

}  // namespace faultline::networks

#pragma once
// How far a network is from two or more camps that agree inside and differ between, and whether
// that is more than activity alone brings about.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/network.h"
#include "networks/significance.h"

namespace faultline::networks {

/// Numbers of statements by rows (actors) for and against columns (concepts): two matrices of one
/// shape, whole numbers >= 0.
struct Stances {
  Matrix agree, disagree;
};

/// Congruence and conflict of all pairs of rows: symmetric, without diagonals, >= 0.
struct Agreement {
  Matrix congruence, conflict;
};

/// Sums over the columns of products of counts (Leifeld 2017): for * for + against * against, and
/// for
/// * against + against * for. `average` divides by the mean number of statements of the two rows.
/// O(rows^2 + sum over columns of (rows with a stand)^2).
[[nodiscard]] Agreement agreement_of(const Stances& stances, bool average = true);

/// Congruence and conflict of a OneMode network of signed weights: its positive and negative edges.
/// Usage error: another shape.
[[nodiscard]] Result<Agreement> agreement_of(const Network& one_mode);

/// Nearness to ideal camps (after Leifeld & Fisher 2025): 1 - D / (2 (|C| + |F|)), where D is the
/// sum of absolute differences between congruence C and conflict F and those of the ideal network
/// with as much of both, in which all congruence lies evenly on the pairs inside the camps and all
/// conflict evenly on the pairs across. With W and B ordered pairs inside and across this is
///
///   P = [ sum inside of min(C_ik, |C| / W) + sum across of min(F_ik, |F| / B) ] / (|C| + |F|)
///
/// so that what agrees inside or differs across counts for the camps, up to an even share for each
/// pair. In [0, 1]; 1: ideal; with one camp, or all alone, what has no place to lie counts 0. NaN
/// without congruence and conflict. Where nobody differs, even camps get about 1/2 at most, but
/// uneven ones more: compare camps of equal sizes, and see the test. O(rows^2).
[[nodiscard]] double polarization(const Agreement& agreement,
                                  std::span<const std::uint32_t> membership);

enum class PolarizationMeasure : std::uint8_t {
  IdealCamps,  // polarization(); camps that are searched have equal sizes, as nearly as can be
  SignedModularity,  // signed_modularity() of congruence and conflict; any number of camps, any
                     // sizes
};

struct PolarizationOptions {
  PolarizationMeasure measure = PolarizationMeasure::IdealCamps;
  std::uint32_t camps = 2;  // IdealCamps, searched: at least 2, at most rows
  bool average = true;      // see agreement_of
  int starts = 10;          // of the search, at least 1
  int draws = 500;          // of the null model, at least 2
  std::uint64_t seed = 1;
  int threads = 1;  // of the draws, at least 1; changes no figure
};

struct Camps {
  std::vector<std::uint32_t> membership;  // per row, renumbered
  double polarization = 0.0;
};

/// The camps with the largest polarization that are found: from random ones of equal sizes, every
/// member in turn is swapped with the one of another camp that gains most, until nothing gains. The
/// same for the same seed. Usage error: camps or starts out of range, or fewer than two rows.
/// O(starts * rounds * rows^2); of SignedModularity see there.
[[nodiscard]] Result<Camps> polarized_camps(const Agreement& agreement,
                                            const PolarizationOptions& options = {});

/// Stances of the same activity: statements for are dealt anew to rows and columns, so that every
/// row and every column keeps its number of them, likewise those against (configuration model of
/// each sign). O(statements).
[[nodiscard]] Stances dealt_anew(const Stances& stances, std::uint64_t seed);

struct Polarization {
  std::vector<std::uint32_t> membership;  // given or found
  NullTest test;                          // p_high: as polarized by chance
};

/// Polarization of camps that were given, or are searched where `membership` is empty, against
/// random stances of the same activity (Salloum, Chen & Kivela 2021), in which camps are searched
/// with the same effort. Usage error: options out of range, a membership of another length, fewer
/// than two rows, or stances without any congruence or conflict. O(draws * (rows^2 * columns +
/// search)).
[[nodiscard]] Result<Polarization> polarization_test(const Stances& stances,
                                                     std::span<const std::uint32_t> membership,
                                                     const PolarizationOptions& options = {});

}  // namespace faultline::networks

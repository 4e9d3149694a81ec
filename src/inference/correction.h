#pragma once
// Rates of a machine's labels, corrected by a random sample that a person has checked: prediction-
// powered inference (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023; Angelopoulos, Duchi &
// Zrnic 2023) and design-based supervised learning (Egami, Hinck, Stewart & Wei 2023), for ratios
// and series of clustered units.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/intervals.h"
#include "inference/rates.h"
#include "inference/sums.h"

namespace faultline::inference {

// ---- Drawing the sample ----

enum class Allocation {
  Proportional,  // to the units of a stratum
  Equal,         // the same number of each
  Root,          // to the square root of the units: between the two (Bankier 1988)
};

struct AuditOptions {
  std::size_t n = 200;  // units to check, at most all
  Allocation allocation = Allocation::Root;
  std::size_t minimum = 2;  // of each stratum, as far as it has them
  std::uint64_t seed = 1;
};

struct AuditDraw {
  std::size_t unit = 0;  // index into the strata given
  double inclusion =
      0;  // the probability with which it was drawn: drawn of its stratum / its units
};

/// A simple random sample of each stratum without replacement. `stratum_of_unit` has a number for
/// each unit (say, machine's label by bloc by outlet by quarter). In the order in which they should
/// be checked: drawn at random as a whole, so that a person may stop early. The same for the same
/// seed.
[[nodiscard]] std::vector<AuditDraw> plan_audit(std::span<const std::uint32_t> stratum_of_unit,
                                                const AuditOptions& options = {});

// ---- Correcting ----

/// What a unit adds to the numerator and the denominator of a rate.
struct Counts {
  double hits = 0, n = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
};

/// One thing that the machine has labelled: a relation, a sentence, an article. What no unit holds
/// (a relation that the machine has missed) cannot be corrected for; where that matters, let units
/// be sentences.
struct LabelledUnit {
  std::uint32_t story = 0;    // its cluster
  std::uint32_t point = 0;    // of the series
  std::uint32_t stratum = 0;  // of the sample
  Counts machine;
  std::optional<Counts> checked;  // what a person says it is
  double inclusion = 0;           // of the sample; greater than 0 where checked
};

enum class Scope {
  /// Every stratum's mean error is that of its checked units, wherever in time they are: a series
  /// can be
  /// corrected by a few hundred checks. Unbiased if, within a stratum, errors do not differ between
  /// points: make period, bloc and outlet part of the strata.
  Stratum,
  /// Each point by its own checked units alone: unbiased whatever the errors, and wide.
  Point,
};

struct CorrectionOptions {
  Scope scope = Scope::Stratum;
  /// How far the machine is relied on: 1 as in PPI and DSL, 0 not at all (the checked units alone).
  /// Negative: the value with the least variance, in [0, 1] (PPI++).
  double reliance = -1;
  double level = 0.95;
};

struct CorrectedRate {
  Rate machine;             // uncorrected, clusters accounted for
  Estimate corrected;       // in [0, 1]; NaN where nothing was checked or n may be 0
  std::size_t checked = 0;  // units that the correction rests on
  double reliance = 1;      // as it was used
};

/// Corrected rates of `points` points. The variance is that of the linearised ratio, clustered by
/// story: it holds both that stories are a sample and that checked units are. Usage if a unit names
/// a point beyond `points`, is checked without a probability in (0, 1], or holds an impossible
/// count.
[[nodiscard]] Result<std::vector<CorrectedRate>> corrected_rates(
    std::span<const LabelledUnit> units, std::size_t points, const CorrectionOptions& options = {});

/// The corrected counts as entries for a SumTable (unit: story; cells 2 * point for hits, 2 * point
/// + 1 for n), so that every measure of sums and the bootstrap work on them: machine's label plus
/// (checked - machine) / inclusion, that is Scope::Point with reliance 1. Usage as above.
[[nodiscard]] Result<std::vector<SumEntry>> corrected_entries(std::span<const LabelledUnit> units,
                                                              std::size_t points);

// ---- How good is the machine? ----

struct CheckedLabel {
  std::uint32_t group = 0;    // bloc, outlet, period: whatever is reported apart
  std::uint32_t stratum = 0;  // of the sample
  std::uint32_t story = 0;    // its cluster
  bool machine = false;       // the machine says yes
  bool truth = false;         // the person says yes
  double inclusion = 1;       // in (0, 1]
};

struct Quality {
  Rate precision;  // of what the machine says yes to: share that is so
  Rate recall;     // of what is so among all units: share that the machine says yes to
  std::size_t checked = 0;
};

/// Of each group below `groups`, weighted by the inverse of the inclusion probabilities; score
/// intervals with the effective number of observations (linearised variance, clustered by story;
/// never above the number that Kish's formula gives for the weights). Usage as above.
[[nodiscard]] Result<std::vector<Quality>> quality(std::span<const CheckedLabel> labels,
                                                   std::size_t groups, double level = 0.95);

}  // namespace faultline::inference

#pragma once
// Rates and counts of a machine's labels, corrected by a random sample that a person has checked:
// prediction- powered inference (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023; Angelopoulos,
// Duchi & Zrnic 2023) and design-based supervised learning (Egami, Hinck, Stewart & Wei 2023), for
// ratios and series of clustered units.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/intervals.h"
#include "inference/rates.h"

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
/// each unit (say, machine's label by bloc by outlet by quarter). Where n is less than the minima
/// ask for, the larger strata come first. In the order in which units should be checked: drawn at
/// random as a whole, so that a person may stop early; `inclusion_of` then gives the probabilities.
/// The same for the same seed.
[[nodiscard]] std::vector<AuditDraw> plan_audit(std::span<const std::uint32_t> stratum_of_unit,
                                                const AuditOptions& options = {});

/// The inclusion probability of each stratum, given which units were checked in the end: checked
/// units / units; 0 where there is none. One for each number up to the greatest stratum.
[[nodiscard]] std::vector<double> inclusion_of(std::span<const std::uint32_t> stratum_of_unit,
                                               std::span<const std::size_t> checked);

// ---- Correcting ----

/// What a unit adds to the numerator and the denominator of a rate.
struct Counts {
  double hits = 0, n = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
};

/// One thing that the machine has labelled: a relation, a passage. What no unit holds cannot be
/// corrected for. A relation that the machine has missed is what a passage adds: the machine's
/// counts are 0 there, a person's those of what is missing in it (if one of k passages of an
/// article was read, k times as much, with the probability with which the article was drawn).
struct LabelledUnit {
  std::uint32_t story = 0;    // its cluster
  std::uint32_t point = 0;    // of the series
  std::uint32_t stratum = 0;  // of the sample
  Counts machine;
  std::optional<Counts> checked;  // what a person says it is
  double inclusion = 0;           // of the sample; greater than 0 where checked
  double worth = 1;               // what one thing seen in it counts for: of k passages, k
};

enum class Scope {
  /// Every stratum's mean error is that of its checked units, at whatever points they are: a series
  /// can be
  /// corrected by a few hundred checks. Unbiased if, within a stratum, errors do not differ between
  /// points: make period, bloc and outlet part of the strata.
  Stratum,
  /// That of its checked units at the point itself: unbiased whatever the errors, and wide; a
  /// stratum
  /// with nothing checked at the point leaves it without a value.
  Point,
};

/// What a rate is of.
enum class Population {
  Stories,     // of all stories that these are a sample of
  TheseUnits,  // of these very units: only that checks are a sample makes it uncertain
};

struct CorrectionOptions {
  Scope scope = Scope::Stratum;
  Population population = Population::Stories;
  /// How far the machine is relied on: 1 as in PPI and DSL, 0 not at all (the checked units alone).
  /// Negative: the value with the least variance, in [0, 1] (PPI++).
  double reliance = -1;
  double level = 0.95;
};

struct CorrectedRate {
  Rate machine;             // uncorrected, clusters accounted for
  Estimate corrected;       // in [0, 1]; by Method::Wilson with the variance below
  std::size_t checked = 0;  // units that the correction rests on
  std::size_t unchecked =
      0;  // units of strata in which nothing was checked: with any, no corrected value
  double reliance = 1;  // as it was used
};

/// Corrected rates of `points` points. The variance is that of the linearised ratio, clustered by
/// story: it holds both that stories are a sample (of Population::Stories) and that checked units
/// are. A stratum whose n
/// checked units are all alike adds the variance of a share of 1 / (n + 2), since none in 20 does
/// not mean none, unless all of its units were checked. Student's t with the degrees of freedom of
/// that variance (after Satterthwaite 1946). Usage if a unit names a point beyond `points`, is
/// checked without a probability in (0, 1], or holds an impossible count. O(units + points *
/// (checked + strata)).
[[nodiscard]] Result<std::vector<CorrectedRate>> corrected_rates(
    std::span<const LabelledUnit> units, std::size_t points, const CorrectionOptions& options = {});

/// What events are counted against: statements, articles.
struct Exposure {
  std::uint32_t story = 0;  // its cluster
  std::uint32_t point = 0;  // of the series
  double n = 0;             // at least 0; as the machine has it, and not corrected
};

/// Corrected rates of events per exposure: `hits` of the units over the exposures of the point;
/// `n` of the units counts for nothing, and hits may be any number from 0 on. As corrected_rates(),
/// with the score interval of a Poisson number that varies as much more as the variance says
/// (event_rate()); the rate may exceed 1. `machine` has that of the machine's hits.
[[nodiscard]] Result<std::vector<CorrectedRate>> corrected_event_rates(
    std::span<const LabelledUnit> units, std::span<const Exposure> exposures, std::size_t points,
    const CorrectionOptions& options = {});

struct CorrectedTotal {
  double machine = 0;                      // hits as read
  Estimate corrected;                      // Method::Score
  std::size_t checked = 0, unchecked = 0;  // as in CorrectedRate
};

/// How many hits there are in all units of each point: of these very texts, so that the variance is
/// that of the checked sample alone, without that of a stratum that was checked whole. Never less
/// than what people have seen. Usage as of corrected_event_rates().
[[nodiscard]] Result<std::vector<CorrectedTotal>> corrected_totals(
    std::span<const LabelledUnit> units, std::size_t points, const CorrectionOptions& options = {});

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
  Estimate
      recall;  // of what is so among all units: share that the machine says yes to; Method::Mover
  std::size_t checked = 0;
};

/// Of each group below `groups`, weighted by the inverse of the inclusion probabilities. Precision,
/// and the share that the machine misses among what it says no to, have score intervals with the
/// effective number of observations (linearised variance, clustered by story, at most what Kish's
/// formula gives for the weights); recall is made of both (ratio by variance recovery; Donner & Zou
/// 2012), so that no miss among few checked does not pass for a recall of 1. Usage if a label names
/// a group beyond `groups` or an inclusion outside (0, 1].
[[nodiscard]] Result<std::vector<Quality>> quality(std::span<const CheckedLabel> labels,
                                                   std::size_t groups, double level = 0.95);

}  // namespace faultline::inference

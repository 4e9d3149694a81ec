#pragma once
// How far coders agree beyond chance: Krippendorff's alpha for codings of given units, and its
// unitizing kin for stretches that coders mark themselves.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace faultline::positions {

/// What one coder says of one unit. Values are names, without order: only equal or not counts.
struct Rating {
  std::uint32_t unit{};
  std::uint32_t coder{};  // each at most once a unit
  int value{};
};

/// The bootstrap behind an interval. The same seed gives the same interval on every machine.
struct Resampling {
  int samples = 1000;  // 0: no interval
  std::uint64_t seed = 1;
  double level = 0.95;  // share of samples between the ends
};

struct Reliability {
  // None where it is 0/0: fewer than two coders on every unit, or one value everywhere.
  std::optional<double> alpha;
  std::optional<double> lower, upper;  // percentiles of the bootstrap
  std::size_t units = 0;               // with two coders or more; others do not count
  std::size_t ratings = 0;             // on these
  std::size_t coders = 0;              // who made them
  double observed = 0;                 // disagreement, as a share of pairs of values within units
  double expected = 0;                 // the same for values paired by chance
};

/// Krippendorff's alpha for nominal data, any number of coders, missing values (Krippendorff 2011,
/// "Computing Krippendorff's Alpha-Reliability", section E; 2013, section 12.3): 1 is perfect
/// agreement, 0 what chance gives. The interval draws units with replacement (Zapf et al. 2016, BMC
/// Medical Research Methodology 16:93); samples whose alpha is 0/0 are left out.
/// O(ratings log ratings + samples * units * values).
[[nodiscard]] Reliability nominal_alpha(std::span<const Rating> ratings,
                                        const Resampling& resampling = {});

/// A text, from its first position to its last, and who has worked through it.
struct Continuum {
  std::uint32_t length{};  // in characters
  std::vector<std::uint32_t> coders;
};

/// A stretch that a coder marked.
struct MarkedStretch {
  std::uint32_t continuum{};     // index
  std::uint32_t coder{};         // one of the continuum's
  std::uint32_t begin{}, end{};  // characters, begin < end <= length
  int value{};
};

struct UnitizedReliability {
  Reliability nominal;       // uα: who marked what as what; unmarked text is a value of its own
  Reliability binary;        // |uα: who marked what, whatever it was called
  std::uint64_t length = 0;  // of the continua with two coders or more
};

/// Two members of the family of Krippendorff, Mathet, Bouvry and Widlöcher (2016, Quality &
/// Quantity 50:2347-2364): the unitizing uα with nominal values over the whole continuum, gaps
/// included, and the binary |uα. Neither cuα (of stretches that overlap only) nor (k)uα (of one
/// value) is given. `units` counts continua, `ratings` stretches. Several continua count as one in
/// which no stretch crosses an end; the interval draws continua with replacement, so that it needs
/// two. Where stretches of one coder overlap, the one that begins first, or is longer, keeps what
/// they share. O(stretches log stretches * coders + samples * continua * values).
[[nodiscard]] UnitizedReliability unitized_alpha(std::span<const Continuum> continua,
                                                 std::span<const MarkedStretch> stretches,
                                                 const Resampling& resampling = {});

}  // namespace faultline::positions

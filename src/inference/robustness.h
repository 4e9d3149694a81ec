#pragma once
// Does it still hold? Without one outlet, with equal numbers, with other choices.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "inference/bootstrap.h"
#include "inference/intervals.h"

namespace faultline::inference {

/// A measure without the units of one group.
struct WithoutGroup {
  std::uint32_t group = 0;
  std::size_t units_left = 0;
  std::vector<double> values;  // of the measure's points
};

/// The measure without each group (outlet, actor, day ...) in turn, in the order of their numbers;
/// `group_of_unit` has a number for each unit, below the number of groups. O(groups) evaluations.
[[nodiscard]] std::vector<WithoutGroup> leave_one_out(const Measure& measure,
                                                      std::span<const std::uint32_t> group_of_unit,
                                                      int threads = 1);
[[nodiscard]] std::vector<WithoutGroup> leave_one_out(const SumTable& table,
                                                      const SumStatistic& statistic,
                                                      std::span<const std::uint32_t> group_of_unit);

/// What a statistic of `hits` among `n` would be among `equal_n` of them, drawn without replacement
/// (hypergeometric): exact mean and standard deviation of f(hits drawn). NaN if equal_n > n.
struct Rarefied {
  double mean = not_known;
  double deviation = not_known;
};
[[nodiscard]] Rarefied rarefied(std::uint64_t hits, std::uint64_t n, std::uint64_t equal_n,
                                const std::function<double(std::uint64_t hits)>& f);

/// Rice's |for - against| / (for + against) at an equal number of codings: it falls with n by
/// itself.
[[nodiscard]] Rarefied rarefied_rice(std::uint64_t for_it, std::uint64_t against,
                                     std::uint64_t equal_n);

/// How many different kinds (speakers, concepts ...) are expected among `equal_n` of all, given how
/// many there are of each (Hurlbert 1971, eq. 13; deviation by Heck, van Belle & Simberloff 1975).
[[nodiscard]] Rarefied rarefied_richness(std::span<const std::uint64_t> counts,
                                         std::uint64_t equal_n);

struct RarefactionOptions {
  std::size_t clusters = 0;  // how many clusters are kept in each draw
  int draws = 1000;
  std::uint64_t seed = 1;
  int threads = 1;
};
/// Any measure with an equal number of clusters drawn without replacement: the replicates are the
/// draws. Usage if more clusters are asked for than there are, or none.
[[nodiscard]] Result<Replicates> rarefy(const Measure& measure, const Design& design,
                                        const RarefactionOptions& options);

/// One choice that an analyst has to make, and the options there are.
struct Choice {
  std::string name;                  // "window"
  std::vector<std::string> options;  // "4 weeks", "8 weeks", ...
};

/// One universe: an option for each choice, and what comes out.
struct Universe {
  std::vector<std::size_t> options;  // index into Choice::options, by choice
  double value = not_known;
  double low = not_known, high = not_known;
  double n = 0;
};

struct Multiverse {
  std::vector<Choice> choices;
  std::vector<Universe> universes;  // all combinations, the last choice fastest
  // Of the universes that have a value:
  std::size_t known = 0;
  double median = not_known, smallest = not_known, greatest = not_known;
  double same_sign = not_known;     // share with the sign of the median
  double without_zero = not_known;  // share whose interval excludes 0 on the median's side
};

/// The estimate of every combination (Steegen, Tuerlinckx, Gelman & Vanpaemel 2016). `estimate`
/// gets the options and fills value, low, high, n. Called from several threads at once if threads
/// > 1. Usage if a choice has no option.
[[nodiscard]] Result<Multiverse> multiverse(std::vector<Choice> choices,
                                            const std::function<void(Universe&)>& estimate,
                                            int threads = 1);

}  // namespace faultline::inference

#pragma once
// The cluster bootstrap: one engine for every measure. What is drawn with replacement is never a
// statement or a relation, but the story (near-duplicate articles) or the outlet that brought it,
// for what one story says comes in clusters (Davison & Hinkley 1997, section 3.8; Field & Welsh
// 2007).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/intervals.h"
#include "inference/sums.h"

namespace faultline::inference {

/// What is drawn with replacement.
enum class Resampling {
  Stories,             // stories
  Outlets,             // outlets, each with everything that it printed
  OutletsThenStories,  // outlets, then stories within each drawn outlet (two stages)
  OutletsAndStories,   // both, independently: a unit counts outlet times story (pigeonhole; Owen
                       // 2007), for stories that several outlets print
};

/// Whose units they are. A unit is the smallest piece that is counted together: all that one outlet
/// printed of one story. Where outlets play no part, a unit is a story and both lists stay empty.
struct Design {
  std::size_t units = 0;
  std::vector<std::uint32_t> story;   // of each unit; empty: every unit is a story of its own
  std::vector<std::uint32_t> outlet;  // of each unit; empty: all are of one outlet
};

struct BootstrapOptions {
  Resampling resampling = Resampling::Stories;
  int replicates = 1000;  // at least 1
  std::uint64_t seed = 1;
  int threads = 1;           // 0: as many as the machine has; the result is the same
  bool acceleration = true;  // the jackknife that BCa needs
  /// With more clusters than this the jackknife leaves out groups of them, drawn by the seed.
  std::size_t jackknife_groups = 400;
};

/// How often each unit counts in one replicate. Reusable; draws with the generator only.
class WeightDrawer {
 public:
  /// Usage if a list of the design has another length than `units`, or there is no unit.
  [[nodiscard]] static Result<WeightDrawer> create(const Design& design, Resampling resampling);

  [[nodiscard]] std::size_t units() const { return units_; }
  /// The independent pieces: stories or outlets (of the smaller number where both are drawn).
  [[nodiscard]] std::size_t clusters() const { return clusters_; }
  /// The cluster of each unit, for the jackknife: its story, or its outlet where outlets are drawn.
  [[nodiscard]] std::span<const std::uint32_t> cluster_of_unit() const { return cluster_; }
  void draw(std::mt19937_64& generator, std::span<std::uint32_t> weights) const;

 private:
  WeightDrawer() = default;
  Resampling resampling_ = Resampling::Stories;
  bool every_unit_alone_ = false;  // each unit is a cluster: no detour
  std::size_t units_ = 0, clusters_ = 0, stories_ = 0;
  std::vector<std::uint32_t> cluster_, story_;
  std::vector<std::uint32_t> outlet_begin_, outlet_piece_, piece_of_unit_;
};

/// Any measure as a function of how often each unit counts: writes `points` values, NaN where it is
/// not defined. Called from several threads at once. Weights of 1 give the sample's own value.
struct Measure {
  std::size_t points = 0;
  std::function<void(std::span<const std::uint32_t> weights, std::span<double> values)> evaluate;
};

/// The fast paths, for functions of sums. One replicate costs O(units + entries); for ratios the
/// jackknife leaves out every single cluster. Usage as of WeightDrawer, or if `table` has other
/// units than `design`, a ratio names no cell of it, or the options are out of range.
[[nodiscard]] Result<Replicates> bootstrap(const SumTable& table, std::span<const Ratio> ratios,
                                           const Design& design,
                                           const BootstrapOptions& options = {});
[[nodiscard]] Result<Replicates> bootstrap(const SumTable& table, const SumStatistic& statistic,
                                           const Design& design,
                                           const BootstrapOptions& options = {});

/// The general path: one evaluation of the measure a replicate, and one a cluster (or group of
/// them) for the jackknife. Networks, partitions and whatever is no function of sums.
[[nodiscard]] Result<Replicates> bootstrap(const Measure& measure, const Design& design,
                                           const BootstrapOptions& options = {});

}  // namespace faultline::inference

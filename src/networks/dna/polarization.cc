#include "networks/dna/polarization.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

#include "base/draw.h"
#include "networks/dna/detail/kernel_series.h"

namespace faultline::networks::dna {
namespace {

double absolute_sum(const Matrix& matrix) {
  double sum = 0;
  for (const double value : matrix.values) sum += std::abs(value);
  return sum;
}

/// What `quality` needs of both matrices whatever the memberships.
struct Scorer {
  const Matrix& congruence;
  const Matrix& conflict;
  int clusters;
  bool normalised;
  double congruence_sum = absolute_sum(congruence);
  double conflict_sum = absolute_sum(conflict);

  [[nodiscard]] double operator()(std::span<const int> memberships) const;
  [[nodiscard]] double scaled(double sum) const {
    return normalised ? sum / (2 * (congruence_sum + conflict_sum)) : sum / 2;
  }
};

/// The deviations of memberships whose cluster sizes stay as they are.
class Deviations {
 public:
  Deviations(const Scorer& scorer, std::span<const int> memberships)
      : scorer_(scorer), sizes_(static_cast<std::size_t>(scorer.clusters), 0.0) {
    for (const int cluster : memberships) ++sizes_[static_cast<std::size_t>(cluster)];
    double within = 0;
    for (const double size : sizes_) within += size * (size - 1);
    const auto all = static_cast<double>(memberships.size());
    const double between = all * (all - 1) - within;
    share_within_ = within == 0 ? 0 : scorer.congruence_sum / within / within;
    share_between_ = between == 0 ? 0 : scorer.conflict_sum / between / between;
  }

  [[nodiscard]] double pair(std::span<const int> memberships, std::size_t i, std::size_t k) const {
    const double size = sizes_[static_cast<std::size_t>(memberships[i])];
    const double congruence = scorer_.congruence.at(i, k), conflict = scorer_.conflict.at(i, k);
    if (memberships[i] == memberships[k])
      return std::abs(congruence - size * (size - 1) * share_within_) + std::abs(conflict);
    const double other = sizes_[static_cast<std::size_t>(memberships[k])];
    return std::abs(congruence) + std::abs(conflict - size * other * share_between_);
  }
  /// All pairs with i or k in them.
  [[nodiscard]] double of_two(std::span<const int> memberships, std::size_t i,
                              std::size_t k) const {
    double sum = pair(memberships, i, k) + pair(memberships, k, i);
    for (std::size_t node = 0; node < memberships.size(); ++node)
      if (node != i && node != k)
        sum += pair(memberships, i, node) + pair(memberships, node, i) +
               pair(memberships, k, node) + pair(memberships, node, k);
    return sum;
  }

 private:
  const Scorer& scorer_;
  std::vector<double> sizes_;
  double share_within_ = 0, share_between_ = 0;
};

double Scorer::operator()(std::span<const int> memberships) const {
  const Deviations deviations(*this, memberships);
  double sum = 0;
  for (std::size_t i = 0; i < memberships.size(); ++i)
    for (std::size_t k = 0; k < memberships.size(); ++k)
      if (i != k) sum += deviations.pair(memberships, i, k);
  return scaled(sum);
}

std::vector<int> balanced(std::size_t nodes, int clusters, std::mt19937_64& generator) {
  std::vector<int> memberships(nodes);
  for (std::size_t i = 0; i < nodes; ++i)
    memberships[i] = static_cast<int>(i % static_cast<std::size_t>(clusters));
  shuffle(memberships, generator);
  return memberships;
}

/// Moves nodes out of clusters that are too large until the sizes are those of `like`.
void balance(std::vector<int>& child, const std::vector<int>& like, int clusters,
             std::mt19937_64& generator) {
  std::vector<int> surplus(static_cast<std::size_t>(clusters), 0);
  for (const int cluster : child) ++surplus[static_cast<std::size_t>(cluster)];
  for (const int cluster : like) --surplus[static_cast<std::size_t>(cluster)];
  for (std::size_t small = 0; small < surplus.size(); ++small)
    while (surplus[small] < 0) {
      std::size_t node = draw_below(generator, child.size());
      while (surplus[static_cast<std::size_t>(child[node])] <= 0) node = (node + 1) % child.size();
      --surplus[static_cast<std::size_t>(child[node])];
      child[node] = static_cast<int>(small);
      ++surplus[small];
    }
}

void swap_some(std::vector<int>& memberships, double share, std::mt19937_64& generator) {
  const auto swaps =
      static_cast<std::size_t>(share * static_cast<double>(memberships.size()) / 2 + 0.5);
  for (std::size_t i = 0; i < swaps; ++i) {
    const std::size_t one = draw_below(generator, memberships.size());
    const std::size_t other = draw_below(generator, memberships.size());
    std::swap(memberships[one], memberships[other]);
  }
}

/// The matrix of one midpoint. Of kernels that end, labels, counts and weights are those of the
/// statements strictly inside the window; of the Gaussian those of the whole series.
LabelledMatrix matrix_at(const Selection& all, const TimeSpan& window, detail::Scratch& scratch) {
  Selection inside = all;
  if (all.settings.kernel != Kernel::Gaussian)
    std::erase_if(inside.kept, [&](std::uint32_t place) {
      return all.times[place] <= window.start || all.times[place] >= window.stop;
    });
  const detail::KernelSeries series(inside);
  LabelledMatrix result;
  series.fill(window, scratch, result);
  for (std::size_t i = 0; i < result.values.rows; ++i) result.values.at(i, i) = 0;
  return result;
}

}  // namespace

double quality(const Matrix& congruence, const Matrix& conflict, std::span<const int> memberships,
               int clusters, bool normalised) {
  return Scorer{congruence, conflict, clusters, normalised}(memberships);
}

Membership greedy_membership(const Matrix& congruence, const Matrix& conflict, int clusters,
                             bool normalised, std::uint64_t seed) {
  const Scorer score{congruence, conflict, clusters, normalised};
  std::mt19937_64 generator(seed);
  Membership result;
  result.clusters = balanced(congruence.rows, clusters, generator);
  const Deviations deviations(score, result.clusters);
  std::vector<int>& clusters_of = result.clusters;
  for (bool is_better = true; is_better;) {
    is_better = false;
    for (std::size_t i = 0; i < clusters_of.size(); ++i)
      for (std::size_t k = i + 1; k < clusters_of.size(); ++k) {
        if (clusters_of[i] == clusters_of[k]) continue;
        const double before = deviations.of_two(clusters_of, i, k);
        std::swap(clusters_of[i], clusters_of[k]);
        // Rounding must not let two equal ones take turns for ever.
        if (deviations.of_two(clusters_of, i, k) > before * (1 + 1e-12))
          is_better = true;
        else
          std::swap(clusters_of[i], clusters_of[k]);
      }
  }
  result.quality = score(clusters_of);
  return result;
}

Membership genetic_membership(const Matrix& congruence, const Matrix& conflict, int clusters,
                              bool normalised, const Genetic& genetic, std::uint64_t seed) {
  const Scorer score{congruence, conflict, clusters, normalised};
  std::mt19937_64 generator(seed);
  const std::size_t nodes = congruence.rows;
  const auto parents = static_cast<std::size_t>(std::max(genetic.parents, 2));
  const auto elite = std::clamp<std::size_t>(
      static_cast<std::size_t>(genetic.elite * static_cast<double>(parents) + 0.5), 1, parents);
  std::vector<Membership> generation(parents);
  for (Membership& member : generation) {
    member.clusters = balanced(nodes, clusters, generator);
    member.quality = score(member.clusters);
  }
  const auto better = [](const Membership& a, const Membership& b) {
    return a.quality > b.quality;
  };
  std::stable_sort(generation.begin(), generation.end(), better);
  if (nodes == 0) return generation.front();
  for (int i = 0; i < genetic.iterations; ++i) {
    std::vector<Membership> next(generation.begin(),
                                 generation.begin() + static_cast<std::ptrdiff_t>(elite));
    while (next.size() < parents) {
      const auto& mother = generation[draw_below(generator, parents)].clusters;
      const auto& father = generation[draw_below(generator, parents)].clusters;
      Membership child{mother, 0};
      for (std::size_t node = 0; node < nodes; ++node)
        if (draw_below(generator, 2) == 1) child.clusters[node] = father[node];
      balance(child.clusters, mother, clusters, generator);
      swap_some(child.clusters, genetic.mutation, generator);
      child.quality = score(child.clusters);
      next.push_back(std::move(child));
    }
    generation = std::move(next);
    std::stable_sort(generation.begin(), generation.end(), better);
  }
  return generation.front();
}

Result<std::vector<PolarizationInput>> polarization_input(const StatementTable& table,
                                                          const Settings& settings) {
  Settings s = settings;
  s.type = NetworkType::OneMode;
  s.normalisation = Normalisation::Average;
  s.isolates = false;
  std::vector<PolarizationInput> result;
  if (!s.window) {
    s.aggregation = Aggregation::Congruence;
    const auto selection = select(table, s);
    if (!selection) return tl::unexpected(selection.error());
    auto congruence = matrix_of(*selection, selection->kept);
    if (!congruence) return tl::unexpected(congruence.error());
    Selection other = *selection;
    if (other.settings.qualifier) other.settings.aggregation = Aggregation::Conflict;
    auto conflict = matrix_of(other, other.kept);
    if (!conflict) return tl::unexpected(conflict.error());
    result.push_back({std::move(*congruence), std::move(*conflict)});
    return result;
  }
  s.aggregation = Aggregation::Subtract;
  if (s.kernel == Kernel::Window)
    return failure(ErrorCode::Usage, "Polarization over time needs a kernel.");
  const auto selection = select(table, s);
  if (!selection) return tl::unexpected(selection.error());
  const detail::KernelSeries series(*selection);
  detail::Scratch scratch;
  for (const TimeSpan& window : series.windows()) {
    LabelledMatrix matrix = matrix_at(*selection, window, scratch);
    result.push_back({matrix, matrix});
  }
  return result;
}

}  // namespace faultline::networks::dna

#include "networks/multiclust.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

#include "networks/detail/best_cut.h"
#include "networks/detail/concor_split.h"
#include "networks/detail/matrix_checks.h"
#include "networks/detail/tie_communities.h"

namespace faultline::networks {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Matrix transposed(const Matrix& matrix) {
  Matrix result{.rows = matrix.columns, .columns = matrix.rows, .values = {}};
  result.values.reserve(matrix.values.size());
  for (std::size_t column = 0; column < matrix.columns; ++column) {
    for (std::size_t row = 0; row < matrix.rows; ++row) {
      result.values.push_back(matrix.at(row, column));
    }
  }
  return result;
}

/// 1 where there is anything above 0.
Matrix presence_of(const Matrix& matrix) {
  Matrix result = matrix;
  for (double& value : result.values) value = value > 0.0 ? 1.0 : 0.0;
  return result;
}

std::vector<ClusterMethod> methods_of(const MulticlustOptions& options) {
  if (!options.methods.empty()) return options.methods;
  std::vector<ClusterMethod> all(cluster_methods().begin(), cluster_methods().end());
  std::erase(all, ClusterMethod::Spinglass);
  std::erase(all, ClusterMethod::Spectral);
  return all;
}

/// Why a method gives nothing, as a value.
tl::unexpected<Error> no_groups(std::string reason) {
  return failure(ErrorCode::Usage, std::move(reason));
}

class Comparison {
 public:
  static Result<Comparison> create(const ClusterInput& input, const MulticlustOptions& options) {
    Comparison comparison(input, options);
    auto distances = jaccard_distances(input.profiles);
    if (!distances) return tl::unexpected(distances.error());
    comparison.distances_ = std::move(*distances);
    return comparison;
  }

  [[nodiscard]] Result<Clustering> by(ClusterMethod method) const {
    const bool takes_profiles =
        method <= ClusterMethod::Medoids || method == ClusterMethod::ConcorTwoMode;
    if (takes_profiles && input_.profiles.rows != input_.ties.rows) {
      return no_groups("Some nodes have no profile.");
    }
    switch (method) {
      case ClusterMethod::Single:
        return by_linkage(method, distances_, Linkage::Single);
      case ClusterMethod::Average:
        return by_linkage(method, distances_, Linkage::Average);
      case ClusterMethod::Complete:
        return by_linkage(method, distances_, Linkage::Complete);
      case ClusterMethod::Ward:
        return by_linkage(method, distances_, Linkage::Ward);
      case ClusterMethod::KMeans:
        return with_k(method, [&](std::size_t k) { return means(k); });
      case ClusterMethod::Medoids:
        return with_k(method, [&](std::size_t k) { return medoids(k); });
      case ClusterMethod::Equivalence:
        return by_equivalence();
      case ClusterMethod::ConcorOneMode:
        return by_concor(method, input_.ties);
      case ClusterMethod::ConcorTwoMode:
        return by_concor(method, transposed(presence_of(input_.profiles)));
      case ClusterMethod::Spectral:
        return no_groups("Spectral clustering is for distances between slices.");
      default:
        return by_communities(method);
    }
  }

 private:
  Comparison(const ClusterInput& input, const MulticlustOptions& options)
      : input_(input), options_(options), counted_ties_(presence_of(input.ties)) {
    if (is_rdna() && options_.k == 1U) options_.k.reset();
  }

  [[nodiscard]] bool is_rdna() const { return options_.rules == ClusterRules::Rdna; }

  [[nodiscard]] double score(const Groups& groups) const {
    return modularity(is_rdna() ? counted_ties_ : input_.ties, groups).value_or(nan);
  }

  [[nodiscard]] Clustering clustering(ClusterMethod method, std::size_t k, Groups groups) const {
    const double value = score(groups);
    return {.method = method, .k = k, .groups = std::move(groups), .modularity = value};
  }

  [[nodiscard]] Result<Clustering> with_k(
      ClusterMethod method, const std::function<Result<Groups>(std::size_t)>& groups_for) const {
    if (options_.k) {
      auto groups = groups_for(*options_.k);
      if (!groups) return tl::unexpected(groups.error());
      return clustering(method, *options_.k, std::move(*groups));
    }
    const auto impossible = is_rdna() ? detail::Impossible::Fail : detail::Impossible::Skip;
    auto best = detail::best_cut(2, options_.most, impossible, groups_for,
                                 [&](const Groups& groups) { return score(groups); });
    if (!best) return tl::unexpected(best.error());
    return clustering(method, best->k, std::move(best->groups));
  }

  [[nodiscard]] Result<Clustering> by_linkage(ClusterMethod method, const Matrix& distances,
                                              Linkage linkage) const {
    const auto tree = hierarchy(distances, linkage);
    if (!tree) return tl::unexpected(tree.error());
    return with_k(method, [&](std::size_t k) { return cut(*tree, k); });
  }

  [[nodiscard]] Result<Groups> means(std::size_t k) const {
    const int starts = is_rdna() ? 1 : 10;
    auto result = is_rdna() ? k_means(distances_, k, options_.seed, starts)
                            : k_means(presence_of(input_.profiles), k, options_.seed, starts);
    if (!result) return tl::unexpected(result.error());
    return std::move(result->groups);
  }

  [[nodiscard]] Result<Groups> medoids(std::size_t k) const {
    auto result = partition_around_medoids(distances_, k);
    if (!result) return tl::unexpected(result.error());
    return std::move(result->groups);
  }

  [[nodiscard]] Result<Clustering> by_equivalence() const {
    const auto distances = equivalence_distances(input_.ties);
    if (!distances) return tl::unexpected(distances.error());
    return by_linkage(ClusterMethod::Equivalence, *distances, Linkage::Complete);
  }

  [[nodiscard]] Result<Clustering> by_concor(ClusterMethod method, const Matrix& values) const {
    if (!is_rdna()) {
      detail::ConcorBlocks blocks(values);
      return with_k(method, [&](std::size_t k) { return blocks.groups(k); });
    }
    if (options_.k && *options_.k != 2) return no_groups("rDNA's CONCOR is for two groups.");
    detail::Split split = detail::split_by_correlations(values);
    if (split.is_undecided) return no_groups("Some nodes correlate with nothing.");
    for (std::uint32_t& group : split.groups) group = 1 - group;
    return clustering(method, 2, std::move(split.groups));
  }

  [[nodiscard]] Result<Clustering> by_communities(ClusterMethod method) const {
    const detail::TieCommunities ties{
        .ties = input_.ties, .seed = options_.seed, .rules = options_.rules};
    if (options_.k) {
      const auto tree = ties.hierarchy(method);
      if (!tree) return tl::unexpected(tree.error());
      return with_k(method, [&](std::size_t k) {
        return is_rdna() ? detail::cut_from_top(*tree, k) : cut(*tree, k);
      });
    }
    auto groups = ties.found(method);
    if (!groups) return tl::unexpected(groups.error());
    const std::size_t k = count_of(*groups);
    return clustering(method, k, std::move(*groups));
  }

  const ClusterInput& input_;
  MulticlustOptions options_;
  Matrix counted_ties_;
  Matrix distances_;
};

}  // namespace

Matrix halves_of(const Matrix& combined) {
  Matrix result{.rows = combined.rows, .columns = combined.columns * 2, .values = {}};
  result.values.reserve(combined.values.size() * 2);
  for (std::size_t row = 0; row < combined.rows; ++row) {
    for (const double other : {1.0, 2.0}) {
      for (std::size_t column = 0; column < combined.columns; ++column) {
        const double level = combined.at(row, column);
        result.values.push_back(level == other || level == 3.0 ? 1.0 : 0.0);
      }
    }
  }
  return result;
}

Matrix positive_part(const Matrix& matrix) {
  Matrix result = matrix;
  for (double& value : result.values) value = value < 0.0 ? 0.0 : value;
  return result;
}

Result<ClusterInput> cluster_input(const Network& two_mode, const Network& one_mode) {
  if (two_mode.shape != Shape::TwoMode || one_mode.shape != Shape::OneMode) {
    return failure(ErrorCode::Usage,
                   "Clusterings take a two-mode network, for what each node has said, and the "
                   "one-mode network of the same nodes.");
  }
  ClusterInput input{
      .nodes = one_mode.rows, .profiles = {}, .ties = positive_part(matrix_of(one_mode))};
  std::map<std::string_view, std::size_t> place;
  for (std::size_t node = 0; node < input.nodes.size(); ++node) place[input.nodes[node]] = node;
  const std::size_t columns = two_mode.columns.size();
  input.profiles = {.rows = input.nodes.size(),
                    .columns = columns * 2,
                    .values = std::vector<double>(input.nodes.size() * columns * 2, 0.0)};
  for (const Edge& edge : two_mode.edges) {
    const auto node = place.find(two_mode.rows[edge.from]);
    if (node == place.end() || edge.weight == 0.0) continue;
    input.profiles.at(node->second, edge.to + (edge.weight < 0.0 ? columns : 0)) = 1.0;
  }
  return input;
}

const Clustering* Multiclust::best() const {
  const Clustering* result = nullptr;
  for (const Clustering& clustering : clusterings) {
    if (std::isnan(clustering.modularity)) continue;
    if (result == nullptr || clustering.modularity > result->modularity) result = &clustering;
  }
  return result;
}

Result<Multiclust> multiclust(const ClusterInput& input, const MulticlustOptions& options) {
  if (auto problem = detail::problem_of_distances(input.ties)) return tl::unexpected(*problem);
  if (auto problem = detail::problem_of_numbers(input.profiles)) return tl::unexpected(*problem);
  if (input.nodes.size() != input.ties.rows || options.most < 2 || options.k == std::size_t{0}) {
    return failure(ErrorCode::Usage,
                   fmt::format("Clusterings need as many ties as nodes ({} and {}) and ask for one "
                               "group or more, or for the best of at least 2.",
                               input.ties.rows, input.nodes.size()));
  }
  Multiclust result;
  if (options.rules == ClusterRules::Rdna && input.profiles.rows < 2) return result;
  const auto comparison = Comparison::create(input, options);
  if (!comparison) return tl::unexpected(comparison.error());
  for (const ClusterMethod method : methods_of(options)) {
    auto clustering = comparison->by(method);
    if (clustering) {
      result.clusterings.push_back(std::move(*clustering));
    } else {
      result.left_out.emplace_back(method, clustering.error().message);
    }
  }
  return result;
}

}  // namespace faultline::networks

#include "networks/phases.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "networks/detail/best_cut.h"
#include "networks/detail/concor_split.h"
#include "networks/detail/matrix_checks.h"
#include "networks/detail/tie_communities.h"

namespace faultline::networks {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Symmetric, from what stands above the diagonal, the largest being 1.
Matrix scaled(const Matrix& distances, double largest) {
  Matrix result = distances;
  for (std::size_t a = 0; a < result.rows; ++a) {
    result.at(a, a) = 0.0;
    for (std::size_t b = a + 1; b < result.rows; ++b) {
      result.at(a, b) = result.at(b, a) = distances.at(a, b) / largest;
    }
  }
  return result;
}

Matrix likeness_of(const Matrix& distances) {
  Matrix result = distances;
  for (double& value : result.values) value = 1.0 - value;
  return result;
}

/// Eigenvectors of the normalised Laplacian of the affinities, in the order of their eigenvalues.
Eigen::MatrixXd affinity_eigenvectors(const Matrix& distances) {
  const auto size = static_cast<Eigen::Index>(distances.rows);
  Eigen::MatrixXd affinity(size, size);
  for (Eigen::Index a = 0; a < size; ++a) {
    for (Eigen::Index b = 0; b < size; ++b) {
      const double distance =
          distances.at(static_cast<std::size_t>(a), static_cast<std::size_t>(b));
      affinity(a, b) = std::exp(-distance * distance / 2.0);
    }
  }
  const Eigen::VectorXd root = affinity.rowwise().sum().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd laplacian =
      Eigen::MatrixXd::Identity(size, size) - root.asDiagonal() * affinity * root.asDiagonal();
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(laplacian).eigenvectors();
}

class StateSearch {
 public:
  StateSearch(const Matrix& distances, const PhaseOptions& options)
      : distances_(distances), likeness_(likeness_of(distances)), options_(options) {}

  [[nodiscard]] Result<StateSequence> by(ClusterMethod method) const {
    Result<Groups> states = states_by(method);
    if (!states) return tl::unexpected(states.error());
    StateSequence result;
    result.method = method;
    result.states = std::move(*states);
    result.modularity = modularity(likeness_, result.states).value_or(nan);
    result.dunn = dunn_index(distances_, result.states).value_or(nan);
    return result;
  }

  [[nodiscard]] bool by_dunn() const {
    return options_.criterion == StateCriterion::Dunn && !is_rdna();
  }

 private:
  [[nodiscard]] bool is_rdna() const { return options_.rules == ClusterRules::Rdna; }

  [[nodiscard]] double score(const Groups& states) const {
    return (by_dunn() ? dunn_index(distances_, states) : modularity(likeness_, states))
        .value_or(nan);
  }

  [[nodiscard]] Result<Groups> states_by(ClusterMethod method) const {
    switch (method) {
      case ClusterMethod::Single:
        return by_linkage(Linkage::Single);
      case ClusterMethod::Average:
        return by_linkage(Linkage::Average);
      case ClusterMethod::Complete:
        return by_linkage(Linkage::Complete);
      case ClusterMethod::Ward:
        return by_linkage(Linkage::Ward);
      case ClusterMethod::KMeans:
        return by_means();
      case ClusterMethod::Medoids:
        return by_medoids();
      case ClusterMethod::ConcorOneMode:
        return by_concor();
      case ClusterMethod::Spectral:
        return by_eigenvectors();
      case ClusterMethod::ConcorTwoMode:
      case ClusterMethod::Equivalence:
        return failure(ErrorCode::Usage,
                       fmt::format("{} is for networks, not for their slices.", title_of(method)));
      default:
        return by_communities(method);
    }
  }

  [[nodiscard]] Result<Groups> best_of(
      const std::function<Result<Groups>(std::size_t)>& states_for) const {
    const auto impossible = is_rdna() ? detail::Impossible::Fail : detail::Impossible::Skip;
    // As many states as slices is no clustering, and infinitely good by Dunn's index.
    const std::size_t sensible = std::max(options_.fewest, distances_.rows - 1);
    const std::size_t most = is_rdna() ? options_.most : std::min(options_.most, sensible);
    auto best = detail::best_cut(options_.fewest, most, impossible, states_for,
                                 [&](const Groups& states) { return score(states); });
    if (!best) return tl::unexpected(best.error());
    return std::move(best->groups);
  }

  [[nodiscard]] Result<Groups> by_linkage(Linkage linkage) const {
    const auto tree = hierarchy(distances_, linkage);
    if (!tree) return tl::unexpected(tree.error());
    return best_of([&](std::size_t k) { return cut(*tree, k); });
  }

  [[nodiscard]] Result<Groups> by_k_means(
      const std::function<Matrix(std::size_t)>& points_for) const {
    return best_of([&](std::size_t k) -> Result<Groups> {
      auto result = k_means(points_for(k), k, options_.seed, is_rdna() ? 1 : 10);
      if (!result) return tl::unexpected(result.error());
      return std::move(result->groups);
    });
  }

  [[nodiscard]] Result<Groups> by_means() const {
    if (is_rdna()) return by_k_means([&](std::size_t) { return distances_; });
    const auto points = classical_scaling(distances_, distances_.rows);
    if (!points) return tl::unexpected(points.error());
    return by_k_means([&](std::size_t) { return *points; });
  }

  [[nodiscard]] Result<Groups> by_medoids() const {
    const auto distances = is_rdna() ? euclidean_distances(distances_) : distances_;
    if (!distances) return tl::unexpected(distances.error());
    return best_of([&](std::size_t k) -> Result<Groups> {
      auto result = partition_around_medoids(*distances, k);
      if (!result) return tl::unexpected(result.error());
      return std::move(result->groups);
    });
  }

  [[nodiscard]] Result<Groups> by_eigenvectors() const {
    const Eigen::MatrixXd vectors = affinity_eigenvectors(distances_);
    return by_k_means([&](std::size_t k) {
      Matrix points{.rows = distances_.rows, .columns = std::min(k, distances_.rows), .values = {}};
      for (Eigen::Index row = 0; row < vectors.rows(); ++row) {
        double length = 0.0;
        for (std::size_t column = 0; column < points.columns; ++column) {
          const auto from_end = vectors.cols() - 1 - static_cast<Eigen::Index>(column);
          const auto at = is_rdna() ? from_end : static_cast<Eigen::Index>(column);
          points.values.push_back(vectors(row, at));
          length += vectors(row, at) * vectors(row, at);
        }
        if (is_rdna() || length == 0.0) continue;
        for (std::size_t column = 0; column < points.columns; ++column) {
          points.at(static_cast<std::size_t>(row), column) /= std::sqrt(length);
        }
      }
      return points;
    });
  }

  [[nodiscard]] Result<Groups> by_concor() const {
    if (!is_rdna()) {
      detail::ConcorBlocks blocks(likeness_);
      return best_of([&](std::size_t k) { return blocks.groups(k); });
    }
    if (options_.fewest > 2) {
      return failure(ErrorCode::Usage, "rDNA's CONCOR is for two states.");
    }
    detail::Split split = detail::split_by_correlations(likeness_);
    if (split.is_undecided) {
      return failure(ErrorCode::Usage, "Some slices correlate with nothing.");
    }
    for (std::uint32_t& state : split.groups) state = 1 - state;
    return std::move(split.groups);
  }

  [[nodiscard]] Result<Groups> by_communities(ClusterMethod method) const {
    const detail::TieCommunities ties{
        .ties = likeness_, .seed = options_.seed, .rules = options_.rules};
    const bool has_tree = method == ClusterMethod::FastGreedy ||
                          method == ClusterMethod::Walktrap ||
                          method == ClusterMethod::EdgeBetweenness;
    if (!has_tree) return ties.found(method);
    const auto tree = ties.hierarchy(method);
    if (!tree) return tl::unexpected(tree.error());
    if (!is_rdna()) return best_of([&](std::size_t k) { return cut(*tree, k); });
    return best_of([&](std::size_t k) {
      return detail::cut_from_top(*tree, std::max(k, detail::fewest_groups(*tree)));
    });
  }

  const Matrix& distances_;
  Matrix likeness_;
  PhaseOptions options_;
};

std::vector<ClusterMethod> methods_of(const PhaseOptions& options) {
  std::vector<ClusterMethod> methods = options.methods;
  if (methods.empty()) {
    methods = {ClusterMethod::Single, ClusterMethod::Average, ClusterMethod::Complete,
               ClusterMethod::Ward, ClusterMethod::Medoids};
  }
  if (options.rules == ClusterRules::Rdna) std::reverse(methods.begin(), methods.end());
  return methods;
}

Result<Embedding> embedded(Matrix distances, ClusterRules rules) {
  // rDNA's way around isoMDS, which refuses distances of 0.
  if (rules == ClusterRules::Rdna) {
    for (double& value : distances.values) value += 1e-12;
  }
  const auto start = classical_scaling(distances);
  if (!start) return tl::unexpected(start.error());
  return nonmetric_scaling(distances, *start);
}

}  // namespace

Result<Phases> find_phases(const Matrix& distances, const PhaseOptions& options) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  double largest = 0.0;
  for (std::size_t a = 0; a < distances.rows; ++a) {
    for (std::size_t b = a + 1; b < distances.rows; ++b) {
      largest = std::max(largest, distances.at(a, b));
    }
  }
  if (largest == 0.0) {
    return failure(
        ErrorCode::Usage,
        distances.rows < 2
            ? "States are found among two slices or more; take shorter windows."
            : "All slices are the same, so there is one state and no phase; take shorter "
              "windows or another range.");
  }
  if (options.fewest < 2 || options.fewest > options.most) {
    return failure(ErrorCode::Usage,
                   fmt::format("There can be no {} to {} states; ask for 2 or more.",
                               options.fewest, options.most));
  }
  Phases result;
  result.distances = scaled(distances, largest);
  const StateSearch search(result.distances, options);
  for (const ClusterMethod method : methods_of(options)) {
    auto sequence = search.by(method);
    if (!sequence) {
      result.left_out.emplace_back(method, sequence.error().message);
      continue;
    }
    const auto value = [&](const StateSequence& of) {
      return search.by_dunn() ? of.dunn : of.modularity;
    };
    // The same states under other numbers differ by rounding: that makes no method the better.
    constexpr double rounding = 1e-12;
    const double here = value(*sequence);
    if (!std::isnan(here) &&
        (!result.best || here > value(result.sequences[*result.best]) + rounding)) {
      result.best = result.sequences.size();
    }
    result.sequences.push_back(std::move(*sequence));
  }
  auto embedding = embedded(result.distances, options.rules);
  if (!embedding) return tl::unexpected(embedding.error());
  result.embedding = std::move(*embedding);
  return result;
}

std::vector<Phase> stretches(const Groups& states) {
  std::vector<Phase> result;
  for (std::size_t slice = 0; slice < states.size(); ++slice) {
    if (!result.empty() && result.back().state == states[slice]) {
      result.back().last = slice;
    } else {
      result.push_back({.state = states[slice], .first = slice, .last = slice});
    }
  }
  return result;
}

}  // namespace faultline::networks

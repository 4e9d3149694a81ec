#include "networks/partitions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace faultline::networks {
namespace {

using Counts = std::map<std::uint32_t, double>;

/// How often each pair of communities meets, and the sizes of both partitions.
struct Contingency {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> both;
  Counts a, b;

  Contingency(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second) {
    assert(first.size() == second.size());
    for (std::size_t node = 0; node < first.size(); ++node) {
      ++both[{first[node], second[node]}];
      ++a[first[node]];
      ++b[second[node]];
    }
  }
};

double pairs(double n) { return n * (n - 1) / 2; }

using Memberships = std::vector<std::vector<std::uint32_t>>;

Result<Memberships> run_all(const Network& network, const Finder& finder, int runs,
                            std::mt19937_64& generator) {
  Memberships result;
  for (int run = 0; run < runs; ++run) {
    // igraph's generator takes 32 bits of a seed.
    auto found = finder(network, generator() >> 33);
    if (!found) return tl::unexpected(found.error());
    assert(found->size() == node_count(network));
    result.push_back(renumbered(*found));
  }
  return result;
}

Matrix together_in(const Memberships& runs, std::size_t nodes) {
  Matrix matrix{nodes, nodes, std::vector<double>(nodes * nodes, 0.0)};
  for (const std::vector<std::uint32_t>& run : runs) {
    for (std::size_t i = 0; i < nodes; ++i) {
      for (std::size_t k = 0; k < nodes; ++k) {
        if (run[i] == run[k]) ++matrix.at(i, k);
      }
    }
  }
  for (double& value : matrix.values) value /= static_cast<double>(runs.size());
  return matrix;
}

/// The consensus matrix as a network, without pairs below the threshold.
Network network_of(const Matrix& together, double threshold) {
  Network network;
  network.rows.resize(together.rows);
  std::vector<double> strongest(together.rows, 0.0);
  std::vector<bool> tied(together.rows, false);
  for (std::size_t i = 0; i < together.rows; ++i) {
    for (std::size_t k = 0; k < together.rows; ++k) {
      if (i == k) continue;
      strongest[i] = std::max(strongest[i], together.at(i, k));
      if (together.at(i, k) >= threshold && together.at(i, k) > 0) tied[i] = true;
    }
  }
  for (std::uint32_t i = 0; i < together.rows; ++i) {
    for (std::uint32_t k = i + 1; k < together.rows; ++k) {
      const double share = together.at(i, k);
      const bool kept = share >= threshold || (!tied[i] && share == strongest[i]) ||
                        (!tied[k] && share == strongest[k]);
      if (kept && share > 0) network.edges.push_back({i, k, share});
    }
  }
  return network;
}

std::vector<double> certainty_of(const Matrix& together,
                                 const std::vector<std::uint32_t>& membership) {
  std::vector<double> result(membership.size());
  for (std::size_t i = 0; i < membership.size(); ++i) {
    double sum = 0.0, strongest = 0.0;
    int others = 0;
    for (std::size_t k = 0; k < membership.size(); ++k) {
      if (i == k) continue;
      strongest = std::max(strongest, together.at(i, k));
      if (membership[i] != membership[k]) continue;
      sum += together.at(i, k);
      ++others;
    }
    result[i] = others > 0 ? sum / others : 1 - strongest;
  }
  return result;
}

/// The run that is nearest to all others, the first of equals.
const std::vector<std::uint32_t>& middle_of(const Memberships& runs) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    double sum = 0.0;
    for (const std::vector<std::uint32_t>& other : runs)
      sum += variation_of_information(runs[i], other);
    if (sum < least) {
      best = i;
      least = sum;
    }
  }
  return runs[best];
}

bool all_equal(const Memberships& runs) {
  return std::all_of(runs.begin(), runs.end(), [&](const auto& run) { return run == runs[0]; });
}

}  // namespace

double adjusted_rand_index(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  const Contingency counts(a, b);
  double both = 0.0, of_a = 0.0, of_b = 0.0;
  for (const auto& [communities, count] : counts.both) both += pairs(count);
  for (const auto& [community, count] : counts.a) of_a += pairs(count);
  for (const auto& [community, count] : counts.b) of_b += pairs(count);
  const double all = pairs(static_cast<double>(a.size()));
  const double expected = all > 0 ? of_a * of_b / all : 0.0;
  const double most = (of_a + of_b) / 2;
  return most == expected ? 1.0 : (both - expected) / (most - expected);
}

double variation_of_information(std::span<const std::uint32_t> a,
                                std::span<const std::uint32_t> b) {
  const Contingency counts(a, b);
  const auto n = static_cast<double>(a.size());
  double result = 0.0;
  for (const auto& [communities, both] : counts.both) {
    result -= both / n *
              (std::log2(both / counts.a.at(communities.first)) +
               std::log2(both / counts.b.at(communities.second)));
  }
  return std::max(result, 0.0);
}

Finder finder_of(CommunityOptions options) {
  return [options](const Network& network,
                   std::uint64_t seed) mutable -> Result<std::vector<std::uint32_t>> {
    options.seed = seed;
    Result<Communities> found = communities(network, options);
    if (!found) return tl::unexpected(found.error());
    return std::move(found->membership);
  };
}

Finder finder_of(SignedModularityOptions options) {
  options.runs = 1;
  return [options](const Network& network,
                   std::uint64_t seed) mutable -> Result<std::vector<std::uint32_t>> {
    options.seed = seed;
    return maximise_signed_modularity(network, options).membership;
  };
}

Result<Consensus> consensus(const Network& network, const Finder& finder,
                            const ConsensusOptions& options) {
  if (options.runs < 2 || options.rounds < 1) {
    return failure(ErrorCode::Usage, "A consensus needs at least 2 runs and 1 round.");
  }
  if (!(options.threshold >= 0 && options.threshold <= 1)) {
    return failure(ErrorCode::Usage, "The threshold of a consensus must be between 0 and 1.");
  }
  const std::size_t nodes = node_count(network);
  std::mt19937_64 generator(options.seed);
  Result<Memberships> runs = run_all(network, finder, options.runs, generator);
  if (!runs) return tl::unexpected(runs.error());

  Consensus result;
  result.together = together_in(*runs, nodes);
  for (std::size_t i = 0; i < runs->size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      result.mean_ari += adjusted_rand_index((*runs)[i], (*runs)[k]);
      result.mean_vi += variation_of_information((*runs)[i], (*runs)[k]);
    }
  }
  const double compared = pairs(static_cast<double>(runs->size()));
  result.mean_ari /= compared;
  result.mean_vi /= compared;
  result.rounds = 1;
  Matrix together = result.together;
  while (!all_equal(*runs) && result.rounds < options.rounds) {
    runs = run_all(network_of(together, options.threshold), finder, options.runs, generator);
    if (!runs) return tl::unexpected(runs.error());
    together = together_in(*runs, nodes);
    ++result.rounds;
  }
  result.converged = all_equal(*runs);
  result.membership = result.converged ? (*runs)[0] : middle_of(*runs);
  for (const std::uint32_t community : result.membership)
    result.count = std::max(result.count, community + 1);
  result.certainty = certainty_of(result.together, result.membership);
  return result;
}

}  // namespace faultline::networks

#include "networks/detail/tie_communities.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "networks/graph_library.h"
#include "networks/signed_modularity.h"

namespace faultline::networks::detail {
namespace {

std::optional<CommunityMethod> in_library(ClusterMethod method) {
  switch (method) {
    case ClusterMethod::Louvain:
      return CommunityMethod::Louvain;
    case ClusterMethod::FastGreedy:
      return CommunityMethod::FastGreedy;
    case ClusterMethod::Walktrap:
      return CommunityMethod::Walktrap;
    case ClusterMethod::LeadingEigenvector:
      return CommunityMethod::LeadingEigenvector;
    case ClusterMethod::EdgeBetweenness:
      return CommunityMethod::EdgeBetweenness;
    case ClusterMethod::Infomap:
      return CommunityMethod::Infomap;
    case ClusterMethod::LabelPropagation:
      return CommunityMethod::LabelPropagation;
    case ClusterMethod::Spinglass:
      return CommunityMethod::Spinglass;
    default:
      return std::nullopt;
  }
}

bool gives_tree(ClusterMethod method) {
  return method == ClusterMethod::FastGreedy || method == ClusterMethod::Walktrap ||
         method == ClusterMethod::EdgeBetweenness;
}

Result<CommunityTree> tree_of(const Matrix& ties, ClusterMethod method, ClusterRules rules) {
  if (!gives_tree(method)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("{} has its own number of groups and no tree to cut.", title_of(method)));
  }
  const bool weights_are_lengths = rules == ClusterRules::Rdna;
  return community_tree(network_of(ties), *in_library(method), weights_are_lengths);
}

}  // namespace

Network network_of(const Matrix& ties) {
  Network network;
  for (std::uint32_t a = 0; a < ties.rows; ++a) {
    network.rows.push_back(std::to_string(a + 1));
    for (std::uint32_t b = a + 1; b < ties.rows; ++b) {
      if (ties.at(a, b) != 0.0) network.edges.push_back({a, b, ties.at(a, b)});
    }
  }
  return network;
}

std::size_t fewest_groups(const Hierarchy& hierarchy) {
  return hierarchy.nodes - hierarchy.merges.size();
}

Result<Groups> cut_from_top(const Hierarchy& hierarchy, std::size_t k) {
  // Refuses what cannot be; its numbers are not used.
  Result<Groups> groups = cut(hierarchy, k);
  if (!groups) return groups;
  const std::size_t steps = hierarchy.nodes - k;
  constexpr std::uint32_t none = 0;
  std::vector<std::uint32_t> number(steps, none);  // from 1
  std::fill(groups->begin(), groups->end(), none);
  std::uint32_t last = none;
  for (std::size_t step = steps; step-- > 0;) {
    if (number[step] == none) number[step] = ++last;
    for (const std::uint32_t part : {hierarchy.merges[step].first, hierarchy.merges[step].second}) {
      (part < hierarchy.nodes ? (*groups)[part] : number[part - hierarchy.nodes]) = number[step];
    }
  }
  for (std::uint32_t& group : *groups) {
    if (group == none) group = ++last;
    --group;
  }
  return groups;
}

Result<Hierarchy> TieCommunities::hierarchy(ClusterMethod method) const {
  auto tree = tree_of(ties, method, rules);
  if (!tree) return tl::unexpected(tree.error());
  return std::move(tree->hierarchy);
}

Result<Groups> TieCommunities::found(ClusterMethod method) const {
  if (gives_tree(method)) {
    const auto tree = tree_of(ties, method, rules);
    if (!tree) return tl::unexpected(tree.error());
    // igraph's fast greedy search never compares the last state, in which all are one.
    const bool skips_last = rules == ClusterRules::Rdna && method == ClusterMethod::FastGreedy &&
                            tree->modularity.size() == ties.rows && ties.rows > 1;
    const auto best =
        std::max_element(tree->modularity.begin(), tree->modularity.end() - (skips_last ? 1 : 0));
    const auto steps = static_cast<std::size_t>(best - tree->modularity.begin());
    auto groups = cut_from_top(tree->hierarchy, ties.rows - steps);
    // igraph numbers these anew.
    const bool by_first = method == ClusterMethod::EdgeBetweenness || rules != ClusterRules::Rdna;
    if (groups && by_first) groups = renumbered(*groups);
    return groups;
  }
  const auto known = in_library(method);
  if (!known) {
    return failure(ErrorCode::Usage, fmt::format("{} finds no communities.", title_of(method)));
  }
  CommunityOptions options;
  options.method = *known;
  options.seed = seed;
  // Leading eigenvectors are not igraph's here: it draws their start, so R's numbers vary too.
  options.library_numbers =
      rules == ClusterRules::Rdna && method != ClusterMethod::LeadingEigenvector;
  auto result = communities(network_of(ties), options);
  if (!result) return tl::unexpected(result.error());
  return std::move(result->membership);
}

}  // namespace faultline::networks::detail

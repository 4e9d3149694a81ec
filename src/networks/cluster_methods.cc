#include "networks/cluster_methods.h"

#include <algorithm>
#include <array>
#include <string>

namespace faultline::networks {
namespace {

struct Named {
  ClusterMethod method;
  std::string_view key, title;
  bool is_random;
};

constexpr std::array<Named, 18> names = {{
    {ClusterMethod::Single, "single", "Hierarchical (Single)", false},
    {ClusterMethod::Average, "average", "Hierarchical (Average)", false},
    {ClusterMethod::Complete, "complete", "Hierarchical (Complete)", false},
    {ClusterMethod::Ward, "ward", "Hierarchical (Ward)", false},
    {ClusterMethod::KMeans, "kmeans", "k-Means", true},
    {ClusterMethod::Medoids, "pam", "Partitioning around Medoids", false},
    {ClusterMethod::Equivalence, "equivalence", "Equivalence", false},
    {ClusterMethod::ConcorOneMode, "concor_one", "CONCOR (One-Mode)", false},
    {ClusterMethod::ConcorTwoMode, "concor_two", "CONCOR (Two-Mode)", false},
    {ClusterMethod::Louvain, "louvain", "Louvain", true},
    {ClusterMethod::FastGreedy, "fastgreedy", "Fast & Greedy", false},
    {ClusterMethod::Walktrap, "walktrap", "Walktrap", false},
    {ClusterMethod::LeadingEigenvector, "leading_eigen", "Leading Eigenvector", false},
    {ClusterMethod::EdgeBetweenness, "edge_betweenness", "Edge Betweenness", false},
    {ClusterMethod::Infomap, "infomap", "Infomap", true},
    {ClusterMethod::LabelPropagation, "label_prop", "Label Propagation", true},
    {ClusterMethod::Spinglass, "spinglass", "Spinglass", true},
    {ClusterMethod::Spectral, "spectral", "Spectral", true},
}};

const Named& named(ClusterMethod method) { return names.at(static_cast<std::size_t>(method)); }

}  // namespace

std::string_view key_of(ClusterMethod method) { return named(method).key; }

std::string_view title_of(ClusterMethod method) { return named(method).title; }

Result<ClusterMethod> cluster_method(std::string_view key) {
  std::string known;
  for (const Named& name : names) {
    if (name.key == key) return name.method;
    known += (known.empty() ? "" : ", ") + std::string(name.key);
  }
  return failure(ErrorCode::NotFound,
                 "There is no clustering of this name; there are " + known + ".", std::string(key));
}

std::span<const ClusterMethod> cluster_methods() {
  static const auto all = [] {
    std::array<ClusterMethod, names.size()> methods{};
    std::transform(names.begin(), names.end(), methods.begin(),
                   [](const Named& name) { return name.method; });
    return methods;
  }();
  return all;
}

bool depends_on_seed(ClusterMethod method) { return named(method).is_random; }

}  // namespace faultline::networks

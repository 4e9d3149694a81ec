#include "networks/centralities.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "networks/graph_library.h"

namespace faultline::networks {
namespace {

NodeAttribute column(std::string name, const std::vector<double>& values) {
  NodeAttribute attribute{.name = std::move(name), .is_number = true, .texts = {}, .numbers = {}};
  for (const double value : values) {
    attribute.numbers.push_back(std::isfinite(value) ? std::optional(value) : std::nullopt);
  }
  return attribute;
}

/// The edges of one sign, with |weight|.
Network edges_of(const Network& network, bool positive) {
  Network part = network;
  std::erase_if(part.edges,
                [&](const Edge& edge) { return positive ? edge.weight <= 0 : edge.weight >= 0; });
  for (Edge& edge : part.edges) edge.weight = std::abs(edge.weight);
  part.edge_attributes.clear();
  return part;
}

/// Computes columns one after the other until one fails.
class Columns {
 public:
  void add(std::string name, const Network& network, const CentralityOptions& options) {
    if (error_) return;
    const Result<std::vector<double>> values = centrality(network, options);
    if (values) {
      columns_.push_back(column(std::move(name), *values));
    } else {
      error_ = values.error();
    }
  }

  /// In both directions of a Directed network, else once.
  void add_directions(const std::string& name, const Network& network, CentralityMeasure measure) {
    if (network.shape != Shape::Directed) {
      add(name, network, {.measure = measure});
      return;
    }
    add("in_" + name, network, {.measure = measure, .direction = Direction::In});
    add("out_" + name, network, {.measure = measure, .direction = Direction::Out});
  }

  [[nodiscard]] Result<std::vector<NodeAttribute>> result() {
    if (error_) return tl::unexpected(*error_);
    return std::move(columns_);
  }

 private:
  std::vector<NodeAttribute> columns_;
  std::optional<Error> error_;
};

double share_of(int part, int whole) {
  return whole > 0 ? static_cast<double>(part) / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Result<std::vector<NodeAttribute>> centralities(const Network& network) {
  const Network positive = edges_of(network, true), negative = edges_of(network, false);
  Columns columns;
  columns.add_directions("degree", network, CentralityMeasure::Degree);
  columns.add_directions("strength", network, CentralityMeasure::Strength);
  if (!negative.edges.empty()) {
    columns.add_directions("positive_degree", positive, CentralityMeasure::Degree);
    columns.add_directions("negative_degree", negative, CentralityMeasure::Degree);
    columns.add_directions("positive_strength", positive, CentralityMeasure::Strength);
    columns.add_directions("negative_strength", negative, CentralityMeasure::Strength);
  }
  columns.add("betweenness", positive, {.measure = CentralityMeasure::Betweenness});
  columns.add_directions("closeness", positive, CentralityMeasure::Closeness);
  columns.add_directions("harmonic", positive, CentralityMeasure::Harmonic);
  columns.add("eigenvector", positive, {.measure = CentralityMeasure::Eigenvector});
  columns.add("pagerank", positive, {.measure = CentralityMeasure::PageRank});
  if (!negative.edges.empty())
    columns.add("negative_pagerank", negative, {.measure = CentralityMeasure::PageRank});
  return columns.result();
}

Result<Reciprocity> reciprocity(const Network& network) {
  if (network.shape != Shape::Directed) {
    return failure(ErrorCode::Usage,
                   "Only a directed network says whether ties are returned; take relations between "
                   "actors.");
  }
  const auto before = [](const Edge& a, const Edge& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  };
  Reciprocity result;
  int returned = 0, positive = 0, negative = 0;
  int positive_same = 0, positive_other = 0, negative_same = 0, negative_other = 0;
  for (const Edge& edge : network.edges) {
    ++result.edges;
    (edge.weight > 0 ? positive : negative) += 1;
    const Edge back{edge.to, edge.from, 0.0};
    const auto answer = std::lower_bound(network.edges.begin(), network.edges.end(), back, before);
    if (answer == network.edges.end() || answer->from != edge.to || answer->to != edge.from)
      continue;
    ++returned;
    const bool same = (answer->weight > 0) == (edge.weight > 0);
    if (edge.weight > 0) {
      (same ? positive_same : positive_other) += 1;
    } else {
      (same ? negative_same : negative_other) += 1;
    }
  }
  result.share = share_of(returned, result.edges);
  const auto nodes = static_cast<double>(network.rows.size());
  const double density = result.edges / (nodes * (nodes - 1));
  result.beyond_chance = density < 1 ? (result.share - density) / (1 - density)
                                     : std::numeric_limits<double>::quiet_NaN();
  result.positive_by_positive = share_of(positive_same, positive);
  result.positive_by_negative = share_of(positive_other, positive);
  result.negative_by_negative = share_of(negative_same, negative);
  result.negative_by_positive = share_of(negative_other, negative);
  return result;
}

}  // namespace faultline::networks

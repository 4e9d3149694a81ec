#include "networks/backbone.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "inference/permutation.h"

namespace faultline::networks {
namespace {

Result<void> check(const BackboneOptions& options) {
  if (!(options.alpha > 0 && options.alpha < 1)) {
    return failure(ErrorCode::Usage,
                   "The level of significance of a backbone must lie between 0 and 1.");
  }
  return {};
}

void adjust(std::vector<PairTest>& tests) {
  std::vector<double> congruence, conflict;
  for (const PairTest& test : tests) {
    congruence.push_back(test.p_congruence);
    conflict.push_back(test.p_conflict);
  }
  congruence = inference::benjamini_hochberg(congruence);
  conflict = inference::benjamini_hochberg(conflict);
  for (std::size_t i = 0; i < tests.size(); ++i) {
    tests[i].q_congruence = congruence[i];
    tests[i].q_conflict = conflict[i];
  }
}

/// What is known of one node's edges of one sign in one direction.
struct End {
  double strength = 0.0;
  int edges = 0;

  /// The chance of a share as large, were the strength cut at random.
  [[nodiscard]] double p(double weight) const {
    return edges < 2 ? 1.0 : std::pow(std::max(0.0, 1 - weight / strength), edges - 1);
  }
};

/// Every edge's p value.
std::vector<double> disparity(const Network& network) {
  const std::size_t nodes = network.rows.size();
  const bool directed = network.shape == Shape::Directed;
  // By sign; of an undirected network senders and receivers are the same.
  std::vector<End> senders[2], receivers[2];
  for (std::vector<End>& ends : senders) ends.resize(nodes);
  for (std::vector<End>& ends : receivers) ends.resize(nodes);
  const auto add = [](End& end, double weight) {
    end.strength += weight;
    ++end.edges;
  };
  for (const Edge& edge : network.edges) {
    const std::size_t sign = edge.weight < 0;
    add(senders[sign][edge.from], std::abs(edge.weight));
    add((directed ? receivers : senders)[sign][edge.to], std::abs(edge.weight));
  }
  std::vector<double> result;
  for (const Edge& edge : network.edges) {
    const std::size_t sign = edge.weight < 0;
    const double weight = std::abs(edge.weight);
    result.push_back(std::min(senders[sign][edge.from].p(weight),
                              (directed ? receivers : senders)[sign][edge.to].p(weight)));
  }
  return result;
}

}  // namespace

Tails poisson_binomial(std::span<const double> probabilities, int k) {
  if (k < 0) return {0.0, 1.0};
  // chance[s]: of s successes so far; more than k are gathered in `over`, since nothing leads back.
  std::vector<double> chance(static_cast<std::size_t>(k) + 1, 0.0);
  chance[0] = 1.0;
  double over = 0.0;
  for (const double p : probabilities) {
    over += chance.back() * p;
    for (std::size_t s = chance.size() - 1; s > 0; --s)
      chance[s] = chance[s] * (1 - p) + chance[s - 1] * p;
    chance[0] *= 1 - p;
  }
  Tails tails{0.0, chance.back() + over};
  for (const double value : chance) tails.lower += value;
  tails.lower = std::min(tails.lower, 1.0);
  tails.upper = k == 0 ? 1.0 : std::min(tails.upper, 1.0);
  return tails;
}

std::vector<PairTest> pair_tests(const Network& two_mode, const CellProbabilities& probabilities) {
  assert(two_mode.shape == Shape::TwoMode);
  const Matrix& positive = probabilities.positive;
  const Matrix& negative = probabilities.negative;
  const Matrix weights = matrix_of(two_mode);
  std::vector<PairTest> tests;
  std::vector<double> congruent(weights.columns), conflicting(weights.columns);
  for (std::uint32_t a = 0; a < weights.rows; ++a) {
    for (std::uint32_t b = a + 1; b < weights.rows; ++b) {
      PairTest test{.a = a, .b = b};
      for (std::size_t column = 0; column < weights.columns; ++column) {
        const double both = weights.at(a, column) * weights.at(b, column);
        if (both > 0) ++test.congruence;
        if (both < 0) ++test.conflict;
        congruent[column] = positive.at(a, column) * positive.at(b, column) +
                            negative.at(a, column) * negative.at(b, column);
        conflicting[column] = positive.at(a, column) * negative.at(b, column) +
                              negative.at(a, column) * positive.at(b, column);
      }
      test.p_congruence = poisson_binomial(congruent, test.congruence).upper;
      test.p_conflict = poisson_binomial(conflicting, test.conflict).upper;
      tests.push_back(test);
    }
  }
  adjust(tests);
  return tests;
}

Result<Backbone> sdsm_backbone(const Network& two_mode, const BackboneOptions& options) {
  if (const Result<void> fine = check(options); !fine) return tl::unexpected(fine.error());
  if (two_mode.shape != Shape::TwoMode) {
    return failure(ErrorCode::Usage,
                   "The SDSM backbone needs a two-mode network, from actors to concepts; the "
                   "disparity filter takes one-mode ones.");
  }
  const CellProbabilities probabilities = cell_probabilities(two_mode);
  const std::vector<PairTest> tests = pair_tests(two_mode, probabilities);
  Backbone result;
  result.tested = static_cast<int>(tests.size());
  result.largest_error = probabilities.largest_error;
  Network& network = result.network;
  network.row_variable = two_mode.row_variable;
  network.rows = two_mode.rows;
  network.statements = two_mode.statements;
  network.edge_attributes = {{"congruence", {}}, {"conflict", {}},     {"p_congruence", {}},
                             {"p_conflict", {}}, {"q_congruence", {}}, {"q_conflict", {}}};
  for (const PairTest& test : tests) {
    const bool fdr = options.false_discovery_rate;
    const bool agree = (fdr ? test.q_congruence : test.p_congruence) <= options.alpha;
    const bool differ = (fdr ? test.q_conflict : test.p_conflict) <= options.alpha;
    const int weight = (agree ? test.congruence : 0) - (differ ? test.conflict : 0);
    if (weight == 0) continue;
    network.edges.push_back({test.a, test.b, static_cast<double>(weight)});
    const double values[] = {static_cast<double>(test.congruence),
                             static_cast<double>(test.conflict),
                             test.p_congruence,
                             test.p_conflict,
                             test.q_congruence,
                             test.q_conflict};
    for (std::size_t i = 0; i < network.edge_attributes.size(); ++i)
      network.edge_attributes[i].values.push_back(values[i]);
  }
  return result;
}

Result<Backbone> disparity_backbone(const Network& network, const BackboneOptions& options) {
  if (const Result<void> fine = check(options); !fine) return tl::unexpected(fine.error());
  if (network.shape == Shape::TwoMode) {
    return failure(ErrorCode::Usage,
                   "The disparity filter needs one kind of nodes; the SDSM backbone takes two-mode "
                   "networks.");
  }
  const std::vector<double> p = disparity(network);
  const std::vector<double> q = inference::benjamini_hochberg(p);
  Backbone result;
  result.tested = static_cast<int>(p.size());
  result.network = network;
  result.network.edges.clear();
  for (EdgeAttribute& attribute : result.network.edge_attributes) attribute.values.clear();
  result.network.edge_attributes.push_back({"p", {}});
  result.network.edge_attributes.push_back({"q", {}});
  std::vector<EdgeAttribute>& attributes = result.network.edge_attributes;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if ((options.false_discovery_rate ? q[i] : p[i]) > options.alpha) continue;
    result.network.edges.push_back(network.edges[i]);
    for (std::size_t k = 0; k < network.edge_attributes.size(); ++k)
      attributes[k].values.push_back(network.edge_attributes[k].values[i]);
    attributes[attributes.size() - 2].values.push_back(p[i]);
    attributes.back().values.push_back(q[i]);
  }
  return result;
}

}  // namespace faultline::networks

#include "networks/graph_library.h"

#include <igraph/igraph.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <mutex>
#include <new>
#include <string>

#include "networks/detail/drawing.h"
#include "networks/detail/leading_eigenvector.h"
#include "networks/detail/nodes.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

std::mutex one_call_at_a_time;
std::string last_error;  // guarded by the mutex

// Takes the place of igraph's own handler, which ends the program.
void remember_error(const char* reason, const char*, int, igraph_error_t) {
  last_error = reason == nullptr ? "unknown" : reason;
  IGRAPH_FINALLY_FREE();
}

/// The right to call igraph: its global state is ours, seeded and without handlers that print.
class Session {
 public:
  explicit Session(std::uint64_t seed) : lock_(one_call_at_a_time) {
    last_error.clear();
    old_error_handler_ = igraph_set_error_handler(remember_error);
    old_warning_handler_ = igraph_set_warning_handler(igraph_warning_handler_ignore);
    igraph_rng_seed(igraph_rng_default(), static_cast<igraph_uint_t>(seed));
  }
  ~Session() {
    igraph_set_error_handler(old_error_handler_);
    igraph_set_warning_handler(old_warning_handler_);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

 private:
  std::scoped_lock<std::mutex> lock_;
  igraph_error_handler_t* old_error_handler_ = nullptr;
  igraph_warning_handler_t* old_warning_handler_ = nullptr;
};

tl::unexpected<Error> refused(std::string_view what, igraph_error_t code) {
  if (code == IGRAPH_ENOMEM) throw std::bad_alloc();
  return failure(ErrorCode::Unsupported,
                 "igraph could not compute the " + std::string(what) + " of this network: " +
                     (last_error.empty() ? igraph_strerror(code) : last_error) +
                     " Try another method, or fewer nodes.");
}

/// Owners of igraph's values.
struct RealVector {
  igraph_vector_t value{};
  RealVector() {
    if (igraph_vector_init(&value, 0) != IGRAPH_SUCCESS) throw std::bad_alloc();
  }
  ~RealVector() { igraph_vector_destroy(&value); }
  RealVector(const RealVector&) = delete;
  RealVector& operator=(const RealVector&) = delete;

  void push_back(double number) {
    if (igraph_vector_push_back(&value, number) != IGRAPH_SUCCESS) throw std::bad_alloc();
  }
  [[nodiscard]] std::vector<double> numbers() const {
    const double* begin = VECTOR(value);
    return {begin, begin + igraph_vector_size(&value)};
  }
};

struct IntVector {
  igraph_vector_int_t value{};
  IntVector() {
    if (igraph_vector_int_init(&value, 0) != IGRAPH_SUCCESS) throw std::bad_alloc();
  }
  ~IntVector() { igraph_vector_int_destroy(&value); }
  IntVector(const IntVector&) = delete;
  IntVector& operator=(const IntVector&) = delete;

  void push_back(std::size_t number) {
    const auto signed_number = static_cast<igraph_integer_t>(number);
    if (igraph_vector_int_push_back(&value, signed_number) != IGRAPH_SUCCESS)
      throw std::bad_alloc();
  }
};

struct IntMatrix {
  igraph_matrix_int_t value{};
  IntMatrix() {
    if (igraph_matrix_int_init(&value, 0, 0) != IGRAPH_SUCCESS) throw std::bad_alloc();
  }
  ~IntMatrix() { igraph_matrix_int_destroy(&value); }
  IntMatrix(const IntMatrix&) = delete;
  IntMatrix& operator=(const IntMatrix&) = delete;
};

struct RealMatrix {
  igraph_matrix_t value{};
  RealMatrix() {
    if (igraph_matrix_init(&value, 0, 0) != IGRAPH_SUCCESS) throw std::bad_alloc();
  }
  ~RealMatrix() { igraph_matrix_destroy(&value); }
  RealMatrix(const RealMatrix&) = delete;
  RealMatrix& operator=(const RealMatrix&) = delete;
};

/// A graph with weights in the order of its edges; lengths are their reciprocals.
struct Graph {
  igraph_t value{};
  RealVector weights, lengths;
  std::size_t nodes = 0;

  Graph(std::size_t node_number, std::span<const Edge> edges, bool directed) : nodes(node_number) {
    IntVector ends;
    for (const Edge& edge : edges) {
      ends.push_back(edge.from);
      ends.push_back(edge.to);
      weights.push_back(edge.weight);
      lengths.push_back(1 / edge.weight);
    }
    const igraph_error_t code =
        igraph_create(&value, &ends.value, static_cast<igraph_integer_t>(nodes), directed);
    if (code != IGRAPH_SUCCESS) throw std::bad_alloc();  // all ends exist: nothing else can fail
  }
  ~Graph() { igraph_destroy(&value); }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
};

/// Edges between nodes of one numbering, without zeros; `directed` keeps directions, else both are
/// added up and from < to.
std::vector<Edge> edges_of(const Network& network, bool directed) {
  std::vector<Edge> edges;
  if (directed && network.shape == Shape::Directed) {
    edges = network.edges;
  } else {
    const auto joined = detail::neighbours(network);
    for (std::uint32_t from = 0; from < joined.size(); ++from) {
      for (const detail::Neighbour& neighbour : joined[from]) {
        if (from < neighbour.node) edges.push_back({from, neighbour.node, neighbour.weight});
      }
    }
  }
  std::erase_if(edges, [](const Edge& edge) { return edge.weight == 0; });
  return edges;
}

bool has_negative(std::span<const Edge> edges) {
  return std::any_of(edges.begin(), edges.end(), [](const Edge& edge) { return edge.weight < 0; });
}

bool follows_directions(CommunityMethod method) {
  return method == CommunityMethod::Infomap || method == CommunityMethod::EdgeBetweenness ||
         method == CommunityMethod::LabelPropagation;
}

bool is_spinglass(CommunityMethod method) {
  return method == CommunityMethod::Spinglass || method == CommunityMethod::SpinglassSigned;
}

igraph_error_t leiden(const Graph& graph, const CommunityOptions& options, IntVector& membership) {
  // Iterations after the last change cost little, and a fixed number always ends.
  constexpr igraph_integer_t iterations = 20;
  constexpr double randomness = 0.01;  // igraph's default
  RealVector strengths;
  double resolution = options.resolution;
  const bool modularity = options.method == CommunityMethod::LeidenModularity;
  if (modularity) {
    const igraph_error_t code = igraph_strength(&graph.value, &strengths.value, igraph_vss_all(),
                                                IGRAPH_ALL, true, &graph.weights.value);
    if (code != IGRAPH_SUCCESS) return code;
    resolution /= igraph_vector_sum(&strengths.value);
  }
  return igraph_community_leiden(&graph.value, &graph.weights.value,
                                 modularity ? &strengths.value : nullptr, resolution, randomness,
                                 false, iterations, &membership.value, nullptr, nullptr);
}

igraph_error_t edge_betweenness(const Graph& graph, IntVector& membership) {
  // Paths take lengths, modularity takes weights: igraph's one call would use one for both.
  const bool directed = igraph_is_directed(&graph.value);
  IntVector removed;
  const igraph_error_t code =
      igraph_community_edge_betweenness(&graph.value, &removed.value, nullptr, nullptr, nullptr,
                                        nullptr, nullptr, directed, &graph.lengths.value);
  if (code != IGRAPH_SUCCESS) return code;
  RealVector modularity;
  return igraph_community_eb_get_merges(&graph.value, directed, &removed.value,
                                        &graph.weights.value, nullptr, nullptr, &modularity.value,
                                        &membership.value);
}

igraph_error_t spinglass(const Graph& graph, const CommunityOptions& options,
                         IntVector& membership) {
  // igraph's defaults. Spins bound the number of communities; with 2 of them igraph does not end
  // for some small networks.
  const igraph_integer_t spins = 25;
  const bool negative = options.method == CommunityMethod::SpinglassSigned;
  return igraph_community_spinglass(
      &graph.value, &graph.weights.value, nullptr, nullptr, &membership.value, nullptr, spins,
      false, 1.0, 0.01, 0.99, IGRAPH_SPINCOMM_UPDATE_CONFIG, options.resolution,
      negative ? IGRAPH_SPINCOMM_IMP_NEG : IGRAPH_SPINCOMM_IMP_ORIG, options.negative_resolution);
}

igraph_error_t find_communities(const Graph& graph, const CommunityOptions& options,
                                IntVector& membership) {
  const igraph_t* g = &graph.value;
  const igraph_vector_t* weights = &graph.weights.value;
  RealVector modularity;
  IntMatrix merges;
  switch (options.method) {
    case CommunityMethod::LeidenModularity:
    case CommunityMethod::LeidenCpm:
      return leiden(graph, options, membership);
    case CommunityMethod::Louvain:
      return igraph_community_multilevel(g, weights, options.resolution, &membership.value, nullptr,
                                         &modularity.value);
    case CommunityMethod::FastGreedy:
      return igraph_community_fastgreedy(g, weights, &merges.value, &modularity.value,
                                         &membership.value);
    case CommunityMethod::Walktrap:
      return igraph_community_walktrap(g, weights, 4, &merges.value, &modularity.value,
                                       &membership.value);
    case CommunityMethod::LeadingEigenvector:
      break;  // our own, see assign()
    case CommunityMethod::EdgeBetweenness:
      return edge_betweenness(graph, membership);
    case CommunityMethod::Infomap: {
      double code_length = 0;
      return igraph_community_infomap(g, weights, nullptr, 10, &membership.value, &code_length);
    }
    case CommunityMethod::LabelPropagation:
      return igraph_community_label_propagation(g, &membership.value, IGRAPH_OUT, weights, nullptr,
                                                nullptr);
    case CommunityMethod::Spinglass:
    case CommunityMethod::SpinglassSigned:
      return spinglass(graph, options, membership);
  }
  return IGRAPH_EINVAL;
}

/// The merges of a method that has some, and the modularity before the first and after each.
igraph_error_t find_merges(const Graph& graph, CommunityMethod method, const RealVector& lengths,
                           IntMatrix& merges, RealVector& modularity) {
  const igraph_t* g = &graph.value;
  const igraph_vector_t* weights = &graph.weights.value;
  IntVector membership;
  if (method == CommunityMethod::FastGreedy) {
    return igraph_community_fastgreedy(g, weights, &merges.value, &modularity.value,
                                       &membership.value);
  }
  if (method == CommunityMethod::Walktrap) {
    return igraph_community_walktrap(g, weights, 4, &merges.value, &modularity.value,
                                     &membership.value);
  }
  IntVector removed;
  const igraph_error_t code =
      igraph_community_edge_betweenness(g, &removed.value, nullptr, nullptr, nullptr, nullptr,
                                        nullptr, /*directed=*/false, &lengths.value);
  if (code != IGRAPH_SUCCESS) return code;
  return igraph_community_eb_get_merges(g, /*directed=*/false, &removed.value, weights,
                                        &merges.value, nullptr, &modularity.value,
                                        &membership.value);
}

CommunityTree tree_of(std::size_t nodes, const IntMatrix& merges, const RealVector& modularity) {
  CommunityTree result{.hierarchy = {.nodes = nodes, .merges = {}},
                       .modularity = modularity.numbers()};
  const igraph_integer_t count = igraph_matrix_int_nrow(&merges.value);
  for (igraph_integer_t step = 0; step < count; ++step) {
    result.hierarchy.merges.push_back(
        {.first = static_cast<std::uint32_t>(MATRIX(merges.value, step, 0)),
         .second = static_cast<std::uint32_t>(MATRIX(merges.value, step, 1)),
         .height = static_cast<double>(step + 1)});
  }
  // igraph gives one number more or less of some methods where the network falls apart.
  result.modularity.resize(result.hierarchy.merges.size() + 1,
                           std::numeric_limits<double>::quiet_NaN());
  return result;
}

/// Communities of `edges` among nodes 0 .. nodes-1, one after another from `first` on into
/// `membership` at the places `numbers`.
Result<std::uint32_t> assign(std::span<const std::uint32_t> numbers, std::span<const Edge> edges,
                             const CommunityOptions& options, bool directed, std::uint32_t first,
                             std::vector<std::uint32_t>& membership) {
  if (edges.empty()) {
    for (const std::uint32_t node : numbers) membership[node] = first++;
    return first;
  }
  std::vector<std::uint32_t> found;
  if (options.method == CommunityMethod::LeadingEigenvector) {
    // igraph starts ARPACK from numbers that nothing can seed: it answers otherwise from call to
    // call, or not at all.
    found = detail::leading_eigenvector(numbers.size(), edges);
  } else {
    const Graph graph(numbers.size(), edges, directed);
    IntVector communities;
    const igraph_error_t code = find_communities(graph, options, communities);
    if (code != IGRAPH_SUCCESS) return refused("communities", code);
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&communities.value); ++i)
      found.push_back(static_cast<std::uint32_t>(VECTOR(communities.value)[i]));
  }
  assert(found.size() == numbers.size());
  std::uint32_t next = first;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::uint32_t community = first + found[i];
    membership[numbers[i]] = community;
    next = std::max(next, community + 1);
  }
  return next;
}

tl::unexpected<Error> negative_weights(std::string_view what, std::string_view remedy) {
  return failure(ErrorCode::Usage, "The network has negative weights, which " + std::string(what) +
                                       " does not take. " + std::string(remedy));
}

igraph_neimode_t mode_of(Direction direction) {
  if (direction == Direction::In) return IGRAPH_IN;
  return direction == Direction::Out ? IGRAPH_OUT : IGRAPH_ALL;
}

igraph_error_t compute_centrality(const Graph& graph, const CentralityOptions& options,
                                  RealVector& result) {
  const igraph_t* g = &graph.value;
  const igraph_vector_t* weights = options.weighted ? &graph.weights.value : nullptr;
  const igraph_vector_t* lengths = options.weighted ? &graph.lengths.value : nullptr;
  const igraph_vs_t all = igraph_vss_all();
  const igraph_neimode_t mode = mode_of(options.direction);
  switch (options.measure) {
    case CentralityMeasure::Degree:
      return igraph_strength(g, &result.value, all, mode, true, nullptr);
    case CentralityMeasure::Strength:
      return igraph_strength(g, &result.value, all, mode, true, &graph.weights.value);
    case CentralityMeasure::Betweenness:
      return igraph_betweenness(g, &result.value, all, igraph_is_directed(g), lengths);
    case CentralityMeasure::Closeness:
      return igraph_closeness(g, &result.value, nullptr, nullptr, all, mode, lengths, true);
    case CentralityMeasure::Harmonic:
      return igraph_harmonic_centrality(g, &result.value, all, mode, lengths, true);
    case CentralityMeasure::Eigenvector: {
      igraph_arpack_options_t arpack;
      igraph_arpack_options_init(&arpack);
      return igraph_eigenvector_centrality(g, &result.value, nullptr, igraph_is_directed(g), true,
                                           weights, &arpack);
    }
    case CentralityMeasure::PageRank:
      return igraph_pagerank(g, IGRAPH_PAGERANK_ALGO_PRPACK, &result.value, nullptr, all,
                             igraph_is_directed(g), 0.85, weights, nullptr);
  }
  return IGRAPH_EINVAL;
}

}  // namespace

Result<Communities> communities(const Network& network, const CommunityOptions& options) {
  if (!(options.resolution >= 0) || !std::isfinite(options.resolution) ||
      !(options.negative_resolution >= 0) || !std::isfinite(options.negative_resolution)) {
    return failure(ErrorCode::Usage,
                   "The resolution of communities must be a number of at least 0.");
  }
  const bool directed = follows_directions(options.method) && network.shape == Shape::Directed;
  std::vector<Edge> edges = edges_of(network, directed);
  if (!takes_negative_weights(options.method) && has_negative(edges)) {
    if (options.negative_edges == NegativeEdges::Refuse) {
      return negative_weights(name_of(options.method),
                              "Take leiden-cpm, spinglass-signed or signed modularity, or drop the "
                              "negative edges.");
    }
    std::erase_if(edges, [](const Edge& edge) { return edge.weight < 0; });
  }
  Network used;  // the edges that the method sees, under one numbering
  used.rows.resize(node_count(network));
  used.edges = std::move(edges);
  std::vector<std::vector<std::uint32_t>> parts;
  if (is_spinglass(options.method)) {
    parts = detail::components(used);
  } else {
    parts.emplace_back();
    for (std::uint32_t node = 0; node < used.rows.size(); ++node) parts.back().push_back(node);
  }

  const Session session(options.seed);
  std::vector<std::uint32_t> membership(used.rows.size()), place(used.rows.size());
  std::vector<std::size_t> part_of(used.rows.size());
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (std::uint32_t i = 0; i < parts[part].size(); ++i) {
      place[parts[part][i]] = i;
      part_of[parts[part][i]] = part;
    }
  }
  std::vector<std::vector<Edge>> edges_in(parts.size());
  for (const Edge& edge : used.edges) {
    edges_in[part_of[edge.from]].push_back({place[edge.from], place[edge.to], edge.weight});
  }
  std::uint32_t next = 0;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const Result<std::uint32_t> after =
        assign(parts[part], edges_in[part], options, directed, next, membership);
    if (!after) return tl::unexpected(after.error());
    next = *after;
  }
  Communities result;
  result.membership = options.library_numbers ? membership : renumbered(membership);
  for (const std::uint32_t community : result.membership)
    result.count = std::max(result.count, community + 1);
  result.modularity = signed_modularity(network, result.membership);
  return result;
}

Result<CommunityTree> community_tree(const Network& network, CommunityMethod method,
                                     bool weights_are_lengths) {
  if (method != CommunityMethod::FastGreedy && method != CommunityMethod::Walktrap &&
      method != CommunityMethod::EdgeBetweenness) {
    return failure(ErrorCode::Usage, std::string(name_of(method)) +
                                         " joins no nodes step by step; fast-greedy, walktrap and "
                                         "edge-betweenness do.");
  }
  const std::vector<Edge> edges = edges_of(network, /*directed=*/false);
  if (has_negative(edges)) return negative_weights(name_of(method), "Drop the negative edges.");
  const std::size_t nodes = node_count(network);
  if (edges.empty()) {
    return CommunityTree{.hierarchy = {.nodes = nodes, .merges = {}},
                         .modularity = {std::numeric_limits<double>::quiet_NaN()}};
  }
  const Session session(1);
  const Graph graph(nodes, edges, /*directed=*/false);
  IntMatrix merges;
  RealVector modularity;
  const igraph_error_t code = find_merges(
      graph, method, weights_are_lengths ? graph.weights : graph.lengths, merges, modularity);
  if (code != IGRAPH_SUCCESS) return refused("communities", code);
  return tree_of(nodes, merges, modularity);
}

Result<std::vector<double>> centrality(const Network& network, const CentralityOptions& options) {
  const std::vector<Edge> edges = edges_of(network, true);
  const bool counts = options.measure == CentralityMeasure::Degree ||
                      options.measure == CentralityMeasure::Strength;
  if (!counts && has_negative(edges)) {
    return negative_weights("this centrality",
                            "Compute it for the positive and the negative edges apart.");
  }
  // igraph calls everyone equally central where nobody is.
  if (options.measure == CentralityMeasure::Eigenvector && edges.empty()) {
    return std::vector<double>(node_count(network), 0.0);
  }
  const Session session(1);
  const Graph graph(node_count(network), edges, network.shape == Shape::Directed);
  RealVector result;
  const igraph_error_t code = compute_centrality(graph, options, result);
  if (code != IGRAPH_SUCCESS) return refused("centrality", code);
  return result.numbers();
}

namespace detail {

Result<std::vector<Point>> draw_connected(std::size_t nodes, std::span<const Edge> edges,
                                          const LayoutOptions& options) {
  const Session session(options.seed);
  const Graph graph(nodes, edges, /*directed=*/false);
  const auto count = static_cast<double>(nodes);
  RealMatrix places;
  const igraph_error_t code =
      options.method == LayoutMethod::KamadaKawai
          ? igraph_layout_kamada_kawai(&graph.value, &places.value, false,
                                       static_cast<igraph_integer_t>(50 * nodes), 0.0, count,
                                       &graph.lengths.value, nullptr, nullptr, nullptr, nullptr)
          : igraph_layout_fruchterman_reingold(
                &graph.value, &places.value, false, options.iterations, std::sqrt(count),
                IGRAPH_LAYOUT_AUTOGRID, &graph.weights.value, nullptr, nullptr, nullptr, nullptr);
  if (code != IGRAPH_SUCCESS) return refused("layout", code);
  std::vector<Point> points;
  for (igraph_integer_t i = 0; i < static_cast<igraph_integer_t>(nodes); ++i) {
    points.push_back({MATRIX(places.value, i, 0), MATRIX(places.value, i, 1)});
  }
  return points;
}

}  // namespace detail
}  // namespace faultline::networks

// The room `networks`: groups, states and pictures out of distances.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "invented_news.h"
#include "networks/clustering.h"
#include "networks/embedding.h"
#include "networks/multiclust.h"
#include "networks/phases.h"

namespace faultline::bench {
namespace {

using networks::Matrix;

// Points in a plane around four places; no two distances are equal.
Matrix invented_distances(std::size_t nodes) {
  Draw draw(5);
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t node = 0; node < nodes; ++node) {
    x.push_back(static_cast<double>(node % 2) * 3.0 + draw.below(1'000'000) / 1e6);
    y.push_back(static_cast<double>(node % 4 / 2) * 3.0 + draw.below(1'000'000) / 1e6);
  }
  Matrix result{nodes, nodes, std::vector<double>(nodes * nodes, 0.0)};
  for (std::size_t a = 0; a < nodes; ++a) {
    for (std::size_t b = 0; b < nodes; ++b) result.at(a, b) = std::hypot(x[a] - x[b], y[a] - y[b]);
  }
  return result;
}

/// Heights of average linkage by looking at every pair of clusters each time.
std::vector<double> plain_heights(const Matrix& distances) {
  Matrix between = distances;
  std::vector<double> size(distances.rows, 1.0);
  std::vector<std::size_t> alive(distances.rows);
  std::iota(alive.begin(), alive.end(), std::size_t{0});
  std::vector<double> heights;
  while (alive.size() > 1) {
    std::size_t first = 0;
    std::size_t second = 0;
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t a : alive) {
      for (const std::size_t b : alive) {
        if (a < b && between.at(a, b) < least) {
          least = between.at(a, b);
          first = a;
          second = b;
        }
      }
    }
    heights.push_back(least);
    std::erase(alive, second);
    for (const std::size_t other : alive) {
      between.at(first, other) = between.at(other, first) =
          (size[first] * between.at(first, other) + size[second] * between.at(second, other)) /
          (size[first] + size[second]);
    }
    size[first] += size[second];
  }
  return heights;
}

void plain_hierarchy(benchmark::State& state) {
  const Matrix distances = invented_distances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(plain_heights(distances));
}
BENCHMARK(plain_hierarchy)
    ->Name("HierarchyPlain")
    ->ArgName("nodes")
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void hierarchy(benchmark::State& state) {
  const Matrix distances = invented_distances(static_cast<std::size_t>(state.range(0)));
  const auto tree = networks::hierarchy(distances, networks::Linkage::Average);
  const auto plain = plain_heights(distances);
  for (std::size_t step = 0; step < plain.size(); ++step) {
    if (std::abs(tree->merges[step].height - plain[step]) > 1e-9) {
      return state.SkipWithError("the heights are others than those of the plain search");
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::hierarchy(distances, networks::Linkage::Average));
  }
}
BENCHMARK(hierarchy)
    ->Name("Hierarchy")
    ->ArgName("nodes")
    ->Arg(100)
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void medoids(benchmark::State& state) {
  const Matrix distances = invented_distances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::partition_around_medoids(distances, 5));
  }
}
BENCHMARK(medoids)->Name("Medoids")->ArgName("nodes")->Arg(500)->Unit(benchmark::kMillisecond);

void k_means(benchmark::State& state) {
  const Matrix rows = invented_distances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(networks::k_means(rows, 5));
}
BENCHMARK(k_means)->Name("KMeans")->ArgName("nodes")->Arg(500)->Unit(benchmark::kMillisecond);

void concor(benchmark::State& state) {
  const Matrix rows = invented_distances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(networks::concor(rows, 2));
}
BENCHMARK(concor)->Name("Concor")->ArgName("nodes")->Arg(500)->Unit(benchmark::kMillisecond);

void scaling(benchmark::State& state) {
  const Matrix distances = invented_distances(static_cast<std::size_t>(state.range(0)));
  const auto start = networks::classical_scaling(distances);
  const auto end = networks::nonmetric_scaling(distances, *start);
  if (end->stress > networks::stress_of(distances, *start).value()) {
    return state.SkipWithError("scaling made the stress grow");
  }
  for (auto _ : state) {
    const auto points = networks::classical_scaling(distances);
    benchmark::DoNotOptimize(networks::nonmetric_scaling(distances, *points));
  }
}
BENCHMARK(scaling)->Name("Scaling")->ArgName("nodes")->Arg(500)->Unit(benchmark::kMillisecond);

void multiclust(benchmark::State& state) {
  const auto nodes = static_cast<std::size_t>(state.range(0));
  networks::ClusterInput input;
  input.ties = invented_distances(nodes);
  for (double& tie : input.ties.values) tie = tie < 1.2 ? 1.2 - tie : 0.0;
  Draw draw(7);
  input.profiles = {nodes, 40, {}};
  for (std::size_t node = 0; node < nodes; ++node) {
    input.nodes.push_back(std::to_string(node));
    for (std::size_t stand = 0; stand < 40; ++stand) {
      input.profiles.values.push_back(draw.below(4) == 0 ? 1.0 : 0.0);
    }
  }
  networks::MulticlustOptions options;
  using networks::ClusterMethod;
  options.methods = {
      ClusterMethod::Single,      ClusterMethod::Average,       ClusterMethod::Complete,
      ClusterMethod::Ward,        ClusterMethod::KMeans,        ClusterMethod::Medoids,
      ClusterMethod::Equivalence, ClusterMethod::ConcorOneMode, ClusterMethod::ConcorTwoMode,
      ClusterMethod::Louvain,     ClusterMethod::FastGreedy,    ClusterMethod::Walktrap};
  for (auto _ : state) benchmark::DoNotOptimize(networks::multiclust(input, options));
}
BENCHMARK(multiclust)
    ->Name("Multiclust")
    ->ArgName("nodes")
    ->Arg(50)
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void phases(benchmark::State& state) {
  const Matrix distances = invented_distances(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(networks::find_phases(distances));
}
BENCHMARK(phases)->Name("FindPhases")->ArgName("slices")->Arg(500)->Unit(benchmark::kMillisecond);

void slices(benchmark::State& state) {
  const auto measure = static_cast<networks::SliceMeasure>(state.range(1));
  std::vector<networks::SliceMatrix> series(static_cast<std::size_t>(state.range(0)));
  Draw draw(9);
  for (std::size_t at = 0; at < series.size(); ++at) {
    networks::SliceMatrix& slice = series[at];
    slice.time = {static_cast<std::int64_t>(at)};
    for (int node = 0; node < 50; ++node) slice.rows.push_back(std::to_string(node));
    slice.columns = slice.rows;
    slice.values = {50, 50, std::vector<double>(2500, 0.0)};
    for (std::size_t a = 0; a < 50; ++a) {
      for (std::size_t b = a + 1; b < 50; ++b) {
        slice.values.at(a, b) = slice.values.at(b, a) = draw.below(5);
      }
    }
  }
  networks::SliceDistanceOptions options;
  options.measure = measure;
  for (auto _ : state) benchmark::DoNotOptimize(networks::slice_distances(series, options));
}
BENCHMARK(slices)
    ->Name("SliceDistances")
    ->ArgNames({"slices", "spectral"})
    ->Args({500, 0})
    ->Args({500, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench

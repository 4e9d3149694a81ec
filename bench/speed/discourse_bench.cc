// Discourse networks of the size of a large study, each beside the same computed plainly, with
// arrays and loops as the formulas have them. FAULTLINE_STATEMENTS=FILE.csv takes a real table
// instead of the invented one of 100,000 statements.

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <cmath>
#include <cstdlib>
#include <set>
#include <tuple>
#include <vector>

#include "invented_statements.h"
#include "networks/discourse.h"

namespace faultline::bench {
namespace {

using faultline::Instant;
using networks::Aggregation;
using networks::Duplicates;
using networks::Network;
using networks::NetworkSettings;
using networks::Slice;
using networks::StatementTable;

const StatementTable& large_table() {
  static const StatementTable table = [] {
    const char* path = std::getenv("FAULTLINE_STATEMENTS");
    return path == nullptr ? invented_statements(100'000) : statements_of_file(path);
  }();
  return table;
}

/// Counts by organization, concept and agreement.
struct PlainCounts {
  explicit PlainCounts(const StatementTable& table)
      : rows(table.find("organization")->labels.size()),
        columns(table.find("concept")->labels.size()),
        x(rows * columns * 2) {}

  double& at(std::size_t i, std::size_t j, std::size_t k) { return x[(i * columns + j) * 2 + k]; }

  std::size_t rows, columns;
  std::vector<double> x;
};

/// The subtract network of the statements in [from, to], as a matrix.
std::vector<double> plain_subtract(const StatementTable& table, Instant from, Instant to) {
  PlainCounts counts(table);
  const auto& organization = table.find("organization")->values;
  const auto& about = table.find("concept")->values;
  const auto& agreement = table.find("agreement")->values;
  for (std::size_t s = 0; s < table.size(); ++s) {
    if (table.time[s] < from || to < table.time[s]) continue;
    counts.at(static_cast<std::size_t>(organization[s]), static_cast<std::size_t>(about[s]),
              static_cast<std::size_t>(agreement[s])) += 1;
  }
  std::vector<double> matrix(counts.rows * counts.rows);
  for (std::size_t i = 0; i < counts.rows; ++i) {
    for (std::size_t other = i + 1; other < counts.rows; ++other) {
      double weight = 0;
      for (std::size_t j = 0; j < counts.columns; ++j) {
        weight += counts.at(i, j, 0) * counts.at(other, j, 0) +
                  counts.at(i, j, 1) * counts.at(other, j, 1) -
                  counts.at(i, j, 0) * counts.at(other, j, 1) -
                  counts.at(i, j, 1) * counts.at(other, j, 0);
      }
      matrix[i * counts.rows + other] = matrix[other * counts.rows + i] = weight;
    }
  }
  return matrix;
}

std::size_t plain_distinct(const StatementTable& table) {
  std::set<std::tuple<std::int64_t, std::int32_t, std::int32_t, std::int32_t>> seen;
  for (std::size_t s = 0; s < table.size(); ++s) {
    seen.emplace(table.document[s], table.find("organization")->values[s],
                 table.find("concept")->values[s], table.find("agreement")->values[s]);
  }
  return seen.size();
}

/// A network's weights are those of the plain matrix, whose rows stand in the order of the labels
/// as the table has them.
bool is_same(const StatementTable& table, const Network& network,
             const std::vector<double>& plain) {
  const std::vector<std::string>& labels = table.find("organization")->labels;
  std::vector<std::size_t> place;
  for (const std::string& row : network.rows) {
    std::size_t at = 0;
    while (labels[at] != row) ++at;
    place.push_back(at);
  }
  std::size_t edges = 0;
  for (const double weight : plain) edges += weight == 0 ? 0 : 1;
  if (edges != 2 * network.edges.size()) return false;
  for (const networks::Edge& edge : network.edges) {
    if (plain[place[edge.from] * labels.size() + place[edge.to]] != edge.weight) return false;
  }
  return true;
}

NetworkSettings windows_of_30_days(int step) {
  NetworkSettings settings;
  settings.window = networks::Window{networks::TimeUnit::Days, 30, step, networks::Kernel::Window};
  return settings;
}

void one_mode(benchmark::State& state) {
  const StatementTable& table = large_table();
  const auto plain = plain_subtract(table, *table.first_document, *table.last_document);
  const auto network = networks::network_of(table, {});
  if (!network || !is_same(table, *network, plain)) {
    return state.SkipWithError("the network is not that of the plain computation");
  }
  for (auto _ : state) benchmark::DoNotOptimize(networks::network_of(table, {}));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
  state.SetLabel("statements");
}
BENCHMARK(one_mode)->Name("OneModeSubtract")->Unit(benchmark::kMillisecond);

void one_mode_plain(benchmark::State& state) {
  const StatementTable& table = large_table();
  for (auto _ : state) {
    benchmark::DoNotOptimize(plain_subtract(table, *table.first_document, *table.last_document));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
  state.SetLabel("statements");
}
BENCHMARK(one_mode_plain)->Name("OneModeSubtract/plain")->Unit(benchmark::kMillisecond);

void duplicates(benchmark::State& state) {
  const StatementTable& table = large_table();
  NetworkSettings settings;
  settings.duplicates = Duplicates::Document;
  const auto counted = networks::counted_statements(table, settings);
  if (!counted || counted->size() != plain_distinct(table)) {
    return state.SkipWithError("not as many statements as a plain set has");
  }
  for (auto _ : state) benchmark::DoNotOptimize(networks::network_of(table, settings));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
  state.SetLabel("statements");
}
BENCHMARK(duplicates)->Name("DuplicatesOfDocument")->Unit(benchmark::kMillisecond);

void duplicates_plain(benchmark::State& state) {
  const StatementTable& table = large_table();
  for (auto _ : state) {
    benchmark::DoNotOptimize(plain_distinct(table));
    benchmark::DoNotOptimize(plain_subtract(table, *table.first_document, *table.last_document));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
  state.SetLabel("statements");
}
BENCHMARK(duplicates_plain)->Name("DuplicatesOfDocument/plain")->Unit(benchmark::kMillisecond);

/// All windows of 30 days, by the day.
void windows(benchmark::State& state) {
  const StatementTable& table = large_table();
  const NetworkSettings settings = windows_of_30_days(1);
  std::int64_t slices = 0;
  std::string error;
  const auto check = [&](const Slice& slice) -> Result<void> {
    const bool is_checked = slices++ % 100 == 0;
    if (is_checked &&
        !is_same(table, slice.network, plain_subtract(table, slice.start, slice.stop))) {
      error = "a slice is not that of the plain computation";
    }
    return {};
  };
  if (!networks::for_each_slice(table, settings, check) || !error.empty() || slices < 1000) {
    return state.SkipWithError(error.empty() ? "too few slices" : error.c_str());
  }
  for (auto _ : state) {
    std::size_t edges = 0;
    benchmark::DoNotOptimize(
        networks::for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
          edges += slice.network.edges.size();
          return {};
        }));
    benchmark::DoNotOptimize(edges);
  }
  state.SetItemsProcessed(state.iterations() * slices);
  state.SetLabel("matrices");
}
BENCHMARK(windows)->Name("WindowsOf30Days")->Unit(benchmark::kMillisecond);

/// Each from the beginning; every fiftieth, as all of them take long.
void windows_plain(benchmark::State& state) {
  const StatementTable& table = large_table();
  std::vector<std::pair<Instant, Instant>> places;
  const auto noted = networks::for_each_slice(table, windows_of_30_days(50),
                                              [&](const Slice& slice) -> Result<void> {
                                                places.emplace_back(slice.start, slice.stop);
                                                return {};
                                              });
  if (!noted) return state.SkipWithError("there are no windows");
  for (auto _ : state) {
    for (const auto& [start, stop] : places) {
      benchmark::DoNotOptimize(plain_subtract(table, start, stop));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(places.size()));
  state.SetLabel("matrices");
}
BENCHMARK(windows_plain)->Name("WindowsOf30Days/plain/every:50")->Unit(benchmark::kMillisecond);

/// How time grows with the number of statements.
void growing(benchmark::State& state) {
  const StatementTable table = invented_statements(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(networks::network_of(table, {}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("statements");
}
BENCHMARK(growing)
    ->Name("OneModeSubtract")
    ->ArgName("statements")
    ->RangeMultiplier(10)
    ->Range(10'000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

void growing_duplicates(benchmark::State& state) {
  const StatementTable table = invented_statements(static_cast<std::size_t>(state.range(0)));
  NetworkSettings settings;
  settings.duplicates = Duplicates::Document;
  for (auto _ : state) benchmark::DoNotOptimize(networks::network_of(table, settings));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("statements");
}
BENCHMARK(growing_duplicates)
    ->Name("DuplicatesOfDocument")
    ->ArgName("statements")
    ->RangeMultiplier(10)
    ->Range(10'000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench

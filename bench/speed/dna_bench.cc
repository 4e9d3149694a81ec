// The room `networks`, folder `dna`: networks as DNA computes them, on invented statements of the
// size of a large project. The plain sums that answers are compared with are those of the rules.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "invented_news.h"
#include "networks/dna/series.h"

namespace faultline::bench {
namespace {

namespace dna = networks::dna;
using networks::Variable;
using networks::VariableKind;

std::vector<std::string> labels(const std::string& name, std::size_t count) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(name + " " + std::to_string(i));
  return result;
}

/// `count` statements in a fifth as many documents of three years, by 500 organizations on 100
/// concepts, the first of each more often than the last.
networks::StatementTable invented_statements(std::size_t count) {
  Draw draw(17);
  constexpr std::uint32_t three_years = 3 * 365 * 86'400;
  networks::StatementTable table;
  const auto documents = static_cast<std::uint32_t>(std::max<std::size_t>(count / 5, 1));
  std::vector<Instant> times;
  for (std::uint32_t i = 0; i < documents; ++i)
    times.push_back({1'672'531'200 + draw.below(three_years)});
  std::sort(times.begin(), times.end());
  Variable organization{"organization", VariableKind::ShortText, false, labels("Org", 500), {}};
  Variable topic{"concept", VariableKind::ShortText, false, labels("Concept", 100), {}};
  Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const auto document = static_cast<std::uint32_t>(i * documents / count);
    table.id.push_back(static_cast<std::int64_t>(i) + 1);
    table.document.push_back(document);
    table.time.push_back(times[document]);
    table.begin.push_back(static_cast<std::int32_t>(i));
    table.end.push_back(static_cast<std::int32_t>(i) + 1);
    organization.values.push_back(
        static_cast<std::int32_t>(std::min(draw.below(500), draw.below(500))));
    topic.values.push_back(static_cast<std::int32_t>(std::min(draw.below(100), draw.below(100))));
    agreement.values.push_back(static_cast<std::int32_t>(draw.below(2)));
  }
  table.first_document = times.front();
  table.last_document = times.back();
  table.variables = {std::move(organization), std::move(topic), std::move(agreement)};
  return table;
}

const networks::StatementTable& statements(std::size_t count) {
  static std::map<std::size_t, networks::StatementTable> made;
  auto found = made.find(count);
  if (found == made.end()) found = made.emplace(count, invented_statements(count)).first;
  return found->second;
}

dna::Settings subtract(dna::NetworkType type) {
  dna::Settings settings;
  settings.type = type;
  settings.aggregation = dna::Aggregation::Subtract;
  return settings;
}

/// Net agreement of each organization with each concept, counted one statement after the other.
std::map<std::pair<std::string, std::string>, double> plain_net(
    const dna::Selection& selection, const networks::StatementTable& table) {
  std::map<std::pair<std::string, std::string>, double> net;
  for (const std::uint32_t place : selection.kept) {
    const std::uint32_t row = selection.rows[place];
    net[{table.variables[0].text_of(row), table.variables[1].text_of(row)}] +=
        table.variables[2].values[row] == 1 ? 1 : -1;
  }
  return net;
}

bool agrees(const dna::Selection& selection, const networks::StatementTable& table,
            const dna::LabelledMatrix& matrix) {
  const auto net = plain_net(selection, table);
  const auto value = [&](const std::string& row, const std::string& column) {
    const auto found = net.find({row, column});
    return found == net.end() ? 0.0 : found->second;
  };
  const bool is_one_mode = selection.settings.type == dna::NetworkType::OneMode;
  for (std::size_t i = 0; i < matrix.rows.size(); i += 50)
    for (std::size_t k = 0; k < matrix.columns.size(); ++k) {
      double expected = is_one_mode ? 0 : value(matrix.rows[i], matrix.columns[k]);
      if (is_one_mode && i != k)
        for (const std::string& topic : table.variables[1].labels)
          expected += value(matrix.rows[i], topic) * value(matrix.rows[k], topic);
      if (matrix.values.at(i, k) != expected) return false;
    }
  return true;
}

void compute(benchmark::State& state, dna::NetworkType type) {
  const auto& table = statements(static_cast<std::size_t>(state.range(0)));
  const auto selection = dna::select(table, subtract(type));
  if (!agrees(*selection, table, *dna::matrix_of(*selection, selection->kept))) {
    state.SkipWithError("the matrix is not that of the plain sums");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(dna::matrix_of(*selection, selection->kept));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("statements");
}

void one_mode_subtract(benchmark::State& state) { compute(state, dna::NetworkType::OneMode); }
BENCHMARK(one_mode_subtract)
    ->Name("DnaOneModeSubtract/statements")
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void two_mode_subtract(benchmark::State& state) { compute(state, dna::NetworkType::TwoMode); }
BENCHMARK(two_mode_subtract)
    ->Name("DnaTwoModeSubtract/statements")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

/// Filters, labels and duplicates of each document.
void duplicates(benchmark::State& state) {
  const auto& table = statements(static_cast<std::size_t>(state.range(0)));
  auto settings = subtract(dna::NetworkType::OneMode);
  settings.duplicates = networks::Duplicates::Document;
  std::size_t kept = 0;
  std::map<std::tuple<std::int64_t, std::int32_t, std::int32_t, std::int32_t>, int> plain;
  for (std::size_t row = 0; row < table.size(); ++row)
    plain[{table.document[row], table.variables[0].values[row], table.variables[1].values[row],
           table.variables[2].values[row]}] = 1;
  for (auto _ : state) {
    const auto selection = dna::select(table, settings);
    kept = selection->kept.size();
    benchmark::DoNotOptimize(kept);
  }
  if (kept != plain.size()) state.SkipWithError("other statements are kept");
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("statements");
}
BENCHMARK(duplicates)
    ->Name("DnaDuplicatesOfDocuments/statements")
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

/// Three years of windows of 30 days, one matrix a day, by one and two threads.
void windows(benchmark::State& state) {
  const auto& table = statements(100'000);
  auto settings = subtract(dna::NetworkType::OneMode);
  settings.window = networks::TimeUnit::Days;
  settings.window_size = 30;
  settings.threads = static_cast<int>(state.range(0));
  const auto selection = dna::select(table, settings);
  std::int64_t matrices = 0;
  for (auto _ : state) {
    double sum = 0;
    const auto count = dna::each_matrix(
        *selection, [&](const dna::LabelledMatrix& matrix) { sum += matrix.values.values[1]; });
    matrices = *count;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * matrices);
  state.SetLabel("matrices");
}
BENCHMARK(windows)
    ->Name("DnaWindowsOf30Days/threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// A kernel over weeks, all pairs by their weights.
void kernels(benchmark::State& state) {
  const auto& table = statements(100'000);
  auto settings = subtract(dna::NetworkType::OneMode);
  settings.window = networks::TimeUnit::Weeks;
  settings.window_size = 8;
  settings.kernel = networks::Kernel::Gaussian;
  const auto selection = dna::select(table, settings);
  std::int64_t matrices = 0;
  for (auto _ : state) matrices = *dna::each_matrix(*selection, [](const dna::LabelledMatrix&) {});
  state.SetItemsProcessed(state.iterations() * matrices);
  state.SetLabel("matrices");
}
BENCHMARK(kernels)->Name("DnaGaussianKernel")->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench

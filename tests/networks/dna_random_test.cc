// The fast code against the rules as they are told, on random tables and settings.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dna_plain.h"
#include "networks/dna/polarization.h"

namespace faultline::networks::dna {
namespace {

std::vector<std::size_t> rows_of(const Selection& selection) {
  std::vector<std::size_t> rows;
  for (const std::uint32_t place : selection.kept) rows.push_back(selection.rows[place]);
  return rows;
}

RC_GTEST_PROP(DnaSelection, KeepsWhatTheRulesKeep, ()) {
  const auto table = plain::random_table();
  const auto settings = plain::random_settings(true);
  const auto fast = select(table, settings);
  RC_ASSERT(fast);
  RC_ASSERT(rows_of(*fast) == plain::select(table, settings).kept);
}

RC_GTEST_PROP(DnaMatrix, EqualsTheFormulas, ()) {
  const auto table = plain::random_table();
  const auto settings = plain::random_settings(true);
  const auto selection = select(table, settings);
  RC_ASSERT(selection);
  const auto fast = matrix_of(*selection, selection->kept);
  RC_ASSERT(fast);
  const auto lists = plain::select(table, settings);
  auto expected = plain::matrix(table, settings, lists, lists.kept);
  expected.time = fast->time;
  expected.start = fast->start;
  expected.stop = fast->stop;
  RC_ASSERT(plain::agree(*fast, expected));
}

bool all_agree(const std::vector<LabelledMatrix>& a, const std::vector<LabelledMatrix>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), plain::agree);
}

RC_GTEST_PROP(DnaWindows, EqualTheMatricesOfTheirStatements, ()) {
  const auto table = plain::random_table();
  auto settings = plain::random_settings(true);
  settings.window = *rc::gen::element(TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months);
  settings.window_size = *rc::gen::inRange(1, 12);
  settings.threads = *rc::gen::inRange(1, 4);
  const auto selection = select(table, settings);
  RC_ASSERT(selection);
  RC_PRE(selection->start < selection->stop);
  const auto fast = all_matrices(*selection);
  RC_ASSERT(fast);
  RC_ASSERT(all_agree(*fast, plain::moving(table, settings, plain::select(table, settings),
                                           selection->start, selection->stop)));
}

RC_GTEST_PROP(DnaKernels, EqualSumsOverPairsOfStatements, ()) {
  const auto table = plain::random_table();
  auto settings = plain::random_settings(false);
  settings.window =
      *rc::gen::element(TimeUnit::Hours, TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months);
  settings.window_size = *rc::gen::inRange(1, 12) * (settings.window == TimeUnit::Hours ? 500 : 1);
  settings.kernel = *rc::gen::element(Kernel::Uniform, Kernel::Epanechnikov, Kernel::Triangular,
                                      Kernel::Gaussian);
  if (settings.window == TimeUnit::Hours) settings.start = Instant{1'681'000'000};
  settings.indent = *rc::gen::arbitrary<bool>();
  settings.threads = *rc::gen::inRange(1, 4);
  const auto selection = select(table, settings);
  RC_ASSERT(selection);
  const auto fast = all_matrices(*selection);
  RC_ASSERT(fast);
  RC_ASSERT(all_agree(*fast, plain::kernels(table, settings, plain::select(table, settings),
                                            selection->start, selection->stop)));
}

RC_GTEST_PROP(DnaSeries, AreTheSameBytesForAnyNumberOfThreads, ()) {
  const auto table = plain::random_table();
  auto settings = plain::random_settings(true);
  settings.window = *rc::gen::element(TimeUnit::Days, TimeUnit::Events);
  settings.window_size = *rc::gen::inRange(1, 8);
  const auto series = [&](int threads) {
    settings.threads = threads;
    std::vector<std::vector<double>> values;
    const auto selection = select(table, settings);
    if (selection->start == selection->stop) return values;
    const auto count = each_matrix(
        *selection, [&](const LabelledMatrix& matrix) { values.push_back(matrix.values.values); });
    RC_ASSERT(count);
    RC_ASSERT(static_cast<std::size_t>(*count) == values.size());
    for (auto& cells : values)  // NaN is not itself
      for (double& cell : cells)
        if (cell != cell) cell = 1e300;
    return values;
  };
  RC_ASSERT(series(1) == series(3));
}

/// A symmetric matrix without a diagonal.
Matrix random_matrix(std::size_t n) {
  Matrix matrix{n, n, std::vector<double>(n * n, 0.0)};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = i + 1; k < n; ++k)
      matrix.at(i, k) = matrix.at(k, i) = *rc::gen::inRange(0, 5);
  return matrix;
}

RC_GTEST_PROP(DnaGreedy, EndsWhereNoSwapHelps, ()) {
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(2, 9));
  const int clusters = *rc::gen::inRange(1, 4);
  const Matrix congruence = random_matrix(n), conflict = random_matrix(n);
  auto found = greedy_membership(congruence, conflict, clusters, false, *rc::gen::inRange(0, 9));
  const auto score = [&] { return quality(congruence, conflict, found.clusters, clusters, false); };
  RC_ASSERT(score() == found.quality);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = i + 1; k < n; ++k) {
      std::swap(found.clusters[i], found.clusters[k]);
      RC_ASSERT(score() <= found.quality + 1e-9);
      std::swap(found.clusters[i], found.clusters[k]);
    }
}

}  // namespace
}  // namespace faultline::networks::dna

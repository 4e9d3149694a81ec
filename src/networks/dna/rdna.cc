#include "networks/dna/rdna.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "networks/dna/selection.h"
#include "networks/dna/series.h"

namespace faultline::networks::dna {
namespace {

/// The series of a network, and whether its qualifier tells yes from no.
struct Series {
  std::vector<LabelledMatrix> matrices;
  QualifierKind qualifier = QualifierKind::None;
};

Result<Series> series_of(const StatementTable& table, const Settings& settings) {
  const auto selection = select(table, settings);
  if (!selection) return tl::unexpected(selection.error());
  auto matrices = all_matrices(*selection);
  if (!matrices) return tl::unexpected(matrices.error());
  return Series{.matrices = std::move(*matrices), .qualifier = selection->levels.kind};
}

Matrix without_empty_rows(const Matrix& matrix) {
  Matrix result{.rows = 0, .columns = matrix.columns, .values = {}};
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    const auto begin = matrix.values.begin() + static_cast<std::ptrdiff_t>(row * matrix.columns);
    const auto end = begin + static_cast<std::ptrdiff_t>(matrix.columns);
    if (!(std::accumulate(begin, end, 0.0) > 0.0)) continue;
    result.values.insert(result.values.end(), begin, end);
    ++result.rows;
  }
  return result;
}

bool is_boolean(const StatementTable& table, const Settings& settings) {
  if (!settings.qualifier) return false;
  const Variable* variable = table.find(*settings.qualifier, settings.qualifier_document);
  return variable != nullptr && variable->kind == VariableKind::Boolean;
}

}  // namespace

Result<std::vector<ClusteredSlice>> rdna_multiclust(const StatementTable& table, Settings settings,
                                                    MulticlustOptions options) {
  const bool has_halves = is_boolean(table, settings);
  settings.isolates = false;
  settings.kernel = Kernel::Window;
  settings.type = NetworkType::TwoMode;
  settings.normalisation = Normalisation::None;
  settings.aggregation = has_halves           ? Aggregation::Combine
                         : settings.qualifier ? Aggregation::Subtract
                                              : Aggregation::Ignore;
  auto profiles = series_of(table, settings);
  if (!profiles) return tl::unexpected(profiles.error());
  settings.type = NetworkType::OneMode;
  settings.normalisation = Normalisation::Average;
  settings.aggregation = Aggregation::Subtract;
  auto ties = series_of(table, settings);
  if (!ties) return tl::unexpected(ties.error());
  options.rules = ClusterRules::Rdna;
  std::vector<ClusteredSlice> result;
  const std::size_t count = std::min(profiles->matrices.size(), ties->matrices.size());
  for (std::size_t at = 0; at < count; ++at) {
    const LabelledMatrix& two_mode = profiles->matrices[at];
    const LabelledMatrix& one_mode = ties->matrices[at];
    ClusterInput input;
    input.nodes = one_mode.rows;
    input.profiles = without_empty_rows(has_halves ? halves_of(two_mode.values) : two_mode.values);
    input.ties = positive_part(one_mode.values);
    auto clusters = multiclust(input, options);
    if (!clusters) return tl::unexpected(clusters.error());
    if (clusters->clusterings.empty()) continue;
    result.push_back({.number = at + 1,
                      .start = one_mode.start,
                      .middle = one_mode.time,
                      .stop = one_mode.stop,
                      .nodes = std::move(input.nodes),
                      .clusters = std::move(*clusters)});
  }
  return result;
}

Result<RdnaPhases> rdna_phases(const StatementTable& table, Settings settings,
                               DistanceMethod method, bool scale_to_one, PhaseOptions options) {
  if (!settings.window) {
    return failure(ErrorCode::Usage, "States are found in a series; ask for a time window.");
  }
  settings.isolates = true;
  if (settings.type == NetworkType::TwoMode) method = DistanceMethod::AbsoluteDifference;
  auto series = series_of(table, settings);
  if (!series) return tl::unexpected(series.error());
  auto apart = distances(std::move(series->matrices), method, scale_to_one);
  if (!apart) return tl::unexpected(apart.error());
  if (options.methods.empty()) {
    options.methods = {ClusterMethod::Single,   ClusterMethod::Average,    ClusterMethod::Complete,
                       ClusterMethod::Ward,     ClusterMethod::KMeans,     ClusterMethod::Medoids,
                       ClusterMethod::Spectral, ClusterMethod::FastGreedy, ClusterMethod::Walktrap};
  }
  options.rules = ClusterRules::Rdna;
  auto phases = find_phases(apart->values, options);
  if (!phases) return tl::unexpected(phases.error());
  return RdnaPhases{.times = std::move(apart->times), .phases = std::move(*phases)};
}

}  // namespace faultline::networks::dna

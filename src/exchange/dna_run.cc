#include "exchange/dna_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "exchange/detail/dna_export.h"
#include "exchange/detail/dna_text.h"
#include "networks/dna/bar_plot.h"
#include "networks/dna/polarization.h"
#include "networks/dna/series.h"

namespace faultline::exchange {
namespace {

namespace dna = networks::dna;
using detail::write_json;
using dna::LabelledMatrix;
using networks::StatementTable;

/// Joins what a list repeats: {"a":[...],"b":[...]}.
template <class List, class Write>
void write_member(std::ostream& out, std::string_view before, const List& list, Write write) {
  out << before << '[';
  bool is_first = true;
  for (const auto& member : list) {
    if (!is_first) out << ',';
    is_first = false;
    write(member);
  }
  out << ']';
}

// ---- networks

Result<void> write_graphml(const DnaEntry& entry, const DnaSource& source,
                           const dna::Selection& selection, const LabelledMatrix& matrix,
                           std::ostream& out) {
  const dna::Settings& s = selection.settings;
  if (s.variable1_document || s.variable2_document)
    return failure(ErrorCode::Unsupported,
                   "DNA fails here: its GraphML needs entities, which variables of documents do "
                   "not have. Take CSV.");
  const auto rows = source.entities(entry.statement_type, s.variable1);
  if (!rows) return tl::unexpected(rows.error());
  if (s.type == dna::NetworkType::OneMode) {
    detail::write_export_graphml(out, matrix, selection, *rows, nullptr);
    return {};
  }
  const auto columns = source.entities(entry.statement_type, s.variable2);
  if (!columns) return tl::unexpected(columns.error());
  detail::write_export_graphml(out, matrix, selection, *rows, &*columns);
  return {};
}

Result<void> write_single(const DnaEntry& entry, const DnaSource& source,
                          const dna::Selection& selection, std::ostream& out) {
  const auto matrix = dna::matrix_of(selection, selection.kept);
  if (!matrix) return tl::unexpected(matrix.error());
  const dna::Settings& s = selection.settings;
  switch (entry.format) {
    case DnaFormat::Csv:
      detail::write_csv(out, *matrix);
      break;
    case DnaFormat::Json:
      out << '[';
      write_json(out, *matrix);
      out << ']';
      break;
    case DnaFormat::ExportCsv:
      detail::write_export_csv(out, *matrix, dna::has_integer_weights(s));
      break;
    case DnaFormat::ExportDl:
      detail::write_export_dl(out, *matrix, s.type == dna::NetworkType::OneMode,
                              dna::has_integer_weights(s));
      break;
    case DnaFormat::ExportGraphml:
      return write_graphml(entry, source, selection, *matrix, out);
  }
  return {};
}

Result<DnaCounts> run_network(const DnaEntry& entry, const DnaSource& source,
                              const StatementTable& table, std::ostream& out) {
  const auto selection = dna::select(table, entry.settings);
  if (!selection) return tl::unexpected(selection.error());
  const dna::Settings& s = selection->settings;
  DnaCounts counts{static_cast<std::int64_t>(selection->kept.size()), {}, {}, selection->notes};
  if (s.type == dna::NetworkType::EventList) {
    std::vector<std::int64_t> ids;
    for (const std::uint32_t place : selection->kept)
      ids.push_back(table.id[selection->rows[place]]);
    const auto evidence = source.evidence(entry.statement_type, ids);
    if (!evidence) return tl::unexpected(evidence.error());
    detail::write_event_list(out, table, *selection, *evidence);
    return counts;
  }
  if (!s.window) {
    if (auto done = write_single(entry, source, *selection, out); !done)
      return tl::unexpected(done.error());
    counts.matrices = 1;
    counts.integer_flag = dna::has_integer_weights(s);
    return counts;
  }
  if (entry.format != DnaFormat::Json)
    return failure(ErrorCode::Usage,
                   "A series of matrices goes into one file of JSON: leave \"format\" out and end "
                   "\"file\" in .json.");
  out << '[';
  std::int64_t written = 0;
  const auto matrices = dna::each_matrix(*selection, [&](const LabelledMatrix& matrix) {
    if (written++ > 0) out << ',';
    write_json(out, matrix);
  });
  if (!matrices) return tl::unexpected(matrices.error());
  out << ']';
  counts.matrices = *matrices;
  return counts;
}

// ---- what is made of networks

DnaCounts counts_of(const dna::Selection& selection) {
  return {static_cast<std::int64_t>(selection.kept.size()), {}, {}, selection.notes};
}

Result<DnaCounts> run_distance(const DnaEntry& entry, const StatementTable& table,
                               std::ostream& out) {
  const auto selection = dna::select(table, entry.settings);
  if (!selection) return tl::unexpected(selection.error());
  auto matrices = dna::all_matrices(*selection);
  if (!matrices) return tl::unexpected(matrices.error());
  const auto distances =
      dna::distances(std::move(*matrices), entry.distance, entry.normalise_to_one);
  if (!distances) return tl::unexpected(distances.error());
  write_member(out, "{\"times\":", distances->times,
               [&](Instant time) { out << detail::json_text(detail::local_time(time)); });
  out << ",\"distance\":";
  write_json(out, distances->values);
  write_member(out, ",\"normalizedMatrices\":", distances->normalised,
               [&](const LabelledMatrix& matrix) { write_json(out, matrix); });
  out << '}';
  DnaCounts counts = counts_of(*selection);
  counts.matrices = static_cast<std::int64_t>(distances->times.size());
  return counts;
}

Result<DnaCounts> run_bar_plot(const DnaEntry& entry, const StatementTable& table,
                               std::ostream& out) {
  const auto bars = dna::bar_plot(table, entry.settings);
  if (!bars) return tl::unexpected(bars.error());
  out << "{\"values\":";
  write_json(out, bars->values);
  write_member(out, ",\"intScale\":", bars->levels, [&](const std::string& level) {
    out << (bars->levels_are_numbers ? level : detail::json_text(level));
  });
  write_member(out, ",\"counts\":", bars->counts, [&](const std::vector<std::int64_t>& row) {
    write_member(out, "", row, [&](std::int64_t count) { out << count; });
  });
  out << '}';
  return DnaCounts{};
}

Result<void> write_qualities(const DnaEntry& entry, const dna::PolarizationInput& input,
                             std::ostream& out) {
  const networks::Matrix& congruence = input.congruence.values;
  const networks::Matrix& conflict = input.conflict.values;
  for (const std::vector<int>& membership : entry.memberships)
    if (membership.size() != congruence.rows ||
        std::any_of(membership.begin(), membership.end(),
                    [&](int cluster) { return cluster >= entry.clusters; }))
      return failure(ErrorCode::Usage,
                     fmt::format("Memberships must give each of the {} nodes a cluster of 0 to {}.",
                                 congruence.rows, entry.clusters - 1));
  write_member(out, ",\"quality_of_given_memberships\":", entry.memberships,
               [&](const std::vector<int>& membership) {
                 out << '[';
                 write_json(out, membership);
                 out << ','
                     << detail::java_number(dna::quality(congruence, conflict, membership,
                                                         entry.clusters, entry.normalise_scores))
                     << ']';
               });
  const auto write_found = [&](std::string_view search, const dna::Membership& found) {
    out << ",\"" << search << "_best_memberships\":";
    write_json(out, found.clusters);
    out << ",\"" << search << "_best_q\":" << detail::java_number(found.quality);
  };
  write_found("greedy", dna::greedy_membership(congruence, conflict, entry.clusters,
                                               entry.normalise_scores, entry.settings.seed));
  write_found("genetic", dna::genetic_membership(congruence, conflict, entry.clusters,
                                                 entry.normalise_scores, {}, entry.settings.seed));
  return {};
}

Result<DnaCounts> run_polarization(const DnaEntry& entry, const StatementTable& table,
                                   std::ostream& out) {
  const auto inputs = dna::polarization_input(table, entry.settings);
  if (!inputs) return tl::unexpected(inputs.error());
  DnaCounts counts;
  counts.matrices = static_cast<std::int64_t>(inputs->size());
  if (!entry.settings.window) {
    out << "{\"names\":";
    write_json(out, inputs->front().congruence.rows);
    out << ",\"congruence\":";
    write_json(out, inputs->front().congruence.values);
    out << ",\"conflict\":";
    write_json(out, inputs->front().conflict.values);
    if (auto done = write_qualities(entry, inputs->front(), out); !done)
      return tl::unexpected(done.error());
    out << '}';
    return counts;
  }
  write_member(out, "{\"congruence_equals_conflict_everywhere\":true,\"congruence\":", *inputs,
               [&](const dna::PolarizationInput& input) { write_json(out, input.congruence); });
  write_member(out, ",\"conflict\":", *inputs,
               [&](const dna::PolarizationInput& input) { write_json(out, input.conflict); });
  write_member(out, ",\"finalMaxQ\":", *inputs, [&](const dna::PolarizationInput& input) {
    out << detail::java_number(dna::greedy_membership(input.congruence.values,
                                                      input.conflict.values, entry.clusters,
                                                      entry.normalise_scores, entry.settings.seed)
                                   .quality);
  });
  out << '}';
  return counts;
}

// ---- backbones

Result<dna::Selection> backbone_selection(const DnaEntry& entry, const StatementTable& table) {
  dna::Settings settings = entry.settings;
  settings.isolates = false;
  return dna::select(table, settings);
}

Result<DnaCounts> run_nested(const DnaEntry& entry, const StatementTable& table,
                             std::ostream& out) {
  const auto selection = backbone_selection(entry, table);
  if (!selection) return tl::unexpected(selection.error());
  const auto backbone = dna::Backbone::of(*selection);
  if (!backbone) return tl::unexpected(backbone.error());
  const auto steps = dna::nested_backbone(*backbone);
  using Step = dna::NestedStep;
  write_member(out, "{\"method\":\"nested\",\"iteration\":", steps,
               [&](const Step& step) { out << step.iteration; });
  write_member(out, ",\"entities\":", steps,
               [&](const Step& step) { out << detail::json_text(step.entity); });
  write_member(out, ",\"backboneLoss\":", steps,
               [&](const Step& step) { out << detail::java_number(step.backbone_loss); });
  write_member(out, ",\"redundantLoss\":", steps,
               [&](const Step& step) { out << detail::java_number(step.redundant_loss); });
  write_member(out, ",\"numStatements\":", steps,
               [&](const Step& step) { out << step.statements; });
  out << ",\"numStatementsFull\":" << selection->kept.size()
      << ",\"start\":" << selection->start.seconds << ",\"stop\":" << selection->stop.seconds
      << '}';
  return counts_of(*selection);
}

std::vector<std::string> members(const dna::Backbone& backbone, const std::vector<char>& is_in) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < is_in.size(); ++i)
    if (is_in[i] != 0) result.push_back(backbone.entities()[i]);
  return result;
}

Result<DnaCounts> run_evaluate(const DnaEntry& entry, const StatementTable& table,
                               std::ostream& out) {
  const auto selection = backbone_selection(entry, table);
  if (!selection) return tl::unexpected(selection.error());
  const auto backbone = dna::Backbone::of(*selection);
  if (!backbone) return tl::unexpected(backbone.error());
  constexpr std::size_t most = 16;  // 65,535 sets
  const std::size_t all = backbone->entities().size();
  if (all > most)
    return failure(ErrorCode::Usage,
                   fmt::format("All sets of {} values of \"{}\" are too many to evaluate; exclude "
                               "values until {} are left.",
                               all, selection->settings.variable2, most));
  out << '[';
  for (std::uint32_t set = 1; set < (1U << all); ++set) {
    std::vector<char> is_in(all, 0);
    for (std::size_t i = 0; i < all; ++i) is_in[i] = static_cast<char>(set >> i & 1U);
    const dna::Losses losses = dna::evaluate(*backbone, is_in, entry.penalty);
    out << (set > 1 ? ",{\"backbone\":" : "{\"backbone\":");
    write_json(out, members(*backbone, is_in));
    out << ",\"loss\":[" << detail::java_number(losses.backbone) << ','
        << detail::java_number(losses.redundant) << "]}";
  }
  out << ']';
  return counts_of(*selection);
}

Result<DnaCounts> run_annealing(const DnaEntry& entry, const StatementTable& table,
                                std::ostream& out) {
  const auto selection = backbone_selection(entry, table);
  if (!selection) return tl::unexpected(selection.error());
  const auto backbone = dna::Backbone::of(*selection);
  if (!backbone) return tl::unexpected(backbone.error());
  constexpr int runs = 3;  // as many as the reference files have, to see how far they differ
  out << '[';
  for (int run = 0; run < runs; ++run) {
    dna::Annealing annealing = entry.annealing;
    annealing.seed += static_cast<std::uint64_t>(run);
    const auto found = dna::annealed_backbone(*backbone, annealing);
    if (!found) return tl::unexpected(found.error());
    out << (run > 0 ? ",{\"backbone\":" : "{\"backbone\":");
    write_json(out, found->backbone);
    out << ",\"redundant\":";
    write_json(out, found->redundant);
    out << ",\"unpenalizedBackboneLoss\":" << detail::java_number(found->losses.backbone)
        << ",\"unpenalizedRedundantLoss\":" << detail::java_number(found->losses.redundant) << '}';
  }
  out << ']';
  return counts_of(*selection);
}

Result<DnaCounts> run_attributes(const DnaEntry& entry, const DnaSource& source,
                                 std::ostream& out) {
  const auto entities = source.entities(entry.statement_type, entry.attribute_variable);
  if (!entities) return tl::unexpected(entities.error());
  detail::write_attributes(out, *entities);
  return DnaCounts{};
}

// ---- what the R package computes

Result<DnaCounts> run_rdna_multiclust(const DnaEntry& entry, const StatementTable& table,
                                      std::ostream& out) {
  const auto slices = dna::rdna_multiclust(table, entry.settings, entry.multiclust);
  if (!slices) return tl::unexpected(slices.error());
  write_multiclust(out, entry.multiclust_table, entry.settings.window.has_value(), *slices);
  return DnaCounts{};
}

Result<DnaCounts> run_rdna_phases(const DnaEntry& entry, const StatementTable& table,
                                  std::ostream& out) {
  const auto phases =
      dna::rdna_phases(table, entry.settings, entry.distance, entry.normalise_to_one, entry.phases);
  if (!phases) return tl::unexpected(phases.error());
  write_phases(out, entry.phase_table, *phases);
  return DnaCounts{};
}

Result<DnaCounts> run_rdna_bar_plot(const DnaEntry& entry, const DnaSource& source,
                                    const StatementTable& table, std::ostream& out) {
  const auto bars = dna::bar_plot(table, entry.settings);
  if (!bars) return tl::unexpected(bars.error());
  const auto entities = source.entities(entry.statement_type, entry.settings.variable1);
  if (!entities) return tl::unexpected(entities.error());
  write_bar_plot(out, *bars, entry.settings.qualifier.has_value(), *entities);
  return DnaCounts{};
}

}  // namespace

Result<DnaCounts> run_dna_entry(const DnaEntry& entry, const DnaSource& source, std::ostream& out) {
  if (entry.task == DnaTask::Attributes) return run_attributes(entry, source, out);
  const auto table = source.table(entry.statement_type);
  if (!table) return tl::unexpected(table.error());
  switch (entry.task) {
    case DnaTask::BarPlot:
      return run_bar_plot(entry, **table, out);
    case DnaTask::Distance:
      return run_distance(entry, **table, out);
    case DnaTask::Polarization:
      return run_polarization(entry, **table, out);
    case DnaTask::BackboneNested:
      return run_nested(entry, **table, out);
    case DnaTask::BackboneEvaluate:
      return run_evaluate(entry, **table, out);
    case DnaTask::BackboneAnnealing:
      return run_annealing(entry, **table, out);
    case DnaTask::RdnaMulticlust:
      return run_rdna_multiclust(entry, **table, out);
    case DnaTask::RdnaPhases:
      return run_rdna_phases(entry, **table, out);
    case DnaTask::RdnaBarPlot:
      return run_rdna_bar_plot(entry, source, **table, out);
    default:
      return run_network(entry, source, **table, out);
  }
}

}  // namespace faultline::exchange

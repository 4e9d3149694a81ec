#pragma once
// Settings of DNA (Discourse Network Analyzer 3.0.11.5) as JSON: one object, or a list of them, a
// manifest, in which each says into which file its result goes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/rdna_tables.h"
#include "networks/dna/backbone.h"
#include "networks/dna/distance.h"
#include "networks/dna/settings.h"
#include "networks/multiclust.h"
#include "networks/phases.h"

namespace faultline::exchange {

enum class DnaTask : std::uint8_t {
  Network,            // a matrix, a series of them, an event list
  Attributes,         // the entities of a variable
  BarPlot,            // statements by value and level
  Distance,           // between the matrices of a series
  Polarization,       // of memberships, and of those that a search finds
  BackboneNested,     // values of variable 2 by what their absence costs
  BackboneEvaluate,   // losses of all sets of them
  BackboneAnnealing,  // a set that a search finds
  RdnaMulticlust,     // of the R package: clusterings,
  RdnaPhases,         // states of a series,
  RdnaBarPlot,        // statements by value and level, with attributes
};

enum class DnaFormat : std::uint8_t { Csv, Json, ExportCsv, ExportDl, ExportGraphml };

struct DnaEntry {
  std::size_t number = 1;  // in the manifest
  std::string file;        // relative, with /; empty: none named
  DnaTask task = DnaTask::Network;
  DnaFormat format = DnaFormat::Csv;
  std::optional<std::string> statement_type;
  networks::dna::Settings settings;
  std::string attribute_variable;  // of Attributes
  networks::dna::DistanceMethod distance = networks::dna::DistanceMethod::AbsoluteDifference;
  bool normalise_to_one = true;
  int clusters = 2;  // of Polarization, as the next two
  bool normalise_scores = true;
  std::vector<std::vector<int>> memberships;  // to be scored
  double penalty = 0;                         // of BackboneEvaluate
  networks::dna::Annealing annealing;
  networks::MulticlustOptions multiclust;  // of RdnaMulticlust
  MulticlustTable multiclust_table = MulticlustTable::Modularity;
  networks::PhaseOptions phases;  // of RdnaPhases
  PhaseTable phase_table = PhaseTable::States;
  bool is_random = false;  // DNA's own result differs from run to run
};

/// The entries of `json`, in its order. `name` is the file's, for messages.
///
/// Keys are those of DNA's R package: statementType, networkType (onemode, twomode, eventlist),
/// variable1, variable1Document ..., qualifierAggregation (ignore, combine, subtract, congruence,
/// conflict, "congruence & conflict"), normalization (no, activity, prominence, average, jaccard,
/// cosine), isolates, duplicates (include, document, week, month, year, acrossrange), start, stop
/// (2023-01-31T09:30:15; 1900-01-01 and 2099-12-31 mean the first and last document), timeWindow
/// (no, events, seconds ... years), windowSize, kernel, indentTime, excludeValues, invertValues,
/// excludeAuthors ..., locale (whose weeks), and of single tasks variable, distanceMethod,
/// normalizeToOne, numClusters, normaliseScores, penalty, method, backboneSize, p, T, format; file
/// and family ("barplot", "polarization" ... say which task it is); dataset and what a run reports
/// (numStatements, error ...) are passed over. Families rdna_multiclust (k, k.max, clusterMethods),
/// rdna_phase (k.min, k.max, clusterMethods, distanceMethod, normalizeToOne) and rdna_barplot are
/// rDNA's own functions, with its defaults; `table` says which part of their result goes into the
/// file: max, modularity, memberships; distmat, states, best. Their clusterMethods are a list of
/// rDNA's words. Ours are memberships, seed and threads. A key that
/// is missing has rDNA's default, of the tasks that DNA does for one kind of network only, theirs.
///
/// Malformed where it is no JSON. An entry by itself, so that the others can go on: Malformed with
/// "name: entry N" where it is no object; Usage for an unknown key or value, saying which there
/// are, and for a file outside the folder.
[[nodiscard]] Result<std::vector<Result<DnaEntry>>> parse_dna_manifest(std::string_view json,
                                                                       const std::string& name);

}  // namespace faultline::exchange

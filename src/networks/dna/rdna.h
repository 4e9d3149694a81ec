#pragma once
// What the R package rDNA 3.0.11 computes on top of DNA: clusterings of a network over time, and
// states of a series. Which matrices go into which method is its choice; see multiclust.h and
// phases.h for its rules.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/distance.h"
#include "networks/dna/settings.h"
#include "networks/multiclust.h"
#include "networks/phases.h"
#include "networks/statement_table.h"

namespace faultline::networks::dna {

/// One network of rdna_multiclust().
struct ClusteredSlice {
  std::size_t number = 0;  // from 1, counted with the networks of fewer than two nodes
  Instant start, middle, stop;
  std::vector<std::string> nodes;
  Multiclust clusters;
};

/// dna_multiclust(): clusters the network of variable 1, one of the whole range or one a window.
/// Profiles are the two-mode network: yes and no of a boolean qualifier side by side; of another
/// qualifier cells above 0 of `subtract`, rows whose sum is not above 0 being dropped **(then the
/// methods that need profiles give nothing)**; without a qualifier the counts. Ties are the
/// one-mode network, `subtract` and `average`, cut at 0. Of `settings` type, aggregation,
/// normalisation, isolates and kernel are not looked at; of `options` the rules are rDNA's.
/// Networks without a clustering are left out. Errors as all_matrices().
[[nodiscard]] Result<std::vector<ClusteredSlice>> rdna_multiclust(const StatementTable& table,
                                                                  Settings settings,
                                                                  MulticlustOptions options);

struct RdnaPhases {
  std::vector<Instant> times;
  Phases phases;
};

/// dna_phaseTransitions(): states of the series that `settings` ask for, with isolates; of
/// two-mode networks always by absolute difference. `scale_to_one`: each matrix is divided by the
/// sum of its cells. Methods of `options` in the order of dna_phaseTransitions(); none: single,
/// average, complete, ward, kmeans, pam, spectral, fastgreedy, walktrap. Errors as all_matrices()
/// and find_phases(); Usage without a window.
[[nodiscard]] Result<RdnaPhases> rdna_phases(const StatementTable& table, Settings settings,
                                             DistanceMethod method, bool scale_to_one,
                                             PhaseOptions options);

}  // namespace faultline::networks::dna

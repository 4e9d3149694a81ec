#pragma once
// Tables as R's write.csv writes what the package rDNA computes.

#include <cstdint>
#include <ostream>
#include <span>
#include <string>

#include "base/instant.h"
#include "exchange/network_input.h"
#include "networks/dna/bar_plot.h"
#include "networks/dna/rdna.h"

namespace faultline::exchange {

/// A number as R prints it: at most `digits` significant ones, scientific where that is shorter;
/// "NaN", "Inf", "-Inf".
[[nodiscard]] std::string r_number(double value, int digits = 15);

/// Times of one column, as R prints them: only days if all are at midnight, without seconds if
/// none has some.
[[nodiscard]] std::vector<std::string> r_times(std::span<const Instant> times);

/// Of a "dna_multiclust" object ...
enum class MulticlustTable : std::uint8_t {
  Best,        // max_mod: i, start, stop (of windows: start, middle, stop), the largest modularity,
               // its first method, and **the largest k of all methods**
  Modularity,  // i, method, k, modularity
  Memberships,  // i, method, node, cluster
};
void write_multiclust(std::ostream& out, MulticlustTable table, bool has_windows,
                      std::span<const networks::dna::ClusteredSlice> slices);

/// Of a "dna_phaseTransitions" object ...
enum class PhaseTable : std::uint8_t {
  Distances,  // distmat
  States,     // date, state, X1, X2
  Best,       // clusterMethod and modularity, one line
};
void write_phases(std::ostream& out, PhaseTable table, const networks::dna::RdnaPhases& phases);

/// A "dna_barplot" data frame: entity, frequencies by level, colour, and attributes by name.
/// Entities without attributes have **the colours of all of them in every row**, and without a
/// qualifier also the frequencies of all, under columns called NA.
void write_bar_plot(std::ostream& out, const networks::dna::BarPlot& bars, bool has_qualifier,
                    const EntityTable& entities);

}  // namespace faultline::exchange

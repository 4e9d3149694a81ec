#pragma once
// The phases of a bloc: stretches of time in which its members back and attack alike, told from
// others by how far stretches are from each other; whether chance gives as clear ones.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "map/bloc_data.h"
#include "networks/phases.h"

namespace faultline::map {

struct PhaseAsk {
  timeline::Bin bin = timeline::Bin::ByWeek;
  int minimum_n = 3;  // stretches with fewer signed relations of members are left out
  std::size_t fewest = 2, most = 6;  // states
  int permutations = 999;
  std::uint64_t seed = 1;
  int threads = 1;  // changes no figure
};

/// One stretch of the calendar: what members did to whom in it.
struct PhaseSlice {
  Day first, last;  // both included
  timeline::RiftCounts counts;
  std::uint32_t state = 0;  // 0 for what comes first; so on in order of time
  double x = 0, y = 0;      // its place in the plane: near ones are alike
};

/// What is typical of a state: a pair that is more often so in it than in the others.
struct TypicalTie {
  std::uint32_t from{}, to{};  // places in BlocData::actors
  std::int8_t sign{};
  int in_state = 0, elsewhere = 0;
  std::vector<std::size_t> evidence;  // places in BlocData::relations, of those in the state
};

struct PhaseState {
  std::size_t slices = 0;
  timeline::RiftCounts counts;
  std::vector<TypicalTie> typical;  // most typical first
};

struct PhaseAnswer {
  std::string bloc;
  std::vector<PhaseSlice> slices;
  std::size_t too_thin = 0;  // stretches with something, but too little
  std::vector<PhaseState> states;
  std::vector<networks::Phase> phases;  // first, last: places in `slices`
  std::string method;                   // that told states apart best
  double modularity = 0;                // of the stretches' likeness
  double silhouette = 0;                // mean width: how much nearer stretches are to their own
                                        // state than to the next, -1 .. 1
  /// Of a modularity as great where stories change places in time, within their outlets. NaN: not
  /// asked.
  double p_states = 0;
  /// Of as few changes of state as there are, if the same stretches came in any order.
  double p_order = 0;
  int permutations = 0;
  std::string verdict;  // one sentence
  std::vector<std::string> cautions;
};

/// Slices count criticism and support of each pair whose first is a member; their distance is the
/// sum of absolute differences of shares (as networks::slice_distances), states are the clustering
/// with the greatest modularity (networks::find_phases). Both tests see the same search in every
/// draw. No states, with a verdict that says why, if there are fewer than four slices or all are
/// alike. Same data and options, same answer. Usage if an option is out of range. O(permutations *
/// slices^2 * (slices + pairs)).
[[nodiscard]] Result<PhaseAnswer> phase_answer(const BlocData& data, const PhaseAsk& ask = {});

}  // namespace faultline::map

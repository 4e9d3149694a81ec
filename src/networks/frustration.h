#pragma once
// How far a signed network is from two camps: the frustration index, the splits that reach it, what
// all of them have in common, and a null model to hold it against.

#include <cstdint>
#include <span>
#include <vector>

#include "networks/networks.h"

namespace faultline::networks {

/// All signed ties between two actors, directions ignored. Any order of the two, any number of
/// entries a pair (they add up); entries of an actor with itself are left out.
struct SignedPair {
  std::uint32_t first{};
  std::uint32_t second{};
  std::int64_t positive = 0;  // weights >= 0, their sum over all pairs below 2^30
  std::int64_t negative = 0;

  friend bool operator==(const SignedPair&, const SignedPair&) = default;
};

/// The pairs of a directed network: one for each two actors with a signed tie, lower number first,
/// sorted. O(edges log edges).
[[nodiscard]] std::vector<SignedPair> signed_pairs(std::span<const SignedEdge> edges);

struct FrustrationOptions {
  /// Most nodes of the search tree for each part of the network (biconnected component), and as
  /// many again to find out what its optimal splits have in common. A count, not a time, so that
  /// the answer is the same on every machine.
  std::int64_t most_nodes = 20'000'000;
  /// Largest table of the elimination: 2^table_bits numbers of 4 bytes, all together at most 2^25.
  /// In 4 .. 24; others are taken as the nearer end.
  int table_bits = 20;
  /// Whether to find out what all optimal splits have in common, how many they are, and which is
  /// the first of them.
  bool common_part = true;
  /// Optimal splits are counted up to here for each part.
  std::int64_t most_splits = 4096;
  /// Seed of the tabu search that finds good splits first. Changes `side` only where that is not
  /// the first optimal one.
  std::uint64_t seed = 1;
};

/// What is fixed of an actor's side.
enum class Standing : std::uint8_t {
  NoTies,   // no signed tie, so no side
  Placed,   // on the same side as the group's core in every optimal split, or never on it
  Open,     // on either side of it in some optimal split
  Unknown,  // not found out: the search ended before, or the split is not known to be optimal
};

struct Frustration {
  std::vector<int> side;             // per actor -1 or +1; 0: no signed tie
  std::int64_t frustrated = 0;       // weight against the split: an upper bound of the index
  std::int64_t lower_bound = 0;      // proven: no split has less
  std::int64_t total = 0;            // weight of all signed ties
  std::vector<std::uint32_t> group;  // per actor: lowest actor of its connected component
  std::vector<std::uint32_t> block;  // per actor: lowest actor of those whose sides, relative to
                                     // each other, are the same in all optimal splits
  std::vector<Standing> standing;    // per actor; the core of a group is its largest block (of
                                     // equal ones the one with the lowest actor)
  double optimal_splits = 0;         // of all groups together, mirror images not counted twice
  bool all_splits_counted = false;   // false: there are at least as many
  std::int64_t search_nodes = 0;     // that were looked at

  /// No split has less frustrated weight.
  [[nodiscard]] bool is_exact() const { return lower_bound == frustrated; }
  /// Normalised (Aref & Wilson 2018, section 2): 1 - 2 frustrated / total; 1 is balance, 0 what
  /// random sides would give. NaN without ties.
  [[nodiscard]] double balance() const;

  friend bool operator==(const Frustration&, const Frustration&) = default;
};

/// The frustration index or line index of balance (Harary 1959; Aref & Wilson 2018, doi
/// 10.1093/comnet/cnx044): the least weight of ties that go against a split into two sides,
/// negative inside a side or positive across. In every group (connected component) the lowest actor
/// is on side +1; with `common_part`, and if the index is exact, of all optimal splits the one is
/// taken that keeps the next lowest actors on +1.
///
/// Each biconnected component is solved by itself: a tabu search gives a good split, a packing of
/// negative cycles a bound from below, bucket elimination (Dechter 1999) with tables of at most
/// 2^table_bits entries the index itself or a better bound (mini-buckets: Dechter & Rish 2003), and
/// where the bounds do not meet, a depth-first branch and bound guided by the tables (Kask &
/// Dechter 2001) looks at up to `most_nodes` splits. Any component of a tree width up to table_bits
/// is exact, so up to 21 actors always. O(n 2^min(tree width, table_bits) + nodes).
[[nodiscard]] Frustration frustration(std::size_t actors, std::span<const SignedPair> pairs,
                                      const FrustrationOptions& options = {});

struct FrustrationNull {
  int networks = 200;        // random ones
  double swaps_a_pair = 10;  // swaps tried for each pair of actors with ties, in each network
  std::uint64_t seed = 1;
  FrustrationOptions search{.most_nodes = 200'000, .common_part = false};
};

/// The observed index against networks that keep how many allies and how many opponents each actor
/// has (signed configuration model: Gallo, Garlaschelli, Lambiotte, Saracco & Squartini 2024, arXiv
/// 2303.07023, there in its canonical form).
struct FrustrationTest {
  std::int64_t observed = 0;
  double mean = 0, standard_deviation = 0;  // over the random networks
  double z = 0;        // (observed - mean) / standard deviation; NaN if that is 0
  double p_value = 1;  // (1 + random networks with an index as low) / (1 + random networks)
  int networks = 0;
  int not_exact = 0;      // of which the index is an upper bound only
  double swapped = 0;     // share of the swaps tried that could be made; near 0 the network leaves
                          // nothing to compare with
  bool is_exact = false;  // the observed index is exact
  std::vector<std::int64_t> indices;  // of the random networks, in their order
};

/// Swaps the far ends of two pairs of the same sign, (a,b), (c,d) -> (a,d), (c,b), unless that
/// makes a loop or a pair that exists. Each pair takes its weights along; its sign is that of
/// positive - negative. A small z and p: less frustrated than chance, two camps; a high z: more
/// than chance. Seeded; same bytes everywhere. O(networks * (swaps + one frustration())).
[[nodiscard]] FrustrationTest frustration_test(std::size_t actors,
                                               std::span<const SignedPair> pairs,
                                               const FrustrationNull& null = {});

}  // namespace faultline::networks

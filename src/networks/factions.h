#pragma once
// Factions inside a bloc: who stands on which side, how sure that is, which statements say so, how
// it fits what is declared, and which issues divide along the same line.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "networks/frustration.h"

namespace faultline::networks {

/// One observed tie between two actors of a bloc, numbered by the caller (0 .. n-1).
struct FactionTie {
  std::uint32_t from{};
  std::uint32_t to{};
  int sign{};                       // -1, 0, +1
  std::uint32_t cluster{};          // the story it comes from; any numbers
  std::int32_t concept_index = -1;  // the issue it is about, any number >= 0; -1: none
  std::size_t evidence{};           // the caller's number

  friend bool operator==(const FactionTie&, const FactionTie&) = default;
};

struct FactionOptions {
  int resamples = 500;  // of stories, with replacement; 0: none
  std::uint64_t seed = 1;
  FrustrationOptions search;
  /// For each resample, whose index need not be proven.
  FrustrationOptions resample_search{.most_nodes = 20'000, .table_bits = 12, .common_part = false};
};

/// One tie as it bears on its actor's side.
struct PlacingTie {
  std::size_t evidence{};
  std::uint32_t other{};  // whom it is with
  int sign{};
  bool agrees = false;  // positive inside the side, or negative across

  friend bool operator==(const PlacingTie&, const PlacingTie&) = default;
};

struct FactionMember {
  int side = 0;  // as Frustration::side
  Standing standing = Standing::NoTies;
  int ties_for = 0, ties_against = 0;  // signed ties that agree with the side, and that do not
  /// Of the resamples in which the actor's ties lead to the core of its group, the share in which
  /// it is on `side`; none if there are none. Sides are named by the best match with the whole
  /// split.
  std::optional<double> certainty;
  int resamples = 0;                  // that `certainty` is a share of
  std::vector<PlacingTie> placed_by;  // all its signed ties: against first, then for, each in the
                                      // order of the input
  friend bool operator==(const FactionMember&, const FactionMember&) = default;
};

struct Factions {
  Frustration split;
  std::vector<FactionMember> members;  // per actor
  std::uint32_t largest_group = 0;     // lowest actor of the component with most actors (of equal
                                       // ones the first); sides of different groups say nothing of
                                       // each other
  int clusters = 0;                    // stories with a signed tie
  int resamples = 0;
  // Over the resamples, against the whole split, of the actors of the largest group that both give
  // a side: means of the adjusted Rand index and of the variation of information (nats); NaN if
  // none.
  double mean_rand = 0, mean_information = 0;
};

/// Best two-way split of `ties` and how stable it is when stories are drawn anew (cluster
/// bootstrap: Field & Welsh 2007). Neutral ties count for nothing. `from`, `to` are below `actors`.
/// Seeded: the same input, in any number of threads, gives the same value. O(resamples * one small
/// search).
[[nodiscard]] Factions factions(std::size_t actors, std::span<const FactionTie> ties,
                                const FactionOptions& options = {});

/// How a split compares with another partition of the same actors (declared blocs, lists, votes).
struct PartitionAgreement {
  int actors = 0;                                          // that both place
  double adjusted_rand = 0, variation_of_information = 0;  // partitions.h; NaN for no actors
};
/// `side` 0 and `declared` none are left out.
[[nodiscard]] PartitionAgreement agreement_with(
    std::span<const int> side, std::span<const std::optional<std::uint32_t>> declared);

/// How one issue stands to the line that divides the whole (axes: Fraxanet, Pellert, Schweighofer,
/// Gomez & Garcia 2024, PNAS Nexus 3(12), arXiv 2307.06571).
struct Wedge {
  std::int32_t concept_index = 0;
  int ties = 0, negative = 0;  // signed ties on it between actors who both have a side
  int inside = 0;              // of them inside a side
  int frustrated = 0;          // that go against the main split
  double antagonism = 0;       // negative / ties
  /// Signed alignment index: 1 - frustrated / what is frustrated on average if the same signs are
  /// dealt to the same ties at random, the split being kept. 1: all ties on the issue follow the
  /// main line; 0: no more than chance; NaN if chance allows only one value.
  double alignment = 0;
  double cohesiveness = 0;  // positive share of ties inside a side (Aref, Dinh, Rezapour & Diesner
  double divisiveness = 0;  // 2020), negative share of ties across; NaN if there are none
  /// (1 + deals that fit as well) / (1 + deals), ties of one pair being dealt together.
  double p_value = 1;
  int deals = 0;
  std::vector<std::size_t> evidence;  // of the ties, in their order

  friend bool operator==(const Wedge&, const Wedge&) = default;
};

struct WedgeOptions {
  int deals = 2000;
  std::uint64_t seed = 1;
};

/// Each issue of `ties` (concept_index >= 0), by number. `side` is of the main split over all
/// issues: -1, +1, 0 for none. An issue that made most of the split fits it by construction;
/// `leave_out` below helps. O(ties + issues * deals * pairs of the issue).
[[nodiscard]] std::vector<Wedge> wedge_issues(std::span<const FactionTie> ties,
                                              std::span<const int> side,
                                              const WedgeOptions& options = {});

/// The same, but each issue is held against the split of all ties that are not on it: what fits,
/// fits a line that others drew. One frustration() an issue.
[[nodiscard]] std::vector<Wedge> wedge_issues_left_out(std::size_t actors,
                                                       std::span<const FactionTie> ties,
                                                       const FrustrationOptions& search,
                                                       const WedgeOptions& options = {});

/// One stand of an actor, from its story.
struct FactionStance {
  std::uint32_t actor{};
  std::uint32_t concept_index{};
  int agreement{};  // +1 or -1
  std::uint32_t cluster{};
  std::size_t evidence{};
};

/// Ties that stands imply: for each concept and two actors with a net stand (more for than against,
/// or the reverse), one tie, +1 where they are on the same side of it and -1 where not (congruence
/// and conflict: Leifeld 2017). `cluster` is that of the later actor's last statement, `evidence`
/// its number. Sorted by concept, then actors.
[[nodiscard]] std::vector<FactionTie> ties_of_stances(std::span<const FactionStance> stances);

}  // namespace faultline::networks

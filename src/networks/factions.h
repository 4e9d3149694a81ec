#pragma once
// Factions inside a bloc: who stands on which side, how sure that is, which statements say so, how
// it fits what is declared, and which issues divide along the same line.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "networks/frustration.h"
#include "networks/signed_modularity.h"

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
  FrustrationOptions search = {};
  /// For each resample, whose index need not be proven.
  FrustrationOptions resample_search{
      .most_nodes = 20'000, .table_bits = 12, .most_splits = 256, .seed = 1};
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
  /// Of the resamples in which ties lead from the actor to the core of its group, the share in
  /// which it is on `side`; one in which both sides are as good counts as half. None if there are
  /// none.
  std::optional<double> certainty;
  int resamples = 0;                  // that `certainty` is a share of
  std::vector<PlacingTie> placed_by;  // all its signed ties: for its side first, then against, each
                                      // in the order of the input
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
  // Means over the resamples of how their splits agree with the whole one, of the actors of the
  // largest group that both place: adjusted Rand index, variation of information in bits. NaN:
  // none.
  double mean_rand = 0, mean_information = 0;
};

/// Best two-way split of `ties` and how stable it is when stories are drawn anew, as many as there
/// are and with replacement (cluster bootstrap: Field & Welsh 2007); a single story drawn anew is
/// the same again, so it tells nothing and is not resampled. Sides of a resample are named
/// so that most placed actors of a group's largest piece keep theirs. Neutral ties and ties of an
/// actor with itself count for nothing. `from`, `to` are below `actors`. Seeded. O(resamples * one
/// small search).
[[nodiscard]] Factions factions(std::size_t actors, std::span<const FactionTie> ties,
                                const FactionOptions& options = {});

struct ManyFactionsOptions {
  int resamples = 200;  // of stories, with replacement; 0: none
  std::uint64_t seed = 1;
  SignedModularityOptions search = {};
  int resample_runs = 5;  // starts of the search for each resample
};

/// More than two factions, where the ties ask for them.
struct ManyFactions {
  SignedCommunities parts;  // of all ties; actors without signed ties are alone
  /// Per actor: of its relations (together or apart) to the other actors with ties, the share that
  /// a resample keeps, as a mean over the resamples in which it has ties. None if there are none.
  std::vector<std::optional<double>> certainty;
  int resamples = 0;
  double mean_rand = 0, mean_information = 0;  // as in Factions, over all actors with ties in both
};

/// The partition of largest signed modularity (signed_modularity.h) and how stable it is when
/// stories are drawn anew (two of them at least). Its number of parts is a result, and a partition
/// is found in any network: hold certainty and means against it. Seeded. O(resamples * (one search
/// + actors^2)).
[[nodiscard]] ManyFactions many_factions(std::size_t actors, std::span<const FactionTie> ties,
                                         const ManyFactionsOptions& options = {});

/// How a split compares with another partition of the same actors (declared blocs, lists, votes).
struct PartitionAgreement {
  int actors = 0;                             // that both place
  double adjusted_rand = 0, information = 0;  // partitions.h; NaN for no actors
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
  /// main line; 0: no more than chance; NaN if every deal gives the same, because all signs are
  /// alike, or all ties lie inside or all across.
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
/// issues: -1, +1, 0 for none. An issue that made most of the split fits it by construction: see
/// wedge_issues_left_out(). O(ties log ties + deals * pairs with ties on an issue).
[[nodiscard]] std::vector<Wedge> wedge_issues(std::span<const FactionTie> ties,
                                              std::span<const int> side,
                                              const WedgeOptions& options = {});

/// The same, but each issue is held against the split of all ties that are not on it: what fits,
/// fits a line that others drew. One frustration() an issue.
[[nodiscard]] std::vector<Wedge> wedge_issues_left_out(std::size_t actors,
                                                       std::span<const FactionTie> ties,
                                                       const FrustrationOptions& search,
                                                       const WedgeOptions& options = {});

/// Ties that stands imply: for each concept and two actors with a net stand on it (more statements
/// for than against, or the reverse) one tie, +1 where they stand on the same side of it and -1
/// where not (congruence and conflict: Leifeld 2017). `evidence` is that of the stance by the
/// lower-numbered actor that came last on its side, `cluster` is 0: for wedge_issues(), as
/// factions() would resample such a tie with one story, though two made it. Sorted by concept, then
/// actors.
[[nodiscard]] std::vector<FactionTie> ties_of_stances(std::span<const Stance> stances);

}  // namespace faultline::networks

#pragma once
// How united a bloc is on issues: Rice's index and the agreement index, with what chance alone
// would give beside them.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "timeline/rift.h"

namespace faultline::timeline {

/// |for - against| / (for + against) (Rice 1928). None for n = 0.
[[nodiscard]] std::optional<double> rice_index(std::int64_t yes, std::int64_t no);

/// The mean of Rice's index if `n` members each decided by a fair coin: 1 for n = 1, 0.5 for 2 and
/// 3, about sqrt(2 / (pi n)) for large n. It is why small groups look united (Desposato 2005,
/// British Journal of Political Science 35(4)). O(1) after O(n) for n <= 1000, above by Stirling's
/// series, to 1e-9.
[[nodiscard]] double rice_by_chance(std::int64_t n);

/// The mean of Rice's index over all ways to draw `m` of the members without putting any back
/// (rarefaction), so that groups of different sizes compare at one size. With m = 2, as Desposato
/// (2005) proposes, it is the share of pairs that agree: 1 - 2 yes no / (n (n - 1)). None for m < 1
/// or m > yes + no. O(m).
[[nodiscard]] std::optional<double> rarefied_rice(std::int64_t yes, std::int64_t no,
                                                  std::int64_t m);

/// Agreement index (Hix, Noury & Roland 2005, British Journal of Political Science 35(2)):
/// (max - ((yes + no + abstain) - max) / 2) / (yes + no + abstain). 1: all alike; 0: three equal
/// parts. None for nobody.
[[nodiscard]] std::optional<double> agreement_index(std::int64_t yes, std::int64_t no,
                                                    std::int64_t abstain);

/// One member's stand on a concept in the period: his statements for and against.
struct CohesionOptions {
  RiftRule rule{.minimum_n = 3};  // members with a stand; fewer give no index
  std::int64_t rarefy_to = 2;     // size of the draws, >= 1
};

/// Members who take a stand on one concept: each counts once, as for (more statements for than
/// against), against, or divided (as many: he abstains in the agreement index and is left out of
/// Rice's).
struct ConceptCohesion {
  std::uint32_t concept_index{};
  int yes = 0, no = 0, divided = 0;  // members
  std::int64_t statements = 0;       // of members on it
  int clusters = 0, outlets = 0;     // distinct, that carry them
  // None below minimum_n members with a stand (yes + no).
  std::optional<double> rice;
  std::optional<double> rice_above_chance;  // (rice - chance) / (1 - chance); none for n = 1
  std::optional<double> rarefied;           // none if rarefy_to is larger than n
  std::optional<double> agreement;          // over yes + no + divided
  double chance = 0;                        // rice_by_chance(yes + no)
  std::vector<std::size_t> evidence_for, evidence_against;  // of members' codings, in order

  friend bool operator==(const ConceptCohesion&, const ConceptCohesion&) = default;
};

struct Cohesion {
  std::vector<ConceptCohesion> concepts;  // by number; all that a member takes a stand on
  // Means over the concepts that have the index, each weighed by its members with a stand.
  std::optional<double> rice, rice_above_chance, rarefied, agreement;
  int concepts_counted = 0;  // that have Rice's index
  std::int64_t members = 0;  // sum of yes + no over them
};

/// Cohesion of the members' stands among `codings`. O(codings log codings).
[[nodiscard]] Cohesion cohesion(std::span<const RiftCoding> codings,
                                const CohesionOptions& options = {});

}  // namespace faultline::timeline

#pragma once
// The factions of a bloc: who stands on which side, how surely, by which sentences; how far the
// split is from chance; which issues divide along it; and where people went.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "map/bloc_data.h"
#include "networks/factions.h"
#include "networks/frustration.h"
#include "timeline/loyalty.h"

namespace faultline::map {

struct FactionAsk {
  std::int64_t most_nodes = 2'000'000;  // of the search for the best split (FrustrationOptions)
  int resamples = 500;                  // of stories, for the certainty of sides
  int null_networks = 200;  // random networks that keep everybody's allies and opponents
  int deals = 2000;         // of the test of wedge issues
  std::uint64_t seed = 1;
  std::vector<double> half_lives = {30, 90, 365};  // days, of loyalty
};

/// Who of the members stands on which side.
struct BlocSides {
  std::vector<std::uint32_t> members;  // places in BlocData::actors of those with a tie inside, in
                                       // whose order `factions` numbers them
  networks::Factions factions;         // evidence: places in BlocData::relations
  networks::FrustrationTest test;      // against networks of the same allies and opponents
};

/// Whether enough other networks have the same allies and opponents for the test to tell anything.
[[nodiscard]] bool leaves_a_choice(const networks::FrustrationTest& test);

/// What three or more factions would be, where two do not say it all.
struct MoreFactions {
  networks::ManyFactions found;  // over BlocSides::members; largest signed modularity
  std::size_t parts = 0;         // into which it parts those whom ties join (the largest group)
  double modularity = 0;         // of the parts
  double modularity_of_two = 0;  // of the two sides, by the same measure
  std::int64_t against = 0;      // ties that go against the parts
  std::string verdict;           // one sentence; empty without ties

  [[nodiscard]] bool fit_better() const { return parts > 2 && modularity > modularity_of_two; }
};

struct FactionAnswer : BlocSides {
  std::string bloc;
  MoreFactions more;                    // parts == 0 without ties
  std::vector<networks::Wedge> wedges;  // concept_index: place in BlocData::concepts; evidence:
                                        // places in BlocData::coded
  /// The same issues against the line that the members' stands on all other issues draw; those that
  /// no other issue bears on are not among them.
  std::vector<networks::Wedge> wedges_by_others;
  /// Where members were last seen in another bloc, against the sides; none if fewer than two were.
  std::optional<networks::PartitionAgreement> other_blocs;
  std::vector<std::optional<std::string>> went_to;  // per member, that bloc
  std::vector<timeline::ActorLoyalty> loyalty;      // on the last day; of BlocData::actors
  std::vector<timeline::Switch> switches;           // by the register, within the period
  std::string verdict;                              // one sentence
  std::vector<std::string> cautions;
};

/// The sides alone, as faction_answer() has them: of all ties inside, also of those that no series
/// may hold. Same data and options, same answer.
[[nodiscard]] BlocSides bloc_sides(const BlocData& data, const FactionAsk& ask = {});

/// Same data and options, same answer.
[[nodiscard]] FactionAnswer faction_answer(const BlocData& data, const FactionAsk& ask = {});

}  // namespace faultline::map

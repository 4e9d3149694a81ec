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
  int resamples = 500;      // of stories, for the certainty of sides
  int null_networks = 200;  // random networks that keep everybody's allies and opponents
  int deals = 2000;         // of the test of wedge issues
  std::uint64_t seed = 1;
  std::vector<double> half_lives = {30, 90, 365};  // days, of loyalty
};

struct FactionAnswer {
  std::string bloc;
  std::vector<std::uint32_t> members;  // places in BlocData::actors of those with a tie inside, in
                                       // whose order `factions` and `loyalty` number them
  networks::Factions factions;         // evidence: places in BlocData::relations
  networks::FrustrationTest test;
  std::vector<networks::Wedge> wedges;  // concept_index: place in BlocData::concepts; evidence:
                                        // places in BlocData::coded
  /// Where members were last seen in another bloc, against the sides; none if fewer than two were.
  std::optional<networks::PartitionAgreement> other_blocs;
  std::vector<std::optional<std::string>> went_to;  // per member, that bloc
  std::vector<timeline::ActorLoyalty> loyalty;      // on the last day
  std::vector<timeline::Switch> switches;           // by the register, within the period
  std::string verdict;                              // one sentence
  std::vector<std::string> cautions;
};

/// Same data and options, same answer.
[[nodiscard]] FactionAnswer faction_answer(const BlocData& data, const FactionAsk& ask = {});

}  // namespace faultline::map

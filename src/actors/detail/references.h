#pragma once
// "The minister", "the Assembly", "he": whom words without a name mean.

#include <optional>
#include <span>
#include <vector>

#include "actors/detail/chains.h"
#include "actors/detail/entities.h"
#include "actors/detail/name_index.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// Reads the text once from left to right. `names` are the sightings of names, in order; gives them
/// together with those of nominals, pronouns and acting groups, in order of their beginning, an
/// outer one before its inner ones. Offices and short names of organisations are found by what is
/// known of their holders, everything else by the `chains` of the phrases of which `facts` are.
/// What fits nobody well is left out. O(tokens), each looking back a bounded number of sightings.
[[nodiscard]] std::vector<Sighting> find_references(
    const Words& words, std::span<const Sighting> names, std::span<const PhraseFacts> facts,
    const Chains& chains, const NameIndex* index, std::span<const Actor> known,
    std::optional<Day> published, Entities& entities);

}  // namespace faultline::actors::detail

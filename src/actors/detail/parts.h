#pragma once
// Which organisation belongs to which: "the Harbour Guard's Centre for Port Safety".

#include "actors/cast.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// Sets part_of of unregistered organisations that stand right behind their possessor, or
/// before ", part of X". `cast` must be of the words' document. O(mentions).
void add_parts(const Words& words, Cast& cast);

}  // namespace faultline::actors::detail

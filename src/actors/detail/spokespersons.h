#pragma once
// Those who speak for others: "a spokesman for the ministry", "his lawyer", "Kremlin spokesman X".

#include "actors/cast.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// Fills `cast.spokespersons` from the words around "spokesman", "press secretary", "lawyer for":
/// who speaks for whom as the text says, in its order. Somebody without a name becomes an unnamed
/// actor with a mention, one for each principal and number; "the spokesman" after him is he.
/// An unregistered spokesman gets his principal's id as part_of. Former ones speak for nobody.
/// `cast` must be of the words' document. O(tokens + mentions).
void add_spokespersons(const Words& words, const Register& known, Cast& cast);

}  // namespace faultline::actors::detail

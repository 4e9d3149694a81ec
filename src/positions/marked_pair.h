#pragma once
// Two marked stretches of a text taken for actors, as in corpora of sentences with marked entities.

#include "actors/cast.h"
#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::positions {

/// A cast in which each of two stretches is a mention of an actor.
struct MarkedCast {
  actors::Cast cast;
  ActorIndex first;
  ActorIndex second;  // never `first`
};

/// `cast` with a mention on the tokens of `first` and of `second`. A stretch that some mention of
/// `cast` shares a word with means that actor, elsewhere in the text too; else an actor of its own
/// is added, who is also meant where both would be the same. Both stretches must hold a token, and
/// share none. O(mentions).
[[nodiscard]] MarkedCast mark_actors(const language::Document& document, actors::Cast cast,
                                     ByteSpan first, ByteSpan second);

}  // namespace faultline::positions

#pragma once
// Which actor each name in a text is the name of.

#include <vector>

#include "actors/detail/entities.h"
#include "actors/detail/name_index.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// Links the names of the document and those of the register (`index` may be null). Full names come
/// first wherever they stand; then, in order, a single name means whose surname it is among those
/// named in full before, then whose given name it is, then somebody named in full later. Gives the
/// sightings in order, titles included, and fills `entities`. O(tokens + names * namesakes).
[[nodiscard]] std::vector<Sighting> link_names(const Words& words, const NameIndex* index,
                                               std::span<const Actor> known, Entities& entities);

}  // namespace faultline::actors::detail

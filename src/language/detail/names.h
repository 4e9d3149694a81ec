#pragma once
// What a whole document says about names that were found sentence by sentence.

#include "language/document.h"

namespace faultline::language::detail {

/// Leaves titles and offices out ("Gen. Tomas Berrenko", "the Prime Minister"); trusts headlines
/// that capitalise every word only where the rest of the text agrees or the encoder is sure; finds
/// people who are named in full elsewhere by their surname alone, and organisations by an acronym.
/// O(tokens + names log names).
void settle_names(Document& document);

}  // namespace faultline::language::detail

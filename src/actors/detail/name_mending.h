#pragma once
// Names of persons as they are written, where the tagger of names cut them short or in two.

#include <vector>

#include "actors/detail/words.h"
#include "language/document.h"

namespace faultline::actors::detail {

/// The document's names, in order and not overlapping, with these mended: two halves of one
/// person's name side by side; a given name before its particle ("Guy | de Lormont"); the rest of a
/// name with a hyphen ("Kim Yong | -nam"); a nickname in quotation marks inside a name; a
/// headline's words behind a name of the body ("Ann Lee Slams Critics"). A rank before a name makes
/// it surer, and finds one where the tagger saw none ("General Salami"). O(tokens + headlines *
/// names).
[[nodiscard]] std::vector<language::Name> mended_names(const Words& words);

}  // namespace faultline::actors::detail

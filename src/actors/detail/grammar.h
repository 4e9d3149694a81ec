#pragma once
// What word order alone tells of a mention's part in its sentence, as long as there are no trees.

#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// Whether a finite verb follows (over adverbs and appositions), or a reporting verb goes before:
/// "Weber said", "Weber, the minister, also said", "said Weber,".
[[nodiscard]] bool is_subject(const Words& words, TokenSpan mention);

/// Whether it is a possessor, or stands after a preposition: "Weber's plan", "with Weber".
[[nodiscard]] bool is_dependent(const Words& words, TokenSpan mention);

/// Steps over ", ... ," and "( ... )" that begin at `i`; `i` where none begins or closes soon.
[[nodiscard]] Index after_insertion(const Words& words, Index i);

}  // namespace faultline::actors::detail

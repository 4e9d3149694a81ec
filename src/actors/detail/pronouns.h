#pragma once
// Pronouns back to whom they mean.

#include <optional>
#include <span>

#include "actors/detail/entities.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

struct Antecedent {
  EntityIndex entity = 0;
  float confidence = 0;
};

/// Whom the pronoun at `i` means, by what was met before it (`history`, in order). In a quotation
/// never its `speaker`. Nearness, the part in the sentence and gender decide; none if nobody
/// fits well. Looks back at most some sentences.
[[nodiscard]] std::optional<Antecedent> antecedent(const Words& words, Index i,
                                                   std::span<const Sighting> history,
                                                   const Entities& entities,
                                                   std::optional<EntityIndex> speaker);

enum class Pronoun : std::uint8_t { None, He, She, It, They };
[[nodiscard]] Pronoun pronoun_at(const Words& words, Index i);

}  // namespace faultline::actors::detail

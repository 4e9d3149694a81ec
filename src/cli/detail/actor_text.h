#pragma once
// Actors, proposals and decisions as texts for a person.

#include <span>
#include <string>

#include "base/result.h"
#include "study/study.h"

namespace faultline::cli {

/// Everything about an actor, with the words around each mention.
[[nodiscard]] Result<std::string> account_text(const study::Study& study,
                                               const study::ActorAccount& account, int width);

/// "  3. 0.83  hassan-rahimi (Hassan Rahimi, 4 articles) = rahimi (Rahimi, 1 article)", with the
/// reasons below.
[[nodiscard]] std::string proposals_text(std::span<const study::ProposalRow> rows, int width);

[[nodiscard]] std::string decisions_text(std::span<const study::DecisionRow> rows, int width);

/// "mohammed-baqeri is mohammad-bagheri", "\"Rahimi\" is an alias of hassan-rahimi" ...
[[nodiscard]] std::string sentence_of(const study::DecisionRow& decision);

/// "2030 to 2031-03-04", "from 2030", "" for an open period.
[[nodiscard]] std::string period_text(const Period& period);

}  // namespace faultline::cli

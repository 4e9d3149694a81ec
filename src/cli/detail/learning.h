#pragma once
// What a study's people have coded, as something to learn from.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "positions/concept_classifier.h"
#include "study/study.h"

namespace faultline::cli {

/// The last word of people on each statement that they coded on the concept: the adjudicator's, if
/// there is one, else the newest. In the order of the study.
[[nodiscard]] Result<std::vector<positions::CodingExample>> coding_examples(
    const study::Study& study, const std::string& concept_name);

[[nodiscard]] std::vector<positions::StatementText> texts_of(
    std::span<const study::StatementRow> statements);

/// Taught by people's codings; by the codebook alone as long as there are too few.
[[nodiscard]] positions::ConceptClassifier classifier_for(
    std::span<const positions::CodingExample> examples, const positions::Concept& subject,
    const positions::WordRarity& rarity, std::uint64_t seed);

/// Places in `candidates`, each once: the `first` best by positions::next_to_ask, then the others
/// as they stand. NotFound for a concept that the codebook does not hold.
[[nodiscard]] Result<std::vector<std::size_t>> least_sure_first(
    const study::Study& study, std::span<const study::StatementRow> candidates,
    const std::string& concept_name, std::uint64_t seed, std::size_t first = 30);

}  // namespace faultline::cli

#pragma once
// Changes to a codebook, and what in one is allowed but hardly meant.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "positions/codebook.h"

namespace faultline::positions {

enum class PhraseKind : std::uint8_t { InFavour, Against, Example };
[[nodiscard]] std::string_view to_string(PhraseKind kind);  // "for", "against", "example"

/// The concept of that name, else null. The pointer lives as long as the codebook is unchanged.
[[nodiscard]] const Concept* find_concept(const Codebook& codebook, std::string_view name);
/// The names of all concepts, in order.
[[nodiscard]] std::vector<std::string> concept_names(const Codebook& codebook);

/// The codebook with one concept more, at its end. Conflict: there is one of that name. Malformed
/// as check().
[[nodiscard]] Result<Codebook> with_concept(Codebook codebook, Concept added);

/// The codebook without that concept. NotFound: there is none. Conflict: it has concepts below it
/// (the message names them).
[[nodiscard]] Result<Codebook> without_concept(Codebook codebook, const std::string& name);

/// White space in `phrase` is folded. NotFound: no such concept. Conflict: the concept has the
/// phrase already, on this side or on the other one. Usage: the phrase holds no word.
[[nodiscard]] Result<Codebook> with_phrase(Codebook codebook, const std::string& concept_name,
                                           PhraseKind kind, const std::string& phrase);
/// NotFound: no such concept, or no such phrase (the message tells those that it has).
[[nodiscard]] Result<Codebook> without_phrase(Codebook codebook, const std::string& concept_name,
                                              PhraseKind kind, const std::string& phrase);

/// Gives the concept a description or (empty: takes away) a parent. NotFound; Malformed as check().
[[nodiscard]] Result<Codebook> with_description(Codebook codebook, const std::string& concept_name,
                                                const std::string& description);
[[nodiscard]] Result<Codebook> with_parent(Codebook codebook, const std::string& concept_name,
                                           const std::string& parent);

/// Sentences about what is allowed but hardly meant: a phrase on both sides of a concept or in two
/// concepts (compared as codings are: by stems), one without a word, a
/// concept without phrases and without concepts below it. In the codebook's order. O(phrases *
/// words).
[[nodiscard]] std::vector<std::string> doubts(const Codebook& codebook);

}  // namespace faultline::positions

#pragma once
// Steps in the dependency trees of a document. Without a tree a token has no head, and nothing
// hangs on anything.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// The token that `index` hangs on; none for a root and where no tree was made.
[[nodiscard]] std::optional<std::uint32_t> head_of(const MarkedWords& words, std::uint32_t index);

/// The relation to the head without its subtype: "obl" for "obl:tmod".
[[nodiscard]] std::string_view relation_of(const MarkedWords& words, std::uint32_t index);

/// Whether that relation, or the whole of it ("acl:relcl"), is one of `names`.
[[nodiscard]] bool has_relation(const MarkedWords& words, std::uint32_t index,
                                std::initializer_list<std::string_view> names);

/// The sentence that holds `index`, of an endless one 512 tokens to either side. O(log sentences).
[[nodiscard]] TokenSpan sentence_around(const MarkedWords& words, std::uint32_t index);

/// What hangs on `index`, in order. O(tokens of the sentence).
[[nodiscard]] std::vector<std::uint32_t> dependents_of(const MarkedWords& words,
                                                       std::uint32_t index);

/// The dependent of `index` with one of these relations that stands first, if there is one.
[[nodiscard]] std::optional<std::uint32_t> dependent_of(
    const MarkedWords& words, std::uint32_t index, std::initializer_list<std::string_view> names);

/// The token of `tokens` on which the others hang: the first one whose head lies outside.
[[nodiscard]] std::uint32_t head_within(const MarkedWords& words, TokenSpan tokens);

/// Whether `index` is `ancestor` or hangs on it, however far.
[[nodiscard]] bool is_below(const MarkedWords& words, std::uint32_t index, std::uint32_t ancestor);

/// From the first to the last token that hangs on `index`, itself included.
[[nodiscard]] TokenSpan extent_of(const MarkedWords& words, std::uint32_t index);

/// The token's lemma, by the cue table where it is one of its verbs, or its spelling where it was
/// not analysed; lower case but for names.
[[nodiscard]] std::string_view lemma_of(const MarkedWords& words, std::uint32_t index);
[[nodiscard]] bool has_lemma(const MarkedWords& words, std::uint32_t index,
                             std::initializer_list<std::string_view> lemmas);

/// Whether the token is spelled like one of `forms`, in any case.
[[nodiscard]] bool is_any_form(const MarkedWords& words, std::uint32_t index,
                               std::initializer_list<std::string_view> forms);

}  // namespace faultline::statements::detail

#pragma once
// Steps in the dependency trees of a document. Made once, then asked in O(dependents).

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace faultline::positions::detail {

/// Lives as long as its document.
class Tree {
 public:
  explicit Tree(const language::Document& document);

  [[nodiscard]] const language::Document& document() const { return document_; }
  [[nodiscard]] const language::Token& token(std::uint32_t index) const {
    return document_.tokens[index];
  }
  [[nodiscard]] std::string_view lemma(std::uint32_t index) const {
    return document_.tokens[index].lemma;
  }
  [[nodiscard]] std::optional<std::uint32_t> head(std::uint32_t index) const {
    const auto& head = document_.tokens[index].head;
    return head ? std::optional(head->value) : std::nullopt;
  }
  /// What hangs on `index`, in order.
  [[nodiscard]] std::span<const std::uint32_t> dependents(std::uint32_t index) const {
    return std::span(dependents_).subspan(first_[index], first_[index + 1] - first_[index]);
  }
  /// The relation to the head is one of `names`: "obl" holds for "obl:agent", "obl:agent" only for
  /// itself.
  [[nodiscard]] bool is(std::uint32_t index, std::initializer_list<std::string_view> names) const;
  /// The first dependent with one of these relations.
  [[nodiscard]] std::optional<std::uint32_t> dependent(
      std::uint32_t index, std::initializer_list<std::string_view> names) const;
  [[nodiscard]] bool has_lemma(std::uint32_t index,
                               std::initializer_list<std::string_view> lemmas) const;
  /// Spelled so, in any case.
  [[nodiscard]] bool is_form(std::uint32_t index, std::string_view lower) const;
  /// True if `index` is `ancestor` or hangs below it.
  [[nodiscard]] bool is_below(std::uint32_t index, std::uint32_t ancestor) const;
  /// The preposition that `index` stands behind, in lower case: "at"; empty if none.
  [[nodiscard]] std::string_view preposition(std::uint32_t index) const;
  /// True if `word` is a preposition of `index` ("on" of "on top of").
  [[nodiscard]] bool has_preposition(std::uint32_t index, std::string_view word) const;
  /// The word that heads the chain of conjuncts in which `index` stands.
  [[nodiscard]] std::uint32_t first_conjunct(std::uint32_t index) const;
  /// The phrase below `index` without clauses, appositions and marks at its edges.
  [[nodiscard]] TokenSpan phrase(std::uint32_t index) const;

 private:
  void widen(std::uint32_t index, TokenSpan& span, int depth) const;

  const language::Document& document_;
  std::vector<std::uint32_t> first_;  // by token: where its dependents begin; one more at the end
  std::vector<std::uint32_t> dependents_;
};

/// Longest walk up a tree: deeper ones are no sentences.
inline constexpr int kDeepest = 64;

}  // namespace faultline::positions::detail

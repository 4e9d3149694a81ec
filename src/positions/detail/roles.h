#pragma once
// Who does it and to whom: the actors that a word's phrase is about, by the tree.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "actors/cast.h"
#include "language/document.h"
#include "positions/detail/places.h"
#include "positions/detail/tree.h"
#include "statements/statements.h"

namespace faultline::positions::detail {

/// One end of a relation.
struct End {
  std::optional<ActorIndex> actor;  // none: somebody or something that is no actor of the cast
  TokenSpan words;                  // that name it
  float confidence = 1;             // that the words mean this end, 0..1
  std::string_view how;             // "possession", "antecedent", "first person"; empty: by itself
};

/// Looks mentions up by their heads and finds the actors of a phrase. Lives as long as what it is
/// made from.
class Roles {
 public:
  Roles(const Tree& tree, const actors::Cast& cast, const Places& places,
        std::span<const statements::Statement> statements);

  /// Whom the phrase headed by `token` is about: the mention there, its owner ("the scholars'
  /// call"), what a relative pronoun goes back to, whoever says "I"; and the same of each member of
  /// a list. Ends without an actor are given where `with_open`.
  [[nodiscard]] std::vector<End> ends(std::uint32_t token, bool with_open = false) const;

  /// The token that is the subject of `verb`: its own, or that of the verb it shares one with.
  [[nodiscard]] std::optional<std::uint32_t> subject(std::uint32_t verb) const;

  /// Who owns `noun`: "X's", "of X", "by X", or the subject of the verb that it is an object of.
  [[nodiscard]] std::vector<End> owners(std::uint32_t noun) const;

  /// The widest mention whose head is `token`; null if none is.
  [[nodiscard]] const actors::Mention* mention(std::uint32_t token) const;

  [[nodiscard]] bool is_first_person(std::uint32_t token) const;
  [[nodiscard]] bool is_relative_pronoun(std::uint32_t token) const;
  /// "each other".
  [[nodiscard]] bool is_reciprocal_pronoun(std::uint32_t token) const;

 private:
  void add_ends(std::uint32_t token, bool with_open, int depth, std::vector<End>& found) const;
  [[nodiscard]] std::optional<End> one_end(std::uint32_t token, int depth) const;
  [[nodiscard]] std::optional<ActorIndex> first_person(std::uint32_t token) const;
  [[nodiscard]] std::optional<End> owner_end(std::uint32_t token, int depth) const;
  [[nodiscard]] std::optional<std::uint32_t> subject(std::uint32_t verb, int depth) const;
  [[nodiscard]] std::optional<std::uint32_t> shared_subject(std::uint32_t verb, int depth) const;

  const Tree& tree_;
  const actors::Cast& cast_;
  const Places& places_;
  std::span<const statements::Statement> statements_;
  std::vector<std::int32_t> by_head_;  // by token: the widest mention whose head it is
};

}  // namespace faultline::positions::detail

#pragma once
// Who does it and to whom: mentions around a word, by word order.

#include <cstdint>
#include <optional>
#include <vector>

#include "actors/cast.h"
#include "language/document.h"

namespace faultline::positions::detail {

/// What stands left of a verb.
struct VerbContext {
  std::uint32_t begin = 0;  // of the verb with its auxiliaries, adverbs and "to"
  bool is_negated = false;
  bool is_passive = false;
  bool is_infinitive = false;
  bool is_hypothetical = false;  // "could", "if"
};

/// Looks mentions up by their tokens and finds the actors of a clause. Lives as long as what it is
/// made from.
class Roles {
 public:
  Roles(const language::Document& document, const actors::Cast& cast);

  [[nodiscard]] VerbContext context(std::uint32_t verb, std::uint32_t sentence_begin) const;

  /// The mention that is the subject of the verb group that begins at `begin`: right before it, or
  /// before an apposition or "who". Null if that place names no actor.
  [[nodiscard]] const actors::Mention* subject(std::uint32_t begin,
                                               std::uint32_t sentence_begin) const;

  /// The mentions that the noun phrase at `begin` is about: its head, its possessor, and those that
  /// a list goes on with. Nothing beyond `end`.
  [[nodiscard]] std::vector<const actors::Mention*> objects(std::uint32_t begin,
                                                            std::uint32_t end) const;

  /// The widest mention that begins at `token`; null if none does.
  [[nodiscard]] const actors::Mention* beginning_at(std::uint32_t token) const;
  /// The widest mention that ends before `token`.
  [[nodiscard]] const actors::Mention* ending_at(std::uint32_t token) const;

  /// True for "I" and "we", whose actor is the speaker.
  [[nodiscard]] bool is_first_person(std::uint32_t token) const;
  [[nodiscard]] bool is_negation(std::uint32_t token) const;

 private:
  [[nodiscard]] bool is_form(std::uint32_t token, std::string_view lower) const;
  [[nodiscard]] bool may_precede_head(std::uint32_t token) const;
  void add_list(std::uint32_t from, std::uint32_t end,
                std::vector<const actors::Mention*>& found) const;

  const language::Document& document_;
  const actors::Cast& cast_;
  std::vector<std::int32_t> begins_;  // by token: the widest mention that begins there
  std::vector<std::int32_t> ends_;    // by token: the widest mention whose last token it is
};

}  // namespace faultline::positions::detail

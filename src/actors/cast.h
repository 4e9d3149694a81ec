#pragma once
// The cast of one article: which actors appear in it, and where.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actors/register.h"
#include "base/day.h"
#include "base/ordinal.h"
#include "base/result.h"
#include "language/document.h"
#include "language/states.h"

namespace faultline::actors {

enum class MentionKind : std::uint8_t { Name, Nominal, Pronoun };

/// A span that refers to an actor: "Gen. Salami", "the Speaker", "he".
struct Mention {
  TokenSpan tokens;  // without determiners' possessive 's
  MentionKind kind{};
  ActorIndex actor;
  float confidence = 0;  // that the actor is the right one, 0..1

  friend bool operator==(const Mention&, const Mention&) = default;
};

/// Who speaks for whom in this article: "a spokesman for the ministry", "Weber's lawyer".
struct Spokesperson {
  ActorIndex actor;
  ActorIndex principal;  // of whom it says so

  friend bool operator==(const Spokesperson&, const Spokesperson&) = default;
};

/// Plain value. Refers to its Document by tokens.
struct Cast {
  std::vector<Actor> actors;                // in order of first mention; ids unique
  std::vector<Mention> mentions;            // in order of their beginning, outer before inner
  std::vector<Spokesperson> spokespersons;  // in order of the text

  [[nodiscard]] const Actor& actor(ActorIndex index) const { return actors[index.value]; }
  [[nodiscard]] std::optional<ActorIndex> find(std::string_view id) const;
  /// For whom `actor` speaks, by what the text says last; none: for himself.
  [[nodiscard]] std::optional<ActorIndex> principal_of(ActorIndex actor) const;
  /// Whose acts the acts of `actor` are: his own or, as an unnamed spokesman has no other identity,
  /// those of the one he speaks for.
  [[nodiscard]] ActorIndex answerable(ActorIndex actor) const;
  /// The mention that names whom `tokens` is about: the one at its syntactic head or, without
  /// trees, the first name in it before any subordinate clause; null if none.
  [[nodiscard]] const Mention* principal(const language::Document& document,
                                         TokenSpan tokens) const;
};

struct CastOptions {
  std::optional<Day> published;  // decides which office, and thereby whom "the minister" means
};

/// One of the phrases that mean the same.
struct ChainMember {
  TokenSpan tokens;
  std::optional<std::size_t> antecedent;  // what it goes back to: a place in its chain
};

/// Finds who is meant where. Immutable: one CastFinder serves any number of threads.
class CastFinder {
 public:
  /// `models` as in language::Engine::load, with the same errors.
  [[nodiscard]] static Result<CastFinder> load(const std::filesystem::path& models = {});
  CastFinder(CastFinder&&) noexcept;
  CastFinder& operator=(CastFinder&&) noexcept;
  ~CastFinder();

  /// Finds and links every mention in `document`. `states` must be those of the document's tokens
  /// by an encoder of states_width(). Actors that `known` does not hold are added with an id made
  /// from their name, their kind, and the roles that the text gives them. A pronoun or a nominal
  /// that fits nobody well is left out rather than guessed. O(tokens * candidates).
  [[nodiscard]] Cast find(const language::Document& document, const language::States& states,
                          const Register& known, const CastOptions& options = {}) const;

  /// Which noun phrases and pronouns mean the same, whoever or whatever that is: each chain in
  /// order, chains in order of their first phrases, those of one phrase left out. `speakers` may
  /// give each sentence the number of who says it (0: nobody known), as a transcript does.
  [[nodiscard]] std::vector<std::vector<ChainMember>> chains(
      const language::Document& document, const language::States& states,
      std::span<const std::uint32_t> speakers = {}) const;

  [[nodiscard]] std::size_t states_width() const;
  /// Name and version for provenance.
  [[nodiscard]] std::string version() const;

 private:
  struct Model;
  explicit CastFinder(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace faultline::actors

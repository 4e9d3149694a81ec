#pragma once
// What the parts of the search for relations share: the article, and a relation in the making.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "positions/detail/act_lexicon.h"
#include "positions/detail/mood.h"
#include "positions/detail/places.h"
#include "positions/detail/roles.h"
#include "positions/detail/tree.h"
#include "positions/positions.h"

namespace faultline::positions::detail {

/// One article. Views only.
struct Scene {
  const Tree& tree;
  std::span<const statements::Statement> statements;
  const Places& places;
  const Roles& roles;
};

/// One ground, as a stretch of tokens.
struct Ground {
  std::string name;
  std::optional<TokenSpan> words;
  float weight = 1;
};

/// A relation before its place and day are known.
struct Draft {
  ActorIndex from;
  End to;
  Act act{};
  int sign = 0;
  int strength = 2;  // 1, 2, 3
  std::string_view mode;
  Origin origin{};
  TokenSpan trigger;
  std::optional<std::uint32_t> statement;
  float factor = 1;  // of the origin's confidence
  std::vector<Ground> why;
};

/// What a word that acts amounts to, but for who and whom.
struct Deed {
  const ActWord* word = nullptr;
  std::uint32_t token = 0;
  TokenSpan trigger;
  Act act{};
  int sign = 0;
  int strength = 2;
  Origin origin{};
  std::optional<std::uint32_t> statement;
  float factor = 1;
  std::vector<Ground> why;
};

/// Act, sign and strength of `word` at `token` under `mood`; none where the text does not assert it
/// (denied, merely possible, alleged of somebody). `what` is the act where the word leaves it open.
[[nodiscard]] std::optional<Deed> deed_of(const Scene& scene, std::uint32_t token,
                                          const ActWord& word, Act what, Origin origin);

/// Who acts and whose words these are.
struct Holders {
  std::vector<End> ends;  // with actors only
  std::string_view how;   // "subject", "speaker"
};

/// One draft for each holder and target that are not the same, in both directions where
/// `is_reciprocal`.
void emit(const Deed& deed, const Holders& holders, const std::vector<End>& targets,
          bool is_reciprocal, std::vector<Draft>& drafts);

/// "A and B clashed", "attacked each other": each on each.
void emit_mutual(const Deed& deed, const std::vector<End>& ends, std::vector<Draft>& drafts);

/// One token as a span.
[[nodiscard]] inline TokenSpan just(std::uint32_t token) { return {{token}, {token + 1}}; }

/// Acts of verbs, of nouns and adjectives, and of what somebody is to another, at `token`.
void add_verb_acts(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts);
void add_noun_acts(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts);
void add_agents(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts);
/// What a speaker says of whom the phrase headed by `token` names: "Y is a liar".
void add_evaluations(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts);
/// "Referring to Y's statement, X railed": the acts of `drafts` from `first` on turn on Y as well.
void add_references(const Scene& scene, TokenSpan sentence, std::size_t first,
                    std::vector<Draft>& drafts);

}  // namespace faultline::positions::detail

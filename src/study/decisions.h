#pragma once
// What people say about who is who: decisions, what they rest on, and what the machine proposes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/day.h"
#include "study/rows.h"

namespace faultline::study {

/// Number of a decision, counted from 1; never used again.
enum class DecisionId : std::int64_t {};

/// What a person decides about an actor. Kept with who said so, why and when; holds when articles
/// are read again and when the register is replaced; can be undone exactly.
struct ActorDecision {
  enum class Kind : std::uint8_t {
    Merge,     // `actor` is `other`, who keeps id and name
    Split,     // what `articles`, or the appearances read as `read_as`, say is about somebody else
    Distinct,  // `actor` is not `other`; never proposed nor joined again
    Confirm,   // `actor` belongs to the register, with the facts that the articles state
    Rename,    // is called `value`
    AddAlias,  // is also called `value`
    AddRole,   // holds the office `value` in `period`
    AddBloc,   // belongs to `value` in `period`
    RemoveAlias,  // the fact `value` (with `period`, or at any time if that is open) is wrong
    RemoveRole,
    RemoveBloc,
  };
  Kind kind{};
  std::string actor;
  std::string other;  // Merge, Distinct: an id; Split: the new id, or empty for a free one
  std::string value;
  Period period;
  std::string source;                 // from where a fact is known
  std::vector<std::string> articles;  // Split: ids of articles; empty: all with `read_as`
  std::string read_as;                // Split: the id or name in the articles; empty: any
  bool is_forced = false;             // Merge: also a person with a state, two registered actors
  std::string coder;                  // who; never empty, never "machine"
  std::string note;
};
/// "merge", "add-role" ...
[[nodiscard]] std::string_view word_for(ActorDecision::Kind kind);

struct DecisionRow {
  DecisionId key{};
  ActorDecision::Kind kind{};
  std::string actor, other;  // ids as they were then; of a split, `other` is the new one
  std::string value;
  Period period;
  std::string source, coder, note;
  std::string made_at;                      // UTC, ISO 8601
  std::optional<std::string> withdrawn_at;  // undone
  int appearances = 0;                      // that it settles
};

/// Two actors that may be one.
struct ProposalRow {
  std::int64_t number{};  // 1 is the best one; new after each linking
  std::string actor, actor_name;
  std::string other, other_name;
  int actor_articles = 0, other_articles = 0;
  double probability = 0;  // that they are the same
  bool is_joined = false;  // the machine was sure and has joined them; `other` is a former id
  std::vector<std::pair<std::string, double>> reasons;  // with their weights, strongest first
};

/// A place where an article speaks of an actor.
struct MentionRow {
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet;
  std::optional<Day> published;
  std::string kind;           // "name", "nominal", "pronoun"
  ByteSpan span;              // in the article's text
  std::string words;          // there
  std::string machine_actor;  // the actor's id in that article's reading
  double confidence = 0;
};

/// Something known about an actor, and who says so.
struct FactRow {
  std::string what;  // "alias", "role", "bloc"
  std::string value;
  Period period;
  std::string source;                  // as the register or a person gives it
  std::optional<std::string> article;  // id of the article that states it
  std::optional<DecisionId> decision;  // a person says so
  std::string said_of;                 // of whom, where that is a merged actor; else empty
  bool holds = true;                   // false: taken out, or outweighed by the register
};

/// Everything about one actor.
struct ActorAccount {
  ActorRow row;
  bool is_confirmed = false;
  std::optional<std::string> machine_name;  // what a renamed actor was called
  struct ReadAs {
    std::string machine_actor;  // id in the articles
    std::string name;
    int articles = 0;
    bool is_settled = false;  // by a person
  };
  std::vector<ReadAs> read_as;       // most articles first
  std::vector<std::string> merged;   // ids that a person took for this one
  std::vector<FactRow> facts;        // aliases, roles, blocs
  std::vector<MentionRow> mentions;  // by day, article and place; at most `limit`
  std::int64_t all_mentions = 0;
  std::vector<ProposalRow> proposals;  // open ones and joined ones about him
  std::vector<DecisionRow> decisions;  // about him, newest first
};

/// What joining actors across articles has done.
struct LinkingSummary {
  std::int64_t appearances = 0;  // actors of single articles
  std::int64_t actors = 0;       // of the study that these are
  std::int64_t joined = 0;       // pairs of names that were taken for one actor
  std::int64_t proposals = 0;    // that a person may decide
};

}  // namespace faultline::study

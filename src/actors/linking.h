#pragma once
// One person is one person across articles: which actors that articles speak of are the same, how
// sure that is, and why. docs/methods.md has the weights and where they come from.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "actors/register.h"
#include "base/day.h"

namespace faultline::actors {

/// An actor as one article speaks of him: what is joined with others or kept apart.
struct Appearance {
  std::string article;     // its id
  std::string outlet;      // empty: not known
  std::optional<Day> day;  // of the article
  std::string id;          // of the actor in that article; unique there
  std::string name;
  ActorKind kind = ActorKind::Person;
  std::vector<std::string> aliases;  // other names in that article
  std::vector<std::string> titles;   // "former Speaker of Parliament", as that article says
  std::string pronoun;               // empty: not known
  bool is_unnamed = false;           // "two officials": never joined
  /// Who it is for certain: a registered actor's id, or one that a person settled. Appearances with
  /// one anchor are one actor; those with two are never joined. Empty: to be found out.
  std::string anchor;
};

/// One thing that speaks for two actors being one, or against it.
struct Reason {
  std::string text;   // "the same office: Minister of Water"
  double weight = 0;  // what it adds to the log-odds (natural logarithm)

  friend bool operator==(const Reason&, const Reason&) = default;
};

/// Two actors that may be one.
struct LinkProposal {
  std::string one, other;  // ids; `one` is registered, settled, or the one spoken of more often
  double probability = 0;  // that they are the same
  bool is_joined = false;  // the machine was sure; both are `one` then
  std::vector<Reason> reasons;  // the strongest first

  friend bool operator==(const LinkProposal&, const LinkProposal&) = default;
};

struct LinkedActor {
  std::string id;    // of the register, the anchor, or made from the name it has first
  std::string name;  // the full name that most articles give
  ActorKind kind = ActorKind::Person;
  std::string pronoun;
  bool is_unnamed = false;

  friend bool operator==(const LinkedActor&, const LinkedActor&) = default;
};

struct Links {
  std::vector<LinkedActor> actors;      // that appear, by id
  std::vector<std::uint32_t> actor_of;  // for each appearance, a position in `actors`
  std::vector<LinkProposal> proposals;  // by probability, best first; joined ones too
};

struct LinkOptions {
  double join = 0.95;      // at least as sure: joined
  double propose = 0.25;   // at least as sure: proposed to a person
  int most_proposals = 5;  // per actor, so that a common name does not bury the others
};

/// Joins `appearances` with each other and with the registered actors `known`. Equal input, in any
/// order of the appearances, gives equal actors and proposals. Two actors of one article are never
/// joined. Only actors with the same sound of a surname, the same words or the same initials are
/// compared: about O(n log n) for names as people have them; 100,000 appearances take seconds.
[[nodiscard]] Links link_actors(std::span<const Appearance> appearances,
                                std::span<const Actor> known, const LinkOptions& options = {});

}  // namespace faultline::actors

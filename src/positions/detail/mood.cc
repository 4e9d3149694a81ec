#include "positions/detail/mood.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace faultline::positions::detail {
namespace {

using language::Upos;

/// A lemma may have lost its last e ("rul").
template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view lemma) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return word == lemma ||
           (word.size() == lemma.size() + 1 && word.starts_with(lemma) && word.ends_with('e'));
  });
}

constexpr std::array<std::string_view, 21> kRefusals = {
    "rule",  // "ruled out"

    "refuse",        "decline",    "refrain", "fail",    "hesitate", "refusal",   "failure",
    "neglect",       "avoid",      "stop",    "cease",   "quit",     "unwilling", "reluctant",
    "unwillingness", "reluctance", "resist",  "abstain", "forget",   "unable"};
constexpr std::array<std::string_view, 22> kAttempts = {
    "try",    "attempt", "seek",     "aim",     "want",    "wish",     "hope", "plan",
    "intend", "strive",  "struggle", "prepare", "propose", "effort",   "bid",  "campaign",
    "push",   "desire",  "willing",  "ready",   "eager",   "intention"};
constexpr std::array<std::string_view, 3> kDenials = {"deny", "dispute", "denial"};
constexpr std::array<std::string_view, 8> kRetractions = {
    "retract", "withdraw", "recant", "regret", "apologise", "apologize", "apology", "disavow"};
constexpr std::array<std::string_view, 3> kThreats = {"threaten", "threat", "vow"};
constexpr std::array<std::string_view, 9> kAllegations = {"accuse",     "allege",     "charge",
                                                          "suspect",    "convict",    "guilty",
                                                          "accusation", "allegation", "suspicion"};

void set(std::optional<std::uint32_t>& field, std::uint32_t token) {
  if (!field) field = token;
}

/// The words that hang on one predicate.
void read_dependents(const Tree& tree, std::uint32_t predicate, Mood& mood) {
  for (const std::uint32_t i : tree.dependents(predicate)) {
    const bool is_word = tree.is(i, {"advmod", "det", "aux", "cc", "part", "discourse"});
    // "voted no" is no negation, "no longer votes" is one.
    const bool is_no = tree.is_form(i, "no") && !tree.is(i, {"det"});
    if (is_word && is_negation(tree, i) && !is_no && i < predicate + 3) set(mood.negation, i);
    if (tree.is_form(i, "longer"))
      for (const std::uint32_t j : tree.dependents(i))
        if (tree.is_form(j, "no")) set(mood.negation, j);
    if (tree.is(i, {"aux"})) {
      if (tree.has_lemma(i, {"could", "might", "may"})) set(mood.possibility, i);
      if (tree.has_lemma(i, {"would", "will", "wo", "shall"})) set(mood.intention, i);
      if (tree.has_lemma(i, {"should", "must", "ought"})) set(mood.obligation, i);
    }
    if (tree.is(i, {"mark", "case"})) {
      if (tree.is_form(i, "if") || tree.is_form(i, "whether") || tree.is_form(i, "unless"))
        set(mood.possibility, i);
      if (tree.is_form(i, "without") || tree.is_form(i, "instead")) set(mood.negation, i);
    }
    if (tree.is(i, {"nsubj"}) &&
        (tree.is_form(i, "nobody") || tree.is_form(i, "none") || tree.is_form(i, "neither")))
      set(mood.negation, i);
  }
}

/// What the word over it makes of it. False: nothing beyond counts.
bool read_governor(const Tree& tree, std::uint32_t at, std::uint32_t governor, Mood& mood) {
  const std::string_view lemma = tree.lemma(governor);
  const bool is_clause = tree.is(at, {"xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "obj"});
  if (!is_clause) return false;
  if (is_in(kDenials, lemma)) set(mood.denial, governor);
  if (is_in(kRetractions, lemma)) set(mood.retraction, governor);
  if (tree.is(at, {"ccomp"})) return false;
  const bool is_infinite = !tree.dependent(at, {"nsubj"});
  if (!is_infinite) return false;
  if (is_in(kRefusals, lemma)) {
    set(mood.negation, governor);
    set(mood.refusal, governor);
  }
  if (is_in(kAttempts, lemma)) set(mood.attempt, governor);
  if (is_in(kThreats, lemma)) set(mood.threat, governor);
  if (is_in(kAllegations, lemma)) set(mood.allegation, governor);
  return tree.is(at, {"xcomp", "acl"}) || tree.is(at, {"obj", "obl", "nmod"});
}

}  // namespace

bool is_negation(const Tree& tree, std::uint32_t token) {
  return tree.is_form(token, "not") || tree.is_form(token, "n't") || tree.is_form(token, "n’t") ||
         tree.is_form(token, "never") || tree.is_form(token, "no") ||
         tree.is_form(token, "hardly") || tree.is_form(token, "neither") ||
         tree.is_form(token, "nor") || tree.is_form(token, "barely") ||
         tree.is_form(token, "cannot");
}

Mood mood_of(const Tree& tree, std::uint32_t predicate) {
  Mood mood;
  std::uint32_t at = predicate;
  for (int step = 0; step < 6; ++step) {
    read_dependents(tree, at, mood);
    const auto governor = tree.head(at);
    if (!governor) break;
    if (tree.is(at, {"conj"})) {
      // "did not attack or mock Y", "tried to attack and mock": what is over both. What hangs on
      // the first one counts for the second only where they share it by "or".
      bool is_or = false;
      for (const std::uint32_t i : tree.dependents(at))
        is_or = is_or || tree.is_form(i, "or") || tree.is_form(i, "nor");
      if (is_or) read_dependents(tree, *governor, mood);
      if (tree.is(*governor, {"conj"}) || !tree.head(*governor)) break;
      if (tree.dependent(at, {"nsubj"})) break;
      const std::uint32_t first = *governor;
      if (!read_governor(tree, first, *tree.head(first), mood)) break;
      at = *tree.head(first);
      continue;
    }
    if (!read_governor(tree, at, *governor, mood)) break;
    at = *governor;
  }
  // The clause as a whole hangs on a condition: "if he attacks Y".
  std::uint32_t up = predicate;
  for (int step = 0; step < 6 && tree.head(up); ++step) {
    if (tree.is(up, {"advcl"})) {
      for (const std::uint32_t i : tree.dependents(up))
        if (tree.is_form(i, "if") || tree.is_form(i, "unless")) set(mood.possibility, i);
    }
    up = *tree.head(up);
  }
  return mood;
}

}  // namespace faultline::positions::detail

#include "positions/detail/evaluations.h"

#include <algorithm>

#include "positions/detail/scene.h"

namespace faultline::positions::detail {
namespace {

using language::Upos;

struct Found {
  Act act{};
  int sign = 0;
  TokenSpan words;
  std::string_view name;
  float weight = 1;
};

std::optional<Found> as_found(const std::optional<Judgement>& judged, std::string_view name) {
  if (!judged) return std::nullopt;
  return Found{judged->sign < 0 ? Act::Criticise : Act::Praise, judged->sign, judged->words, name,
               1};
}

/// "the defiant X", "X's lies", "this shameful statement".
std::optional<Found> of_phrase(const Tree& tree, std::uint32_t token) {
  for (const std::uint32_t i : tree.dependents(token)) {
    if (!tree.is(i, {"amod"}) || i > token) continue;
    const int sign = ActLexicon::english().polarity(tree.lemma(i));
    if (sign != 0)
      return Found{sign < 0 ? Act::Criticise : Act::Praise, sign, just(i), "attribute", 0.9F};
  }
  if (tree.is(token, {"nmod:poss"}) && tree.head(token)) {
    const std::uint32_t owned = *tree.head(token);
    auto found = as_found(judgement_of(tree, owned), "possession");
    if (found) found->weight = 0.6F;
    return found;
  }
  return std::nullopt;
}

/// "X must resign", "X should be removed".
bool wants_out(const Tree& tree, std::uint32_t verb) {
  bool is_obliged = false;
  for (const std::uint32_t i : tree.dependents(verb))
    if (tree.is(i, {"aux"}) && tree.has_lemma(i, {"must", "should", "ought"})) is_obliged = true;
  if (!is_obliged) {
    const auto above = tree.head(verb);
    is_obliged = above && tree.is(verb, {"xcomp"}) && tree.has_lemma(*above, {"have", "need"});
  }
  if (!is_obliged) return false;
  if (is_going(tree, verb)) return true;
  return tree.dependent(verb, {"aux:pass"}).has_value() &&
         tree.has_lemma(verb, {"remove", "stop", "sack", "fire", "prosecute", "jail", "punish",
                               "impeach", "ban", "hold", "expel", "dismiss", "oust"});
}

/// What the clause whose subject is `token` says of it.
std::optional<Found> of_clause(const Tree& tree, std::uint32_t token) {
  const auto head = tree.head(token);
  if (!head || !tree.is(token, {"nsubj"})) return std::nullopt;
  std::uint32_t predicate = *head;
  const Mood mood = mood_of(tree, predicate);
  if (mood.possibility || mood.denial || mood.allegation) return std::nullopt;
  if (wants_out(tree, predicate)) return Found{Act::Demand, -1, just(predicate), "must go", 1};
  for (const std::uint32_t i : tree.dependents(predicate))
    if (tree.is(i, {"xcomp"}) && wants_out(tree, i))
      return Found{Act::Demand, -1, just(i), "must go", 1};
  if (mood.obligation || mood.intention) return std::nullopt;
  if (tree.dependent(predicate, {"cop"})) {
    if (tree.has_lemma(predicate, {"responsible", "blame", "fault"}))
      return Found{Act::Blame, -1, just(predicate), "guilt", mood.negation ? 0 : 0.8F};
    return as_found(judgement_of(tree, predicate), "is");
  }
  if (tree.token(predicate).upos != Upos::Verb) return std::nullopt;
  if (tree.has_lemma(predicate, {"be", "become", "remain", "prove", "seem", "look"})) {
    for (const std::uint32_t i : tree.dependents(predicate))
      if (tree.is(i, {"xcomp", "obj", "obl"}))
        if (auto found = as_found(judgement_of(tree, i), "is")) return found;
    return std::nullopt;
  }
  const int deed = ActLexicon::english().deed(tree.lemma(predicate));
  const bool is_passive = tree.dependent(predicate, {"aux:pass"}).has_value();
  if (deed == 0 || mood.negation || is_passive || mood.attempt) return std::nullopt;
  return Found{deed < 0 ? Act::Criticise : Act::Praise, deed, just(predicate), "has done", 0.9F};
}

/// "This shameful statement" where it is the source of a statement inside: its speaker.
std::optional<ActorIndex> inner_speaker(const Scene& scene, std::uint32_t token,
                                        std::uint32_t outer) {
  const auto of = scene.places.source(token);
  if (!of) return std::nullopt;
  const statements::Statement& inner = scene.statements[*of];
  if (!inner.nested_in || inner.nested_in->value != outer) return std::nullopt;
  return inner.speaker;
}

}  // namespace

std::optional<Judgement> judgement_of(const Tree& tree, std::uint32_t predicate) {
  int sum = 0;
  bool is_negated = false;
  std::uint32_t first = predicate;
  const auto weigh = [&](std::uint32_t i) {
    const int one = ActLexicon::english().polarity(tree.lemma(i));
    if (one != 0 && sum == 0) first = i;
    sum += one;
  };
  weigh(predicate);
  for (const std::uint32_t i : tree.dependents(predicate)) {
    if (is_negation(tree, i)) is_negated = true;
    if (tree.is(i, {"amod", "compound", "conj"})) {
      weigh(i);
      if (tree.is(i, {"conj"}))
        for (const std::uint32_t j : tree.dependents(i))
          if (tree.is(j, {"amod"})) weigh(j);
    }
    // "a threat to", "a man of courage".
    if (tree.is(i, {"nmod"}) && tree.has_preposition(i, "of") && sum == 0) weigh(i);
  }
  if (sum == 0) return std::nullopt;
  const int sign = sum < 0 ? -1 : 1;
  return Judgement{is_negated ? -sign : sign, just(first)};
}

bool is_going(const Tree& tree, std::uint32_t verb) {
  if (tree.has_lemma(verb, {"resign", "quit", "apologise", "apologize"})) return true;
  if (!tree.has_lemma(verb, {"step", "stand", "go", "leave"})) return false;
  if (tree.has_lemma(verb, {"go"})) return tree.dependents(verb).size() <= 3;
  for (const std::uint32_t i : tree.dependents(verb))
    if (tree.is_form(i, "down") || tree.is_form(i, "aside") || tree.is_form(i, "office"))
      return true;
  return false;
}

void add_evaluations(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts) {
  const auto said = scene.places.innermost_content(token);
  if (!said || !scene.statements[*said].speaker) return;
  const statements::Statement& statement = scene.statements[*said];
  const bool is_unsaid = statement.polarity == statements::Polarity::Denied ||
                         statement.modality == statements::Modality::May ||
                         statement.modality == statements::Modality::Asks;
  if (is_unsaid) return;
  const Tree& tree = scene.tree;
  const Upos upos = tree.token(token).upos;
  if (upos != Upos::Noun && upos != Upos::Propn && upos != Upos::Pron) return;
  std::vector<End> targets;
  if (const auto inner = inner_speaker(scene, token, *said)) {
    targets = {End{inner, tree.phrase(token), 0.9F, "their words"}};
  } else if (scene.roles.mention(token) != nullptr || tree.is(token, {"nsubj"})) {
    targets = scene.roles.ends(token);
  }
  std::erase_if(targets, [&](const End& end) { return !end.actor || end.how == "first person"; });
  if (targets.empty()) return;
  std::optional<Found> found = of_clause(tree, token);
  if (!found) found = of_phrase(tree, token);
  if (!found || found->weight <= 0) return;
  Deed deed;
  deed.token = token;
  deed.trigger = found->words;
  deed.act = found->act;
  deed.sign = found->sign;
  deed.origin = Origin::Evaluation;
  deed.statement = said;
  deed.factor = found->weight;
  deed.why = {{std::string("said of: ") + std::string(found->name), found->words, found->weight}};
  TokenSpan words = just(token);
  if (!statement.source.empty()) words = tree.document().tokens_in(statement.source.front());
  emit(deed, {{End{statement.speaker, words, 1, {}}}, "speaker"}, targets, false, drafts);
}

// Somebody who answers a statement and turns on unnamed people turns on whoever made it.
void add_references(const Scene& scene, TokenSpan sentence, std::size_t first,
                    std::vector<Draft>& drafts) {
  const Tree& tree = scene.tree;
  const std::size_t count = drafts.size();
  for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) {
    if (!tree.is(i, {"advcl"}) || tree.token(i).xpos != "VBG" || !tree.head(i)) continue;
    if (!tree.has_lemma(i, {"refer", "respond", "react", "reply", "allude", "comment", "answer"}))
      continue;
    for (const std::uint32_t j : tree.dependents(i)) {
      if (!tree.is(j, {"obl", "obj"})) continue;
      const std::vector<End> authors = scene.roles.ends(j);
      for (std::size_t d = first; d < count; ++d) {
        const Draft draft = drafts[d];
        if (draft.sign >= 0 || draft.origin == Origin::Nominal) continue;
        if (draft.to.actor && draft.to.how.empty()) continue;
        if (!tree.is_below(draft.trigger.begin.value, *tree.head(i))) continue;
        for (const End& author : authors) {
          if (!author.actor || *author.actor == draft.from) continue;
          Draft turned = draft;
          turned.to = author;
          turned.origin = Origin::Reference;
          turned.factor *= author.confidence;
          turned.why.push_back({"in answer to", author.words, author.confidence});
          drafts.push_back(std::move(turned));
        }
      }
    }
  }
}

}  // namespace faultline::positions::detail

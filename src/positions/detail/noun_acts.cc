// "X's criticism of Y", "launched an attack on Y", "came under fire from X", "is critical of Y",
// "traded insults", "X, a critic of Y".

#include <algorithm>
#include <array>

#include "positions/detail/scene.h"

namespace faultline::positions::detail {
namespace {

using language::Upos;

// Who draws criticism is criticised.
constexpr std::array<std::string_view, 22> kSuffering = {
    "draw",    "face",   "receive",   "attract", "suffer",  "meet",   "earn",  "win",
    "get",     "endure", "encounter", "come",    "provoke", "prompt", "spark", "gain",
    "weather", "enjoy",  "respond",   "react",   "sustain", "garner"};
constexpr std::array<std::string_view, 3> kTrading = {"trade", "exchange", "swap"};
// Support that is withdrawn is opposition.
constexpr std::array<std::string_view, 14> kWithdrawing = {
    "withdraw", "end",  "pull",    "drop",   "suspend",    "cut",      "lose",
    "renounce", "lack", "rescind", "revoke", "reconsider", "question", "withhold"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// One noun or adjective that acts.
class NounReading {
 public:
  NounReading(const Scene& scene, std::uint32_t noun)
      : scene_(scene), tree_(scene.tree), noun_(noun) {
    head_ = tree_.first_conjunct(noun);
    const auto above = tree_.head(head_);
    if (above &&
        (tree_.token(*above).upos == Upos::Verb || tree_.token(*above).upos == Upos::Aux) &&
        tree_.is(head_, {"obj", "obl", "nsubj", "xcomp", "advmod"})) {
      verb_ = above;
    }
  }

  bool read(const ActWord& word, std::vector<Draft>& drafts) {
    if (!word.act || !has_needs(word)) return false;
    if (trades(word, drafts) || suffers(word, drafts)) return true;
    for (const Route& route : word.routes) {
      if (route.is_holder) continue;
      const auto target = behind(route.preposition);
      if (!target) continue;
      if (route.preposition == "between") return between(word, *target, drafts);
      auto deed = make_deed(word, *target);
      if (!deed) return true;
      const Holders who = holders(word, *target);
      emit(*deed, who, scene_.roles.ends(*target, is_spoken(*word.act)), route.is_reciprocal,
           drafts);
      return true;
    }
    return false;
  }

 private:
  [[nodiscard]] bool has_needs(const ActWord& word) const {
    if (word.needs.empty()) return true;
    for (const std::string& need : word.needs) {
      if (verb_ && tree_.lemma(*verb_) == need) return true;
      if (tree_.has_preposition(noun_, need)) return true;
    }
    return false;
  }

  /// What stands behind the noun with `preposition`: on itself, on its verb behind it.
  [[nodiscard]] std::optional<std::uint32_t> behind(std::string_view preposition) const {
    for (const std::optional<std::uint32_t> head :
         std::initializer_list<std::optional<std::uint32_t>>{noun_, head_, verb_}) {
      if (!head) continue;
      for (const std::uint32_t i : tree_.dependents(*head)) {
        if (i <= noun_ || i > noun_ + 12) continue;
        if (!tree_.is(i, {"nmod", "obl", "nmod:desc"})) continue;
        if (tree_.has_preposition(i, preposition)) return i;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Deed> make_deed(const ActWord& word, std::uint32_t) const {
    auto deed = deed_of(scene_, noun_, word, *word.act, Origin::Nominal);
    if (!deed) return deed;
    if (verb_ && tree_.is(head_, {"obj"}) && is_in(kWithdrawing, tree_.lemma(*verb_)) &&
        deed->sign == sign_of(deed->act)) {
      deed->sign = deed->sign > 0 ? -deed->sign : 0;
      deed->why.push_back({"withdrawn", just(*verb_), 0.9F});
      deed->factor *= 0.9F;
    } else if (verb_ && deed->sign != 0) {
      const Mood mood = mood_of(tree_, *verb_);
      if (mood.possibility || mood.denial) return std::nullopt;
      if (mood.negation) {
        deed->sign = 0;
        deed->why.push_back({"negation", just(*mood.negation), 0.9F});
      }
    }
    deed->why.insert(deed->why.begin(), {"noun", just(noun_), 1});
    return deed;
  }

  /// X's own, X by the preposition, the subject of the verb that has the noun as its object.
  [[nodiscard]] Holders holders(const ActWord& word, std::uint32_t target) const {
    for (const Route& route : word.routes) {
      if (!route.is_holder) continue;
      const auto holder = behind(route.preposition);
      if (holder && *holder != target) return {with_actors(scene_.roles.ends(*holder)), "of"};
    }
    if (auto own = with_actors(scene_.roles.owners(noun_)); !own.empty()) return {own, "owner"};
    for (const std::string_view preposition : {"from", "by"}) {
      const auto source = behind(preposition);
      if (source && *source != target)
        return {with_actors(scene_.roles.ends(*source)), preposition};
    }
    const auto cue = scene_.places.cue(noun_);
    if (cue && scene_.statements[*cue].speaker) {
      const auto& source = scene_.statements[*cue].source;
      TokenSpan words = just(noun_);
      if (!source.empty()) words = tree_.document().tokens_in(source.front());
      return {{End{scene_.statements[*cue].speaker, words, 0.95F, {}}}, "speaker"};
    }
    return {with_actors(subject_ends()), "subject"};
  }

  [[nodiscard]] static std::vector<End> with_actors(std::vector<End> ends) {
    std::erase_if(ends, [](const End& end) { return !end.actor; });
    return ends;
  }

  [[nodiscard]] std::vector<End> subject_ends() const {
    // "X is critical of Y", "Y's critics say"; the adjective itself is the predicate.
    if (const auto own = tree_.dependent(noun_, {"nsubj"})) return scene_.roles.ends(*own);
    if (tree_.token(noun_).upos != Upos::Noun) {
      if (const auto shared = scene_.roles.subject(noun_)) return scene_.roles.ends(*shared);
      const auto above = tree_.head(noun_);
      // "X, critical of Y,"; "a politician critical of Y".
      if (above && tree_.is(noun_, {"amod", "acl", "appos"})) return scene_.roles.ends(*above);
      return {};
    }
    if (!verb_ || tree_.is(head_, {"nsubj"})) return {};
    // Who condemns an attack on Y has not attacked; who backs it is against Y too.
    for (const ActWord& word : ActLexicon::english().find(WordKind::Verb, tree_.lemma(*verb_))) {
      const bool takes_object =
          std::any_of(word.routes.begin(), word.routes.end(), [](const Route& route) {
            return route.preposition.empty() && route.particle.empty() && !route.is_subject;
          });
      if (word.act && word.needs.empty() && takes_object && sign_of(*word.act) < 0) return {};
    }
    if (tree_.dependent(*verb_, {"aux:pass"})) return {};
    const auto subject = scene_.roles.subject(*verb_);
    if (!subject) return {};
    return scene_.roles.ends(*subject);
  }

  /// "X and Y traded accusations", "X traded insults with Y".
  bool trades(const ActWord& word, std::vector<Draft>& drafts) {
    if (!verb_ || !tree_.is(head_, {"obj"})) return false;
    std::string_view lemma = tree_.lemma(*verb_);
    if (lemma == "trad") lemma = "trade";
    if (!is_in(kTrading, lemma)) return false;
    const auto subject = scene_.roles.subject(*verb_);
    if (!subject) return false;
    auto deed = make_deed(word, noun_);
    if (!deed) return true;
    deed->trigger = {{*verb_}, {noun_ + 1}};
    std::vector<End> ends = scene_.roles.ends(*subject);
    for (const std::uint32_t head : {*verb_, noun_})
      for (const std::uint32_t i : tree_.dependents(head))
        if (tree_.is(i, {"obl", "nmod"}) && tree_.has_preposition(i, "with"))
          for (const End& end : scene_.roles.ends(i)) ends.push_back(end);
    emit_mutual(*deed, ends, drafts);
    return true;
  }

  /// "X drew criticism from Y", "came under attack from Y", "despite criticism from Y, X".
  bool suffers(const ActWord& word, std::vector<Draft>& drafts) {
    const bool is_under =
        verb_ && tree_.is(head_, {"obl"}) &&
        (tree_.has_preposition(head_, "under") || tree_.has_preposition(head_, "despite") ||
         tree_.has_preposition(head_, "amid"));
    const bool is_object =
        verb_ && is_in(kSuffering, tree_.lemma(*verb_)) &&
        (tree_.is(head_, {"obj"}) ||
         (tree_.is(head_, {"obl"}) &&
          (tree_.has_preposition(head_, "to") || tree_.has_preposition(head_, "with") ||
           tree_.has_preposition(head_, "for") || tree_.has_preposition(head_, "under"))));
    if (!is_under && !is_object) return false;
    auto source = behind("from");
    if (!source) source = behind("by");
    const auto subject = scene_.roles.subject(*verb_);
    if (!source || !subject) return false;
    auto deed = make_deed(word, *source);
    if (!deed) return true;
    deed->trigger = {{std::min(*verb_, noun_)}, {std::max(*verb_, noun_) + 1}};
    if (deed->trigger.size() > 6) deed->trigger = just(noun_);
    const float sure =
        tree_.has_preposition(head_, "despite") || tree_.has_preposition(head_, "amid") ? 0.8F : 1;
    deed->factor *= sure;
    deed->why.push_back({"suffered", just(*verb_), sure});
    emit(*deed, {with_actors(scene_.roles.ends(*source)), "from"},
         scene_.roles.ends(*subject, true), false, drafts);
    return true;
  }

  bool between(const ActWord& word, std::uint32_t target, std::vector<Draft>& drafts) {
    const std::vector<End> ends = scene_.roles.ends(target);
    if (ends.size() < 2) return false;
    if (auto deed = make_deed(word, target)) emit_mutual(*deed, ends, drafts);
    return true;
  }

  [[nodiscard]] static bool is_spoken(Act act) {
    return act == Act::Criticise || act == Act::Condemn || act == Act::Oppose ||
           act == Act::Reject || act == Act::Praise || act == Act::Endorse || act == Act::Defend;
  }

  const Scene& scene_;
  const Tree& tree_;
  std::uint32_t noun_;
  std::uint32_t head_ = 0;             // the first conjunct
  std::optional<std::uint32_t> verb_;  // that it is an argument of
};

}  // namespace

void add_noun_acts(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts) {
  const Upos upos = scene.tree.token(token).upos;
  const std::string_view lemma = scene.tree.lemma(token);
  const ActLexicon& lexicon = ActLexicon::english();
  std::array<WordKind, 2> kinds = {WordKind::Noun, WordKind::Adjective};
  if (upos == Upos::Adj || upos == Upos::Verb || upos == Upos::Adv)
    kinds = {WordKind::Adjective, WordKind::Adjective};
  else if (upos != Upos::Noun)
    return;
  for (const WordKind kind : kinds) {
    std::string_view key = lemma;
    std::string form;
    if (kind == WordKind::Adjective && upos == Upos::Verb) {
      // "was opposed to", which may be read as a verb's participle.
      form = scene.tree.document().form(TokenIndex{token});
      key = form;
    }
    for (const ActWord& word : lexicon.find(kind, key))
      if (NounReading(scene, token).read(word, drafts)) return;
  }
}

// "X, a critic of Y,", "Y ally X", "X is Y's rival", "Y's critics".
void add_agents(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts) {
  const Tree& tree = scene.tree;
  if (tree.token(token).upos != Upos::Noun) return;
  for (const ActWord& word : ActLexicon::english().find(WordKind::Agent, tree.lemma(token))) {
    if (!word.act) continue;
    // Whom: "of Y", "Y's", "Y critic".
    std::vector<End> targets;
    for (const std::uint32_t i : tree.dependents(token)) {
      const bool is_owner = tree.is(i, {"nmod:poss"});
      const bool is_modifier =
          tree.is(i, {"compound", "amod"}) && scene.roles.mention(i) != nullptr;
      bool is_of = false;
      for (const Route& route : word.routes)
        is_of = is_of || (tree.is(i, {"nmod", "obl"}) && i > token &&
                          tree.has_preposition(i, route.preposition));
      if (!is_owner && !is_modifier && !is_of) continue;
      targets = scene.roles.ends(i);
      break;
    }
    if (targets.empty()) continue;
    // Who: the name it describes.
    std::optional<std::uint32_t> who = tree.dependent(token, {"nsubj"});
    if (!who && tree.dependent(token, {"appos"})) who = tree.dependent(token, {"appos"});
    if (!who && tree.head(token) && tree.is(token, {"appos", "compound", "nmod:desc", "flat"}))
      who = tree.head(token);
    if (!who && tree.head(token) && tree.is(token, {"nsubj"})) {
      // "Y ally X called": two subjects, as the tree may have it.
      for (const std::uint32_t i : tree.dependents(*tree.head(token)))
        if (i == token + 1 && tree.is(i, {"nsubj"})) who = i;
    }
    if (!who) who = tree.dependent(token, {"flat"});
    std::vector<End> holders;
    if (who) holders = scene.roles.ends(*who);
    if (holders.empty()) {
      // The whole phrase as a mention: "Y critic X".
      const actors::Mention* const own = scene.roles.mention(token);
      if (own != nullptr && own->kind == actors::MentionKind::Name)
        holders = {End{own->actor, own->tokens, own->confidence, {}}};
    }
    if (holders.empty()) continue;
    auto deed = deed_of(scene, token, word, *word.act, Origin::Agent);
    if (!deed) continue;
    deed->why.insert(deed->why.begin(), {"agent", just(token), 1});
    emit(*deed, {holders, "is"}, targets, false, drafts);
    return;
  }
}

}  // namespace faultline::positions::detail

// "X accused Y", "Y was accused by X", "X lashed out at Y", "A and B clashed", "called Y a liar".

#include <algorithm>

#include "positions/detail/evaluations.h"
#include "positions/detail/scene.h"

namespace faultline::positions::detail {
namespace {

using language::Upos;

constexpr float kSpeakerFound = 0.95F;

/// One verb in one sentence, and what hangs on it.
class VerbReading {
 public:
  VerbReading(const Scene& scene, std::uint32_t verb)
      : scene_(scene), tree_(scene.tree), verb_(verb) {
    agent_ = tree_.dependent(verb, {"obl:agent"});
    if (!agent_)
      for (const std::uint32_t i : tree_.dependents(verb))
        if (tree_.is(i, {"obl", "nmod"}) && tree_.has_preposition(i, "by")) agent_ = i;
    is_passive_ = tree_.dependent(verb, {"nsubj:pass", "aux:pass"}).has_value();
    const bool has_object = tree_.dependent(verb, {"obj"}).has_value();
    if (!is_passive_ && tree_.token(verb).xpos == "VBN" && !has_object &&
        !tree_.dependent(verb, {"nsubj", "aux"})) {
      // "criticised by X, he"; "the plan backed by X"; "was criticised and mocked".
      is_passive_ = agent_.has_value() || shares_passive();
    }
  }

  void read(std::vector<Draft>& drafts) {
    const std::vector<const ActWord*> words = ranked();
    for (const ActWord* word : words)
      if (try_word(*word, drafts)) return;
  }

 private:
  struct Match {
    std::vector<std::uint32_t> targets;
    std::uint32_t begin = 0, end = 0;  // of verb, particle and preposition
  };

  [[nodiscard]] bool shares_passive() const {
    if (!tree_.is(verb_, {"conj"}) || !tree_.head(verb_)) return false;
    return tree_.dependent(*tree_.head(verb_), {"aux:pass"}).has_value();
  }

  /// The meanings, those that ask for most first: "call out" before "call".
  [[nodiscard]] std::vector<const ActWord*> ranked() const {
    const std::string_view lemma = tree_.lemma(verb_);
    std::vector<const ActWord*> words;
    for (const ActWord& word : ActLexicon::english().find(WordKind::Verb, lemma))
      words.push_back(&word);
    const auto rank = [](const ActWord* word) {
      int best = word->act ? 0 : 1;
      if (!word->needs.empty()) best += 4;
      for (const Route& route : word->routes)
        if (!route.particle.empty() || !route.preposition.empty()) {
          best += 2;
          break;
        }
      return best;
    };
    std::stable_sort(words.begin(), words.end(),
                     [&](const ActWord* a, const ActWord* b) { return rank(a) > rank(b); });
    return words;
  }

  bool try_word(const ActWord& word, std::vector<Draft>& drafts) {
    if (!has_needs(word)) return false;
    for (const Route& route : word.routes) {
      if (!word.act) {
        if (describe(word, route, drafts)) return true;
      } else if (act(word, route, drafts)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool has_needs(const ActWord& word) const {
    if (word.needs.empty()) return true;
    for (const std::uint32_t i : tree_.dependents(verb_)) {
      for (const std::string& need : word.needs) {
        if (tree_.lemma(i) == need || tree_.is_form(i, need)) return true;
        if (tree_.is(i, {"obl", "advcl", "nmod"}) && tree_.has_preposition(i, need)) return true;
      }
    }
    return false;
  }

  /// The words in which the target may stand, by the route; none: it does not fit.
  [[nodiscard]] std::optional<Match> follow(const Route& route) const {
    Match match{{}, verb_, verb_ + 1};
    std::optional<std::uint32_t> particle;
    if (!route.particle.empty()) {
      for (const std::uint32_t i : tree_.dependents(verb_))
        if (i > verb_ && i < verb_ + 4 && tree_.is_form(i, route.particle)) particle = i;
      if (!particle && verb_ + 1 < tree_.document().tokens.size() &&
          tree_.is_form(verb_ + 1, route.particle))
        particle = verb_ + 1;
      if (!particle) return std::nullopt;
      match.end = *particle + 1;
    } else if (route.preposition.empty() && takes_particle()) {
      return std::nullopt;  // "attacked back" is not "attacked"
    }
    if (route.is_clause) {
      for (const std::uint32_t i : tree_.dependents(verb_))
        if (tree_.is(i, {"ccomp"}))
          if (const auto subject = tree_.dependent(i, {"nsubj"})) match.targets = {*subject};
      if (match.targets.empty()) return std::nullopt;
      return match;
    }
    if (route.preposition.empty()) {
      match.targets = objects();
      if (match.targets.empty()) return std::nullopt;
      return match;
    }
    collect_behind(verb_, route.preposition, match);
    if (match.targets.empty())
      if (const auto object = tree_.dependent(verb_, {"obj"}))
        collect_behind(*object, route.preposition, match);
    if (match.targets.empty()) return std::nullopt;
    return match;
  }

  /// A particle that makes another verb of it: "back down", "call off", "fire up".
  [[nodiscard]] bool takes_particle() const {
    const auto particle = tree_.dependent(verb_, {"compound:prt"});
    return particle && !tree_.is_form(*particle, "out") && !tree_.is_form(*particle, "up");
  }

  void collect_behind(std::uint32_t head, std::string_view preposition, Match& match) const {
    for (const std::uint32_t i : tree_.dependents(head)) {
      if (i < head && !scene_.roles.is_relative_pronoun(i)) continue;
      if (!tree_.is(i, {"obl", "nmod", "obj", "iobj"})) continue;
      if (!tree_.has_preposition(i, preposition)) continue;
      match.targets.push_back(i);
      for (const std::uint32_t j : tree_.dependents(i))
        if (tree_.is(j, {"case"}) && j == match.end) match.end = j + 1;
      return;
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> objects() const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t i : tree_.dependents(verb_))
      if (tree_.is(i, {"iobj"})) return {i};
    // "accused the opposition Open Shore coalition", read as two objects: the one that is somebody.
    for (const std::uint32_t i : tree_.dependents(verb_))
      if (tree_.is(i, {"obj"}) && !scene_.roles.ends(i).empty()) return {i};
    for (const std::uint32_t i : tree_.dependents(verb_))
      if (tree_.is(i, {"obj"})) return {i};
    // "whom X attacked", "the man X attacked": what the clause hangs on.
    if (tree_.is(verb_, {"acl:relcl"}) && tree_.head(verb_)) {
      const auto own = tree_.dependent(verb_, {"nsubj"});
      if (own && !scene_.roles.is_relative_pronoun(*own)) return {*tree_.head(verb_)};
    }
    // "attacked and mocked Y".
    for (const std::uint32_t i : tree_.dependents(verb_)) {
      if (!tree_.is(i, {"conj"}) || tree_.token(i).upos != Upos::Verb || i > verb_ + 4) continue;
      if (tree_.dependent(i, {"nsubj"})) continue;
      if (const auto object = tree_.dependent(i, {"obj"})) return {*object};
    }
    return found;
  }

  // ---- who acts

  [[nodiscard]] Holders active_holders() const {
    const auto cue = scene_.places.cue(verb_);
    const auto content = scene_.places.innermost_content(verb_);
    Holders holders{{}, "subject"};
    const auto subject = scene_.roles.subject(verb_);
    if (subject && !is_loose(*subject)) holders.ends = scene_.roles.ends(*subject);
    std::erase_if(holders.ends, [](const End& end) { return !end.actor; });
    if (!holders.ends.empty()) {
      // Two ways to the same actor are surer than a pronoun alone.
      for (End& end : holders.ends)
        if (cue && end.actor == scene_.statements[*cue].speaker)
          end.confidence = std::max(end.confidence, kSpeakerFound);
      return holders;
    }
    if (cue && scene_.statements[*cue].speaker) return speaker(*cue);
    if (subject) {
      if (auto writers = holders_of_words(*subject); !writers.ends.empty()) return writers;
    }
    if (content && subject && scene_.statements[*content].speaker &&
        goes_back(*subject, *content)) {
      Holders self = speaker(*content);
      self.ends.front().confidence = 0.8F;
      return self;
    }
    if (content && scene_.statements[*content].speaker && speaks_for_himself(subject))
      return speaker(*content);
    return holders;
  }

  /// "issued a statement accusing Y", "a letter that praised Y": whoever wrote it.
  [[nodiscard]] Holders holders_of_words(std::uint32_t noun) const {
    if (scene_.roles.is_relative_pronoun(noun) && tree_.head(verb_) && tree_.is(verb_, {"acl"}))
      noun = *tree_.head(verb_);
    if (!tree_.has_lemma(
            noun, {"statement", "letter",   "resolution",    "report", "brief",       "ad",
                   "tweet",     "speech",   "article",       "post",   "message",     "editorial",
                   "memo",      "petition", "advertisement", "video",  "remark",      "comment",
                   "op-ed",     "book",     "essay",         "column", "declaration", "note"}))
      return {};
    const auto above = tree_.head(noun);
    if (!above || !tree_.is(noun, {"obj", "obl"})) return {};
    const auto writer = scene_.roles.subject(*above);
    if (!writer) return {};
    Holders holders{scene_.roles.ends(*writer), "writer"};
    std::erase_if(holders.ends, [](const End& end) { return !end.actor; });
    for (End& end : holders.ends) end.confidence *= 0.9F;
    return holders;
  }

  /// "X said she would support Y": an unresolved pronoun in indirect speech is the speaker, most
  /// often.
  [[nodiscard]] bool goes_back(std::uint32_t subject, std::uint32_t statement) const {
    if (scene_.statements[statement].type == statements::StatementType::Direct) return false;
    return tree_.is_form(subject, "he") || tree_.is_form(subject, "she") ||
           tree_.is_form(subject, "they") || tree_.is_form(subject, "it");
  }

  /// A participle in what is said that hangs outside of it: whose act that is, is not told.
  [[nodiscard]] bool is_loose(std::uint32_t subject) const {
    const auto content = scene_.places.innermost_content(verb_);
    if (!content || scene_.places.cue(verb_)) return false;
    if (!tree_.is(verb_, {"advcl"})) return false;
    return scene_.places.innermost_content(subject) != content;
  }

  [[nodiscard]] Holders speaker(std::uint32_t statement) const {
    const statements::Statement& one = scene_.statements[statement];
    TokenSpan words = just(verb_);
    if (!one.source.empty()) words = tree_.document().tokens_in(one.source.front());
    return {{End{one.speaker, words, 0.9F, {}}}, "speaker"};
  }

  /// "It is time to back X", "Support X!": what is asked for is what the speaker wants.
  [[nodiscard]] bool speaks_for_himself(std::optional<std::uint32_t> subject) const {
    if (subject) return tree_.is_form(*subject, "it") && tree_.is(verb_, {"xcomp", "csubj"});
    const std::string_view xpos = tree_.token(verb_).xpos.view();
    return xpos == "VB" && !tree_.is(verb_, {"acl", "advcl"});
  }

  // ---- acts

  bool act(const ActWord& word, const Route& route, std::vector<Draft>& drafts) {
    if (is_passive_ && route.preposition.empty() && !route.is_clause)
      return passive(word, route, drafts);
    if (route.is_reciprocal && mutual(word, drafts)) return true;
    if (route.is_subject) return experience(word, drafts);
    const auto match = follow(route);
    if (!match) return false;
    auto deed = make_deed(word, *word.act, *match);
    if (!deed) return true;
    if (is_question(*word.act, *match)) return true;
    const Holders holders = active_holders();
    set_origin(*deed, holders);
    for (const std::uint32_t target : match->targets) {
      if (scene_.roles.is_reciprocal_pronoun(target)) {
        emit_mutual(*deed, holders.ends, drafts);
        continue;
      }
      ask_to_go(*deed, target);
      emit(*deed, holders, scene_.roles.ends(target, takes_things(*word.act)), route.is_reciprocal,
           drafts);
    }
    return true;
  }

  /// "A and B clashed".
  bool mutual(const ActWord& word, std::vector<Draft>& drafts) {
    if (tree_.dependent(verb_, {"obj"})) return false;
    for (const std::uint32_t i : tree_.dependents(verb_))
      if (tree_.is(i, {"obl"}) && tree_.has_preposition(i, "with")) return false;
    const auto subject = scene_.roles.subject(verb_);
    if (!subject) return false;
    const std::vector<End> ends = scene_.roles.ends(*subject);
    if (ends.size() < 2) return false;
    auto deed = make_deed(word, *word.act, Match{{}, verb_, verb_ + 1});
    if (deed) emit_mutual(*deed, ends, drafts);
    return true;
  }

  /// "Y's words angered X": X is against Y. "X was angered by Y."
  bool experience(const ActWord& word, std::vector<Draft>& drafts) {
    const auto subject = scene_.roles.subject(verb_);
    const auto object = is_passive_ ? agent_ : tree_.dependent(verb_, {"obj"});
    if (!subject || !object) return false;
    auto deed = make_deed(word, *word.act, Match{{}, verb_, verb_ + 1});
    if (!deed) return true;
    const std::uint32_t who = is_passive_ ? *subject : *object;
    const std::uint32_t whom = is_passive_ ? *object : *subject;
    emit(*deed, {scene_.roles.ends(who), "who feels it"}, scene_.roles.ends(whom), false, drafts);
    return true;
  }

  bool passive(const ActWord& word, const Route& route, std::vector<Draft>& drafts) {
    if (route.is_subject) return experience(word, drafts);
    if (!route.particle.empty() && !follow_particle(route.particle)) return false;
    const auto subject = scene_.roles.subject(verb_);
    if (!subject) return false;
    auto deed = make_deed(word, *word.act, Match{{}, verb_, verb_ + 1});
    if (!deed) return true;
    const Holders holders = passive_holders();
    set_origin(*deed, holders);
    deed->why.insert(deed->why.begin(), {"passive", just(verb_), 1});
    emit(*deed, holders, scene_.roles.ends(*subject, takes_things(*word.act)), false, drafts);
    return true;
  }

  [[nodiscard]] bool follow_particle(std::string_view particle) const {
    return verb_ + 1 < tree_.document().tokens.size() && tree_.is_form(verb_ + 1, particle);
  }

  [[nodiscard]] Holders passive_holders() const {
    if (agent_) return {scene_.roles.ends(*agent_), "by"};
    const auto cue = scene_.places.cue(verb_);
    if (cue && scene_.statements[*cue].speaker && !scene_.statements[*cue].source.empty())
      return speaker(*cue);
    return {};
  }

  /// "called Y a liar", "described Y as a hero", "Y was called a liar by X".
  bool describe(const ActWord& word, const Route& route, std::vector<Draft>& drafts) {
    std::vector<std::uint32_t> targets;
    if (is_passive_) {
      if (const auto subject = scene_.roles.subject(verb_)) targets = {*subject};
    } else if (const auto match = follow(route)) {
      targets = match->targets;
    }
    for (const std::uint32_t target : targets) {
      const auto called = judgement(target);
      if (!called) continue;
      const Act what = called->sign < 0 ? Act::Criticise : Act::Praise;
      auto deed = make_deed(word, what, Match{{}, verb_, verb_ + 1});
      if (!deed) return true;
      const Holders holders = is_passive_ ? passive_holders() : active_holders();
      set_origin(*deed, holders);
      deed->why.push_back({"called", called->words, 1});
      emit(*deed, holders, scene_.roles.ends(target, true), false, drafts);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<Judgement> judgement(std::uint32_t target) const {
    for (const std::uint32_t i : tree_.dependents(verb_)) {
      if (i == target || i < verb_) continue;
      const bool is_name_given =
          tree_.is(i, {"xcomp", "obj"}) ||
          ((tree_.is(i, {"obl", "advcl", "nmod"})) && tree_.has_preposition(i, "as"));
      if (!is_name_given) continue;
      if (auto found = judgement_of(tree_, i)) return found;
    }
    // "called Y" + "a liar" read as one phrase.
    for (const std::uint32_t i : tree_.dependents(target)) {
      const bool is_as = tree_.is(i, {"nmod", "obl"}) && tree_.has_preposition(i, "as");
      if (i < target || !(is_as || tree_.is(i, {"appos", "flat"}))) continue;
      if (scene_.roles.mention(i) != nullptr) continue;
      if (auto found = judgement_of(tree_, i)) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Deed> make_deed(const ActWord& word, Act what,
                                              const Match& match) const {
    auto deed = deed_of(scene_, verb_, word, what, Origin::Narrative);
    if (!deed) return deed;
    deed->trigger = {{match.begin}, {std::max(match.end, match.begin + 1)}};
    deed->why.insert(deed->why.begin(), {"verb", deed->trigger, 1});
    return deed;
  }

  void set_origin(Deed& deed, const Holders& holders) const {
    const auto cue = scene_.places.cue(verb_);
    if (cue) {
      deed.origin = Origin::Cue;
    } else if (scene_.places.innermost_content(verb_)) {
      deed.origin = Origin::Content;
    }
    if (holders.how == "speaker") deed.factor *= 0.9F;
  }

  /// "asked X whether" is a question, "asked X to" a demand.
  [[nodiscard]] bool is_question(Act what, const Match&) const {
    if (what != Act::Demand) return false;
    if (tree_.has_lemma(verb_, {"call", "appeal", "pressure", "lobby", "plead", "prevail"}))
      return false;
    for (const std::uint32_t i : tree_.dependents(verb_)) {
      if (tree_.is(i, {"xcomp", "ccomp", "advcl"}) && tree_.has_preposition(i, "to")) return false;
      for (const std::uint32_t j : tree_.dependents(i))
        if (tree_.is(j, {"acl"}) && tree_.has_preposition(j, "to")) return false;
    }
    return true;
  }

  /// "called on Y to resign" is against Y.
  void ask_to_go(Deed& deed, std::uint32_t target) const {
    if (deed.act != Act::Demand || deed.sign != 0) return;
    for (const std::uint32_t head : {verb_, target})
      for (const std::uint32_t i : tree_.dependents(head)) {
        if (!tree_.is(i, {"xcomp", "acl", "advcl", "ccomp"})) continue;
        if (!is_going(tree_, i)) continue;
        deed.sign = -1;
        deed.why.push_back({"to go", just(i), 1});
        return;
      }
  }

  /// Words are spoken on things as well; whom one meets or arrests is somebody.
  [[nodiscard]] static bool takes_things(Act act) {
    switch (act) {
      case Act::Criticise:
      case Act::Accuse:
      case Act::Condemn:
      case Act::Threaten:
      case Act::Oppose:
      case Act::Reject:
      case Act::Blame:
      case Act::Mock:
      case Act::Protest:
      case Act::Praise:
      case Act::Endorse:
      case Act::Defend:
        return true;
      default:
        return false;
    }
  }

  const Scene& scene_;
  const Tree& tree_;
  std::uint32_t verb_;
  std::optional<std::uint32_t> agent_;
  bool is_passive_ = false;
};

}  // namespace

void add_verb_acts(const Scene& scene, std::uint32_t token, std::vector<Draft>& drafts) {
  if (scene.tree.token(token).upos != Upos::Verb) return;
  if (ActLexicon::english().find(WordKind::Verb, scene.tree.lemma(token)).empty()) return;
  VerbReading(scene, token).read(drafts);
}

}  // namespace faultline::positions::detail

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "positions/detail/act_lexicon.h"
#include "positions/detail/evaluations.h"
#include "positions/detail/places.h"
#include "positions/detail/roles.h"
#include "positions/positions.h"

namespace faultline::positions {
namespace {

using actors::Mention;
using detail::ActLexicon;
using detail::ActWord;
using detail::Route;
using detail::WordKind;
using language::Upos;
using statements::Statement;

struct ActName {
  Act act;
  std::string_view name;
  int sign;
};
constexpr std::array kActs = {
    ActName{Act::Criticise, "criticise", -1}, ActName{Act::Accuse, "accuse", -1},
    ActName{Act::Condemn, "condemn", -1},     ActName{Act::Threaten, "threaten", -1},
    ActName{Act::Oppose, "oppose", -1},       ActName{Act::Reject, "reject", -1},
    ActName{Act::Blame, "blame", -1},         ActName{Act::Mock, "mock", -1},
    ActName{Act::Demand, "demand", 0},        ActName{Act::Warn, "warn", 0},
    ActName{Act::Praise, "praise", 1},        ActName{Act::Endorse, "endorse", 1},
    ActName{Act::Defend, "defend", 1},        ActName{Act::Thank, "thank", 1},
    ActName{Act::Agree, "agree", 1}};

// How often a relation of each origin holds on the examples and on news that we read for it.
constexpr float kFromCue = 0.85F;
constexpr float kFromNarrative = 0.7F;
constexpr float kFromContent = 0.6F;

/// One sentence's search for words that act.
class RelationSearch {
 public:
  RelationSearch(const language::Document& document, const actors::Cast& cast,
                 std::span<const Statement> statements)
      : document_(document),
        statements_(statements),
        places_(document, statements),
        roles_(document, cast),
        evaluations_(document, roles_) {}

  std::vector<Relation> run() {
    for (const language::Sentence& sentence : document_.sentences) read(sentence);
    std::stable_sort(relations_.begin(), relations_.end(),
                     [](const Relation& a, const Relation& b) {
                       return std::tie(a.evidence.begin, a.trigger.begin) <
                              std::tie(b.evidence.begin, b.trigger.begin);
                     });
    return std::move(relations_);
  }

 private:
  /// A word that acts, where it stands, and whose words it is among.
  struct Trigger {
    std::uint32_t token = 0;
    TokenSpan words;  // with particle and preposition
    const ActWord* word = nullptr;
    std::optional<std::uint32_t> cue_of;
    std::optional<std::uint32_t> content_of;
    detail::VerbContext context;
    std::uint32_t object = 0;  // where the target may begin
  };

  void read(const language::Sentence& sentence) {
    sentence_ = &sentence;
    last_holder_.reset();
    for (std::uint32_t i = sentence.tokens.begin.value; i < sentence.tokens.end.value; ++i) {
      const language::Token& token = document_.tokens[i];
      if (token.upos == Upos::Verb) {
        for (const ActWord& word : ActLexicon::english().find(WordKind::Verb, token.lemma)) {
          if (verb(i, word)) break;
        }
      } else if (token.upos == Upos::Noun || token.upos == Upos::Adj) {
        const WordKind kind = token.upos == Upos::Noun ? WordKind::Noun : WordKind::Adjective;
        for (const ActWord& word : ActLexicon::english().find(kind, token.lemma)) {
          if (noun(i, word, kind)) break;
        }
      }
      judge(i);
    }
  }

  // ---- verbs

  bool verb(std::uint32_t token, const ActWord& word) {
    Trigger trigger;
    trigger.token = token;
    trigger.word = &word;
    trigger.cue_of = places_.cue(token);
    trigger.content_of = places_.innermost_content(token);
    trigger.context = roles_.context(token, sentence_->tokens.begin.value);
    if (trigger.context.is_hypothetical || is_denied(trigger)) return false;
    if (trigger.context.is_passive) return passive(trigger);
    for (const Route& route : word.routes) {
      if (follow(trigger, route)) return act(trigger, route);
    }
    return false;
  }

  // "that he attacked X" is nothing when he denies it.
  [[nodiscard]] bool is_denied(const Trigger& trigger) const {
    if (!trigger.content_of) return false;
    for (const ByteSpan span : statements_[*trigger.content_of].cue) {
      const TokenSpan tokens = document_.tokens_in(span);
      for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
        const std::string& lemma = document_.tokens[i].lemma;
        if (lemma == "deny" || lemma == "dispute") return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool has_lemma(std::uint32_t token, std::string_view lemma) const {
    return token < sentence_->tokens.end.value &&
           (document_.tokens[token].lemma == lemma || lower_equals(token, lemma));
  }
  [[nodiscard]] bool lower_equals(std::uint32_t token, std::string_view lower) const {
    const std::string_view form = document_.form(TokenIndex{token});
    return form == lower;
  }

  // Steps over the particle and the preposition of `route`.
  bool follow(Trigger& trigger, const Route& route) const {
    std::uint32_t i = trigger.token + 1;
    const std::uint32_t end = sentence_->tokens.end.value;
    while (i < end && document_.tokens[i].upos == Upos::Adv && route.particle.empty() &&
           !has_lemma(i, route.preposition))
      ++i;
    if (!route.particle.empty()) {
      if (!has_lemma(i, route.particle)) return false;
      ++i;
    }
    if (!route.preposition.empty()) {
      if (i >= end || !has_lemma(i, route.preposition)) return false;
      ++i;
    }
    trigger.words = {{trigger.context.begin}, {i}};
    trigger.object = i;
    return i < end;
  }

  bool act(const Trigger& trigger, const Route&) {
    const std::uint32_t end = object_end(trigger);
    const std::vector<const Mention*> targets = roles_.objects(trigger.object, end);
    const Holder holder = holder_of(trigger);
    if (holder.actor) last_holder_ = holder.actor;
    if (targets.empty() || !holder.actor) return false;
    bool is_found = false;
    for (const Mention* target : targets) {
      const std::optional<Act> what =
          trigger.word->act ? trigger.word->act : described(trigger, *target, end);
      if (!what) continue;
      const int sign = sign_for(trigger, *what, *target, end);
      if (needs_infinitive(trigger, *target, end)) continue;
      add(*holder.actor, *target, *what, sign * holder.turn, trigger, holder.confidence);
      is_found = true;
    }
    return is_found;
  }

  // Contents end where their statement says; else the sentence does.
  [[nodiscard]] std::uint32_t object_end(const Trigger& trigger) const {
    if (!trigger.content_of) return sentence_->tokens.end.value;
    std::uint32_t end = trigger.object;
    while (end < sentence_->tokens.end.value && !leaves(*trigger.content_of, end)) ++end;
    return end;
  }
  [[nodiscard]] bool leaves(std::uint32_t statement, std::uint32_t token) const {
    std::optional<std::uint32_t> inner = places_.innermost_content(token);
    while (inner) {
      if (*inner == statement) return false;
      const auto& outer = statements_[*inner].nested_in;
      inner = outer ? std::optional(outer->value) : std::nullopt;
    }
    return true;
  }

  struct Holder {
    std::optional<ActorIndex> actor;
    float confidence = 0;
    int turn = 1;  // 0, -1: "refused to"
  };

  [[nodiscard]] Holder holder_of(const Trigger& trigger) const {
    if (trigger.cue_of) {
      const Statement& statement = statements_[*trigger.cue_of];
      if (statement.speaker) return {statement.speaker, kFromCue, 1};
      if (!statement.source.empty()) return {};
    }
    if (trigger.content_of) {
      const Holder inside = holder_inside(trigger, statements_[*trigger.content_of]);
      if (inside.actor || trigger.context.is_infinitive) return inside;
    }
    if (trigger.context.is_infinitive) return {};
    const Mention* const subject =
        roles_.subject(trigger.context.begin, sentence_->tokens.begin.value);
    if (subject != nullptr) {
      return {subject->actor, trigger.content_of ? kFromContent : kFromNarrative, 1};
    }
    // Inside what is said "…, undermining X" is not the act of whoever acted last.
    const bool may_share = !trigger.content_of && shares_subject(trigger);
    return {may_share ? last_holder_ : std::nullopt, kFromNarrative, 1};
  }

  // "I condemn", "promised to defend": the speaker's own acts inside what is said.
  [[nodiscard]] Holder holder_inside(const Trigger& trigger, const Statement& statement) const {
    const std::uint32_t begin = trigger.context.begin;
    if (begin > sentence_->tokens.begin.value && roles_.is_first_person(begin - 1)) {
      return {statement.speaker, kFromContent, 1};
    }
    if (!trigger.context.is_infinitive) return {};
    const bool begins_content =
        std::any_of(statement.content.begin(), statement.content.end(), [&](ByteSpan span) {
          return document_.tokens[begin].span.begin <= span.begin &&
                 document_.tokens[trigger.token].span.begin >= span.begin;
        });
    if (!begins_content) return {};
    return {statement.speaker, kFromContent, refusal(statement) ? -1 : 1};
  }

  [[nodiscard]] bool refusal(const Statement& statement) const {
    for (const ByteSpan span : statement.cue) {
      const TokenSpan tokens = document_.tokens_in(span);
      for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
        const std::string& lemma = document_.tokens[i].lemma;
        if (lemma == "refuse" || lemma == "decline" || roles_.is_negation(i)) return true;
      }
    }
    return false;
  }

  // "He praised A and attacked B", "…, attacking B".
  [[nodiscard]] bool shares_subject(const Trigger& trigger) const {
    const std::uint32_t begin = trigger.context.begin;
    if (begin <= sentence_->tokens.begin.value) return false;
    const std::string_view left = document_.form(TokenIndex{begin - 1});
    return left == "and" || left == "but" || left == ",";
  }

  // "called X a liar": the act by what X is called, none if that is neither blame nor praise.
  [[nodiscard]] std::optional<Act> described(const Trigger&, const Mention& target,
                                             std::uint32_t end) const {
    const int sign = evaluations_.polarity_of(target.tokens.end.value, end);
    if (sign == 0) return std::nullopt;
    return sign < 0 ? Act::Criticise : Act::Praise;
  }

  [[nodiscard]] int sign_for(const Trigger& trigger, Act what, const Mention& target,
                             std::uint32_t end) const {
    int sign = sign_of(what);
    if (what == Act::Demand && evaluations_.wants_out(target, end)) sign = -1;
    if (!trigger.context.is_negated) return sign;
    const std::string& lemma = document_.tokens[trigger.token].lemma;
    const bool is_stance = lemma == "trust" || lemma == "support" || lemma == "respect" ||
                           lemma == "agree" || lemma == "back";
    return is_stance ? -sign : 0;
  }

  // "asked X whether" is a question, "asked X to" a demand.
  [[nodiscard]] bool needs_infinitive(const Trigger& trigger, const Mention& target,
                                      std::uint32_t end) const {
    const std::string& lemma = document_.tokens[trigger.token].lemma;
    if (!trigger.word->act || *trigger.word->act != Act::Demand || lemma == "call" ||
        lemma == "appeal")
      return false;
    const std::uint32_t limit = std::min(end, target.tokens.end.value + 6);
    for (std::uint32_t i = target.tokens.end.value; i < limit; ++i) {
      if (lower_equals(i, "to")) return false;
    }
    return true;
  }

  // "X was criticised by Y."
  bool passive(Trigger& trigger) {
    if (!trigger.word->act || trigger.word->routes.empty()) return false;
    trigger.words = {{trigger.context.begin}, {trigger.token + 1}};
    const Mention* const target =
        roles_.subject(trigger.context.begin, sentence_->tokens.begin.value);
    if (target == nullptr) return false;
    const Mention* const agent = agent_after(trigger.token + 1);
    std::optional<ActorIndex> holder;
    if (agent != nullptr) holder = agent->actor;
    if (!holder && trigger.cue_of && !statements_[*trigger.cue_of].source.empty())
      holder = statements_[*trigger.cue_of].speaker;
    if (!holder) return false;
    const int sign = trigger.context.is_negated ? 0 : sign_of(*trigger.word->act);
    add(*holder, *target, *trigger.word->act, sign, trigger,
        trigger.cue_of ? kFromCue : kFromNarrative);
    return true;
  }

  [[nodiscard]] const Mention* agent_after(std::uint32_t from) const {
    constexpr std::uint32_t kReach = 10;
    const std::uint32_t end = std::min(sentence_->tokens.end.value, from + kReach);
    for (std::uint32_t i = from; i < end; ++i) {
      if (document_.tokens[i].upos == Upos::Verb) return nullptr;
      if (!lower_equals(i, "by")) continue;
      const std::vector<const Mention*> agents = roles_.objects(i + 1, sentence_->tokens.end.value);
      return agents.empty() ? nullptr : agents.front();
    }
    return nullptr;
  }

  // ---- nouns and adjectives

  // "X's criticism of Y", "issued a rebuke of Y", "was critical of Y", "faced criticism from Y".
  bool noun(std::uint32_t token, const ActWord& word, WordKind kind) {
    if (!word.act) return false;
    Trigger trigger;
    trigger.token = token;
    trigger.word = &word;
    trigger.cue_of = places_.cue(token);
    trigger.content_of = places_.innermost_content(token);
    trigger.context.begin = token;
    if (is_denied(trigger)) return false;
    if (kind == WordKind::Noun && suffered(trigger)) return true;
    for (const Route& route : word.routes) {
      if (!follow(trigger, route)) continue;
      const std::vector<const Mention*> targets =
          roles_.objects(trigger.object, object_end(trigger));
      const std::optional<ActorIndex> holder = noun_holder(trigger);
      if (targets.empty() || !holder) return false;
      const int sign = trigger.context.is_negated ? 0 : sign_of(*word.act);
      for (const Mention* target : targets) {
        add(*holder, *target, *word.act, sign, trigger, trigger.cue_of ? kFromCue : kFromNarrative);
      }
      return true;
    }
    return false;
  }

  std::optional<ActorIndex> noun_holder(Trigger& trigger) const {
    if (trigger.cue_of && statements_[*trigger.cue_of].speaker)
      return statements_[*trigger.cue_of].speaker;
    const std::uint32_t begin = sentence_->tokens.begin.value;
    std::uint32_t i = trigger.token;
    while (i > begin &&
           (document_.tokens[i - 1].upos == Upos::Adj || document_.tokens[i - 1].upos == Upos::Adv))
      --i;
    const bool is_possessive = i > begin && (document_.tokens[i - 1].lemma == "'s" ||
                                             document_.tokens[i - 1].xpos == "POS");
    if (is_possessive) {
      const Mention* const owner = roles_.ending_at(i - 1);
      return owner == nullptr ? std::nullopt : std::optional(owner->actor);
    }
    if (const Mention* const own = roles_.ending_at(i);
        own != nullptr && own->kind == actors::MentionKind::Pronoun)
      return own->actor;
    // The subject of the verb that governs it: "issued a sharp rebuke".
    const std::uint32_t reach = i > begin + 4 ? i - 4 : begin;
    for (; i > reach; --i) {
      const Upos upos = document_.tokens[i - 1].upos;
      if (upos != Upos::Verb && upos != Upos::Aux) continue;
      const detail::VerbContext context = roles_.context(i - 1, begin);
      trigger.context.is_negated = context.is_negated;
      if (context.is_hypothetical || context.is_passive) return std::nullopt;
      if (const auto cue = places_.cue(i - 1); cue && statements_[*cue].speaker)
        return statements_[*cue].speaker;
      const Mention* const subject = roles_.subject(context.begin, begin);
      return subject == nullptr ? std::nullopt : std::optional(subject->actor);
    }
    return std::nullopt;
  }

  bool suffered(Trigger& trigger) {
    static constexpr std::array<std::string_view, 12> kSuffering = {
        "draw", "face", "receive", "attract", "suffer",    "meet",
        "earn", "win",  "get",     "endure",  "encounter", "come"};
    const std::uint32_t begin = sentence_->tokens.begin.value;
    const std::uint32_t reach = trigger.token > begin + 4 ? trigger.token - 4 : begin;
    for (std::uint32_t i = trigger.token; i > reach; --i) {
      const language::Token& token = document_.tokens[i - 1];
      if (token.upos != Upos::Verb) continue;
      if (std::find(kSuffering.begin(), kSuffering.end(), token.lemma) == kSuffering.end())
        return false;
      const Mention* const target = roles_.subject(roles_.context(i - 1, begin).begin, begin);
      const std::uint32_t next = trigger.token + 1;
      if (target == nullptr || next >= sentence_->tokens.end.value ||
          !(lower_equals(next, "from") || lower_equals(next, "by")))
        return false;
      const std::vector<const Mention*> holders =
          roles_.objects(next + 1, sentence_->tokens.end.value);
      trigger.words = {{trigger.token}, {trigger.token + 1}};
      for (const Mention* holder : holders) {
        add(holder->actor, *target, *trigger.word->act, sign_of(*trigger.word->act), trigger,
            kFromNarrative);
      }
      return !holders.empty();
    }
    return false;
  }

  // ---- what is said of somebody: "X is a liar", "X must resign"

  void judge(std::uint32_t token) {
    const Mention* const mention = roles_.beginning_at(token);
    const std::optional<std::uint32_t> said = places_.innermost_content(token);
    if (mention == nullptr || !said || !statements_[*said].speaker) return;
    std::uint32_t end = token;
    while (end < sentence_->tokens.end.value && !leaves(*said, end)) ++end;
    const std::optional<detail::Evaluation> found =
        evaluations_.of(*mention, sentence_->tokens.begin.value, end);
    if (!found) return;
    Trigger trigger;
    trigger.content_of = said;
    trigger.words = found->words;
    add(*statements_[*said].speaker, *mention, found->act, found->sign, trigger, kFromContent);
  }

  void add(ActorIndex from, const Mention& target, Act what, int sign, const Trigger& trigger,
           float confidence) {
    if (from == target.actor) return;
    Relation relation;
    relation.from = from;
    relation.to = target.actor;
    relation.act = what;
    relation.sign = sign;
    relation.evidence = sentence_->span;
    relation.trigger = document_.bytes(trigger.words);
    const std::optional<std::uint32_t> statement =
        trigger.cue_of ? trigger.cue_of : trigger.content_of;
    relation.confidence = confidence * target.confidence;
    if (statement) {
      relation.statement = StatementIndex{*statement};
      relation.said = statements_[*statement].said;
      relation.confidence *= 0.5F + 0.5F * statements_[*statement].confidence;
    }
    const auto key = std::make_tuple(from, target.actor, sign, relation.trigger);
    if (seen_.insert(key).second) relations_.push_back(relation);
  }

  const language::Document& document_;
  std::span<const Statement> statements_;
  detail::Places places_;
  detail::Roles roles_;
  detail::Evaluations evaluations_;
  const language::Sentence* sentence_ = nullptr;
  std::optional<ActorIndex> last_holder_;
  std::vector<Relation> relations_;
  std::set<std::tuple<ActorIndex, ActorIndex, int, ByteSpan>> seen_;
};

}  // namespace

std::string_view to_string(Act act) {
  for (const ActName& one : kActs) {
    if (one.act == act) return one.name;
  }
  return {};
}

std::optional<Act> parse_act(std::string_view word) {
  for (const ActName& one : kActs) {
    if (one.name == word) return one.act;
  }
  return std::nullopt;
}

int sign_of(Act act) {
  for (const ActName& one : kActs) {
    if (one.act == act) return one.sign;
  }
  return 0;
}

std::vector<Relation> find_relations(const language::Document& document, const actors::Cast& cast,
                                     std::span<const Statement> statements) {
  std::vector<Relation> relations = RelationSearch(document, cast, statements).run();
  for (Relation& relation : relations) {
    relation.from = cast.answerable(relation.from);
    relation.to = cast.answerable(relation.to);
  }
  std::erase_if(relations, [](const Relation& one) { return one.from == one.to; });
  return relations;
}

std::string version() { return "positions-rules 0.1"; }

}  // namespace faultline::positions

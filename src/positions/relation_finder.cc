#include "positions/relation_finder.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "embedded/relations_model.h"
#include "nets/model_file.h"
#include "positions/detail/act_lexicon.h"
#include "positions/detail/pair_search.h"
#include "positions/detail/relation_facts.h"
#include "positions/detail/relation_network.h"

namespace faultline::positions {
namespace {

using detail::CandidatePair;
using detail::PairJudgement;
using detail::PairQuery;
using detail::RelationFacts;
using detail::RelationNetwork;
using statements::Statement;

// What only the network sees is told from this chance on (docs/quality.md: how often it is right).
constexpr float least_learned = 0.6F;
// Training knows few pairs whose ends stand in two sentences.
constexpr float least_learned_across = 0.8F;
constexpr std::size_t most_words_told = 4;
constexpr float least_weight = 0.1F;  // of a word among the reasons, in log-odds

float log_odds(float chance) {
  const float kept = std::clamp(chance, 1e-4F, 1.0F - 1e-4F);
  return std::log(kept / (1.0F - kept));
}

float chance_of(float log_odds) { return 1.0F / (1.0F + std::exp(-log_odds)); }

std::size_t class_of(bool is_forward, int sign) {
  return (sign > 0 ? 1U : 3U) + (is_forward ? 0U : 1U);
}

bool meet(ByteSpan one, ByteSpan other) { return one.begin < other.end && other.begin < one.end; }

/// One document's search.
class Search {
 public:
  Search(const language::Document& document, const language::States& states,
         const actors::Cast& cast, std::span<const Statement> statements,
         const RelationNetwork& network)
      : document_(document),
        states_(states),
        cast_(cast),
        statements_(statements),
        network_(network),
        relations_(find_relations(document, cast, statements)),
        by_rules_(relations_),
        facts_(document, cast, statements, by_rules_),
        pairs_(detail::candidate_pairs(document, cast, statements)) {
    for (std::uint32_t p = 0; p < pairs_.size(); ++p) {
      const auto one = document.sentence_of(pairs_[p].one.tokens.begin);
      const auto other = document.sentence_of(pairs_[p].other.tokens.begin);
      pairs_at_.emplace_back(one, p);
      if (other != one) pairs_at_.emplace_back(other, p);
    }
    std::sort(pairs_at_.begin(), pairs_at_.end());
  }

  std::vector<Relation> run() {
    std::vector<PairQuery> queries;
    queries.reserve(pairs_.size());
    for (const CandidatePair& pair : pairs_) queries.push_back({pair.one, pair.other, {}});
    const auto judgements = network_.judge(facts_, states_, queries);
    weigh(judgements);
    for (std::size_t p = 0; p < pairs_.size(); ++p) add_learned(pairs_[p], judgements[p]);
    std::move(learned_.begin(), learned_.end(), std::back_inserter(relations_));
    std::stable_sort(relations_.begin(), relations_.end(),
                     [](const Relation& a, const Relation& b) {
                       return std::tie(a.evidence.begin, a.trigger.begin) <
                              std::tie(b.evidence.begin, b.trigger.begin);
                     });
    return std::move(relations_);
  }

 private:
  [[nodiscard]] ByteSpan sentence_at(TokenIndex token) const {
    return document_.sentences[document_.sentence_of(token).value].span;
  }

  [[nodiscard]] bool is_about(const Relation& relation, const CandidatePair& pair) const {
    const ActorIndex one = cast_.answerable(pair.one.actor);
    const ActorIndex other = cast_.answerable(pair.other.actor);
    const bool same = relation.to && ((relation.from == one && *relation.to == other) ||
                                      (relation.from == other && *relation.to == one));
    return same && (meet(relation.evidence, sentence_at(pair.other.tokens.begin)) ||
                    meet(relation.evidence, sentence_at(pair.one.tokens.begin)));
  }

  // Where a rule knows who acts on `to` here, whoever else stands in the sentence seldom does.
  [[nodiscard]] bool is_other_holder(const Relation& relation, const PairEnd& from,
                                     const PairEnd& to) const {
    if (relation.sign == 0 || relation.from == cast_.answerable(from.actor)) return false;
    if (!meet(relation.evidence, sentence_at(to.tokens.begin))) return false;
    return relation.to == std::optional(cast_.answerable(to.actor)) ||
           meet(relation.target, document_.bytes(to.tokens));
  }

  // A word by which a rule knows who acts on whom tells nothing of others.
  [[nodiscard]] bool is_explained(ByteSpan trigger) const {
    const auto here =
        detail::relations_in(by_rules_, sentence_at(document_.tokens_in(trigger).begin));
    return std::any_of(here.begin(), here.end(), [&](const Relation& relation) {
      return relation.sign != 0 && meet(relation.trigger, trigger);
    });
  }

  // What a rule reads and what the network holds of it count alike, in log-odds.
  void weigh(std::span<const PairJudgement> judgements) {
    for (Relation& relation : relations_) {
      if (relation.sign == 0 || !relation.to) continue;
      std::optional<std::uint32_t> best;
      float most = -1;
      const auto sentence = document_.sentence_of(document_.tokens_in(relation.evidence).begin);
      for (auto at = std::lower_bound(pairs_at_.begin(), pairs_at_.end(),
                                      std::pair(sentence, std::uint32_t{0}));
           at != pairs_at_.end() && at->first == sentence; ++at) {
        const std::uint32_t p = at->second;
        if (!is_about(relation, pairs_[p])) continue;
        const float chance = judgements[p].chances[own_class(relation, pairs_[p])];
        if (chance > most) std::tie(best, most) = std::pair(p, chance);
      }
      if (!best) continue;
      const float network = log_odds(most);
      relation.why.push_back({"feature network", std::nullopt, network});
      add_words(relation, pairs_[*best], judgements[*best], own_class(relation, pairs_[*best]));
      relation.confidence = chance_of((log_odds(relation.confidence) + network) / 2);
    }
  }

  [[nodiscard]] std::size_t own_class(const Relation& relation, const CandidatePair& pair) const {
    return class_of(relation.from == cast_.answerable(pair.one.actor), relation.sign);
  }

  void add_learned(const CandidatePair& pair, const PairJudgement& judgement) {
    const auto best = static_cast<std::size_t>(
        std::max_element(judgement.chances.begin() + 1, judgement.chances.end()) -
        judgement.chances.begin());
    if (judgement.chances[best] < (pair.is_across ? least_learned_across : least_learned)) return;
    const bool is_forward = best == 1 || best == 3;
    const PairEnd& from = is_forward ? pair.one : pair.other;
    const PairEnd& to = is_forward ? pair.other : pair.one;
    for (const PairEnd& end : {pair.one, pair.other}) {
      for (const Relation& relation :
           detail::relations_in(by_rules_, sentence_at(end.tokens.begin))) {
        if (is_about(relation, pair) || is_other_holder(relation, from, to)) return;
      }
    }
    Relation relation;
    relation.from = cast_.answerable(from.actor);
    relation.to = cast_.answerable(to.actor);
    if (relation.from == *relation.to) return;
    relation.sign = best <= 2 ? 1 : -1;
    relation.target = document_.bytes(to.tokens);
    relation.evidence = sentence_at(pair.other.tokens.begin);
    relation.origin = Origin::Learned;
    relation.intensity = 2.0F / 3;
    relation.confidence = judgement.chances[best];
    relation.why.push_back({"feature network", std::nullopt, log_odds(relation.confidence)});
    relation.trigger = relation.target;
    relation.act = relation.sign > 0 ? Act::Endorse : Act::Oppose;
    add_words(relation, pair, judgement, best);
    choose_act(relation);
    set_statement(relation, pair);
    if (is_explained(relation.trigger)) return;
    // One word tells one such relation: the surest.
    for (Relation& other : learned_) {
      if (!meet(other.trigger, relation.trigger)) continue;
      if (relation.confidence > other.confidence) other = std::move(relation);
      return;
    }
    learned_.push_back(std::move(relation));
  }

  // By how much the log-odds fall when a word is taken for one that says nothing.
  void add_words(Relation& relation, const CandidatePair& pair, const PairJudgement& judgement,
                 std::size_t kind) {
    std::vector<PairQuery> queries;
    for (const std::uint32_t token : judgement.looked_at) {
      if (pair.one.tokens.contains(TokenIndex{token}) ||
          pair.other.tokens.contains(TokenIndex{token}))
        continue;
      if (document_.tokens[token].upos == language::Upos::Punct) continue;
      queries.push_back({pair.one, pair.other, token});
      if (queries.size() == most_words_told) break;
    }
    const auto without = network_.judge(facts_, states_, queries);
    const float whole = log_odds(judgement.chances[kind]);
    std::vector<Reason> words;
    for (std::size_t q = 0; q < queries.size(); ++q) {
      const float weight = whole - log_odds(without[q].chances[kind]);
      if (std::abs(weight) < least_weight) continue;
      words.push_back({"feature word", document_.tokens[*queries[q].hidden].span, weight});
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
    relation.why.insert(relation.why.end(), words.begin(), words.end());
  }

  // The word that counts most and whose act has this sign names the act; without one it stays as
  // general as the network is.
  void choose_act(Relation& relation) const {
    bool has_trigger = false;
    for (const Reason& reason : relation.why) {
      if (!reason.span || reason.weight <= 0) continue;
      if (!has_trigger) relation.trigger = *reason.span;
      has_trigger = true;
      const auto tokens = document_.tokens_in(*reason.span);
      const auto& token = document_.tokens[tokens.begin.value];
      const auto kind = token.upos == language::Upos::Verb   ? detail::WordKind::Verb
                        : token.upos == language::Upos::Noun ? detail::WordKind::Noun
                                                             : detail::WordKind::Adjective;
      for (const auto& word : detail::ActLexicon::english().find(kind, token.lemma)) {
        if (!word.act || sign_of(*word.act) != relation.sign) continue;
        relation.act = *word.act;
        relation.trigger = *reason.span;
        return;
      }
    }
  }

  // Whose words these are: the narrowest statement that holds the place of the later one.
  void set_statement(Relation& relation, const CandidatePair& pair) const {
    const ByteSpan place = document_.bytes(pair.other.tokens);
    std::uint32_t narrowest = 0;
    for (std::uint32_t s = 0; s < statements_.size(); ++s) {
      for (const ByteSpan span : statements_[s].content) {
        if (!span.contains(place)) continue;
        if (relation.statement && span.size() >= narrowest) continue;
        relation.statement = StatementIndex{s};
        relation.said = statements_[s].said;
        narrowest = span.size();
      }
    }
  }

  const language::Document& document_;
  const language::States& states_;
  const actors::Cast& cast_;
  std::span<const Statement> statements_;
  const RelationNetwork& network_;
  std::vector<Relation> relations_;
  const std::vector<Relation> by_rules_;
  RelationFacts facts_;
  std::vector<CandidatePair> pairs_;
  std::vector<std::pair<SentenceIndex, std::uint32_t>>
      pairs_at_;                   // sorted: a sentence, a pair there
  std::vector<Relation> learned_;  // that no rule knows
};

}  // namespace

struct RelationFinder::Model {
  nets::MappedFile file;  // what the network refers to, where it is not built in
  RelationNetwork network;
};

RelationFinder::RelationFinder(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
RelationFinder::RelationFinder(RelationFinder&&) noexcept = default;
RelationFinder& RelationFinder::operator=(RelationFinder&&) noexcept = default;
RelationFinder::~RelationFinder() = default;

Result<RelationFinder> RelationFinder::load(const std::filesystem::path& models) {
  nets::MappedFile file;
  std::string_view bytes = embedded::relations_model();
  std::string name = "built-in relations.bin";
  if (!models.empty()) {
    name = (models / "english" / "relations.bin").string();
    Result<nets::MappedFile> opened = nets::MappedFile::open(name);
    if (!opened) return tl::unexpected(opened.error());
    file = std::move(*opened);
    bytes = file.bytes();
  }
  auto network = RelationNetwork::load(bytes, name);
  if (!network) return tl::unexpected(network.error());
  return RelationFinder(std::make_unique<const Model>(Model{std::move(file), std::move(*network)}));
}

std::vector<Relation> RelationFinder::find(const language::Document& document,
                                           const language::States& states, const actors::Cast& cast,
                                           std::span<const Statement> statements) const {
  if (document.tokens.empty()) return {};
  return Search(document, states, cast, statements, model_->network).run();
}

PairChances RelationFinder::judge(const language::Document& document,
                                  const language::States& states, const MarkedCast& marked,
                                  std::span<const Statement> statements) const {
  const auto relations = find_relations(document, marked.cast, statements);
  const RelationFacts facts(document, marked.cast, statements, relations);
  const PairQuery query{marked.first, marked.second, {}};
  const auto chances = model_->network.judge(facts, states, {&query, 1}).front().chances;
  return {chances[0], chances[1], chances[2], chances[3], chances[4]};
}

std::size_t RelationFinder::likeliest(const PairChances& chances, bool is_balanced) const {
  const std::array<float, detail::pair_classes> all = {
      chances.neutral, chances.first_for_second, chances.second_for_first,
      chances.first_against_second, chances.second_against_first};
  std::size_t best = 0;
  float most = -1e30F;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const float score =
        std::log(std::max(all[c], 1e-12F)) + (is_balanced ? model_->network.balance()[c] : 0.0F);
    if (score > most) std::tie(best, most) = std::pair(c, score);
  }
  return best;
}

std::size_t RelationFinder::states_width() const { return model_->network.states_width(); }

std::string RelationFinder::version() const {
  return fmt::format("{}; relation network {}", positions::version(), model_->network.version());
}

}  // namespace faultline::positions

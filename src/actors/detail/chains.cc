#include "actors/detail/chains.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace faultline::actors::detail {
namespace {

/// What all phrases of a chain agree on.
struct Traits {
  Gender gender = Gender::Unknown;
  std::optional<EntityIndex> entity;
  std::uint32_t speaker = 0;  // whose "I" it is; 0: nobody's

  [[nodiscard]] bool agree(const Traits& other) const {
    if (gender != Gender::Unknown && other.gender != Gender::Unknown && gender != other.gender)
      return false;
    if (entity && other.entity && *entity != *other.entity) return false;
    return speaker == 0 || other.speaker == 0 || speaker == other.speaker;
  }

  void add(const Traits& other) {
    if (gender == Gender::Unknown) gender = other.gender;
    if (!entity) entity = other.entity;
    if (speaker == 0) speaker = other.speaker;
  }
};

Traits traits_of(const PhraseFacts& facts) {
  const std::uint32_t speaker = facts.phrase.kind == PhraseKind::I ? facts.voice.speaker : 0;
  return {facts.gender, facts.entity, speaker};
}

/// Names that were linked as one are one, unless the text speaks strongly for something else.
constexpr float bonus_of_linked_names = 1.0F;

/// For each quotation the phrase that names its speaker: the subject of a verb of saying beside it
/// in a sentence that it begins or ends in; where there is none, that of the quotation before.
std::vector<std::optional<std::uint32_t>> speakers_of_quotations(
    std::span<const PhraseFacts> facts) {
  std::vector<std::optional<std::uint32_t>> speakers;
  std::vector<std::pair<Index, std::uint32_t>> said;  // sentence, phrase
  for (std::uint32_t p = 0; p < facts.size(); ++p) {
    if (facts[p].is_reporting_subject && facts[p].voice.quotation == 0)
      said.emplace_back(facts[p].sentence, p);
  }
  const auto in_sentence = [&](Index sentence) -> std::optional<std::uint32_t> {
    const auto found = std::partition_point(
        said.begin(), said.end(), [sentence](const auto& one) { return one.first < sentence; });
    if (found == said.end() || found->first != sentence) return std::nullopt;
    return found->second;
  };
  for (const PhraseFacts& one : facts) {
    const std::uint32_t quotation = one.voice.quotation;
    if (quotation == 0) continue;
    if (speakers.size() <= quotation) {
      const bool goes_on = speakers.size() == quotation && quotation > 0;
      speakers.resize(quotation + 1, goes_on ? speakers.back() : std::nullopt);
    }
    if (const auto speaker = in_sentence(one.sentence)) speakers[quotation] = speaker;
  }
  return speakers;
}

/// "He" and "they" mean somebody before, though the likeliest may be ruled out.
constexpr float seldom_first = 2.0F;

class ChainBuilder {
 public:
  ChainBuilder(std::span<const PhraseFacts> facts, Ranking& ranking, LookBack from)
      : facts_(facts), ranking_(ranking), from_(from), speakers_(speakers_of_quotations(facts)) {}

  Chains build() {
    const auto count = static_cast<std::uint32_t>(facts_.size());
    chains_.links.resize(count);
    chains_.chain.resize(count);
    chains_.likeliest.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      chains_.chain[i] = static_cast<std::uint32_t>(traits_.size());
      const Traits own = traits_of(facts_[i]);
      if (const auto link = is_asked(facts_[i]) ? link_of(i, own) : std::nullopt) {
        chains_.links[i] = link;
        chains_.chain[i] = chains_.chain[link->antecedent];
        traits_[chains_.chain[i]].add(own);
      } else {
        traits_.push_back(own);
      }
    }
    return std::move(chains_);
  }

 private:
  [[nodiscard]] bool is_asked(const PhraseFacts& facts) const {
    const bool is_thing =
        facts.sort == Sort::Unknown || facts.sort == Sort::Time || facts.sort == Sort::Amount;
    return from_ == LookBack::All || !is_thing || facts.entity || is_pronoun(facts.phrase.kind) ||
           facts.phrase.kind == PhraseKind::Name;
  }

  std::optional<Link> link_of(std::uint32_t phrase, const Traits& own) {
    float first = ranking_.rank(phrase, ranked_);
    const PhraseKind kind = facts_[phrase].phrase.kind;
    if (kind == PhraseKind::He || kind == PhraseKind::She || kind == PhraseKind::They)
      first -= seldom_first;
    for (Ranked& one : ranked_) {
      const PhraseFacts& other = facts_[one.candidate];
      const bool is_linked = own.entity && other.entity == own.entity &&
                             facts_[phrase].phrase.kind == PhraseKind::Name &&
                             other.phrase.kind == PhraseKind::Name;
      if (is_linked) one.score += bonus_of_linked_names;
    }
    std::erase_if(ranked_, [&](const Ranked& one) {
      const std::uint32_t chain = chains_.chain[one.candidate];
      return !traits_[chain].agree(own) || speaks(phrase, chain);
    });
    const auto best = std::max_element(
        ranked_.begin(), ranked_.end(),
        [](const Ranked& one, const Ranked& other) { return one.score < other.score; });
    if (best == ranked_.end()) return std::nullopt;
    const Link link{best->candidate, confidence(*best, first)};
    if (best->score > first) return link;
    chains_.likeliest[phrase] = link;
    return std::nullopt;
  }

  // Nobody is "he" in words of his own.
  [[nodiscard]] bool speaks(std::uint32_t phrase, std::uint32_t chain) const {
    const PhraseFacts& facts = facts_[phrase];
    const PhraseKind kind = facts.phrase.kind;
    const bool is_third = kind == PhraseKind::He || kind == PhraseKind::She;
    if (!is_third || facts.voice.quotation >= speakers_.size()) return false;
    const auto& speaker = speakers_[facts.voice.quotation];
    if (!speaker) return false;
    if (*speaker < phrase) return chains_.chain[*speaker] == chain;
    return facts_[*speaker].entity && traits_[chain].entity == facts_[*speaker].entity;
  }

  // Of all scores as powers, the share of those of the chain.
  [[nodiscard]] float confidence(const Ranked& best, float first) const {
    const std::uint32_t chain = chains_.chain[best.candidate];
    double own = 0;
    double all = std::exp(static_cast<double>(first - best.score));
    for (const Ranked& one : ranked_) {
      const double power = std::exp(static_cast<double>(one.score - best.score));
      all += power;
      if (chains_.chain[one.candidate] == chain) own += power;
    }
    return static_cast<float>(own / all);
  }

  std::span<const PhraseFacts> facts_;
  Ranking& ranking_;
  LookBack from_;
  Chains chains_;
  std::vector<Traits> traits_;  // by chain
  std::vector<Ranked> ranked_;
  std::vector<std::optional<std::uint32_t>> speakers_;  // by quotation; a phrase
};

}  // namespace

Chains link_phrases(std::span<const PhraseFacts> facts, Ranking& ranking, LookBack from) {
  return ChainBuilder(facts, ranking, from).build();
}

}  // namespace faultline::actors::detail

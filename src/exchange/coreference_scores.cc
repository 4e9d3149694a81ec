#include "exchange/coreference_scores.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "exchange/detail/heaviest_matching.h"

namespace faultline::exchange {
namespace {

using Chains = std::vector<CoreferenceChain>;

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Chains with the chain of each of their spans.
struct Side {
  explicit Side(Chains given) : chains(std::move(given)) {
    for (std::size_t i = 0; i < chains.size(); ++i)
      for (const auto& span : chains[i]) chain_of.emplace(span, i);
  }

  [[nodiscard]] std::optional<std::size_t> chain(const WordSpan& span) const {
    const auto found = chain_of.find(span);
    if (found == chain_of.end()) return std::nullopt;
    return found->second;
  }

  Chains chains;
  std::map<WordSpan, std::size_t> chain_of;
};

/// Of each chain of `one`, how many of its spans stand in which chain of `other`.
std::vector<std::map<std::size_t, std::size_t>> overlaps(const Side& one, const Side& other) {
  std::vector<std::map<std::size_t, std::size_t>> counts(one.chains.size());
  for (std::size_t i = 0; i < one.chains.size(); ++i)
    for (const auto& span : one.chains[i])
      if (const auto chain = other.chain(span)) ++counts[i][*chain];
  return counts;
}

struct Part {
  double found = 0;
  double all = 0;
};

/// A chain of n spans has n - 1 links; what the other side cuts it into, spans that it lacks being
/// pieces of their own, tells how many of them are missing.
Part muc(const Side& one, const Side& other) {
  const auto shared = overlaps(one, other);
  Part sum;
  for (std::size_t i = 0; i < one.chains.size(); ++i) {
    const std::size_t size = one.chains[i].size();
    std::size_t found = 0;
    for (const auto& [chain, count] : shared[i]) found += count;
    const std::size_t pieces = shared[i].size() + (size - found);
    sum.found += static_cast<double>(size - pieces);
    sum.all += static_cast<double>(size - 1);
  }
  return sum;
}

Part b3(const Side& one, const Side& other) {
  const auto shared = overlaps(one, other);
  Part sum;
  for (std::size_t i = 0; i < one.chains.size(); ++i) {
    const auto size = static_cast<double>(one.chains[i].size());
    for (const auto& [chain, count] : shared[i])
      sum.found += static_cast<double>(count * count) / size;
    sum.all += size;
  }
  return sum;
}

/// Chains that hang together by shared spans, to be matched among each other only.
struct Component {
  std::vector<std::size_t> gold;
  std::vector<std::size_t> predicted;
};

class Similarity {
 public:
  Similarity(const Side& gold, const Side& predicted)
      : gold_(gold),
        predicted_(predicted),
        shared_(overlaps(gold, predicted)),
        back_(overlaps(predicted, gold)) {}

  /// The sum of phi4 over the best one-to-one map.
  [[nodiscard]] double best() const {
    double sum = 0;
    std::vector<bool> is_seen(gold_.chains.size());
    for (std::size_t i = 0; i < gold_.chains.size(); ++i) {
      if (is_seen[i]) continue;
      const Component component = component_of(i, is_seen);
      sum += detail::heaviest_matching(weights(component));
    }
    return sum;
  }

 private:
  [[nodiscard]] Component component_of(std::size_t start, std::vector<bool>& is_seen) const {
    Component component;
    std::set<std::size_t> predicted;
    component.gold.push_back(start);
    is_seen[start] = true;
    for (std::size_t next = 0; next < component.gold.size(); ++next)
      for (const auto& [other, count] : shared_[component.gold[next]]) {
        if (!predicted.insert(other).second) continue;
        for (const auto& [own, again] : back_[other])
          if (!is_seen[own]) {
            is_seen[own] = true;
            component.gold.push_back(own);
          }
      }
    component.predicted.assign(predicted.begin(), predicted.end());
    return component;
  }

  [[nodiscard]] std::vector<std::vector<double>> weights(const Component& component) const {
    std::vector<std::vector<double>> weights;
    for (const auto own : component.gold) {
      auto& row = weights.emplace_back();
      for (const auto other : component.predicted) {
        const auto found = shared_[own].find(other);
        const auto sizes =
            static_cast<double>(gold_.chains[own].size() + predicted_.chains[other].size());
        row.push_back(found == shared_[own].end() ? 0
                                                  : 2 * static_cast<double>(found->second) / sizes);
      }
    }
    return weights;
  }

  const Side& gold_;
  const Side& predicted_;
  std::vector<std::map<std::size_t, std::size_t>> shared_;
  std::vector<std::map<std::size_t, std::size_t>> back_;
};

/// Whether what `span` goes back to is one of the gold chain.
bool goes_back_to(std::size_t gold_chain, const WordSpan& span, const Side& gold,
                  const Side& predicted, const Antecedents& antecedents) {
  if (const auto found = antecedents.find(span); found != antecedents.end())
    return gold.chain(found->second) == gold_chain;
  const auto own = predicted.chain(span);
  if (!own) return false;
  const auto& chain = predicted.chains[*own];
  const auto place = std::lower_bound(chain.begin(), chain.end(), span);
  return place != chain.begin() && gold.chain(*std::prev(place)) == gold_chain;
}

}  // namespace

std::string_view to_string(ChainMeasure measure) {
  constexpr std::array<std::string_view, kChainMeasures.size()> names{"mentions", "MUC", "B3",
                                                                      "CEAFe"};
  return names[static_cast<std::size_t>(measure)];
}

double ChainScore::precision() const { return 100 * share(found_predicted, predicted); }
double ChainScore::recall() const { return 100 * share(found_gold, gold); }
double ChainScore::f1() const { return share(2 * precision() * recall(), precision() + recall()); }

ChainScore& ChainScore::operator+=(const ChainScore& other) {
  found_gold += other.found_gold;
  gold += other.gold;
  found_predicted += other.found_predicted;
  predicted += other.predicted;
  return *this;
}

std::string_view to_string(Pronoun pronoun) {
  constexpr std::array<std::string_view, kPronouns.size()> names{"he", "she", "they", "it",
                                                                 "I",  "you", "we"};
  return names[static_cast<std::size_t>(pronoun)];
}

std::optional<Pronoun> pronoun_of(std::string_view word) {
  using enum Pronoun;
  static constexpr std::array<std::pair<std::string_view, Pronoun>, 28> forms{
      {{"he", He},    {"him", He},    {"his", He},    {"she", She},    {"her", She},
       {"hers", She}, {"they", They}, {"them", They}, {"their", They}, {"theirs", They},
       {"'em", They}, {"it", It},     {"its", It},    {"i", I},        {"me", I},
       {"my", I},     {"mine", I},    {"you", You},   {"your", You},   {"yours", You},
       {"ya", You},   {"we", We},     {"us", We},     {"our", We},     {"ours", We},
       {"'s", We},    {"’s", We},     {"’em", They}}};
  const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (word.empty() || std::any_of(word.begin() + 1, word.end(), is_capital)) return std::nullopt;
  std::string form(word);
  if (is_capital(form.front())) form.front() = static_cast<char>(form.front() - 'A' + 'a');
  for (const auto& [known, pronoun] : forms)
    if (form == known) return pronoun;
  return std::nullopt;
}

double PronounScore::percent() const {
  return 100 * share(static_cast<double>(right), static_cast<double>(asked));
}

PronounScore& PronounScore::operator+=(const PronounScore& other) {
  asked += other.asked;
  right += other.right;
  return *this;
}

std::vector<CoreferenceChain> counted_chains(std::span<const CoreferenceChain> chains) {
  std::vector<CoreferenceChain> counted;
  std::set<WordSpan> taken;
  for (const auto& given : chains) {
    const std::set<WordSpan> spans(given.begin(), given.end());
    // A span alone in its chain takes nothing from another chain.
    if (spans.size() < 2) continue;
    CoreferenceChain chain;
    for (const auto& span : spans)
      if (taken.insert(span).second) chain.push_back(span);
    if (chain.size() > 1) counted.push_back(std::move(chain));
  }
  return counted;
}

void CoreferenceScores::add(const CoreferenceDocument& gold,
                            std::span<const CoreferenceChain> predicted,
                            const Antecedents& antecedents) {
  const Side own(counted_chains(gold.chains));
  const Side other(counted_chains(predicted));
  ++documents_;
  const auto common = static_cast<double>(
      std::count_if(own.chain_of.begin(), own.chain_of.end(),
                    [&](const auto& span) { return other.chain_of.contains(span.first); }));
  of(ChainMeasure::Mentions) += {common, static_cast<double>(own.chain_of.size()), common,
                                 static_cast<double>(other.chain_of.size())};
  const auto add_both = [&](ChainMeasure measure, Part part(const Side&, const Side&)) {
    const Part recall = part(own, other);
    const Part precision = part(other, own);
    of(measure) += {recall.found, recall.all, precision.found, precision.all};
  };
  add_both(ChainMeasure::Muc, muc);
  add_both(ChainMeasure::B3, b3);
  const double similar = Similarity(own, other).best();
  of(ChainMeasure::CeafE) += {similar, static_cast<double>(own.chains.size()), similar,
                              static_cast<double>(other.chains.size())};
  for (std::size_t chain = 0; chain < own.chains.size(); ++chain)
    for (std::size_t i = 1; i < own.chains[chain].size(); ++i) {
      const auto& span = own.chains[chain][i];
      if (span.end - span.begin != 1) continue;
      const auto pronoun = pronoun_of(gold.sentences[span.sentence][span.begin]);
      if (!pronoun) continue;
      pronouns_[static_cast<std::size_t>(*pronoun)] +=
          {1, goes_back_to(chain, span, own, other, antecedents) ? 1U : 0U};
    }
}

double CoreferenceScores::conll() const {
  return (score(ChainMeasure::Muc).f1() + score(ChainMeasure::B3).f1() +
          score(ChainMeasure::CeafE).f1()) /
         3;
}

PronounScore CoreferenceScores::third_person() const {
  PronounScore sum;
  for (const auto one : {Pronoun::He, Pronoun::She, Pronoun::They}) sum += pronoun(one);
  return sum;
}

}  // namespace faultline::exchange

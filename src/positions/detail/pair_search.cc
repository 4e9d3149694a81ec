#include "positions/detail/pair_search.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace faultline::positions::detail {
namespace {

using actors::Mention;
using statements::Statement;

constexpr std::uint32_t overlapping = std::numeric_limits<std::uint32_t>::max();

std::uint32_t gap(TokenSpan one, TokenSpan other) {
  if (one.end <= other.begin) return other.begin.value - one.end.value;
  if (other.end <= one.begin) return one.begin.value - other.end.value;
  return overlapping;
}

CandidatePair in_order(const Mention& one, const Mention& other) {
  const PairEnd a{one.tokens, one.actor};
  const PairEnd b{other.tokens, other.actor};
  return one.tokens.begin < other.tokens.begin ? CandidatePair{a, b} : CandidatePair{b, a};
}

/// The mentions of a sentence.
std::span<const Mention> mentions_in(const actors::Cast& cast, TokenSpan tokens) {
  const auto before = [](const Mention& mention, TokenIndex token) {
    return mention.tokens.begin < token;
  };
  const auto begin =
      std::lower_bound(cast.mentions.begin(), cast.mentions.end(), tokens.begin, before);
  const auto end = std::lower_bound(begin, cast.mentions.end(), tokens.end, before);
  return {begin, end};
}

class PairSearch {
 public:
  PairSearch(const language::Document& document, const actors::Cast& cast,
             std::span<const Statement> statements)
      : document_(document), cast_(cast), statements_(statements) {}

  std::vector<CandidatePair> run() {
    for (const language::Sentence& sentence : document_.sentences) within(sentence.tokens);
    for (const Statement& statement : statements_) across(statement);
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const CandidatePair& a, const CandidatePair& b) {
                       return a.other.tokens.begin < b.other.tokens.begin;
                     });
    return std::move(pairs_);
  }

 private:
  void within(TokenSpan sentence) {
    const auto mentions = mentions_in(cast_, sentence);
    if (mentions.size() < 2) return;
    struct Nearest {
      std::uint32_t gap = overlapping;
      const Mention* one = nullptr;
      const Mention* other = nullptr;
    };
    std::map<std::pair<ActorIndex, ActorIndex>, Nearest> nearest;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      for (std::size_t j = i + 1; j < mentions.size(); ++j) {
        const Mention& one = mentions[i];
        const Mention& other = mentions[j];
        if (one.actor == other.actor) continue;
        const std::uint32_t away = gap(one.tokens, other.tokens);
        Nearest& best = nearest[std::minmax(one.actor, other.actor)];
        if (away < best.gap) best = {away, &one, &other};
      }
    }
    std::vector<Nearest> found;
    for (const auto& [actors, best] : nearest) {
      if (best.one != nullptr) found.push_back(best);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Nearest& a, const Nearest& b) { return a.gap < b.gap; });
    if (found.size() > most_pairs) found.resize(most_pairs);
    for (const Nearest& pair : found) pairs_.push_back(in_order(*pair.one, *pair.other));
  }

  // The speaker stands where the statement's source names him.
  void across(const Statement& statement) {
    if (!statement.speaker) return;
    const Mention* speaker = nullptr;
    for (const ByteSpan span : statement.source) {
      for (const Mention& mention : mentions_in(cast_, document_.tokens_in(span))) {
        if (mention.actor == *statement.speaker && speaker == nullptr) speaker = &mention;
      }
    }
    if (speaker == nullptr) return;
    const auto home = document_.sentence_of(speaker->tokens.begin);
    for (const ByteSpan span : statement.content) {
      const TokenSpan content = document_.tokens_in(span);
      if (content.empty()) continue;
      const auto last = document_.sentence_of({content.end.value - 1});
      for (auto s = document_.sentence_of(content.begin); s <= last; ++s.value) {
        if (s == home) continue;
        add_said(*speaker, document_.sentences[s.value].tokens, content);
      }
    }
  }

  void add_said(const Mention& speaker, TokenSpan sentence, TokenSpan content) {
    const auto mentions = mentions_in(cast_, sentence);
    const bool names_speaker =
        std::any_of(mentions.begin(), mentions.end(),
                    [&](const Mention& mention) { return mention.actor == speaker.actor; });
    if (names_speaker) return;
    std::vector<ActorIndex> done;
    for (const Mention& mention : mentions) {
      if (!content.contains(mention.tokens.begin) || done.size() == most_pairs) continue;
      if (std::find(done.begin(), done.end(), mention.actor) != done.end()) continue;
      done.push_back(mention.actor);
      pairs_.push_back(in_order(speaker, mention));
      pairs_.back().is_across = true;
    }
  }

  const language::Document& document_;
  const actors::Cast& cast_;
  std::span<const Statement> statements_;
  std::vector<CandidatePair> pairs_;
};

}  // namespace

std::vector<CandidatePair> candidate_pairs(const language::Document& document,
                                           const actors::Cast& cast,
                                           std::span<const Statement> statements) {
  return PairSearch(document, cast, statements).run();
}

}  // namespace faultline::positions::detail

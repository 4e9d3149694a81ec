#include "statements/detail/selection.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace faultline::statements::detail {
namespace {

constexpr float kLeast = 0.35F;  // best relation F1 on PolNeAR's dev part
// Readers mark statements inside statements more rarely.
constexpr float kLeastInside = 0.55F;
constexpr float kLeastQuoted = 0.70F;
// How many statements to either side may hold one or be held by it within a sentence.
constexpr std::size_t kNeighbours = 24;

bool content_holds(const Candidate& outer, std::uint32_t token) {
  return std::any_of(outer.content.begin(), outer.content.end(),
                     [token](TokenSpan span) { return span.contains(TokenIndex{token}); });
}

TokenIndex first_token(const Candidate& candidate) {
  TokenIndex first = candidate.content.front().begin;
  if (candidate.source) first = std::min(first, candidate.source->begin);
  if (candidate.cue) first = std::min(first, candidate.cue->begin);
  return first;
}

// Where the statement goes on behind a source that others may share.
TokenIndex second_token(const Candidate& candidate) {
  const TokenIndex content = candidate.content.front().begin;
  return candidate.cue ? std::min(content, candidate.cue->begin) : content;
}

TokenIndex last_token(const Candidate& candidate) {
  TokenIndex last = candidate.content.back().end;
  if (candidate.source) last = std::max(last, candidate.source->end);
  if (candidate.cue) last = std::max(last, candidate.cue->end);
  return last;
}

// How deep in quotation marks the cue stands.
int depth(const MarkedWords& words, const Candidate& candidate) {
  const std::int32_t q = candidate.scope.quotation;
  if (q == kUnquoted) return 0;
  return words.quotations[static_cast<std::size_t>(q)].is_nested ? 2 : 1;
}

/// Decides in the order of the text; all that is asked of neighbours lies in the same paragraph.
class Selection {
 public:
  explicit Selection(const MarkedWords& words) : words_(words) {}

  std::vector<Chosen> run(std::vector<Candidate> candidates) {
    std::size_t begin = 0;
    const auto& paragraphs = words_.document->paragraphs;
    for (const language::Paragraph& paragraph : paragraphs) {
      if (paragraph.sentences.empty()) continue;
      const TokenSpan tokens{
          words_.document->sentences[paragraph.sentences.begin.value].tokens.begin,
          words_.document->sentences[paragraph.sentences.end.value - 1].tokens.end};
      std::vector<Candidate> here;
      for (; begin < candidates.size() && candidates[begin].anchor < tokens.end.value; ++begin) {
        here.push_back(std::move(candidates[begin]));
      }
      take_paragraph(std::move(here), tokens);
    }
    return std::move(chosen_);
  }

 private:
  void take_paragraph(std::vector<Candidate> here, TokenSpan tokens) {
    // Outer ones first: unquoted before quoted cues, then the wider before the narrower.
    std::erase_if(here, [](const Candidate& one) { return one.score < kLeast; });
    std::vector<std::size_t> order(here.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<bool> is_kept(here.size(), false);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const int depth_a = depth(words_, here[a]);
      const int depth_b = depth(words_, here[b]);
      if (depth_a != depth_b) return depth_a < depth_b;
      return size(here[a]) > size(here[b]);
    });
    keep(here, order, is_kept);
    first_chosen_ = chosen_.size();
    first_quotation_ = last_quotation_;
    while (last_quotation_ < words_.quoted.size() &&
           words_.quoted[last_quotation_].begin < tokens.end)
      ++last_quotation_;
    claimed_by_.assign(last_quotation_ - first_quotation_, std::nullopt);
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (!is_kept[i]) continue;
      if (here[i].scope.quotation == kUnquoted) claim(here[i], chosen_.size());
      chosen_.push_back({std::move(here[i]), std::nullopt, std::nullopt});
    }
    add_floating(tokens);
    settle();
  }

  static std::uint32_t size(const Candidate& candidate) {
    std::uint32_t sum = 0;
    for (const TokenSpan span : candidate.content) sum += span.size();
    return sum;
  }

  void keep(const std::vector<Candidate>& here, const std::vector<std::size_t>& order,
            std::vector<bool>& is_kept) const {
    for (const std::size_t i : order) {
      const bool is_quoted = here[i].scope.quotation != kUnquoted;
      bool is_inside = false;
      bool is_rival = false;
      const std::size_t from = i > kNeighbours ? i - kNeighbours : 0;
      const std::size_t to = std::min(here.size(), i + kNeighbours);
      for (std::size_t j = from; j < to; ++j) {
        if (!is_kept[j] || j == i) continue;
        const bool i_in_j = content_holds(here[j], here[i].anchor);
        const bool j_in_i = content_holds(here[i], here[j].anchor);
        is_inside = is_inside || i_in_j;
        // Each within what the other says, or both claiming the same words: the wider stays.
        if (i_in_j && j_in_i) is_rival = true;
        if (!i_in_j && !j_in_i && here[i].content == here[j].content) is_rival = true;
      }
      const float least = is_quoted ? kLeastQuoted : is_inside ? kLeastInside : kLeast;
      is_kept[i] = !is_rival && here[i].score >= least;
    }
  }

  // Notes which quotations lie in the content of chosen_[place].
  void claim(const Candidate& candidate, std::size_t place) {
    for (const TokenSpan span : candidate.content) {
      const auto end = words_.quoted.begin() + static_cast<std::ptrdiff_t>(last_quotation_);
      auto quoted = std::partition_point(
          words_.quoted.begin() + static_cast<std::ptrdiff_t>(first_quotation_), end,
          [span](TokenSpan one) { return one.begin < span.begin; });
      for (; quoted != end && quoted->begin < span.end; ++quoted) {
        claimed_by_[static_cast<std::size_t>(quoted - words_.quoted.begin()) - first_quotation_] =
            place;
      }
    }
  }

  // Gives the quotations that no statement of the paragraph claimed to the one they go on from.
  void add_floating(TokenSpan tokens) {
    std::size_t next_chosen = first_chosen_;  // the first whose cue stands behind the quotation
    const std::size_t count = chosen_.size();
    for (std::size_t q = first_quotation_; q < last_quotation_; ++q) {
      const TokenSpan quoted = words_.quoted[q];
      while (next_chosen < count && chosen_[next_chosen].candidate.anchor < quoted.begin.value)
        ++next_chosen;
      if (words_.quotations[q].is_nested || claimed_by_[q - first_quotation_] ||
          !is_speech(quoted, tokens))
        continue;
      give(q, quoted, tokens, next_chosen);
    }
  }

  // A sentence of its own, not a scare quote or a title.
  [[nodiscard]] bool is_speech(TokenSpan quoted, TokenSpan tokens) const {
    if (quoted.size() < 4) return false;
    const std::uint32_t begin = quoted.begin.value;
    const SentenceIndex sentence = words_.document->sentence_of(quoted.begin);
    const bool begins_sentence =
        begin == tokens.begin.value ||
        words_.document->sentences[sentence.value].tokens.begin == quoted.begin ||
        words_[begin - 1].mark == MarkKind::Stop || words_[begin - 1].mark == MarkKind::Question;
    if (!begins_sentence) return false;
    const MarkKind last = words_[quoted.end.value - 2].mark;
    return last == MarkKind::Stop || last == MarkKind::Question || quoted.end == tokens.end ||
           words_[quoted.end.value].mark == MarkKind::Stop;
  }

  void give(std::size_t q, TokenSpan quoted, TokenSpan tokens, std::size_t next_chosen) {
    std::optional<std::size_t> before;
    const std::size_t reach =
        next_chosen > first_chosen_ + kNeighbours ? next_chosen - kNeighbours : first_chosen_;
    for (std::size_t i = next_chosen; i > reach && !before; --i) {
      const Candidate& candidate = chosen_[i - 1].candidate;
      if (candidate.scope.quotation == kUnquoted && last_token(candidate) <= quoted.begin)
        before = i - 1;
    }
    const bool goes_on = quoted.begin == tokens.begin && q > 0 && words_.quotations[q - 1].goes_on;
    if (!before && goes_on) before = last_speech_;
    if (!before) return;
    Candidate& previous = chosen_[*before].candidate;
    const bool was_quoted = words_[previous.content.back().end.value - 1].quotation != kUnquoted;
    if (was_quoted && *before >= first_chosen_) {
      previous.content.push_back(quoted);
      claimed_by_[q - first_quotation_] = before;
      return;
    }
    Candidate floating;
    floating.anchor = quoted.begin.value;
    floating.scope = {quoted, kUnquoted};
    floating.frame = Frame::Quotation;
    floating.content.push_back(quoted);
    floating.score = previous.score;
    claimed_by_[q - first_quotation_] = chosen_.size();
    chosen_.push_back({std::move(floating), std::nullopt, before});
  }

  // Puts the paragraph's statements in order and finds who is inside whom.
  void settle() {
    std::vector<std::size_t> order(chosen_.size() - first_chosen_);
    std::iota(order.begin(), order.end(), first_chosen_);
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      const Candidate& left = chosen_[a].candidate;
      const Candidate& right = chosen_[b].candidate;
      return std::tuple(first_token(left), second_token(left), left.anchor) <
             std::tuple(first_token(right), second_token(right), right.anchor);
    });
    std::vector<std::size_t> place(order.size());
    std::vector<Chosen> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[order[i] - first_chosen_] = first_chosen_ + i;
      sorted.push_back(std::move(chosen_[order[i]]));
    }
    std::move(sorted.begin(), sorted.end(),
              chosen_.begin() + static_cast<std::ptrdiff_t>(first_chosen_));
    for (auto& claim : claimed_by_) {
      if (claim) claim = place[*claim - first_chosen_];
    }
    for (std::size_t i = first_chosen_; i < chosen_.size(); ++i) {
      std::optional<std::size_t>& continues = chosen_[i].continues;
      if (continues && *continues >= first_chosen_) continues = place[*continues - first_chosen_];
      find_outer(i);
      if (chosen_[i].candidate.scope.quotation == kUnquoted) last_speech_ = i;
    }
  }

  // The narrowest statement whose content holds this one's cue.
  void find_outer(std::size_t i) {
    const Candidate& own = chosen_[i].candidate;
    if (!own.cue) return;
    std::optional<std::size_t>& outer = chosen_[i].outer;
    const std::size_t from = i > first_chosen_ + kNeighbours ? i - kNeighbours : first_chosen_;
    const std::size_t to = std::min(chosen_.size(), i + kNeighbours);
    for (std::size_t j = from; j < to; ++j) {
      const Candidate& other = chosen_[j].candidate;
      if (j == i || !content_holds(other, own.anchor) || content_holds(own, other.anchor)) continue;
      if (!outer || size(other) < size(chosen_[*outer].candidate)) outer = j;
    }
    // In a long quotation the statement that claims it may stand farther away.
    if (outer || own.scope.quotation == kUnquoted) return;
    const std::int32_t q = words_[own.anchor].outermost;
    const std::optional<std::size_t> claim =
        claimed_by_[static_cast<std::size_t>(q) - first_quotation_];
    if (claim && *claim != i) outer = claim;
  }

  const MarkedWords& words_;
  std::vector<Chosen> chosen_;
  // Of the paragraph at hand.
  std::size_t first_chosen_ = 0;
  std::size_t first_quotation_ = 0;
  std::size_t last_quotation_ = 0;                      // the first of the paragraphs after it
  std::vector<std::optional<std::size_t>> claimed_by_;  // by quotation: a place in chosen_
  std::optional<std::size_t> last_speech_;
};

}  // namespace

std::vector<Chosen> select(const MarkedWords& words, std::vector<Candidate> candidates) {
  return Selection(words).run(std::move(candidates));
}

}  // namespace faultline::statements::detail

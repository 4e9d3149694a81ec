#include "statements/detail/selection.h"

#include <algorithm>
#include <numeric>

namespace faultline::statements::detail {
namespace {

constexpr float kLeast = 0.35F;        // best relation F1 on PolNeAR's dev part
constexpr float kLeastInside = 0.70F;  // readers mark statements inside statements more rarely

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
    const std::size_t first_chosen = chosen_.size();
    keep(here, order, is_kept);
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (is_kept[i]) chosen_.push_back({std::move(here[i]), std::nullopt, std::nullopt});
    }
    add_floating(first_chosen, tokens);
    settle(first_chosen);
  }

  static std::uint32_t size(const Candidate& candidate) {
    std::uint32_t sum = 0;
    for (const TokenSpan span : candidate.content) sum += span.size();
    return sum;
  }

  void keep(const std::vector<Candidate>& here, const std::vector<std::size_t>& order,
            std::vector<bool>& is_kept) const {
    constexpr std::size_t kNeighbours =
        24;  // a statement lies inside one that begins not far before it
    for (const std::size_t i : order) {
      bool is_inside = here[i].scope.quotation != kUnquoted;
      bool is_rival = false;
      const std::size_t from = i > kNeighbours ? i - kNeighbours : 0;
      const std::size_t to = std::min(here.size(), i + kNeighbours);
      for (std::size_t j = from; j < to; ++j) {
        if (!is_kept[j] || j == i) continue;
        const bool i_in_j = content_holds(here[j], here[i].anchor);
        const bool j_in_i = content_holds(here[i], here[j].anchor);
        is_inside = is_inside || i_in_j;
        // Each within what the other says, or both claiming the same words: the likelier stays.
        if (i_in_j && j_in_i) is_rival = true;
        if (!i_in_j && !j_in_i && here[i].content == here[j].content) is_rival = true;
      }
      is_kept[i] = !is_rival && here[i].score >= (is_inside ? kLeastInside : kLeast);
    }
  }

  // Quotations that no statement of the paragraph claimed.
  void add_floating(std::size_t first_chosen, TokenSpan tokens) {
    for (std::size_t q = first_quotation_; q < words_.quotations.size(); ++q) {
      const TokenSpan quoted = words_.quoted[q];
      if (quoted.begin >= tokens.end) {
        first_quotation_ = q;
        break;
      }
      if (words_.quotations[q].is_nested || !is_speech(quoted, tokens) ||
          is_claimed(first_chosen, quoted))
        continue;
      give(first_chosen, q, quoted, tokens);
    }
  }

  // A sentence of its own, not a scare quote or a title.
  [[nodiscard]] bool is_speech(TokenSpan quoted, TokenSpan tokens) const {
    if (quoted.size() < 4) return false;
    const std::uint32_t begin = quoted.begin.value;
    const bool begins_sentence =
        begin == tokens.begin.value ||
        words_.document->sentences[words_.document->sentence_of(quoted.begin).value].tokens.begin ==
            quoted.begin ||
        words_[begin - 1].mark == MarkKind::Stop || words_[begin - 1].mark == MarkKind::Question;
    if (!begins_sentence) return false;
    const MarkKind last = words_[quoted.end.value - 2].mark;
    const bool ends_sentence = last == MarkKind::Stop || last == MarkKind::Question ||
                               quoted.end == tokens.end ||
                               words_[quoted.end.value].mark == MarkKind::Stop;
    return ends_sentence;
  }

  [[nodiscard]] bool is_claimed(std::size_t first_chosen, TokenSpan quoted) const {
    for (std::size_t i = first_chosen; i < chosen_.size(); ++i) {
      for (const TokenSpan span : chosen_[i].candidate.content) {
        if (span.overlaps(quoted) && chosen_[i].candidate.scope.quotation == kUnquoted) return true;
      }
    }
    return false;
  }

  void give(std::size_t first_chosen, std::size_t q, TokenSpan quoted, TokenSpan tokens) {
    std::optional<std::size_t> before;
    for (std::size_t i = first_chosen; i < chosen_.size(); ++i) {
      if (chosen_[i].candidate.scope.quotation == kUnquoted &&
          last_token(chosen_[i].candidate) <= quoted.begin)
        before = i;
    }
    const bool opens_paragraph = quoted.begin == tokens.begin;
    if (!before && opens_paragraph && q > 0 && words_.quotations[q - 1].goes_on)
      before = last_speech_;
    if (!before) return;
    Candidate& previous = chosen_[*before].candidate;
    const bool was_quoted = words_[previous.content.back().end.value - 1].quotation != kUnquoted;
    if (was_quoted && before >= first_chosen) {
      previous.content.push_back(quoted);
      return;
    }
    Candidate floating;
    floating.anchor = quoted.begin.value;
    floating.scope = {quoted, kUnquoted};
    floating.frame = Frame::Quotation;
    floating.content.push_back(quoted);
    floating.score = previous.score;
    chosen_.push_back({std::move(floating), std::nullopt, before});
  }

  void settle(std::size_t first_chosen) {
    const auto begin = chosen_.begin() + static_cast<std::ptrdiff_t>(first_chosen);
    std::vector<std::size_t> order(chosen_.size() - first_chosen);
    std::iota(order.begin(), order.end(), first_chosen);
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      const Candidate& left = chosen_[a].candidate;
      const Candidate& right = chosen_[b].candidate;
      const TokenIndex first_left = first_token(left);
      const TokenIndex first_right = first_token(right);
      if (first_left != first_right) return first_left < first_right;
      return content_holds(left, right.anchor) && !content_holds(right, left.anchor);
    });
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      place[order[i] - first_chosen] = first_chosen + i;
    std::vector<Chosen> sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(chosen_[i]));
    std::move(sorted.begin(), sorted.end(), begin);
    for (std::size_t i = first_chosen; i < chosen_.size(); ++i) {
      std::optional<std::size_t>& continues = chosen_[i].continues;
      if (continues && *continues >= first_chosen) continues = place[*continues - first_chosen];
      find_outer(first_chosen, i);
      if (chosen_[i].candidate.scope.quotation == kUnquoted) last_speech_ = i;
    }
  }

  // The narrowest statement whose content holds this one's cue.
  void find_outer(std::size_t first_chosen, std::size_t i) {
    constexpr std::size_t kNeighbours = 24;
    const std::size_t from = std::max(first_chosen, i > kNeighbours ? i - kNeighbours : 0);
    const std::size_t to = std::min(chosen_.size(), i + kNeighbours);
    for (std::size_t j = from; j < to; ++j) {
      const Candidate& other = chosen_[j].candidate;
      const Candidate& own = chosen_[i].candidate;
      if (j == i || !own.cue || !content_holds(other, own.anchor) ||
          content_holds(own, other.anchor))
        continue;
      if (!chosen_[i].outer || size(other) < size(chosen_[*chosen_[i].outer].candidate))
        chosen_[i].outer = j;
    }
  }

  const MarkedWords& words_;
  std::vector<Chosen> chosen_;
  std::size_t first_quotation_ = 0;
  std::optional<std::size_t> last_speech_;
};

}  // namespace

std::vector<Chosen> select(const MarkedWords& words, std::vector<Candidate> candidates) {
  return Selection(words).run(std::move(candidates));
}

}  // namespace faultline::statements::detail

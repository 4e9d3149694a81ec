#include "statements/detail/floating.h"

#include <algorithm>
#include <optional>

namespace faultline::statements::detail {
namespace {

// A statement without a cue is a reader's guess from the one before.
constexpr float floating_share = 0.5F;

class Floating {
 public:
  Floating(const MarkedWords& words, std::vector<Candidate>& candidates)
      : words_(words),
        candidates_(candidates),
        known_(candidates.size()),
        claimed_by_(words.quoted.size()) {}

  void run() {
    for (std::size_t i = 0; i < known_; ++i) {
      detach(i);
      claim(i);
    }
    give_back();
    const auto& document = *words_.document;
    std::size_t q = 0;
    std::size_t next = 0;  // the first statement behind the quotation
    std::optional<std::size_t> of_last_paragraph;
    for (const language::Paragraph& paragraph : document.paragraphs) {
      if (paragraph.sentences.empty()) continue;
      const TokenSpan tokens{document.sentences[paragraph.sentences.begin.value].tokens.begin,
                             document.sentences[paragraph.sentences.end.value - 1].tokens.end};
      std::optional<std::size_t> last = of_last_paragraph;
      of_last_paragraph = std::nullopt;
      while (true) {
        const bool is_quotation_next =
            q < words_.quoted.size() && words_.quoted[q].begin < tokens.end;
        const std::uint32_t until =
            is_quotation_next ? words_.quoted[q].begin.value : tokens.end.value;
        for (; next < known_ && candidates_[next].anchor < until; ++next)
          last = of_last_paragraph = next;
        if (!is_quotation_next) break;
        take(q, tokens, last);
        if (claimed_by_[q]) last = of_last_paragraph = claimed_by_[q];
        ++q;
      }
    }
  }

 private:
  // "She warned of delays. “It will cost us.”": what is paraphrased and the sentence of her own
  // words behind it are two statements. “…,” she said. “…” is one, and so is "It will be late, she
  // said. “…”".
  void detach(std::size_t place) {
    const Candidate& one = candidates_[place];
    if (!one.cue || one.content.front().begin < one.cue->end) return;
    if (words_[one.content.front().begin.value].quotation != kUnquoted) return;
    const TokenIndex end = one.scope.tokens.end;
    std::vector<TokenSpan> own;    // the statement's
    std::vector<TokenSpan> apart;  // quotations behind its sentence
    for (const TokenSpan span : one.content) {
      const TokenSpan rest{std::max(span.begin, end), std::max(span.end, end)};
      if (rest.empty() || !is_own_words(rest, end)) {
        own.push_back(span);
        continue;
      }
      if (span.begin < end) own.push_back({span.begin, end - 1});  // without its stop
      apart.push_back(rest);
    }
    if (apart.empty() || own.empty()) return;
    const std::uint32_t anchor = one.anchor;
    const float score = one.score;
    candidates_[place].content = std::move(own);
    for (const TokenSpan span : apart) add(span, anchor, score);
  }

  // Wholly inside of one quotation that begins at `first` or later.
  [[nodiscard]] bool is_own_words(TokenSpan span, TokenIndex first) const {
    const std::int32_t q = words_[span.begin.value].outermost;
    if (q == kUnquoted) return false;
    const TokenSpan quoted = words_.quoted[static_cast<std::size_t>(q)];
    return quoted.contains(span) && quoted.begin >= first;
  }

  void add(TokenSpan quoted, std::uint32_t continues, float score) {
    Candidate floating;
    floating.anchor = quoted.begin.value;
    floating.scope = {quoted, kUnquoted};
    floating.content.push_back(quoted);
    floating.continues = continues;
    floating.score = score;
    const std::int32_t q = words_[quoted.begin.value].outermost;
    claimed_by_[static_cast<std::size_t>(q)] = candidates_.size();
    candidates_.push_back(std::move(floating));
  }

  // Notes which quotations begin in the content of candidates_[place].
  void claim(std::size_t place) {
    for (const TokenSpan span : candidates_[place].content) {
      auto quoted = std::partition_point(words_.quoted.begin(), words_.quoted.end(),
                                         [span](TokenSpan one) { return one.begin < span.begin; });
      // A content may begin inside of a quotation: "called it “a bad, bad plan” ..."
      if (quoted != words_.quoted.begin() && std::prev(quoted)->overlaps(span)) --quoted;
      for (; quoted != words_.quoted.end() && quoted->begin < span.end; ++quoted)
        claimed_by_[static_cast<std::size_t>(quoted - words_.quoted.begin())] = place;
    }
  }

  // “First paragraph. ¶ “Second,” she said: the first one too is what she said.
  void give_back() {
    std::optional<std::size_t> next;  // the quotation behind, an outermost one
    for (std::size_t q = words_.quoted.size(); q-- > 0;) {
      if (words_.quotations[q].is_nested) continue;
      if (next && words_.quotations[q].goes_on && !claimed_by_[q] && claimed_by_[*next] &&
          !has_cue(words_.quoted[q])) {
        Candidate& owner = candidates_[*claimed_by_[*next]];
        owner.content.insert(
            std::upper_bound(owner.content.begin(), owner.content.end(), words_.quoted[q]),
            words_.quoted[q]);
        claimed_by_[q] = claimed_by_[*next];
      }
      next = q;
    }
  }

  [[nodiscard]] bool has_cue(TokenSpan quoted) const {
    const auto end = candidates_.begin() + static_cast<std::ptrdiff_t>(known_);
    const auto own = std::partition_point(candidates_.begin(), end, [quoted](const Candidate& one) {
      return one.anchor < quoted.begin.value;
    });
    return own != end && own->anchor < quoted.end.value;
  }

  void take(std::size_t q, TokenSpan paragraph, std::optional<std::size_t> last) {
    const TokenSpan quoted = words_.quoted[q];
    if (words_.quotations[q].is_nested || claimed_by_[q]) return;
    std::size_t before_it = q;
    while (before_it > 0 && words_.quotations[--before_it].is_nested) continue;
    const bool reopens = q > 0 && quoted.begin == paragraph.begin &&
                         words_.quotations[before_it].goes_on && claimed_by_[before_it];
    if (reopens) {
      const std::size_t owner = *claimed_by_[before_it];
      candidates_[owner].content.push_back(quoted);
      claimed_by_[q] = owner;
      return;
    }
    if (!last || !is_speech(quoted, paragraph)) return;
    const Candidate& before = candidates_[*last];
    add(quoted, before.continues.value_or(before.anchor),
        before.cue ? before.score * floating_share : before.score);
  }

  // "‘Coal Is Not the Villain.’" between paragraphs is a heading: no longer word is small.
  [[nodiscard]] bool is_title(TokenSpan quoted) const {
    constexpr std::size_t longer = 4;
    for (TokenIndex i = quoted.begin; i < quoted.end; ++i) {
      const Word& word = words_[i.value];
      if (word.mark == MarkKind::None && !word.is_capitalised &&
          words_.form(i.value).size() >= longer)
        return false;
    }
    return true;
  }

  // A sentence of its own, not a scare quote or a title, in which nobody's cue was found.
  [[nodiscard]] bool is_speech(TokenSpan quoted, TokenSpan paragraph) const {
    constexpr std::uint32_t least_words = 4;
    if (quoted.size() < least_words + 2 || is_title(quoted)) return false;
    if (has_cue(quoted)) return false;
    const std::uint32_t begin = quoted.begin.value;
    const SentenceIndex sentence = words_.document->sentence_of(quoted.begin);
    const bool begins_sentence =
        words_.document->sentences[sentence.value].tokens.begin == quoted.begin ||
        words_[begin - 1].mark == MarkKind::Stop || words_[begin - 1].mark == MarkKind::Question;
    if (!begins_sentence) return false;
    const MarkKind last = words_[quoted.end.value - 2].mark;
    return last == MarkKind::Stop || last == MarkKind::Question || quoted.end == paragraph.end ||
           words_[quoted.end.value].mark == MarkKind::Stop;
  }

  const MarkedWords& words_;
  std::vector<Candidate>& candidates_;  // first the known ones, in order, then those added
  std::size_t known_;
  std::vector<std::optional<std::size_t>> claimed_by_;  // by quotation: a place in candidates_
};

}  // namespace

void add_floating(const MarkedWords& words, std::vector<Candidate>& candidates) {
  Floating(words, candidates).run();
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.anchor < b.anchor; });
}

}  // namespace faultline::statements::detail

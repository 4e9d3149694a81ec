#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "statements/detail/facts.h"
#include "statements/detail/view.h"

namespace faultline::statements::detail {
namespace {

std::uint32_t distance_bucket(std::uint32_t distance) {
  if (distance <= 4) return distance;
  if (distance <= 6) return 5;
  if (distance <= 10) return 6;
  if (distance <= 20) return 7;
  return distance <= 40 ? 8 : 9;
}

class PairSearch {
 public:
  PairSearch(const MarkedWords& words, const CueSite& cue, const Stretch& stretch)
      : view_(words, stretch), cue_(cue), lemma_(view_.lemma(cue.anchor)) {
    for (std::optional<std::uint32_t> at = cue.anchor; at && above_.size() <= most_steps;
         at = view_.head(*at)) {
      above_.push_back(*at);
    }
    find_quotations();
  }

  [[nodiscard]] std::vector<PairFacts> run() const {
    std::vector<PairFacts> facts(view_.size());
    const language::Document& document = *view_.words().document;
    const SentenceIndex cue_sentence = document.sentence_of(TokenIndex{cue_.anchor});
    SentenceIndex sentence = document.sentence_of(TokenIndex{view_.begin()});
    const std::vector<std::uint32_t> commas = marks_until();
    const std::uint32_t commas_at_cue = commas[cue_.anchor - view_.begin()];
    for (std::uint32_t i = view_.begin(); i < view_.end(); ++i) {
      while (document.sentences[sentence.value].tokens.end.value <= i) ++sentence;
      PairFacts& own = facts[i - view_.begin()];
      const std::uint32_t quoted = view_.quotation(i) == kUnquoted ? 0 : 1;
      const bool is_before = i < cue_.span.begin.value;
      const bool is_inside = cue_.span.contains(TokenIndex{i});
      const std::uint32_t distance = is_before   ? cue_.span.begin.value - i
                                     : is_inside ? 0
                                                 : i + 1 - cue_.span.end.value;
      own[0] = static_cast<std::uint16_t>(
          is_inside ? 20 : distance_bucket(distance) + (is_before ? 0 : 10));
      const std::uint32_t apart = sentences_apart(cue_sentence, sentence);
      own[1] = static_cast<std::uint16_t>(apart * 2 + quoted);
      const std::uint32_t between = commas[i - view_.begin()];
      add_path(i, sentence == cue_sentence,
               capped(is_before ? commas_at_cue - between : between - commas_at_cue, 3), own);
      own[5] = whose_quotation(i);
      own[7] = Hash()
                   .add(is_before   ? 1U
                        : is_inside ? 2U
                                    : 3U)
                   .add(quoted)
                   .add(apart)
                   .add(lemma_)
                   .below(pair_tables[7]);
    }
    return facts;
  }

 private:
  static constexpr std::uint32_t most_steps = 40;

  static std::uint32_t sentences_apart(SentenceIndex cue, SentenceIndex word) {
    if (word == cue) return 0;
    return word < cue ? capped(cue.value - word.value, 4) : 4 + capped(word.value - cue.value, 4);
  }

  [[nodiscard]] std::vector<std::uint32_t> marks_until() const {
    std::vector<std::uint32_t> count(view_.size());
    std::uint32_t sum = 0;
    for (std::uint32_t i = view_.begin(); i < view_.end(); ++i) {
      const MarkKind mark = view_.word(i).mark;
      if (mark != MarkKind::None && mark != MarkKind::Stop) ++sum;
      count[i - view_.begin()] = sum;
    }
    return count;
  }

  void add_path(std::uint32_t i, bool is_same_sentence, std::uint32_t commas,
                PairFacts& own) const {
    std::uint32_t steps_down = 0;  // from the meeting point to i
    std::uint32_t top = i;
    std::uint32_t at = i;
    std::size_t meeting = above_.size();
    Hash whole;
    while (is_same_sentence && steps_down <= most_steps) {
      const auto found = std::find(above_.begin(), above_.end(), at);
      if (found != above_.end()) {
        meeting = static_cast<std::size_t>(found - above_.begin());
        break;
      }
      const auto head = view_.head(at);
      if (!head) break;
      if (steps_down < 4) whole.add(universal(relation(view_.token(at))));
      top = at;
      at = *head;
      ++steps_down;
    }
    const bool do_meet = meeting < above_.size();
    const auto steps_up = static_cast<std::uint32_t>(meeting);
    Hash arcs;
    if (!do_meet) {
      arcs.add("none");
      whole.add("none");
    } else {
      arcs.add(steps_down == 0 ? std::string_view("is") : relation(view_.token(top)));
      arcs.add(top < at ? 1U : 2U).add(capped(steps_up, 4));
      if (meeting > 0) arcs.add(relation(view_.token(above_[meeting - 1])));
      for (std::size_t step = 0; step < std::min<std::size_t>(meeting, 3); ++step)
        whole.add("<").add(universal(relation(view_.token(above_[step]))));
      whole.add(top < at ? 1U : 2U).add(capped(steps_down, 5));
    }
    own[2] = arcs.below(pair_tables[2]);
    own[3] = whole.below(pair_tables[3]);
    const std::uint32_t below_cue = !do_meet       ? 11
                                    : meeting == 0 ? capped(steps_down, 5)
                                                   : 6 + capped(steps_up, 4);
    own[4] = static_cast<std::uint16_t>(below_cue * 4 + commas);
    own[6] = Hash(arcs).add(lemma_).below(pair_tables[6]);
    own[8] = Hash(arcs).add(to_string(view_.word(i).upos)).below(pair_tables[8]);
  }

  // The quotations that end right before the cue's clause and begin right after it.
  void find_quotations() {
    constexpr std::uint32_t reach = 12;
    const std::int32_t own = view_.outermost(cue_.anchor);
    const std::uint32_t cue_begin = cue_.span.begin.value;
    const std::uint32_t cue_end = cue_.span.end.value;
    for (std::uint32_t i = cue_begin; i > view_.begin() && cue_begin - i < reach; --i) {
      const std::int32_t q = view_.outermost(i - 1);
      if (q != kUnquoted && q != own) {
        before_ = q;
        break;
      }
      if (view_.word(i - 1).mark == MarkKind::Stop) break;
    }
    for (std::uint32_t i = cue_end; i < view_.end() && i - cue_end < 2 * reach; ++i) {
      const std::int32_t q = view_.outermost(i);
      if (q != kUnquoted && q != own) {
        after_ = q;
        break;
      }
    }
  }

  [[nodiscard]] std::uint16_t whose_quotation(std::uint32_t i) const {
    const std::int32_t q = view_.outermost(i);
    const std::int32_t own = view_.outermost(cue_.anchor);
    std::uint32_t which = 0;
    if (q == kUnquoted) {
      which = own == kUnquoted ? 0 : 1;
    } else if (q == own) {
      which = view_.quotation(i) == view_.quotation(cue_.anchor) ? 2 : 3;
    } else if (q == before_) {
      which = 4;
    } else if (q == after_) {
      which = 5;
    } else {
      const std::int32_t nearest = i < cue_.anchor ? before_ : after_;
      const std::int32_t away = nearest == kUnquoted ? 3 : std::abs(q - nearest);
      which = (i < cue_.anchor ? 6U : 9U) + capped(static_cast<std::uint32_t>(away), 2);
    }
    const MarkKind mark = view_.word(i).mark;
    const std::uint32_t kind = mark == MarkKind::OpenQuote    ? 1
                               : mark == MarkKind::CloseQuote ? 2
                               : mark == MarkKind::None       ? 0
                                                              : 3;
    return static_cast<std::uint16_t>(which * 4 + kind);
  }

  View view_;
  CueSite cue_;
  std::string_view lemma_;            // of the cue's main word
  std::vector<std::uint32_t> above_;  // the anchor and what it hangs on
  std::int32_t before_ = kUnquoted;
  std::int32_t after_ = kUnquoted;
};

}  // namespace

std::vector<PairFacts> pair_facts(const MarkedWords& words, const CueSite& cue,
                                  const Stretch& stretch) {
  return PairSearch(words, cue, stretch).run();
}

}  // namespace faultline::statements::detail

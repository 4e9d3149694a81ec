#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "statements/detail/facts.h"
#include "statements/detail/view.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

/// The trees of a stretch turned round: the dependents of each token, in order.
class Dependents {
 public:
  explicit Dependents(const View& view)
      : begin_(view.begin()), first_(view.size() + 1), all_(view.size()) {
    for (std::uint32_t i = view.begin(); i < view.end(); ++i) {
      if (const auto head = view.head(i)) ++first_[*head - begin_ + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    std::vector<std::uint32_t> next(first_.begin(), first_.end());
    for (std::uint32_t i = view.begin(); i < view.end(); ++i) {
      if (const auto head = view.head(i)) all_[next[*head - begin_]++] = i;
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t token) const {
    const std::uint32_t at = token - begin_;
    return std::span(all_).subspan(first_[at], first_[at + 1] - first_[at]);
  }

 private:
  std::uint32_t begin_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> all_;
};

class WordSearch {
 public:
  WordSearch(const MarkedWords& words, const Lexicon& lexicon, const Stretch& stretch)
      : view_(words, stretch), lexicon_(lexicon), dependents_(view_) {}

  [[nodiscard]] std::vector<WordFacts> run() {
    facts_.resize(view_.size());
    find_names();
    find_places();
    find_marks();
    for (std::uint32_t i = view_.begin(); i < view_.end(); ++i) {
      WordFacts& own = of(i);
      const Token& token = view_.token(i);
      own[0] = lemma(i);
      own[1] = Hash().add(relation(token)).below(word_tables[1]);
      own[2] = Hash().add(token.xpos.view()).below(word_tables[2]);
      own[7] = Hash().add(verb_class(i)).add(noun_class(i)).below(word_tables[7]);
      add_dependents(i, own);
      own[11] = Hash().add(relation(token)).add(side(i)).add(head_class(i)).below(word_tables[11]);
      own[12] = reporting_word_above(i);
      const std::uint32_t classes = view_.word(i).entry.classes;
      own[13] = Hash().add(classes & 0xFFFFU).add(classes >> 16).below(word_tables[13]);
    }
    return std::move(facts_);
  }

 private:
  [[nodiscard]] WordFacts& of(std::uint32_t i) { return facts_[i - view_.begin()]; }
  [[nodiscard]] std::string_view verb_class(std::uint32_t i) const {
    const std::int32_t verb = view_.word(i).entry.verb;
    return verb < 0 ? std::string_view() : std::string_view(lexicon_.cue(verb).category);
  }
  [[nodiscard]] std::string_view noun_class(std::uint32_t i) const {
    const std::int32_t noun = view_.word(i).entry.noun;
    return noun < 0 ? std::string_view() : std::string_view(lexicon_.cue(noun).category);
  }
  [[nodiscard]] std::string_view class_of(std::uint32_t i) const {
    return view_.word(i).upos == Upos::Noun ? noun_class(i) : verb_class(i);
  }
  [[nodiscard]] std::string_view head_class(std::uint32_t i) const {
    const auto head = view_.head(i);
    return head ? class_of(*head) : std::string_view("root");
  }
  [[nodiscard]] std::size_t side(std::uint32_t i) const {
    const auto head = view_.head(i);
    if (!head) return 0;
    return *head > i ? 1 : 2;
  }

  [[nodiscard]] std::uint16_t lemma(std::uint32_t i) {
    const Upos upos = view_.word(i).upos;
    if (upos == Upos::Propn) return Hash().add("NAME").add(of(i)[3]).below(word_tables[0]);
    if (upos == Upos::Num) return Hash().add("NUMBER").below(word_tables[0]);
    fold_word(view_.lemma(i), folded_);
    return Hash().add(folded_).below(word_tables[0]);
  }

  void find_names() {
    const auto& names = view_.words().document->names;
    auto name = std::partition_point(names.begin(), names.end(), [this](const language::Name& one) {
      return one.tokens.end.value <= view_.begin();
    });
    for (; name != names.end() && name->tokens.begin.value < view_.end(); ++name) {
      const std::uint32_t begin = std::max(name->tokens.begin.value, view_.begin());
      const std::uint32_t end = std::min(name->tokens.end.value, view_.end());
      for (std::uint32_t i = begin; i < end; ++i) {
        of(i)[3] = static_cast<std::uint16_t>(1 + 2 * static_cast<int>(name->type) +
                                              (i == name->tokens.begin.value ? 0 : 1));
      }
    }
  }

  void find_places() {
    const language::Document& document = *view_.words().document;
    const SentenceIndex first = document.sentence_of(TokenIndex{view_.begin()});
    const SentenceIndex last = document.sentence_of(TokenIndex{view_.end() - 1});
    const std::size_t paragraph = document.paragraph_of(first);
    const auto kind = static_cast<std::uint32_t>(document.paragraphs[paragraph].kind);
    for (SentenceIndex s = first; s <= last; ++s) {
      const TokenSpan tokens = document.sentences[s.value].tokens;
      const std::uint32_t begin = std::max(tokens.begin.value, view_.begin());
      const std::uint32_t end = std::min(tokens.end.value, view_.end());
      const std::uint32_t is_first = s == first ? 1 : 0;
      const std::uint32_t is_last = s == last ? 1 : 0;
      for (std::uint32_t i = begin; i < end; ++i) {
        const std::uint32_t from_begin = i == begin ? 2 : i == begin + 1 ? 1 : 0;
        const std::uint32_t is_end = i + 1 == end ? 1 : 0;
        of(i)[6] = static_cast<std::uint16_t>(
            (((kind * 2 + is_first) * 2 + is_last) * 2 + is_end) * 3 + from_begin);
      }
    }
    static_assert(3 * 2 * 2 * 2 * 3 <= word_tables[6]);
  }

  // Where a word stands in its quotation, and how far the next marks are.
  void find_marks() {
    for (std::uint32_t i = view_.begin(); i < view_.end(); ++i) {
      const std::int32_t q = view_.quotation(i);
      if (q == kUnquoted) continue;
      const TokenSpan quoted = view_.words().quoted[static_cast<std::size_t>(q)];
      const Quotation& quotation = view_.words().quotations[static_cast<std::size_t>(q)];
      std::uint32_t place = 3;
      if (i == quoted.begin.value) place = 1;
      if (i + 1 == quoted.end.value && !quotation.goes_on) place = 2;
      const bool is_nested = q != view_.outermost(i);
      of(i)[4] =
          static_cast<std::uint16_t>(place + (is_nested ? 4U : 0U) + (quotation.goes_on ? 8U : 0U));
    }
    std::uint32_t distance = 4;
    for (std::uint32_t i = view_.begin(); i < view_.end(); ++i) {
      of(i)[5] = static_cast<std::uint16_t>(distance * 5);
      distance = is_quotation_mark(i) ? 0 : capped(distance + 1, 4);
    }
    distance = 4;
    for (std::uint32_t i = view_.end(); i > view_.begin(); --i) {
      of(i - 1)[5] = static_cast<std::uint16_t>(of(i - 1)[5] + distance);
      distance = is_quotation_mark(i - 1) ? 0 : capped(distance + 1, 4);
    }
  }

  [[nodiscard]] bool is_quotation_mark(std::uint32_t i) const {
    return view_.quotation(i) != kUnquoted && (view_.word(i).mark == MarkKind::OpenQuote ||
                                               view_.word(i).mark == MarkKind::CloseQuote);
  }

  void add_dependents(std::uint32_t i, WordFacts& own) {
    Hash frame;
    Hash marker;
    Hash subject;
    Hash preposition;
    for (const std::uint32_t child : dependents_.of(i)) {
      const std::string_view kind = relation(view_.token(child));
      const std::size_t at = child < i ? 1 : 2;
      const bool is_subject = kind.starts_with("nsubj");
      const bool is_nominal = kind.starts_with("obl") || kind.starts_with("nmod");
      if (is_clause(kind) || is_subject || is_nominal || kind == "obj" || kind == "iobj" ||
          kind.starts_with("aux") || kind == "cop")
        frame.add(kind).add(at);
      if (is_subject) {
        subject.add(kind).add(at).add(of(child)[3]).add(to_string(view_.word(child).upos));
        if (view_.word(child).upos == Upos::Pron) subject.add(view_.lemma(child));
      }
      if (is_clause(kind)) {
        marker.add(kind);
        add_lemmas(child, "mark", marker);
      }
      if (child > i && is_nominal) add_lemmas(child, "case", preposition);
    }
    own[8] = frame.below(word_tables[8]);
    own[9] = marker.below(word_tables[9]);
    own[10] = subject.below(word_tables[10]);
    own[14] = preposition.below(word_tables[14]);
  }

  void add_lemmas(std::uint32_t i, std::string_view kind, Hash& hash) const {
    for (const std::uint32_t child : dependents_.of(i)) {
      if (relation(view_.token(child)) == kind) hash.add(view_.lemma(child));
    }
  }

  // Up through clauses that could be what somebody says.
  [[nodiscard]] std::uint16_t reporting_word_above(std::uint32_t i) const {
    constexpr std::uint32_t most_steps = 12;
    std::uint32_t clauses = 0;
    std::optional<std::uint32_t> above = view_.head(i);
    for (std::uint32_t step = 0; step < most_steps && above; ++step) {
      const std::string_view kind = relation(view_.token(i));
      i = *above;
      above = view_.head(i);
      if (!is_clause(kind)) continue;
      ++clauses;
      if (const std::string_view found = class_of(i); !found.empty())
        return Hash().add(found).add(kind).add(capped(clauses, 3)).below(word_tables[12]);
    }
    return 0;
  }

  View view_;
  const Lexicon& lexicon_;
  Dependents dependents_;
  std::vector<WordFacts> facts_;
  std::string folded_;
};

}  // namespace

std::vector<WordFacts> word_facts(const MarkedWords& words, const Lexicon& lexicon,
                                  const Stretch& stretch) {
  return WordSearch(words, lexicon, stretch).run();
}

}  // namespace faultline::statements::detail

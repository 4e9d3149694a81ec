#include "statements/detail/phrases.h"

#include <algorithm>

namespace faultline::statements::detail {
namespace {

using language::Upos;

bool in_scope(const MarkedWords& words, const Scope& scope, std::uint32_t index) {
  return words[index].quotation == scope.quotation;
}

bool is_preposition(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  if (word.mark != MarkKind::None) return false;
  return word.is(word_class::kPreposition) && word.upos != Upos::Verb && word.upos != Upos::Adv;
}

// May stand inside a noun phrase, left of its head.
bool is_premodifier(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  if (word.mark != MarkKind::None) return false;
  if (word.is_hyphen || word.upos == Upos::Adj || word.upos == Upos::Det || word.upos == Upos::Num)
    return true;
  if (word.is(word_class::kDeterminer | word_class::kPossessive))
    return !word.is(word_class::kThat) || word.upos == Upos::Det;
  return word.is(word_class::kGenitive) && !is_clitic_auxiliary(words, index);
}

bool is_participle_modifier(const MarkedWords& words, std::uint32_t index, std::uint32_t begin) {
  const std::string_view form = words.form(index);
  if (words[index].upos != Upos::Verb || words[index].is(word_class::kAuxiliary)) return false;
  if (!form.ends_with("ing") && !form.ends_with("ed")) return false;
  if (index <= begin) return false;
  const Word& left = words[index - 1];
  return left.is(word_class::kDeterminer | word_class::kPossessive | word_class::kGenitive) ||
         left.upos == Upos::Adj || left.is_hyphen;
}

bool is_standalone_pronoun(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  return word.mark == MarkKind::None && word.upos != Upos::Propn && word.upos != Upos::Noun &&
         word.is(word_class::kSubjectPronoun) && !word.is(word_class::kPossessive);
}

/// Walks leftwards over one noun phrase and what hangs on it.
class LeftPhrase {
 public:
  LeftPhrase(const MarkedWords& words, const Scope& scope, std::uint32_t end)
      : words_(words),
        scope_(scope),
        limit_(std::max(scope.tokens.begin.value, end > kPhraseReach ? end - kPhraseReach : 0)) {}

  // The chunk "the former leader" that ends before `end`; its beginning, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> chunk(std::uint32_t end) const {
    if (end <= limit_) return std::nullopt;
    std::uint32_t i = end - 1;
    if (is_standalone_pronoun(words_, i)) return i;
    bool has_head = false;
    std::uint32_t begin = end;
    for (;; --i) {
      const Word& word = words_[i];
      if (!in_scope(words_, scope_, i)) {
        const std::optional<std::uint32_t> opening = quoted_name(i);
        if (!opening) break;
        begin = i = *opening;
        has_head = true;
      } else if ((is_nominal(words_, i) || (!has_head && is_capitalised_head(i))) && !is_date(i) &&
                 !(has_head && is_standalone_pronoun(words_, i))) {
        begin = i;
        has_head = true;
      } else if (has_head ? (is_premodifier(words_, i) || is_participle_modifier(words_, i, limit_))
                          : word.is(word_class::kQuantifier | word_class::kPossessive) ||
                                word.is(word_class::kGenitive)) {
        begin = i;
        has_head = true;
        if (word.is(word_class::kDeterminer | word_class::kPossessive) && !precedes_determiner(i))
          break;
      } else {
        break;
      }
      if (i == limit_) break;
    }
    if (!has_head) return std::nullopt;
    while (begin < end && words_[begin].is_hyphen) ++begin;
    return begin < end ? std::optional(begin) : std::nullopt;
  }

  // The whole phrase: chunks joined by prepositions, "and" between names, relative clauses.
  [[nodiscard]] std::optional<std::uint32_t> phrase(std::uint32_t end) const {
    std::optional<std::uint32_t> begin = chunk(end);
    if (!begin || is_standalone_pronoun(words_, *begin)) return begin;
    for (int joints = 0; joints < 6; ++joints) {
      const std::optional<std::uint32_t> more = extend(*begin);
      if (!more) break;
      begin = more;
    }
    return begin;
  }

  [[nodiscard]] std::optional<std::uint32_t> relative_clause(std::uint32_t end) const {
    // "those who support the plan": find "who" with a verb behind it and a noun before it.
    for (std::uint32_t i = end; i > limit_ + 1; --i) {
      const Word& word = words_[i - 1];
      if (word.mark != MarkKind::None && in_scope(words_, scope_, i - 1)) return std::nullopt;
      if (!word.is(word_class::kRelative) || !in_scope(words_, scope_, i - 1)) continue;
      if (i >= end || !is_nominal(words_, i - 2)) return std::nullopt;
      return phrase(i - 1);
    }
    return std::nullopt;
  }

 private:
  // A name that the tagger took for something else: nothing but a name stands before a verb so.
  [[nodiscard]] bool is_capitalised_head(std::uint32_t index) const {
    const Word& word = words_[index];
    return word.mark == MarkKind::None && word.is_capitalised && word.entry.classes == 0;
  }

  // "Monday", "October 26"
  [[nodiscard]] bool is_date(std::uint32_t index) const {
    const Word& word = words_[index];
    if (word.is(word_class::kTime)) return true;
    return word.upos == Upos::Num && index > limit_ && words_[index - 1].is(word_class::kTime);
  }

  // “Gerda” or a scare quote: a few words in marks, where the marks hold no sentence. Where they
  // open.
  [[nodiscard]] std::optional<std::uint32_t> quoted_name(std::uint32_t last) const {
    constexpr std::uint32_t kLongestName = 12;
    const auto q = words_[last].quotation;
    if (q < 0) return std::nullopt;
    const TokenSpan quoted = words_.quoted[static_cast<std::size_t>(q)];
    if (quoted.end.value != last + 1 || quoted.size() > kLongestName ||
        quoted.begin.value < limit_) {
      return std::nullopt;
    }
    const MarkKind inner = words_[last - 1].mark;
    if (quoted.size() < 3 || inner == MarkKind::Comma || inner == MarkKind::Stop ||
        inner == MarkKind::Question) {
      return std::nullopt;
    }
    return quoted.begin.value;
  }

  [[nodiscard]] bool precedes_determiner(std::uint32_t index) const {
    return index > limit_ &&
           (words_[index].is(word_class::kGenitive) ||
            words_[index - 1].is(word_class::kGenitive) || words_.is_form(index - 1, "all") ||
            words_.is_form(index - 1, "both"));
  }

  [[nodiscard]] std::optional<std::uint32_t> extend(std::uint32_t begin) const {
    if (begin < limit_ + 2) return std::nullopt;
    const std::uint32_t joint = begin - 1;
    if (!in_scope(words_, scope_, joint)) return std::nullopt;
    if (is_preposition(words_, joint)) {
      std::uint32_t left = joint;
      if (words_.is_form(joint, "of") || is_nominal(words_, joint - 1)) return chunk(left);
      if (const auto before = reduced_clause(joint)) return before;
      // "people familiar with the matter"
      if (words_[joint - 1].upos == Upos::Adj && joint - 1 > limit_ &&
          is_nominal(words_, joint - 2)) {
        return chunk(joint - 1);
      }
      return std::nullopt;
    }
    if (words_[joint].is(word_class::kCoordinator) && !words_.is_form(joint, "but"))
      return coordination(joint);
    if (!is_verb(words_, joint)) return std::nullopt;
    // "people opposing the plan"
    if (words_.form(joint).ends_with("ing") && is_nominal(words_, joint - 1)) return chunk(joint);
    return relative_clause(joint + 1);
  }

  // "a poll released in August", "protesters marching through the streets": the noun before the
  // verb.
  [[nodiscard]] std::optional<std::uint32_t> reduced_clause(std::uint32_t preposition) const {
    std::uint32_t verb = preposition - 1;
    if (verb > limit_ && is_preposition(words_, verb)) --verb;
    if (verb <= limit_ || words_[verb].upos != Upos::Verb || words_[verb].mark != MarkKind::None)
      return std::nullopt;
    const std::string_view form = words_.form(verb);
    if (!form.ends_with("ing") && !form.ends_with("ed") && !form.ends_with("en"))
      return std::nullopt;
    return is_nominal(words_, verb - 1) ? chunk(verb) : std::nullopt;
  }

  // "Lee and Ray said", "Lee, Ray and Doe said": only where the whole list begins a clause.
  [[nodiscard]] std::optional<std::uint32_t> coordination(std::uint32_t joint) const {
    constexpr int kLongestList = 8;
    std::uint32_t end = joint;
    if (words_[end - 1].mark == MarkKind::Comma) --end;
    std::optional<std::uint32_t> first = chunk(end);
    std::optional<std::uint32_t> best;
    for (int members = 0; first && members < kLongestList; ++members) {
      if (begins_clause(*first)) best = first;
      if (*first <= limit_ + 1) break;
      const std::uint32_t before = *first - 1;
      if (words_[before].mark != MarkKind::Comma && !words_.is_form(before, "of")) break;
      first = chunk(before);
    }
    return best;
  }

  [[nodiscard]] bool begins_clause(std::uint32_t first) const {
    if (first == limit_) return true;
    const Word& before = words_[first - 1];
    return before.mark != MarkKind::None ||
           before.is(word_class::kThat | word_class::kSubordinator | word_class::kWh |
                     word_class::kCoordinator);
  }

  const MarkedWords& words_;
  const Scope& scope_;
  std::uint32_t limit_;
};

std::optional<std::uint32_t> comma_before(const MarkedWords& words, const Scope& scope,
                                          std::uint32_t end, std::uint32_t limit) {
  for (std::uint32_t i = end; i > limit; --i) {
    if (!in_scope(words, scope, i - 1)) continue;
    const MarkKind mark = words[i - 1].mark;
    if (mark == MarkKind::Comma) return i - 1;
    if (mark == MarkKind::Semicolon || mark == MarkKind::Colon || mark == MarkKind::Stop ||
        mark == MarkKind::Question)
      return std::nullopt;
  }
  return std::nullopt;
}

// Between two commas: ", a former judge," ", 53," ", who left in 2004,".
bool looks_like_apposition(const MarkedWords& words, const Scope& scope, TokenSpan span) {
  if (span.empty()) return false;
  const Word& first = words[span.begin.value];
  if (first.is(word_class::kRelative)) return true;
  const bool begins_well = first.is(word_class::kDeterminer | word_class::kPossessive) ||
                           first.is_participle || is_nominal(words, span.begin.value) ||
                           first.upos == Upos::Adj || first.upos == Upos::Det ||
                           first.mark == MarkKind::OpenQuote || first.is(word_class::kCoordinator);
  if (!begins_well || is_standalone_pronoun(words, span.begin.value)) return false;
  for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
    if (!in_scope(words, scope, i)) continue;
    if (words[i].is(word_class::kRelative)) return true;
    if (words[i].is(word_class::kAuxiliary) && !words[i].is(word_class::kGenitive)) return false;
  }
  return true;
}

bool is_passing_remark(const MarkedWords& words, TokenSpan span) {
  if (span.empty()) return false;
  const Word& first = words[span.begin.value];
  return is_preposition(words, span.begin.value) || is_adverb(words, span.begin.value) ||
         first.is(word_class::kTime | word_class::kSubordinator | word_class::kNegation) ||
         words.form(span.begin.value).ends_with("ing") ||
         words.form(span.begin.value).ends_with("ed");
}

std::optional<TokenSpan> phrase_with_commas(const MarkedWords& words, const Scope& scope,
                                            std::uint32_t comma) {
  const std::uint32_t limit =
      std::max(scope.tokens.begin.value, comma > kPhraseReach ? comma - kPhraseReach : 0);
  std::uint32_t right = comma;
  for (int tries = 0; tries < 4; ++tries) {
    const std::optional<std::uint32_t> left = comma_before(words, scope, right, limit);
    if (!left || *left <= limit) return std::nullopt;
    const TokenSpan between{{*left + 1}, {comma}};
    const bool is_apposition = looks_like_apposition(words, scope, between);
    if (is_apposition || is_passing_remark(words, between)) {
      const auto begin = LeftPhrase(words, scope, *left).phrase(*left);
      const bool is_address = begin && *begin > limit && is_preposition(words, *begin - 1);
      if (begin && !is_address) return TokenSpan{{*begin}, {is_apposition ? comma + 1 : *left}};
    }
    right = *left;
  }
  return std::nullopt;
}

bool is_one_of(const MarkedWords& words, std::uint32_t index,
               std::initializer_list<std::string_view> forms) {
  return std::any_of(forms.begin(), forms.end(),
                     [&](std::string_view form) { return words.is_form(index, form); });
}

// "Lee on Monday morning | said", "who in 2010 | said": the subject ends before the time.
std::uint32_t before_time(const MarkedWords& words, std::uint32_t begin, std::uint32_t end) {
  const auto step_over_preposition = [&](std::uint32_t at) {
    return at > begin && is_one_of(words, at - 1, {"on", "in", "since", "during", "earlier"})
               ? at - 1
               : at;
  };
  for (int parts = 0; parts < 3 && end > begin + 1; ++parts) {
    const std::uint32_t last = end - 1;
    const bool is_part_of_day =
        is_one_of(words, last,
                  {"morning", "afternoon", "evening", "night", "week", "month", "year", "weekend"});
    if (words[last].is(word_class::kTime)) {
      end = step_over_preposition(last);
    } else if (is_part_of_day && (words[last - 1].is(word_class::kTime) ||
                                  is_one_of(words, last - 1, {"this", "last", "that"}))) {
      end = step_over_preposition(words[last - 1].is(word_class::kTime) ? last : last - 1);
    } else if (words[last].upos == Upos::Num && words.form(last).size() == 4 &&
               words.is_form(last - 1, "in")) {
      end = last - 1;
    } else if (words.is_form(last, "past") && end > begin + 3 && words.is_form(last - 1, "the") &&
               words.is_form(last - 2, "in")) {
      end = last - 2;
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

std::optional<TokenSpan> noun_phrase_before(const MarkedWords& words, const Scope& scope,
                                            std::uint32_t end) {
  end = before_time(words, scope.tokens.begin.value, end);
  if (end <= scope.tokens.begin.value) return std::nullopt;
  std::uint32_t last = end - 1;
  if (!in_scope(words, scope, last)) {
    // “..., known as “Gerdab,” said: the comma stands inside the marks.
    const bool has_comma =
        last > scope.tokens.begin.value && words[last - 1].mark == MarkKind::Comma;
    if (has_comma) {
      if (auto span = phrase_with_commas(words, scope, last)) return TokenSpan{span->begin, {end}};
    }
  } else if (words[last].mark == MarkKind::Comma) {
    return phrase_with_commas(words, scope, last);
  } else if (words[last].mark == MarkKind::CloseBracket || words[last].mark == MarkKind::Dash) {
    const MarkKind opening =
        words[last].mark == MarkKind::Dash ? MarkKind::Dash : MarkKind::OpenBracket;
    const std::uint32_t limit =
        std::max(scope.tokens.begin.value, last > kPhraseReach ? last - kPhraseReach : 0);
    for (std::uint32_t i = last; i > limit; --i) {
      if (words[i - 1].mark != opening || !in_scope(words, scope, i - 1)) continue;
      const auto begin = LeftPhrase(words, scope, i - 1).phrase(i - 1);
      if (!begin) return std::nullopt;
      return TokenSpan{{*begin}, {end}};
    }
    return std::nullopt;
  }
  const LeftPhrase left(words, scope, end);
  if (words[last].is(word_class::kRelative) && !words.is_form(last, "whose") &&
      !words.is_form(last, "where")) {
    return TokenSpan{{last}, {end}};
  }
  std::optional<std::uint32_t> begin = left.phrase(end);
  if (!begin) begin = left.relative_clause(end);
  if (!begin || *begin >= end) return std::nullopt;
  return TokenSpan{{*begin}, {end}};
}

std::optional<TokenSpan> noun_phrase_after(const MarkedWords& words, const Scope& scope,
                                           std::uint32_t begin, bool with_apposition) {
  const std::uint32_t limit = std::min(scope.tokens.end.value, begin + kPhraseReach);
  if (begin >= limit) return std::nullopt;
  if (is_standalone_pronoun(words, begin) ||
      (words[begin].is(word_class::kObjectPronoun) && !words[begin].is(word_class::kPossessive))) {
    return TokenSpan{{begin}, {begin + 1}};
  }
  std::uint32_t i = begin;
  bool has_head = false;
  const auto takes = [&](std::uint32_t at) {
    if (!in_scope(words, scope, at)) return true;
    if (words[at].is(word_class::kTime)) return false;
    return is_nominal(words, at) || is_premodifier(words, at) || words.is_form(at, "&");
  };
  while (i < limit) {
    if (takes(i)) {
      has_head = has_head || is_nominal(words, i) || !in_scope(words, scope, i);
      ++i;
    } else if (has_head && i + 1 < limit &&
               (words.is_form(i, "of") || words.is_form(i, "and") || words.is_form(i, "for") ||
                words.is_form(i, "at")) &&
               takes(i + 1)) {
      ++i;
    } else if (!has_head && (is_adverb(words, i) || words[i].upos == Upos::Verb) && i + 1 < limit &&
               i > begin) {
      ++i;
    } else {
      break;
    }
  }
  if (!has_head) return std::nullopt;
  if (with_apposition && i + 1 < limit && words[i].mark == MarkKind::OpenBracket) {
    while (i < limit && words[i].mark != MarkKind::CloseBracket) ++i;
    if (i < limit) ++i;
  }
  if (with_apposition && i + 2 < limit && words[i].mark == MarkKind::Comma &&
      in_scope(words, scope, i)) {
    const Word& next = words[i + 1];
    const bool begins_well = next.is(word_class::kDeterminer | word_class::kPossessive) ||
                             is_nominal(words, i + 1) || next.upos == Upos::Adj ||
                             words.is_form(i + 1, "who");
    if (begins_well && !is_standalone_pronoun(words, i + 1)) {
      std::uint32_t end = i + 1;
      while (end < limit && words[end].mark != MarkKind::Comma &&
             words[end].mark != MarkKind::Stop && words[end].mark != MarkKind::Semicolon &&
             words[end].mark != MarkKind::OpenQuote && words[end].mark != MarkKind::Colon)
        ++end;
      i = end;
    }
  }
  return TokenSpan{{begin}, {i}};
}

VerbGroup verb_group(const MarkedWords& words, const Scope& scope, std::uint32_t verb) {
  VerbGroup group;
  group.verb = verb;
  group.end = verb + 1;
  std::uint32_t begin = verb;
  std::uint32_t aux = verb;  // the auxiliary nearest to the verb
  const std::uint32_t first = std::max(scope.tokens.begin.value, verb > 10 ? verb - 10 : 0);
  while (begin > first && in_scope(words, scope, begin - 1)) {
    const std::uint32_t at = begin - 1;
    const Word& word = words[at];
    if (word.mark != MarkKind::None) break;
    if (word.is(word_class::kNegation)) {
      group.is_negated = true;
    } else if (word.is(word_class::kTo) && begin == verb + 0 &&
               words[verb].entry.verb_forms & verb_form::kBase) {
      group.is_infinitive = true;
    } else if (word.is(word_class::kAuxiliary) &&
               (!word.is(word_class::kGenitive) || is_clitic_auxiliary(words, at))) {
      if (aux == verb && !group.is_infinitive) aux = at;
      group.has_auxiliary = true;
    } else if (group.is_infinitive && word.is(word_class::kControl)) {
      group.is_infinitive = false;
    } else if (!is_adverb(words, at)) {
      break;
    }
    begin = at;
  }
  // An adverb with a comma or at the sentence's beginning belongs to the sentence.
  while (begin < verb && is_adverb(words, begin) && begin == scope.tokens.begin.value) ++begin;
  group.begin = begin;
  const bool ing = (words[verb].entry.verb_forms & verb_form::kIng) != 0;
  const bool participle = (words[verb].entry.verb_forms & verb_form::kParticiple) != 0;
  if (aux != verb) {
    const Word& helper = words[aux];
    group.is_perfect = helper.is(word_class::kHave) && !helper.is(word_class::kModal) && participle;
    group.is_modal = helper.is(word_class::kModal) && !helper.is(word_class::kHave);
    const bool be = helper.is(word_class::kBe) || (helper.is(word_class::kGenitive) && participle &&
                                                   !helper.is(word_class::kHave));
    group.is_passive = be && participle && !ing;
  }
  group.is_ing = ing && aux == verb;
  group.is_participle =
      participle && !(words[verb].entry.verb_forms & verb_form::kPast) && aux == verb;
  return group;
}

std::optional<TokenSpan> clause_subject_before(const MarkedWords& words, const Scope& scope,
                                               std::uint32_t end) {
  const std::uint32_t first =
      std::max(scope.tokens.begin.value, end > 2 * kPhraseReach ? end - 2 * kPhraseReach : 0);
  for (std::uint32_t i = end; i > first; --i) {
    const std::uint32_t at = i - 1;
    if (!in_scope(words, scope, at)) continue;
    if (words[at].mark == MarkKind::Semicolon) return std::nullopt;
    if (!is_finite_verb(words, at)) continue;
    std::uint32_t begin = at;
    while (begin > scope.tokens.begin.value && in_scope(words, scope, begin - 1) &&
           (is_adverb(words, begin - 1) || is_verb(words, begin - 1) ||
            words[begin - 1].is(word_class::kNegation))) {
      --begin;
    }
    const auto subject = noun_phrase_before(words, scope, begin);
    if (!subject || words[subject->begin.value].is(word_class::kRelative)) continue;
    return subject;
  }
  return std::nullopt;
}

}  // namespace faultline::statements::detail

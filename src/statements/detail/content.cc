#include "statements/detail/content.h"

#include <algorithm>

namespace faultline::statements::detail {
namespace {

using language::Upos;

// Longer than any sentence that people write; a bound for what is no sentence at all.
constexpr std::uint32_t kLongestContent = 400;
constexpr std::uint32_t kAdjunctReach = 22;  // "said on Tuesday at a rally in the capital that"

bool has_frame(const CueWord* word, std::uint16_t bits) {
  return word != nullptr && (word->frames & bits) != 0;
}

bool opens_quotation(const MarkedWords& words, const Scope& scope, std::uint32_t index) {
  return index < scope.tokens.end.value && words[index].quotation != scope.quotation &&
         words[index].mark == MarkKind::OpenQuote;
}

bool is_listed_preposition(const MarkedWords& words, const CueWord* word, std::uint32_t index) {
  if (word == nullptr || words[index].mark != MarkKind::None) return false;
  return std::any_of(word->prepositions.begin(), word->prepositions.end(),
                     [&](const std::string& one) { return words.is_form(index, one); });
}

bool is_complementizer(const MarkedWords& words, const Scope& scope, std::uint32_t index) {
  if (!words[index].is(word_class::kThat)) return false;
  if (index + 1 >= scope.tokens.end.value) return false;
  const Word& next = words[index + 1];
  if (next.mark == MarkKind::Stop || next.mark == MarkKind::Comma)
    return next.mark == MarkKind::Comma;
  return !(is_finite_verb(words, index + 1) && !next.is(word_class::kDeterminer) &&
           next.upos != Upos::Noun);
}

// "told reporters that", "asked Ms. Lee whether": the end of the listener, if one stands here.
std::optional<std::uint32_t> listener_end(const MarkedWords& words, const Scope& scope,
                                          const CueWord* word, std::uint32_t begin) {
  if (word == nullptr) return std::nullopt;
  const auto phrase = noun_phrase_after(words, scope, begin, /*with_apposition=*/false);
  const bool tells = has_frame(word, frame::kListener);
  const bool has_content_next =
      words[begin].is(word_class::kThat | word_class::kWh | word_class::kTo);
  if (!phrase && (!tells || has_content_next)) return std::nullopt;
  // "told The Herald in an interview that": look over what stands between.
  std::uint32_t i = phrase ? phrase->end.value : begin + 1;
  const std::uint32_t limit = std::min(scope.tokens.end.value, i + (tells ? kAdjunctReach : 1));
  for (; i < limit; ++i) {
    const Word& next = words[i];
    if (opens_quotation(words, scope, i)) return tells ? std::optional(i) : std::nullopt;
    if (next.is(word_class::kThat) && is_complementizer(words, scope, i)) return i;
    if (tells && next.is(word_class::kWh)) return i;
    if (tells && next.is(word_class::kTo) && is_base_verb(words, i + 1 < limit ? i + 1 : i))
      return i;
    if (next.mark == MarkKind::Colon) return i;
    if (next.mark == MarkKind::Comma) {
      if (opens_quotation(words, scope, i + 1)) return i;
      return tells ? std::optional(i) : std::nullopt;
    }
    if (next.mark != MarkKind::None) return tells ? std::optional(i) : std::nullopt;
    if (is_finite_verb(words, i)) return std::nullopt;
  }
  return tells && i == scope.tokens.end.value ? std::optional(i) : std::nullopt;
}

// "said in a statement on Monday that": where the content begins behind an adjunct.
std::optional<Following> over_adjunct(const MarkedWords& words, const Scope& scope,
                                      const CueWord* word, std::uint32_t begin) {
  const std::uint32_t limit = std::min(scope.tokens.end.value, begin + kAdjunctReach);
  for (std::uint32_t i = begin; i < limit; ++i) {
    const Word& next = words[i];
    if (next.quotation != scope.quotation) {
      if (next.mark == MarkKind::OpenQuote && i > begin)
        return Following{Frame::Quotation, begin, i, false};
      continue;
    }
    if (has_frame(word, frame::kThat) && is_complementizer(words, scope, i) &&
        !is_finite_verb(words, i + 1)) {
      return Following{Frame::That, begin, i, false};
    }
    if (next.mark == MarkKind::Colon && i + 1 < limit) {
      return Following{opens_quotation(words, scope, i + 1) ? Frame::Quotation : Frame::Clause,
                       i + 1, i + 1, false};
    }
    if (next.mark == MarkKind::Comma) {
      if (opens_quotation(words, scope, i + 1))
        return Following{Frame::Quotation, begin, i + 1, false};
      return std::nullopt;
    }
    if (next.mark != MarkKind::None && next.mark != MarkKind::CloseQuote) return std::nullopt;
    if (is_finite_verb(words, i)) return std::nullopt;
  }
  return std::nullopt;
}

// Does a finite verb with a subject before it follow? "said [the deal] [was dead]"
bool begins_clause(const MarkedWords& words, const Scope& scope, std::uint32_t begin) {
  bool has_subject = false;
  for (std::uint32_t i = begin; i < std::min(scope.tokens.end.value, begin + kLongestContent);
       ++i) {
    if (words[i].quotation != scope.quotation) {
      has_subject = true;
      continue;
    }
    const Word& word = words[i];
    if (word.mark == MarkKind::Semicolon || word.mark == MarkKind::Stop ||
        word.mark == MarkKind::Colon)
      return false;
    if (word.mark == MarkKind::Comma && !has_subject) return false;
    if (word.is(word_class::kRelative) && has_subject) return false;
    if (is_finite_verb(words, i)) return has_subject;
    if (word.is(word_class::kTo) && i > begin + 8) return false;
    has_subject = has_subject || is_nominal(words, i);
  }
  return false;
}

Following object_or_clause(const MarkedWords& words, const Scope& scope, const CueWord* word,
                           std::uint32_t begin, std::uint32_t cue_end) {
  const bool may_be_clause = has_frame(word, frame::kClause);
  if (may_be_clause && begins_clause(words, scope, begin))
    return {Frame::Clause, cue_end, begin, false};
  return {Frame::Object, cue_end, begin, false};
}

bool continues_with_cue(const MarkedWords& words, const Scope& scope, std::uint32_t index,
                        bool takes_ing) {
  std::uint32_t i = index;
  while (i < scope.tokens.end.value && (is_adverb(words, i) || words[i].is(word_class::kHave))) ++i;
  if (i >= scope.tokens.end.value || words[i].quotation != scope.quotation) return false;
  const Word& word = words[i];
  if (word.entry.verb < 0 || word.upos == Upos::Noun || word.upos == Upos::Adj ||
      word.upos == Upos::Propn)
    return false;
  const std::uint8_t forms = word.entry.verb_forms;
  if (takes_ing && (forms & verb_form::kIng)) return true;
  return (forms & (verb_form::kPast | verb_form::kThird)) != 0;
}

bool is_phrase(Frame kind) {
  return kind == Frame::Object || kind == Frame::Preposition || kind == Frame::Infinitive ||
         kind == Frame::Passive;
}

// "in a statement", "in an interview with": how it was said, not what.
bool begins_manner(const MarkedWords& words, const Scope& scope, std::uint32_t index) {
  if (!words.is_form(index, "in") && !words.is_form(index, "during") && !words.is_form(index, "on"))
    return false;
  const std::uint32_t limit = std::min(scope.tokens.end.value, index + 4);
  for (std::uint32_t i = index + 1; i < limit; ++i) {
    for (const std::string_view form :
         {"statement", "interview", "letter", "speech", "tweet", "email", "memo", "post", "op-ed",
          "television", "twitter", "facebook", "briefing", "conference"}) {
      if (words.is_form(i, form)) return true;
    }
  }
  return false;
}

bool cuts_after_comma(const MarkedWords& words, const Scope& scope, std::uint32_t next,
                      Frame kind) {
  if (next >= scope.tokens.end.value || words[next].quotation != scope.quotation) return false;
  const Word& word = words[next];
  if (words.is_form(next, "according")) return true;
  std::uint32_t verb = next;
  if (word.is(word_class::kCoordinator)) ++verb;
  const bool is_ing =
      verb < scope.tokens.end.value && (words[verb].entry.verb_forms & verb_form::kIng) != 0;
  if ((word.is(word_class::kCoordinator) || is_ing || is_adverb(words, next)) &&
      continues_with_cue(words, scope, verb, !word.is(word_class::kCoordinator) || is_ing)) {
    return true;
  }
  if (!is_phrase(kind)) return false;
  return word.is(word_class::kRelative | word_class::kSubordinator) || (words.is_form(next, "but"));
}

// "condemned the plan because …": the reason is the writer's.
bool ends_phrase(const MarkedWords& words, const Scope& scope, std::uint32_t i) {
  for (const std::string_view form : {"because", "while", "although", "though", "whereas"}) {
    if (words.is_form(i, form)) return true;
  }
  return begins_manner(words, scope, i);
}

// "the commanders — Lee, Ray — of": a dash that another one follows or precedes.
bool is_parenthesis(const MarkedWords& words, const Scope& scope, std::uint32_t dash,
                    std::uint32_t begin) {
  constexpr std::uint32_t kReach = 30;
  const auto is_dash = [&](std::uint32_t i) {
    return words[i].mark == MarkKind::Dash && words[i].quotation == scope.quotation;
  };
  int before = 0;
  for (std::uint32_t i = std::max(begin, dash > kReach ? dash - kReach : 0); i < dash; ++i)
    before += is_dash(i) ? 1 : 0;
  if (before % 2 == 1) return true;
  for (std::uint32_t i = dash + 1; i < std::min(scope.tokens.end.value, dash + kReach); ++i) {
    if (is_dash(i)) return true;
  }
  return false;
}

bool cuts_at(const MarkedWords& words, const Scope& scope, std::uint32_t i, std::uint32_t begin,
             Ending ending) {
  const Word& word = words[i];
  switch (word.mark) {
    case MarkKind::Semicolon:
      return true;
    case MarkKind::Dash:
      return (is_phrase(ending.frame) || ending.at_comma) &&
             !is_parenthesis(words, scope, i, begin);
    case MarkKind::Comma:
      // "that, according to the law, …" has only begun.
      if (i > begin && words[i - 1].is(word_class::kThat) && i == begin + 1) return false;
      return (ending.at_comma && i > begin) || cuts_after_comma(words, scope, i + 1, ending.frame);
    case MarkKind::None:
      break;
    default:
      return false;
  }
  if (i == begin) return false;
  if (is_phrase(ending.frame) && ends_phrase(words, scope, i)) return true;
  if (ending.at_verb && is_finite_verb(words, i) && !words[i - 1].is(word_class::kRelative))
    return true;
  return word.is(word_class::kCoordinator) &&
         continues_with_cue(words, scope, i + 1, ending.at_ing);
}

// Marks at the end of a sentence or a part of it that are not said.
bool is_outer_mark(MarkKind mark) {
  return mark == MarkKind::Stop || mark == MarkKind::Comma || mark == MarkKind::Semicolon ||
         mark == MarkKind::Colon || mark == MarkKind::Dash || mark == MarkKind::Other ||
         mark == MarkKind::CloseQuote;
}

}  // namespace

bool is_base_verb(const MarkedWords& words, std::uint32_t index) {
  if (index >= words.size()) return false;
  const Word& word = words[index];
  if (word.mark != MarkKind::None) return false;
  if (word.is(word_class::kDeterminer | word_class::kPossessive | word_class::kObjectPronoun |
              word_class::kTime))
    return false;
  if (is_adverb(words, index) && index + 1 < words.size())
    return words[index + 1].upos == Upos::Verb;
  return word.upos == Upos::Verb || word.upos == Upos::Aux ||
         (word.entry.verb_forms & verb_form::kBase) != 0 ||
         word.is(word_class::kBe | word_class::kDo);
}

Following what_follows(const MarkedWords& words, const Scope& scope, const CueWord* word,
                       std::uint32_t begin) {
  const std::uint32_t end = scope.tokens.end.value;
  std::uint32_t i = begin;
  std::uint32_t cue_end = begin;
  if (i < end && is_adverb(words, i) && !is_listed_preposition(words, word, i) &&
      words[i].quotation == scope.quotation)
    ++i;
  bool has_preposition = false;
  for (int count = 0; count < 2 && i < end && is_listed_preposition(words, word, i); ++count) {
    if (words[i].is(word_class::kTo) && is_base_verb(words, i + 1)) break;
    cue_end = ++i;
    has_preposition = true;
  }
  if (i >= end) return {Frame::Before, cue_end, i, false};
  bool has_listener = false;
  if (words[i].mark == MarkKind::None && words[i].quotation == scope.quotation &&
      (has_frame(word, frame::kListener) || has_frame(word, frame::kThat))) {
    if (const auto after = listener_end(words, scope, word, i)) {
      i = *after;
      has_listener = true;
      if (i >= end) return {Frame::Before, cue_end, i, true};
    }
  }
  const Word& next = words[i];
  const auto found = [&](Frame kind, std::uint32_t from) {
    return Following{kind, cue_end, from, has_listener};
  };
  if (next.quotation != scope.quotation)
    return found(has_preposition ? Frame::Preposition : Frame::Quotation, i);
  if (next.mark == MarkKind::Colon && i + 1 < end) {
    return {opens_quotation(words, scope, i + 1) ? Frame::Quotation : Frame::Clause,
            has_listener ? cue_end : i + 1, i + 1, has_listener};
  }
  if (next.mark == MarkKind::Comma && opens_quotation(words, scope, i + 1))
    return found(Frame::Quotation, i + 1);
  if (next.mark != MarkKind::None) return found(Frame::Before, i);
  if (next.is(word_class::kThat) && is_complementizer(words, scope, i))
    return found(Frame::That, i);
  if (has_preposition) return found(Frame::Preposition, i);
  if (next.is(word_class::kWh) && !next.is(word_class::kThat)) return found(Frame::Wh, i);
  if (next.is(word_class::kTo) && is_base_verb(words, i + 1)) return found(Frame::Infinitive, i);
  const bool is_adjunct = next.is(word_class::kTime) ||
                          (next.is(word_class::kPreposition) && !is_nominal(words, i)) ||
                          is_adverb(words, i);
  if (is_adjunct) {
    if (auto over = over_adjunct(words, scope, word, i)) {
      over->cue_end = std::max(over->cue_end == i ? cue_end : over->cue_end, cue_end);
      over->has_listener = has_listener;
      return *over;
    }
    if (!has_frame(word, frame::kClause) || !begins_clause(words, scope, i) ||
        !next.is(word_class::kTime))
      return found(Frame::Before, i);
  }
  if (next.upos == Upos::Verb && words.form(i).ends_with("ing")) return found(Frame::Gerund, i);
  return object_or_clause(words, scope, word, i, cue_end);
}

std::uint32_t content_end(const MarkedWords& words, const Scope& scope, std::uint32_t begin,
                          Ending ending) {
  std::uint32_t end = std::min(scope.tokens.end.value, begin + kLongestContent);
  for (std::uint32_t i = begin; i < end; ++i) {
    const Word& word = words[i];
    const bool ends_in_comma = word.mark == MarkKind::CloseQuote &&
                               word.quotation != scope.quotation && i > begin &&
                               words[i - 1].mark == MarkKind::Comma;
    if (ends_in_comma && (ending.at_comma || cuts_after_comma(words, scope, i + 1, ending.frame))) {
      end = i + 1;
      break;
    }
    if (word.quotation == scope.quotation && cuts_at(words, scope, i, begin, ending)) {
      end = i;
      break;
    }
  }
  while (end > begin && words[end - 1].quotation == scope.quotation &&
         is_outer_mark(words[end - 1].mark)) {
    --end;
  }
  if (end > begin && words[end - 1].quotation != scope.quotation && words[end - 1].outermost >= 0) {
    const auto q = static_cast<std::size_t>(
        scope.quotation == kUnquoted ? words[end - 1].outermost : words[end - 1].quotation);
    end = std::max(end, words.quoted[q].end.value);
  }
  return end;
}

std::optional<TokenSpan> content_before(const MarkedWords& words, const Scope& scope,
                                        std::uint32_t end) {
  if (end == 0) return std::nullopt;
  std::uint32_t last = end - 1;
  const bool at_start = end <= scope.tokens.begin.value;
  // “Really?” she asked: the sentence before ends with the quotation.
  if (at_start) {
    const Word& before = words[last];
    const bool is_quotation_end =
        before.mark == MarkKind::CloseQuote && before.quotation != scope.quotation && last > 0 &&
        (words[last - 1].mark == MarkKind::Question || words[last - 1].mark == MarkKind::Comma);
    if (!is_quotation_end) return std::nullopt;
    return words.quoted[static_cast<std::size_t>(before.quotation)];
  }
  bool has_comma = false;
  if (words[last].quotation == scope.quotation &&
      (words[last].mark == MarkKind::Comma || words[last].mark == MarkKind::Dash)) {
    has_comma = true;
    if (last == scope.tokens.begin.value) return std::nullopt;
    --last;
  }
  const Word& before = words[last];
  const bool is_quoted = before.quotation != scope.quotation && before.outermost >= 0;
  if (!has_comma && !is_quoted) return std::nullopt;
  std::uint32_t begin =
      std::max(scope.tokens.begin.value, last > kLongestContent ? last - kLongestContent : 0);
  if (is_quoted && words[begin].quotation != scope.quotation) {
    const std::int32_t q = words[begin].quotation;
    if (words[begin].mark != MarkKind::OpenQuote)
      begin = words.quoted[static_cast<std::size_t>(q)].begin.value;
  }
  while (begin < last && words[begin].quotation == scope.quotation &&
         (words[begin].mark != MarkKind::None || words[begin].is(word_class::kCoordinator)))
    ++begin;
  if (begin > last) return std::nullopt;
  return TokenSpan{{begin}, {last + 1}};
}

}  // namespace faultline::statements::detail

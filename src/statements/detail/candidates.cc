#include "statements/detail/candidates.h"

#include <algorithm>
#include <array>

#include "statements/detail/content.h"
#include "statements/detail/nominal_cues.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

constexpr std::array kFrameNames = {"quotation", "that",      "clause",      "wh",     "infinitive",
                                    "gerund",    "object",    "preposition", "before", "around",
                                    "passive",   "according", "label",       "alone"};
constexpr std::array kSourceNames = {"none",    "subject", "inverted",   "relative", "shared",
                                     "reduced", "agent",   "possessive", "fronted"};

/// Makes the candidates of one scope, from left to right.
class ScopeSearch {
 public:
  ScopeSearch(const MarkedWords& words, const Lexicon& lexicon, Scope scope, bool is_in_heading,
              std::vector<Candidate>& out)
      : words_(words), lexicon_(lexicon), scope_(scope), is_in_heading_(is_in_heading), out_(out) {}

  void run() {
    for (std::uint32_t i = scope_.tokens.begin.value; i < scope_.tokens.end.value; ++i) {
      if (words_[i].quotation != scope_.quotation || words_[i].mark != MarkKind::None) continue;
      Candidate candidate;
      candidate.anchor = i;
      candidate.scope = scope_;
      candidate.is_in_heading = is_in_heading_;
      bool made = false;
      if (may_be_cue_verb(i)) {
        made = verb_candidate(candidate);
      } else if (words_.is_form(i, "according") && i + 1 < scope_.tokens.end.value &&
                 words_[i + 1].is(word_class::kTo)) {
        made = according_to(words_, candidate);
      } else if (words_[i].entry.noun >= 0) {
        made = nominal_candidate(words_, lexicon_, candidate);
      }
      if (made && !candidate.content.empty()) add(std::move(candidate));
    }
  }

 private:
  struct Main {
    std::optional<TokenSpan> source;
    std::uint32_t content_end = 0;
  };

  [[nodiscard]] bool may_be_cue_verb(std::uint32_t i) const {
    const Word& word = words_[i];
    if (word.entry.verb < 0) {
      // Any verb beside a quotation may report it: “…,” he deadpanned.
      return word.upos == Upos::Verb && scope_.quotation == kUnquoted && touches_quotation(i);
    }
    if (word.is(word_class::kAuxiliary)) return false;
    if (word.upos == Upos::Verb || word.upos == Upos::X) return true;
    if (word.upos == Upos::Aux) return false;
    // Taggers stumble over headlines, where verbs are capitalised as well.
    if (is_in_heading_ && i > scope_.tokens.begin.value) {
      return (word.entry.verb_forms & (verb_form::kThird | verb_form::kPast)) != 0 &&
             is_nominal(words_, i - 1) && word.upos != Upos::Adj;
    }
    return false;
  }

  [[nodiscard]] bool touches_quotation(std::uint32_t i) const {
    const std::uint32_t end = std::min(scope_.tokens.end.value, i + 3);
    for (std::uint32_t at = i + 1; at < end; ++at) {
      if (words_[at].mark == MarkKind::OpenQuote &&
          (words_[at - 1].mark == MarkKind::Comma || words_[at - 1].mark == MarkKind::Colon))
        return true;
    }
    const std::uint32_t begin = i > 5 ? i - 5 : 0;
    for (std::uint32_t at = i; at > begin; --at) {
      if (words_[at - 1].mark == MarkKind::CloseQuote && at >= 2) {
        return words_[at - 2].mark == MarkKind::Comma || words_[at - 2].mark == MarkKind::Question;
      }
      if (words_[at - 1].mark != MarkKind::None) return false;
    }
    return false;
  }

  bool verb_candidate(Candidate& candidate) {
    const Word& word = words_[candidate.anchor];
    candidate.word = word.entry.verb >= 0 ? &lexicon_.cue(word.entry.verb) : nullptr;
    candidate.group = verb_group(words_, scope_, candidate.anchor);
    if (candidate.word == nullptr && (candidate.group.is_passive || candidate.group.is_infinitive))
      return false;
    if (candidate.group.is_passive || is_reduced_passive(candidate)) return passive(candidate);
    if (inverted(candidate)) return true;
    find_source(candidate);
    if (!candidate.source && !candidate.group.is_ing && !candidate.group.is_infinitive &&
        !is_in_heading_)
      return false;
    return place_content(candidate, candidate.group.end);
  }

  // "a group known as", "leaders accused of": a participle that follows its object.
  [[nodiscard]] bool is_reduced_passive(const Candidate& candidate) const {
    const Word& word = words_[candidate.anchor];
    if (candidate.group.has_auxiliary || candidate.group.is_infinitive ||
        !(word.entry.verb_forms & verb_form::kParticiple))
      return false;
    if (word.is_participle && has_agent(candidate.group.end)) return true;
    const std::uint32_t next = candidate.group.end;
    if (next >= scope_.tokens.end.value) return false;
    if (words_.is_form(next, "by")) return true;
    if (candidate.group.is_participle) return true;
    const bool is_named =
        words_.is_form(next, "as") && (candidate.word->frames & frame::kPredicate) != 0;
    const bool is_charged = words_.is_form(next, "of") && candidate.word->lemma == "accuse";
    return is_named || is_charged ||
           (words_[candidate.anchor].entry.verb_forms == verb_form::kParticiple);
  }

  // "labelled a moderate by some analysts"
  [[nodiscard]] bool has_agent(std::uint32_t begin) const {
    constexpr std::uint32_t kReach = 8;
    for (std::uint32_t i = begin; i < std::min(scope_.tokens.end.value, begin + kReach); ++i) {
      if (words_[i].quotation != scope_.quotation) continue;
      if (words_.is_form(i, "by")) return true;
      if (is_verb(words_, i) || words_[i].mark == MarkKind::Comma) return false;
    }
    return false;
  }

  bool passive(Candidate& candidate) {
    candidate.frame = Frame::Passive;
    std::uint32_t subject_end = candidate.group.begin;
    const bool is_appended = !candidate.group.has_auxiliary &&
                             subject_end > scope_.tokens.begin.value &&
                             words_[subject_end - 1].mark == MarkKind::Comma;
    if (is_appended) --subject_end;
    const auto subject = noun_phrase_before(words_, scope_, subject_end);
    std::uint32_t i = candidate.group.end;
    if (i < scope_.tokens.end.value && is_adverb(words_, i)) ++i;
    std::uint32_t cue_end = i;
    if (i < scope_.tokens.end.value && words_.is_form(i, "by")) {
      candidate.source = noun_phrase_after(words_, scope_, i + 1, /*with_apposition=*/false);
      if (candidate.source) {
        candidate.source_kind = SourceKind::Agent;
        i = candidate.source->end.value;
      }
    } else if (i < scope_.tokens.end.value &&
               (words_.is_form(i, "as") || words_.is_form(i, "of"))) {
      cue_end = ++i;
    }
    candidate.cue = TokenSpan{{candidate.group.begin}, {cue_end}};
    if (subject) candidate.content.push_back(*subject);
    const std::uint32_t end = content_end(words_, scope_, i, ending_for(candidate, Frame::Passive));
    if (end > i && words_[i].mark != MarkKind::Comma) {
      const std::uint32_t first = find_agent(candidate, i, end);
      if (first > i) candidate.content.push_back({{i}, {first}});
    }
    return !candidate.content.empty();
  }

  // "labelled a moderate by some analysts": the agent after the content ends it.
  std::uint32_t find_agent(Candidate& candidate, std::uint32_t begin, std::uint32_t end) const {
    if (candidate.source) return end;
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      if (!words_.is_form(i, "by") || words_[i].quotation != scope_.quotation) continue;
      candidate.source = noun_phrase_after(words_, scope_, i + 1, /*with_apposition=*/false);
      if (!candidate.source) continue;
      candidate.source_kind = SourceKind::Agent;
      return i;
    }
    return end;
  }

  // “…,” said Ms. Lee, a judge.
  bool inverted(Candidate& candidate) {
    const VerbGroup& group = candidate.group;
    if (group.has_auxiliary || group.is_ing || group.is_infinitive ||
        group.begin == scope_.tokens.begin.value) {
      const bool opens = group.begin == scope_.tokens.begin.value && !group.has_auxiliary &&
                         group.begin > 0 && words_[group.begin - 1].mark == MarkKind::CloseQuote;
      if (!opens) return false;
    }
    if (candidate.word != nullptr &&
        (candidate.word->category == "judge" || candidate.word->category == "want" ||
         (candidate.word->frames & (frame::kQuotation | frame::kThat | frame::kClause)) == 0)) {
      return false;
    }
    const auto content = content_before(words_, scope_, group.begin);
    if (!content) return false;
    const auto source = noun_phrase_after(words_, scope_, group.end, /*with_apposition=*/true);
    if (!source) return false;
    const Word& first = words_[source->begin.value];
    const bool is_name =
        words_[source->begin.value].is_capitalised ||
        first.is(word_class::kDeterminer | word_class::kPossessive | word_class::kSubjectPronoun) ||
        is_nominal(words_, source->begin.value);
    if (!is_name) return false;
    // "In Ohio, said that": a subject may also stand before a comma that closes an apposition.
    const bool is_quoted = words_[group.begin - 1].mark == MarkKind::CloseQuote;
    const std::uint32_t next = source->end.value;
    if (!is_quoted && next < scope_.tokens.end.value && words_[next].mark == MarkKind::None)
      return false;
    candidate.source = source;
    candidate.source_kind = SourceKind::Inverted;
    candidate.cue = TokenSpan{{group.begin}, {group.end}};
    candidate.content.push_back(*content);
    candidate.frame = Frame::Before;
    add_rest(candidate, next);
    return true;
  }

  // “…,” she said, “…”: what goes on behind the cue.
  void add_rest(Candidate& candidate, std::uint32_t next) const {
    if (next >= scope_.tokens.end.value) return;
    const bool has_comma =
        words_[next].mark == MarkKind::Comma || words_[next].mark == MarkKind::Colon;
    const std::uint32_t begin = has_comma ? next + 1 : next;
    if (begin >= scope_.tokens.end.value) return;
    const bool is_quoted =
        words_[begin].mark == MarkKind::OpenQuote && words_[begin].quotation != scope_.quotation;
    if (!is_quoted) {
      if (!has_comma ||
          words_[candidate.content.front().end.value - 1].mark == MarkKind::CloseQuote)
        return;
      const Word& word = words_[begin];
      const bool is_quoted_next =
          begin + 1 < scope_.tokens.end.value && words_[begin + 1].mark == MarkKind::OpenQuote;
      if (!is_quoted_next && word.is(word_class::kSubordinator | word_class::kPreposition)) return;
      if (word.is(word_class::kRelative) || (word.entry.verb_forms & verb_form::kIng) ||
          is_adverb(words_, begin))
        return;
    }
    const std::uint32_t end = content_end(words_, scope_, begin, {.frame = Frame::Quotation});
    if (end <= begin) return;
    candidate.content.push_back({{begin}, {end}});
    candidate.frame = Frame::Around;
  }

  void find_source(Candidate& candidate) const {
    const VerbGroup& group = candidate.group;
    const std::uint32_t begin = group.begin;
    const bool at_start = begin <= scope_.tokens.begin.value;
    const Word* left = at_start ? nullptr : &words_[begin - 1];
    if (group.is_ing) return find_ing_source(candidate, left);
    if (group.is_infinitive) {
      candidate.source = clause_subject_before(words_, scope_, begin);
      if (candidate.source) candidate.source_kind = SourceKind::Shared;
      return;
    }
    if (left == nullptr) return;
    if (left->is(word_class::kCoordinator) && main_) {
      candidate.source = main_->source;
      candidate.source_kind = SourceKind::Shared;
      return;
    }
    candidate.source = noun_phrase_before(words_, scope_, begin);
    if (candidate.source) {
      const bool is_relative = words_[candidate.source->begin.value].is(word_class::kRelative) &&
                               candidate.source->size() == 1;
      candidate.source_kind = is_relative ? SourceKind::Relative : SourceKind::Subject;
    } else if (left->is(word_class::kCoordinator) || left->mark == MarkKind::Comma) {
      candidate.source = main_ ? main_->source : clause_subject_before(words_, scope_, begin);
      if (candidate.source) candidate.source_kind = SourceKind::Shared;
    }
  }

  void find_ing_source(Candidate& candidate, const Word* left) const {
    const std::uint32_t begin = candidate.group.begin;
    if (left == nullptr) {
      // "Speaking on Monday, he said": the subject stands behind the comma.
      for (std::uint32_t i = begin; i + 1 < std::min(scope_.tokens.end.value, begin + 30); ++i) {
        if (words_[i].mark != MarkKind::Comma || words_[i].quotation != scope_.quotation) continue;
        candidate.source = noun_phrase_after(words_, scope_, i + 1, /*with_apposition=*/false);
        if (candidate.source) candidate.source_kind = SourceKind::Fronted;
        return;
      }
      return;
    }
    const bool is_appended =
        left->mark == MarkKind::Comma || left->mark == MarkKind::CloseQuote ||
        left->mark == MarkKind::Dash ||
        left->is(word_class::kCoordinator | word_class::kPreposition | word_class::kSubordinator);
    if (!is_appended) {
      candidate.source = noun_phrase_before(words_, scope_, begin);
      if (candidate.source) candidate.source_kind = SourceKind::Reduced;
      return;
    }
    candidate.source = main_ ? main_->source : clause_subject_before(words_, scope_, begin);
    if (candidate.source) candidate.source_kind = SourceKind::Shared;
  }

  // A cue in a clause with who or while, or in a phrase, speaks only as far as that goes.
  [[nodiscard]] Ending ending_for(const Candidate& candidate, Frame frame) const {
    Ending ending{.frame = frame, .at_ing = candidate.group.is_ing};
    const bool is_phrase = frame == Frame::Object || frame == Frame::Preposition ||
                           frame == Frame::Infinitive || frame == Frame::Passive;
    if (candidate.source_kind == SourceKind::Fronted) ending.at_comma = true;
    if (candidate.source_kind == SourceKind::Relative && frame != Frame::Quotation)
      ending.at_comma = true;
    const bool is_reduced = candidate.source_kind == SourceKind::Reduced ||
                            (frame == Frame::Passive && !candidate.group.has_auxiliary);
    if (is_phrase && is_reduced) ending.at_comma = true;
    const std::uint32_t first = candidate.source_kind == SourceKind::Subject
                                    ? candidate.source->begin.value
                                    : candidate.group.begin;
    if (first > scope_.tokens.begin.value) {
      const Word& left = words_[first - 1];
      const bool opens_clause = first - 1 == scope_.tokens.begin.value ||
                                words_[first - 2].mark != MarkKind::None ||
                                words_[first - 2].is(word_class::kCoordinator);
      const bool is_link = left.is(word_class::kSubordinator) ||
                           words_.is_form(first - 1, "when") || words_.is_form(first - 1, "with");
      if (is_link && opens_clause) ending.at_comma = true;
    }
    return ending;
  }

  bool place_content(Candidate& candidate, std::uint32_t begin) {
    const Following next = what_follows(words_, scope_, candidate.word, begin);
    candidate.cue =
        TokenSpan{{candidate.group.begin}, {std::max(next.cue_end, candidate.group.end)}};
    candidate.frame = next.frame;
    const std::uint32_t source_begin = candidate.source_kind == SourceKind::Subject
                                           ? candidate.source->begin.value
                                           : candidate.group.begin;
    const bool may_follow =
        candidate.source_kind == SourceKind::Subject && !candidate.group.is_infinitive;
    if (next.frame == Frame::Before) {
      if (!may_follow) return false;
      if (fronted_clause(candidate, source_begin, next.content_begin)) return true;
      const auto before = content_before(words_, scope_, source_begin);
      if (!before) return false;
      candidate.content.push_back(*before);
      add_rest(candidate, next.content_begin);
      return true;
    }
    if (next.frame == Frame::Alone) return false;
    // “A,” he said, “B.”: both belong to one statement.
    if (next.frame == Frame::Quotation && may_follow) {
      const auto before = content_before(words_, scope_, source_begin);
      if (before && words_[before->end.value - 1].mark == MarkKind::CloseQuote) {
        candidate.content.push_back(*before);
        candidate.frame = Frame::Around;
      }
    }
    std::uint32_t end =
        content_end(words_, scope_, next.content_begin, ending_for(candidate, next.frame));
    if (is_name_giving(candidate, next.content_begin)) {
      const auto named =
          noun_phrase_after(words_, scope_, next.content_begin, /*with_apposition=*/false);
      if (named) end = std::min(end, named->end.value);
    }
    if (end > next.content_begin) candidate.content.push_back({{next.content_begin}, {end}});
    return !candidate.content.empty();
  }

  // "what she called a mistake in the plan": only the name is hers.
  [[nodiscard]] bool is_name_giving(const Candidate& candidate, std::uint32_t begin) const {
    if (candidate.word == nullptr || (candidate.word->frames & frame::kPredicate) == 0 ||
        begin == candidate.anchor)
      return false;
    if (candidate.source_kind != SourceKind::Subject ||
        candidate.source->begin.value <= scope_.tokens.begin.value)
      return false;
    return words_.is_form(candidate.source->begin.value - 1, "what");
  }

  // "As the mayor said, the bridge is old": the main clause is what is said.
  bool fronted_clause(Candidate& candidate, std::uint32_t source_begin, std::uint32_t comma) const {
    if (source_begin != scope_.tokens.begin.value + 1 || !words_.is_form(source_begin - 1, "as"))
      return false;
    while (comma < scope_.tokens.end.value && words_[comma].mark != MarkKind::Comma) ++comma;
    if (comma + 1 >= scope_.tokens.end.value || words_[comma].quotation != scope_.quotation)
      return false;
    const std::uint32_t end = content_end(words_, scope_, comma + 1, {});
    if (end <= comma + 1) return false;
    candidate.content.push_back({{comma + 1}, {end}});
    return true;
  }

  void add(Candidate candidate) {
    const bool is_main = candidate.word != nullptr && candidate.group.verb == candidate.anchor &&
                         candidate.group.end > 0 && candidate.group.is_finite() &&
                         candidate.source && candidate.frame != Frame::Passive &&
                         candidate.source_kind != SourceKind::Relative;
    if (is_main && (!main_ || candidate.anchor >= main_->content_end)) {
      main_ = Main{candidate.source, candidate.content.back().begin.value > candidate.anchor
                                         ? candidate.content.back().end.value
                                         : candidate.anchor + 1};
    }
    out_.push_back(std::move(candidate));
  }

  const MarkedWords& words_;
  const Lexicon& lexicon_;
  Scope scope_;
  bool is_in_heading_;
  std::vector<Candidate>& out_;
  std::optional<Main> main_;  // the outermost finite cue so far, whose source later ones may share
};

// The stretches of `sentence` on each level of quoting: the sentence itself and the parts of
// quotations that lie in it.
std::vector<Scope> scopes_of(const MarkedWords& words, TokenSpan sentence) {
  std::vector<Scope> scopes;
  bool has_unquoted = false;
  for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) {
    const std::int32_t q = words[i].quotation;
    if (q == kUnquoted) {
      has_unquoted = true;
      continue;
    }
    const bool is_known = std::any_of(scopes.begin(), scopes.end(),
                                      [q](const Scope& one) { return one.quotation == q; });
    if (is_known) continue;
    const TokenSpan quoted = words.quoted[static_cast<std::size_t>(q)];
    scopes.push_back(
        {{std::max(quoted.begin, sentence.begin), std::min(quoted.end, sentence.end)}, q});
  }
  if (has_unquoted) scopes.insert(scopes.begin(), {sentence, kUnquoted});
  return scopes;
}

}  // namespace

std::string_view to_string(Frame frame) { return kFrameNames[static_cast<std::size_t>(frame)]; }
std::string_view to_string(SourceKind kind) { return kSourceNames[static_cast<std::size_t>(kind)]; }

std::vector<Candidate> find_candidates(const MarkedWords& words, const Lexicon& lexicon) {
  std::vector<Candidate> candidates;
  for (const language::Paragraph& paragraph : words.document->paragraphs) {
    const bool is_heading = paragraph.kind == language::BlockKind::Heading;
    for (SentenceIndex s = paragraph.sentences.begin; s < paragraph.sentences.end; ++s) {
      const TokenSpan tokens = words.document->sentences[s.value].tokens;
      if (s == paragraph.sentences.begin) add_label(words, tokens, paragraph, candidates);
      for (const Scope& scope : scopes_of(words, tokens)) {
        ScopeSearch(words, lexicon, scope, is_heading, candidates).run();
      }
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.anchor < b.anchor; });
  return candidates;
}

}  // namespace faultline::statements::detail

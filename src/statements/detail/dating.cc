#include "statements/detail/dating.h"

#include <algorithm>
#include <utility>

#include "statements/detail/homes.h"
#include "statements/detail/occasions.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::DateMention;
using language::Upos;

// "since Monday", "after the vote on Monday": a bound or another event, not the day itself.
bool is_bound(const MarkedWords& words, std::uint32_t index) {
  return is_any_form(
      words, index,
      {"after",   "before", "since",   "until",     "till",       "by",    "from",  "following",
       "about",   "over",   "amid",    "despite",   "because",    "for",   "ahead", "between",
       "through", "of",     "against", "regarding", "concerning", "under", "as",    "than",
       "towards", "toward", "into",    "upon",      "like"});
}

// "aftermath", "wake": the time after what they are of, known to the month.
bool is_time_after(const MarkedWords& words, std::uint32_t index) {
  return has_lemma(words, index, {"aftermath", "wake"});
}

/// Where a date hangs in its sentence.
struct Place {
  std::uint32_t predicate = 0;       // the verb that it tells the time of
  std::optional<std::uint32_t> top;  // the noun under that verb that the date belongs to
  bool is_bounded = false;           // "after", "since" ... stand above it
};

/// The verb above a date, by way of nouns; none without a tree.
std::optional<Place> place_of(const MarkedWords& words, TokenSpan date) {
  Place place;
  std::uint32_t at = head_within(words, date);
  if (!head_of(words, at) && words.document->tokens[at].deprel.view().empty()) return std::nullopt;
  for (std::uint32_t steps = 0; steps < words.size(); ++steps) {
    const auto preposition = dependent_of(words, at, {"case", "mark"});
    const bool is_span = steps == 0 && preposition && words.is_form(*preposition, "over");
    if (preposition && is_bound(words, *preposition) && !is_span) {
      // "the evening of October 5" is that day; "the leader of 2019" is not.
      const bool is_of = words.is_form(*preposition, "of");
      const auto above = head_of(words, at);
      const bool is_time = is_of && above &&
                           has_lemma(words, *above,
                                     {"morning", "afternoon", "evening", "night", "beginning",
                                      "end", "interview", "letter", "statement", "speech", "week",
                                      "spring", "summer", "autumn", "fall", "winter", "address"});
      if (!is_time) place.is_bounded = true;
    }
    const auto head = head_of(words, at);
    if (!head) return std::nullopt;
    if (is_predicate(words, *head)) {
      place.predicate = *head;
      if (at != head_within(words, date)) place.top = at;
      return place;
    }
    at = *head;
  }
  return std::nullopt;
}

/// A date that may be a statement's, the likelier the smaller.
struct Choice {
  PartialDate date;
  std::uint32_t distance = UINT32_MAX;  // in clauses
  std::uint32_t away = UINT32_MAX;      // in tokens

  [[nodiscard]] bool is_better_than(const Choice& other) const {
    return std::pair(distance, away) < std::pair(other.distance, other.away);
  }
};

bool lies_within(const PartialDate& fine, const PartialDate& coarse) {
  return fine.precision < coarse.precision && fine.first >= coarse.first &&
         fine.first <= last_day(coarse);
}

class Dating {
 public:
  Dating(const MarkedWords& words, std::span<const Chosen> chosen,
         std::span<const DateMention> dates, std::vector<Statement>& statements)
      : words_(words), chosen_(chosen), dates_(dates), statements_(statements) {}

  void run() {
    places_.reserve(dates_.size());
    for (const DateMention& date : dates_) places_.push_back(place_of(words_, date.tokens));
    has_own_.assign(chosen_.size(), false);
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (!chosen_[i].candidate.cue) continue;
      statements_[i].said = own_date(chosen_[i].candidate);
      has_own_[i] = statements_[i].said.has_value();
    }
    for (std::size_t i = 0; i < chosen_.size(); ++i) share_in_sentence(i);
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (chosen_[i].continues) statements_[i].said = statements_[*chosen_[i].continues].said;
      if (i > 0 && !statements_[i].said) share_from_sentence_before(i);
    }
    for (std::size_t i = chosen_.size(); i-- > 0;) share_from_occasion_after(i);
  }

 private:
  [[nodiscard]] bool in_content(const Candidate& candidate, TokenSpan tokens) const {
    return std::any_of(candidate.content.begin(), candidate.content.end(),
                       [tokens](TokenSpan span) { return span.overlaps(tokens); });
  }

  /// The dates that begin in `tokens`.
  [[nodiscard]] std::span<const DateMention> dates_in(TokenSpan tokens) const {
    const auto first = std::partition_point(
        dates_.begin(), dates_.end(),
        [tokens](const DateMention& date) { return date.tokens.begin < tokens.begin; });
    const auto last = std::partition_point(first, dates_.end(), [tokens](const DateMention& date) {
      return date.tokens.begin < tokens.end;
    });
    return dates_.subspan(static_cast<std::size_t>(first - dates_.begin()),
                          static_cast<std::size_t>(last - first));
  }

  [[nodiscard]] std::optional<PartialDate> own_date(const Candidate& candidate) const {
    const std::span<const DateMention> dates = dates_in(sentence_around(words_, candidate.anchor));
    if (dates.empty()) return std::nullopt;
    const std::vector<Home> homes = homes_of(words_, candidate.anchor);
    std::optional<Choice> best;
    for (const DateMention& date : dates) {
      if (words_[date.tokens.begin.value].quotation != candidate.scope.quotation) continue;
      const std::optional<Place>& place = places_[static_cast<std::size_t>(&date - dates_.data())];
      if (is_owner(date) && !(place && place->top && is_occasion(words_, *place->top))) continue;
      auto choice = place ? choose(candidate, homes, *place, date) : std::nullopt;
      if (!choice && !(place && place->is_bounded)) choice = beside(candidate, date);
      if (!choice) continue;
      // "last week, on Tuesday"
      const bool is_finer = best && lies_within(choice->date, best->date);
      const bool is_coarser = best && lies_within(best->date, choice->date);
      if (!best || is_finer || (!is_coarser && choice->is_better_than(*best))) best = choice;
    }
    return best ? std::optional(best->date) : std::nullopt;
  }

  [[nodiscard]] std::uint32_t away(const Candidate& candidate, const DateMention& date) const {
    const std::uint32_t at = date.tokens.begin.value;
    return at > candidate.anchor ? at - candidate.anchor : candidate.anchor - at;
  }

  // "Friday’s ruling"
  [[nodiscard]] bool is_owner(const DateMention& date) const {
    const std::uint32_t next = date.tokens.end.value;
    return next < words_.size() && words_[next].is(word_class::kGenitive);
  }

  // By the tree.
  [[nodiscard]] std::optional<Choice> choose(const Candidate& candidate,
                                             std::span<const Home> homes, const Place& place,
                                             const DateMention& date) const {
    if (const auto seen = seen_in_time(candidate, place, date)) return seen;
    if (place.is_bounded) return std::nullopt;
    if (is_withheld(candidate, place)) return Choice{date.date, 0, away(candidate, date)};
    auto distance = distance_to(homes, place.predicate);
    // "according to a letter of March 3"
    if (!distance && has_relation(words_, candidate.anchor, {"case"}) && place.top &&
        place.top == head_of(words_, candidate.anchor) && is_occasion(words_, *place.top))
      distance = 0;
    if (!distance) return std::nullopt;
    if (in_content(candidate, date.tokens)) {
      // "condemned the raid on Monday": the date hangs on the cue, not on what is said.
      if (place.top || place.predicate != candidate.anchor || is_ahead(candidate) ||
          has_verb_before(candidate, date.tokens))
        return std::nullopt;
    } else if (is_of_the_source(candidate, place, date)) {
      return std::nullopt;
    }
    if (place.top && !tells_when(candidate, place)) return std::nullopt;
    return Choice{date.date, *distance, away(candidate, date)};
  }

  // "declined to say on Monday whether"
  [[nodiscard]] bool is_withheld(const Candidate& candidate, const Place& place) const {
    return !place.top && has_lemma(words_, candidate.anchor, {"decline", "refuse"}) &&
           has_relation(words_, place.predicate, {"xcomp"}) &&
           head_of(words_, place.predicate) == candidate.anchor;
  }

  // "The days after the attack of May 3 saw leaders endorse": the time stands for the subject.
  [[nodiscard]] std::optional<Choice> seen_in_time(const Candidate& candidate, const Place& place,
                                                   const DateMention& date) const {
    if (!has_lemma(words_, place.predicate, {"see", "bring"}) || !place.top ||
        *place.top > place.predicate || dependent_of(words_, *place.top, {"case"}) ||
        in_content(candidate, date.tokens))
      return std::nullopt;
    const auto head = head_of(words_, candidate.anchor);
    if (head != place.predicate) return std::nullopt;
    PartialDate day = date.date;
    const bool is_later = place.is_bounded || is_time_after(words_, *place.top);
    if (is_later && day.precision < Precision::ByMonth)
      day = {Day{day.first.year(), day.first.month(), std::chrono::day{1}}, Precision::ByMonth};
    return Choice{day, 1, away(candidate, date)};
  }

  // "wants a vote on Monday"
  [[nodiscard]] bool is_ahead(const Candidate& candidate) const {
    return has_lemma(words_, candidate.anchor,
                     {"want",     "plan",     "seek",    "expect",   "hope",  "demand",  "propose",
                      "schedule", "call",     "promise", "intend",   "order", "request", "predict",
                      "prepare",  "announce", "approve", "set",      "vow",   "pledge",  "await",
                      "invite",   "describe", "recall",  "remember", "call"});
  }

  [[nodiscard]] bool has_verb_before(const Candidate& candidate, TokenSpan date) const {
    for (const TokenSpan content : candidate.content) {
      if (!content.overlaps(date)) continue;
      for (std::uint32_t i = content.begin.value; i < date.begin.value; ++i)
        if (is_verb(words_, i)) return true;
    }
    return false;
  }

  // "The mayor of 2019 said", but not "Monday's statement said".
  [[nodiscard]] bool is_of_the_source(const Candidate& candidate, const Place& place,
                                      const DateMention& date) const {
    if (!place.top || !candidate.source || !candidate.source->overlaps(date.tokens)) return false;
    if (is_occasion(words_, *place.top)) return false;
    return !is_occasion(words_, head_within(words_, *candidate.source));
  }

  // A date inside a noun phrase is the cue's where the noun is an occasion, a place or a listener.
  [[nodiscard]] bool tells_when(const Candidate& candidate, const Place& place) const {
    const std::uint32_t top = *place.top;
    // "called Friday’s ruling a danger": what is spoken of.
    const bool is_object =
        place.predicate == candidate.anchor && has_relation(words_, top, {"obj"});
    if ((is_occasion(words_, top) && !is_object) || words_[top].is_name ||
        words_[top].upos == Upos::Propn)
      return true;
    if (has_relation(words_, top, {"obj", "iobj"}))
      return has_lemma(words_, top,
                       {"reporter", "journalist", "lawmaker", "supporter", "crowd", "audience",
                        "press", "medium", "parliament", "mp", "voter", "newspaper", "agency",
                        "station", "channel", "follower"});
    const auto preposition = dependent_of(words_, top, {"case"});
    return preposition && is_any_form(words_, *preposition, {"at", "during", "in", "on", "to"}) &&
           !is_time_after(words_, top) && !has_lemma(words_, top, {"response", "reaction"});
  }

  // Where the tree says nothing or something else: a date that stands by the cue with no other
  // verb in between.
  [[nodiscard]] std::optional<Choice> beside(const Candidate& candidate,
                                             const DateMention& date) const {
    if (in_content(candidate, date.tokens)) return std::nullopt;
    if (candidate.source && candidate.source->overlaps(date.tokens)) return std::nullopt;
    constexpr std::uint32_t kFarthest = 3;
    const std::uint32_t at = date.tokens.begin.value;
    const bool is_behind = at > candidate.anchor;
    const std::uint32_t begin = is_behind ? candidate.anchor + 1 : date.tokens.end.value;
    const std::uint32_t end = is_behind ? at : candidate.anchor;
    const bool has_source_between = !is_behind && candidate.source &&
                                    candidate.source->begin.value >= begin &&
                                    candidate.source->end.value <= end;
    if (end - begin > kFarthest + (has_source_between ? candidate.source->size() : 0U))
      return std::nullopt;
    if (at > 0 && is_bound(words_, at - 1)) return std::nullopt;
    // "statements last week that those who question it"
    if (is_owner(date)) return std::nullopt;
    constexpr std::uint32_t kPreposition = 2;
    if (!is_behind && !touches_cue(candidate, date.tokens.end.value) &&
        at > candidate.scope.tokens.begin.value + kPreposition)
      return std::nullopt;
    for (std::uint32_t i = begin; i < end; ++i) {
      const bool is_source = has_source_between && i >= candidate.source->begin.value &&
                             i < candidate.source->end.value;
      if (is_source) continue;
      if (is_verb(words_, i) && !words_[i].is(word_class::kAuxiliary)) return std::nullopt;
      if (is_behind && words_[i].mark != MarkKind::None) return std::nullopt;
    }
    return Choice{date.date, 6, away(candidate, date)};
  }

  // "The head of the council, Bo Ruiz, on Monday sharply criticised"
  [[nodiscard]] bool touches_cue(const Candidate& candidate, std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < candidate.anchor; ++i)
      if (!is_adverb(words_, i) && !words_[i].is(word_class::kAuxiliary)) return false;
    return true;
  }

  // ---- from one statement to the next

  [[nodiscard]] bool have_one_speaker(std::size_t a, std::size_t b) const {
    if (statements_[a].speaker && statements_[b].speaker)
      return *statements_[a].speaker == *statements_[b].speaker;
    const auto& one = chosen_[a].candidate.source;
    const auto& other = chosen_[b].candidate.source;
    return one && other && *one == *other;
  }

  [[nodiscard]] bool is_open(std::size_t i) const {
    return !chosen_[i].outer && chosen_[i].candidate.cue &&
           chosen_[i].candidate.scope.quotation == kUnquoted;
  }

  // "who criticised it"
  [[nodiscard]] bool is_relative(std::size_t i) const {
    const Candidate& candidate = chosen_[i].candidate;
    if (has_relation(words_, candidate.anchor, {"acl:relcl"})) return true;
    return candidate.source && candidate.source->size() == 1 &&
           words_[candidate.source->begin.value].is(word_class::kRelative);
  }

  // "has said", "had said earlier", "often says", "once said": another time than the one before.
  [[nodiscard]] bool is_of_another_time(std::size_t i) const {
    const Candidate& candidate = chosen_[i].candidate;
    for (const std::uint32_t below : dependents_of(words_, candidate.anchor)) {
      if (words_[below].is(word_class::kHave)) return true;
      if (words_[below].is(word_class::kModal) && !is_refusal(candidate.anchor)) return true;
      if (is_any_form(words_, below,
                      {"previously", "earlier", "once", "often", "repeatedly", "long", "ever",
                       "always", "now", "later", "since", "recently", "regularly", "frequently",
                       "sometimes", "consistently", "initially", "originally", "will"}))
        return true;
    }
    return has_stray_date(candidate);
  }

  // A date beside the statement that is not its own points elsewhere: "After his return in May he
  // said".
  [[nodiscard]] bool has_stray_date(const Candidate& candidate) const {
    const std::span<const DateMention> dates = dates_in(sentence_around(words_, candidate.anchor));
    return std::any_of(dates.begin(), dates.end(), [&](const DateMention& date) {
      return words_[date.tokens.begin.value].quotation == candidate.scope.quotation &&
             date.tokens.begin.value < candidate.anchor && !in_content(candidate, date.tokens);
    });
  }

  [[nodiscard]] bool is_past(std::size_t i) const {
    const language::Label xpos = words_.document->tokens[chosen_[i].candidate.anchor].xpos;
    if (xpos == "VBD" || xpos == "VBG" || xpos == "VBN" || xpos.view().empty()) return true;
    return is_refusal(chosen_[i].candidate.anchor);
  }

  // "did not say", "would not say"
  [[nodiscard]] bool is_refusal(std::uint32_t anchor) const {
    bool is_negated = false;
    bool is_past = false;
    for (const std::uint32_t below : dependents_of(words_, anchor)) {
      if (is_any_form(words_, below, {"not", "n't", "n’t"})) is_negated = true;
      if (is_any_form(words_, below, {"did", "would"})) is_past = true;
    }
    return is_negated && is_past;
  }

  [[nodiscard]] SentenceIndex sentence_of(std::size_t i) const {
    return words_.document->sentence_of(TokenIndex{chosen_[i].candidate.anchor});
  }

  // "He called it wrong, adding that": in one sentence, and in no clause with who.
  void share_in_sentence(std::size_t i) {
    if (statements_[i].said || !is_open(i) || !is_past(i)) return;
    for (std::size_t k = i; k-- > 0;) {
      if (sentence_of(k) != sentence_of(i)) break;
      if (!has_own_[k] || !is_open(k) || is_relative(k) != is_relative(i)) continue;
      if (!have_one_speaker(k, i) || is_of_another_time_than(i, k)) continue;
      statements_[i].said = statements_[k].said;
      return;
    }
    // The day may stand in a participle behind: "framed it as vital, stating on October 20".
    for (std::size_t k = i + 1; k < chosen_.size() && sentence_of(k) == sentence_of(i); ++k) {
      const std::uint32_t anchor = chosen_[k].candidate.anchor;
      if (!has_own_[k] || !is_open(k) || is_relative(k) != is_relative(i)) continue;
      if (words_.document->tokens[anchor].xpos != "VBG" || !have_one_speaker(k, i)) continue;
      if (is_of_another_time(i)) continue;
      statements_[i].said = statements_[k].said;
      return;
    }
  }

  [[nodiscard]] bool is_of_another_time_than(std::size_t i, std::size_t before) const {
    const std::uint32_t from = chosen_[before].candidate.anchor;
    for (const std::uint32_t below : dependents_of(words_, chosen_[i].candidate.anchor))
      if (is_any_form(words_, below,
                      {"has", "have", "had", "now", "earlier", "previously", "later", "once",
                       "often", "repeatedly"}))
        return true;
    const std::uint32_t to = chosen_[i].candidate.anchor;
    const auto between = dates_in(TokenSpan{{from}, {to}});
    return std::any_of(between.begin(), between.end(), [&](const DateMention& date) {
      return statements_[before].said != date.date &&
             !in_content(chosen_[before].candidate, date.tokens) &&
             !in_content(chosen_[i].candidate, date.tokens);
    });
  }

  // "He added that", "The statement further warned"
  void share_from_sentence_before(std::size_t i) {
    if (!is_open(i) || !is_past(i) || !goes_on(i) || is_of_another_time(i)) return;
    for (std::size_t k = i; k-- > 0;) {
      if (sentence_of(k) == sentence_of(i)) continue;
      if (sentence_of(k) + 1 != sentence_of(i)) return;
      if (!is_open(k) || !statements_[k].said || !have_one_speaker(k, i)) continue;
      if (is_relative(k) || !is_past(k)) continue;
      if (is_in_one_paragraph(k, i)) statements_[i].said = statements_[k].said;
      return;
    }
  }

  [[nodiscard]] bool goes_on(std::size_t i) const {
    const Candidate& candidate = chosen_[i].candidate;
    if (has_lemma(words_, candidate.anchor, {"add", "continue", "conclude"})) return true;
    for (const std::uint32_t below : dependents_of(words_, candidate.anchor))
      if (is_any_form(words_, below, {"also", "further"})) return true;
    if (!candidate.source) return false;
    if (candidate.source->size() == 1)
      return words_[candidate.source->begin.value].upos == Upos::Pron;
    const std::uint32_t head = head_within(words_, *candidate.source);
    return candidate.source->size() == 2 && is_occasion(words_, head) &&
           is_any_form(words_, candidate.source->begin.value, {"the", "this"});
  }

  [[nodiscard]] bool is_in_one_paragraph(std::size_t a, std::size_t b) const {
    return words_.document->paragraph_of(sentence_of(a)) ==
           words_.document->paragraph_of(sentence_of(b));
  }

  // "X criticised Y. Speaking on Monday, he said": the second sentence gives the occasion of both.
  void share_from_occasion_after(std::size_t i) {
    if (statements_[i].said || !is_open(i) || !is_past(i) || is_of_another_time(i)) return;
    for (std::size_t k = i + 1; k < chosen_.size(); ++k) {
      if (sentence_of(k) == sentence_of(i)) continue;
      if (sentence_of(k) != sentence_of(i) + 1 || !is_in_one_paragraph(i, k)) return;
      if (!has_own_[k] || !is_open(k) || !have_one_speaker(i, k) || !goes_on(k)) continue;
      const std::uint32_t first = sentence_around(words_, chosen_[k].candidate.anchor).begin.value;
      if (!is_any_form(words_, first, {"speaking", "writing", "addressing", "talking"})) return;
      statements_[i].said = statements_[k].said;
      return;
    }
  }

  const MarkedWords& words_;
  std::span<const Chosen> chosen_;
  std::span<const DateMention> dates_;
  std::vector<Statement>& statements_;
  std::vector<std::optional<Place>> places_;  // of each date
  std::vector<bool> has_own_;                 // per statement: the date is its own and not shared
};

}  // namespace

void date_statements(const MarkedWords& words, std::span<const Chosen> chosen,
                     std::span<const DateMention> dates, std::vector<Statement>& statements) {
  Dating(words, chosen, dates, statements).run();
}

}  // namespace faultline::statements::detail

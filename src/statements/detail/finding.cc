#include "statements/detail/finding.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "statements/detail/floating.h"
#include "statements/detail/introductions.h"
#include "statements/detail/labels.h"
#include "statements/detail/mending.h"
#include "statements/detail/not_speech.h"
#include "statements/detail/owners_and_sides.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

/// How willingly statements are taken.
struct Taking {
  float eagerness = 0;  // as in Network::find
  float least = 0;      // score
};
// Chosen on the dev part (docs/training.md).
constexpr Taking outside{0.0F, 0.38F};
// The states of what somebody says tell that it is said, so the networks hold back.
constexpr Taking inside_others{0.6F, 0.27F};
// Deeper than anybody quotes.
constexpr int most_levels = 8;

bool holds(const FoundStatement& outer, TokenIndex token) {
  return std::any_of(outer.content.begin(), outer.content.end(),
                     [token](TokenSpan span) { return span.contains(token); });
}

/// Whether `inner` stands in the clause that the cue of `outer` plainly opens: "said that ...".
bool is_in_clause(const MarkedWords& words, const FoundStatement& outer,
                  const FoundStatement& inner) {
  const TokenSpan first = outer.content.front();
  return first.begin == outer.cue.end && first.contains(inner.cue) &&
         words.is_form(first.begin.value, "that");
}

/// Of those whose cues stand in each other's contents the likeliest, in order of the text.
std::vector<FoundStatement> without_rivals(const MarkedWords& words,
                                           std::vector<FoundStatement> found, float at_least) {
  std::erase_if(found, [at_least](const FoundStatement& one) { return one.score < at_least; });
  std::vector<FoundStatement> outer;
  for (const FoundStatement& one : found) {
    const bool is_inside =
        std::any_of(found.begin(), found.end(),
                    [&](const FoundStatement& other) { return is_in_clause(words, other, one); });
    if (!is_inside) outer.push_back(one);
  }
  found = std::move(outer);
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&found](std::size_t one, std::size_t other) {
    return found[one].score > found[other].score;
  });
  std::vector<std::size_t> kept;
  for (const std::size_t i : order) {
    const bool has_rival = std::any_of(kept.begin(), kept.end(), [&](std::size_t j) {
      return holds(found[j], found[i].cue.begin) || holds(found[i], found[j].cue.begin);
    });
    if (!has_rival) kept.push_back(i);
  }
  std::sort(kept.begin(), kept.end());
  std::vector<FoundStatement> all;
  for (const std::size_t i : kept) all.push_back(std::move(found[i]));
  return all;
}

bool is_mark(const MarkedWords& words, TokenIndex i) {
  const MarkKind mark = words[i.value].mark;
  return mark == MarkKind::OpenQuote || mark == MarkKind::CloseQuote;
}

/// Both marks of a quotation or none, and nothing at the edges that parts it from its cue.
TokenSpan cleaned(const MarkedWords& words, TokenSpan content, const Stretch& stretch) {
  const auto mark = [&words](TokenIndex i) { return words[i.value].mark; };
  while (!content.empty() &&
         (mark(content.begin) == MarkKind::Comma || mark(content.begin) == MarkKind::Colon ||
          mark(content.begin) == MarkKind::CloseQuote ||
          mark(content.begin) == MarkKind::Semicolon))
    ++content.begin;
  while (!content.empty() &&
         (mark(content.end - 1) == MarkKind::OpenQuote ||
          (words[content.end.value - 1].quotation == stretch.level &&
           (mark(content.end - 1) == MarkKind::Comma || mark(content.end - 1) == MarkKind::Colon ||
            words.form(content.end.value - 1) == "."))))
    content.end = content.end - 1;
  if (content.empty()) return content;
  const std::int32_t q = words[content.begin.value].quotation;
  if (q == kUnquoted || q == stretch.level) return content;
  const TokenSpan quoted = words.quoted[static_cast<std::size_t>(q)];
  if (!stretch.tokens.contains(quoted) || !quoted.contains(content)) return content;
  const bool is_from_start = content.begin.value <= quoted.begin.value + 1;
  const std::uint32_t left = quoted.end.value - content.end.value;
  const bool is_to_end =
      left <= 1 ||
      (left == 2 && (mark(content.end) == MarkKind::Comma || mark(content.end) == MarkKind::Stop));
  return is_from_start && is_to_end ? quoted : content;
}

/// The cue's main word, behind those that only say whether and when: "has yet to say".
std::uint32_t reporting_word(const MarkedWords& words, const FoundStatement& found) {
  std::uint32_t word = found.anchor;
  while (has_lemma(words, word, {"have", "be", "go"})) {
    const auto next = dependent_of(words, word, {"xcomp"});
    if (!next || *next <= word || !found.cue.contains(TokenIndex{*next})) break;
    word = *next;
  }
  return word;
}

Candidate candidate_of(const MarkedWords& words, FoundStatement found, const Stretch& stretch) {
  const language::Document& document = *words.document;
  Candidate candidate;
  candidate.anchor = reporting_word(words, found);
  const SentenceIndex s = document.sentence_of(TokenIndex{candidate.anchor});
  const TokenSpan sentence = document.sentences[s.value].tokens;
  candidate.scope = {
      {std::max(sentence.begin, stretch.tokens.begin), std::min(sentence.end, stretch.tokens.end)},
      stretch.level};
  candidate.source = found.source;
  candidate.cue = found.cue;
  for (const TokenSpan span : found.content) {
    const TokenSpan clean = cleaned(words, span, stretch);
    const bool is_apart =
        !clean.overlaps(found.cue) && !(found.source && clean.overlaps(*found.source));
    const TokenSpan kept = is_apart ? clean : span;
    if (!kept.empty() && (candidate.content.empty() || candidate.content.back().end <= kept.begin))
      candidate.content.push_back(kept);
  }
  candidate.score = found.score;
  return candidate;
}

std::uint32_t distance(TokenSpan one, TokenSpan other) {
  return one.begin < other.begin ? other.begin.value - std::min(one.end, other.begin).value
                                 : one.begin.value - std::min(other.end, one.begin).value;
}

/// `spans` without the tokens of `taken`.
std::vector<TokenSpan> without(const std::vector<TokenSpan>& spans, TokenSpan taken) {
  std::vector<TokenSpan> kept;
  for (const TokenSpan span : spans) {
    if (!span.overlaps(taken)) {
      kept.push_back(span);
      continue;
    }
    if (span.begin < taken.begin) kept.push_back({span.begin, taken.begin});
    if (taken.end < span.end) kept.push_back({taken.end, span.end});
  }
  return kept;
}

/// A quotation between two cues is the nearer one's: "“Yes,” he said. “No,” she added."
void share_quotations(const MarkedWords& words, std::vector<FoundStatement>& found) {
  for (std::size_t i = 0; i + 1 < found.size(); ++i) {
    FoundStatement& one = found[i];
    FoundStatement& next = found[i + 1];
    const std::vector<TokenSpan> own = one.content;
    for (const TokenSpan span : own) {
      for (const TokenSpan other : std::vector<TokenSpan>(next.content)) {
        const TokenSpan both{std::max(span.begin, other.begin), std::min(span.end, other.end)};
        if (both.begin >= both.end || words[both.begin.value].mark != MarkKind::OpenQuote ||
            words[both.end.value - 1].mark != MarkKind::CloseQuote)
          continue;
        const bool is_of_next = distance(next.cue, both) <= distance(one.cue, both);
        FoundStatement& loser = is_of_next ? one : next;
        std::vector<TokenSpan> rest = without(loser.content, both);
        if (!rest.empty()) loser.content = std::move(rest);
      }
    }
  }
}

/// Whether a word of the cue plainly reports nothing: "goes without saying".
bool is_none(const MarkedWords& words, const FoundStatement& found) {
  for (TokenIndex i = found.cue.begin; i < found.cue.end; ++i) {
    const Entry& entry = words[i.value].entry;
    const bool may_report = i.value == found.anchor || entry.verb >= 0;
    if (may_report && is_no_speech(words, i.value, found.cue)) return true;
  }
  return false;
}

/// What is found in each of `stretches`.
std::vector<Candidate> find_in(const Network& network, const MarkedWords& words,
                               const Lexicon& lexicon, const language::States& states,
                               std::span<const Stretch> stretches, Taking taking) {
  std::vector<std::vector<FoundStatement>> found;
  network.find(words, lexicon, states, stretches, taking.eagerness, found);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    std::erase_if(found[i], [&words](const FoundStatement& one) { return is_none(words, one); });
    for (FoundStatement& one : found[i]) mend(words, stretches[i], one);
    std::erase_if(found[i], [](const FoundStatement& one) { return one.content.empty(); });
    std::vector<FoundStatement> kept = without_rivals(words, std::move(found[i]), taking.least);
    share_quotations(words, kept);
    for (FoundStatement& one : kept)
      candidates.push_back(candidate_of(words, std::move(one), stretches[i]));
  }
  std::erase_if(candidates, [](const Candidate& one) { return one.content.empty(); });
  return candidates;
}

// A label says who speaks in its paragraph: what else was found there stands inside of it or not at
// all.
void add_labels(const MarkedWords& words, std::vector<Candidate>& candidates) {
  Labels labels = find_labels(words);
  std::erase_if(candidates, [&labels](const Candidate& one) {
    const auto& refused = labels.refused;
    if (std::binary_search(refused.begin(), refused.end(), one.anchor)) return true;
    return std::any_of(labels.found.begin(), labels.found.end(), [&one](const Candidate& label) {
      return label.says(TokenIndex{one.anchor}) || label.cue->overlaps(*one.cue) ||
             one.says(label.cue->begin);
    });
  });
  std::move(labels.found.begin(), labels.found.end(), std::back_inserter(candidates));
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.anchor < b.anchor; });
}

/// What of `content` is read by itself: without the marks of a quotation that holds it all and the
/// conjunction of a clause, so that it begins as paragraphs do.
Stretch inside_of(const MarkedWords& words, TokenSpan content, std::int32_t level) {
  for (bool is_changed = true; is_changed && !content.empty();) {
    is_changed = false;
    const std::uint32_t first = content.begin.value;
    const bool is_conjunction = words.is_form(first, "that") || words.is_form(first, "whether");
    if (is_conjunction && words[first].upos == language::Upos::Sconj) {
      ++content.begin;
      is_changed = true;
    }
    const std::int32_t q = words[content.begin.value].quotation;
    const std::int32_t outer = words[content.begin.value].outermost;
    for (const std::int32_t one : {outer, q}) {
      if (one == kUnquoted || one <= level || content.empty()) continue;
      const TokenSpan quoted = words.quoted[static_cast<std::size_t>(one)];
      if (!quoted.contains(content)) continue;
      level = one;
      is_changed = true;
      if (quoted.begin == content.begin && is_mark(words, content.begin)) ++content.begin;
      if (quoted.end == content.end && is_mark(words, content.end - 1))
        content.end = content.end - 1;
      while (!content.empty() && words[content.end.value - 1].mark == MarkKind::Comma)
        content.end = content.end - 1;
    }
  }
  return {content, level};
}

void add_pieces(const MarkedWords& words, const Stretch& stretch, std::vector<Stretch>& pieces) {
  constexpr std::uint32_t least_words = 3;  // source, cue and content
  if (stretch.tokens.size() < least_words) return;
  for (const TokenSpan piece : cut(*words.document, stretch.tokens))
    pieces.push_back({piece, stretch.level});
}

/// The stretches inside of a content: itself, and each quotation that is only a part of it.
void add_inside(const MarkedWords& words, TokenSpan content, std::int32_t level,
                std::vector<Stretch>& pieces) {
  const Stretch whole = inside_of(words, content, level);
  add_pieces(words, whole, pieces);
  constexpr std::uint32_t least_words = 6;  // fewer are somebody's choice of words
  for (TokenIndex i = whole.tokens.begin; i < whole.tokens.end; ++i) {
    const std::int32_t q = words[i.value].quotation;
    if (q == whole.level || q == kUnquoted || words[i.value].mark != MarkKind::OpenQuote) continue;
    const TokenSpan quoted = words.quoted[static_cast<std::size_t>(q)];
    if (quoted.size() < least_words || !whole.tokens.contains(quoted)) continue;
    add_pieces(words, inside_of(words, quoted, whole.level), pieces);
    i = quoted.end - 1;
  }
}

/// What was found on any level.
class Known {
 public:
  explicit Known(const MarkedWords& words) : words_(words), is_cue_(words.size()) {}

  void add(const Candidate& one) {
    for (TokenIndex i = cue_of(one).begin; i < cue_of(one).end; ++i) is_cue_[i.value] = true;
    contents_.insert({one.content.front().begin, one.content.back().end});
  }

  /// Found before, or a colon behind the cue that was: "told me: “...”".
  [[nodiscard]] bool holds(const Candidate& one) const {
    bool has_word = false;
    for (TokenIndex i = cue_of(one).begin; i < cue_of(one).end; ++i) {
      if (is_cue_[i.value]) return true;
      has_word = has_word || words_[i.value].mark == MarkKind::None;
    }
    return !has_word && contents_.count({one.content.front().begin, one.content.back().end}) > 0;
  }

 private:
  static TokenSpan cue_of(const Candidate& one) { return one.cue.value_or(TokenSpan{}); }

  const MarkedWords& words_;
  std::vector<bool> is_cue_;
  std::set<std::pair<TokenIndex, TokenIndex>> contents_;
};

void keep_new(std::vector<Candidate>& level, Known& known) {
  std::erase_if(level, [&known](const Candidate& one) {
    if (known.holds(one)) return true;
    known.add(one);
    return false;
  });
}

}  // namespace

std::vector<Candidate> find_candidates(const Network& network, const MarkedWords& words,
                                       const Lexicon& lexicon, const language::States& states) {
  std::vector<Stretch> paragraphs = paragraphs_of(*words.document);
  const std::vector<Introduction> introductions = find_introductions(words);
  join_introduced(introductions, paragraphs);
  std::vector<Candidate> level = find_in(network, words, lexicon, states, paragraphs, outside);
  give_introduced(words, introductions, level);
  add_labels(words, level);
  add_floating(words, level);
  std::vector<Candidate> candidates;
  Known known(words);
  for (int i = 1; i < most_levels && !level.empty(); ++i) {
    std::vector<Stretch> inside;
    for (const Candidate& one : level) {
      for (const TokenSpan content : one.content)
        add_inside(words, content, one.scope.quotation, inside);
      known.add(one);
    }
    std::move(level.begin(), level.end(), std::back_inserter(candidates));
    level = find_in(network, words, lexicon, states, inside, inside_others);
    keep_new(level, known);
  }
  std::move(level.begin(), level.end(), std::back_inserter(candidates));
  add_owners_and_sides(words, candidates);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.anchor < b.anchor; });
  return candidates;
}

}  // namespace faultline::statements::detail

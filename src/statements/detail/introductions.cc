#include "statements/detail/introductions.h"

#include <algorithm>
#include <optional>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::BlockKind;
using language::Paragraph;

TokenSpan tokens_of(const language::Document& document, const Paragraph& paragraph) {
  return {document.sentences[paragraph.sentences.begin.value].tokens.begin,
          document.sentences[paragraph.sentences.end.value - 1].tokens.end};
}

// All words in quotation marks, in one quotation or several.
bool is_quoted(const MarkedWords& words, TokenSpan tokens) {
  if (words[tokens.begin.value].outermost == kUnquoted) return false;
  for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
    if (words[i.value].outermost == kUnquoted && words[i.value].mark == MarkKind::None)
      return false;
  }
  return true;
}

std::size_t indent_of(const language::Document& document, const Paragraph& paragraph) {
  const std::size_t begin = paragraph.span.begin.value;
  std::size_t at = begin;
  while (at > 0 && (document.text[at - 1] == ' ' || document.text[at - 1] == '\t')) --at;
  const bool is_line = at == 0 || document.text[at - 1] == '\n';
  return is_line ? begin - at : 0;
}

bool is_set_off(const MarkedWords& words, const Paragraph& paragraph, std::size_t usual_indent) {
  const TokenSpan tokens = tokens_of(*words.document, paragraph);
  if (words.form(tokens.begin.value) == ">" && tokens.size() > 1) return true;
  return indent_of(*words.document, paragraph) > usual_indent + 1;
}

/// "In a letter Weber wrote the following:" by its last reporting verb, where the networks, which
/// know no such thing as a ">", found none.
std::optional<Candidate> by_last_verb(const MarkedWords& words, const Introduction& one) {
  constexpr float verb_score = 0.5F;  // a guess
  const language::Document& document = *words.document;
  const TokenSpan sentence =
      document.sentences[document.sentence_of(one.before.end - 1).value].tokens;
  const Scope scope{sentence, kUnquoted};
  for (std::uint32_t i = sentence.end.value; i-- > sentence.begin.value;) {
    if (words[i].entry.verb < 0 || !is_finite_verb(words, i) || words[i].quotation != kUnquoted)
      continue;
    const auto subject = dependent_of(words, i, {"nsubj"});
    if (!subject || *subject > i) return std::nullopt;
    Candidate found;
    found.anchor = i;
    found.scope = scope;
    found.source = extent_of(words, *subject);
    const auto first = dependent_of(words, i, {"aux"});
    found.cue = TokenSpan{{first && *first < i ? *first : i}, {i + 1}};
    if (found.source->overlaps(*found.cue)) return std::nullopt;
    found.content = one.quoted;
    found.score = verb_score;
    return found;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Introduction> find_introductions(const MarkedWords& words) {
  const language::Document& document = *words.document;
  const auto& paragraphs = document.paragraphs;
  std::vector<Introduction> introductions;
  for (std::size_t i = 0; i + 1 < paragraphs.size(); ++i) {
    if (paragraphs[i].sentences.empty() || paragraphs[i].kind == BlockKind::Caption) continue;
    const TokenSpan before = tokens_of(document, paragraphs[i]);
    const Word& last = words[before.end.value - 1];
    if (last.mark != MarkKind::Colon || last.outermost != kUnquoted || before.size() < 3) continue;
    const std::size_t indent = indent_of(document, paragraphs[i]);
    Introduction found{before, {}};
    std::size_t j = i + 1;
    for (; j < paragraphs.size(); ++j) {
      if (paragraphs[j].sentences.empty() || paragraphs[j].kind != BlockKind::Body) break;
      TokenSpan tokens = tokens_of(document, paragraphs[j]);
      const bool is_off = is_set_off(words, paragraphs[j], indent);
      if (!is_off && !is_quoted(words, tokens)) break;
      // A second quotation that does not go on from the first may be somebody else's.
      if (!is_off && j > i + 1) {
        const std::int32_t q = words[found.quoted.back().end.value - 1].outermost;
        if (q == kUnquoted || !words.quotations[static_cast<std::size_t>(q)].goes_on) break;
      }
      if (words.form(tokens.begin.value) == ">") ++tokens.begin;
      found.quoted.push_back(tokens);
    }
    if (found.quoted.empty()) continue;
    TokenSpan& end = found.quoted.back();
    const std::uint32_t stop = end.end.value - 1;
    if (end.size() > 1 && words[stop].quotation == kUnquoted && words.form(stop) == ".")
      end.end = {stop};
    introductions.push_back(std::move(found));
    i = j - 1;
  }
  return introductions;
}

void join_introduced(const std::vector<Introduction>& introductions,
                     std::vector<Stretch>& stretches) {
  std::vector<Stretch> joined;
  auto next = introductions.begin();
  for (const Stretch& stretch : stretches) {
    while (next != introductions.end() && next->quoted.back().end <= stretch.tokens.begin) ++next;
    if (next == introductions.end() || stretch.tokens.end < next->before.end) {
      joined.push_back(stretch);
      continue;
    }
    // What is introduced is read with the introduction and then by itself, as content.
    if (stretch.tokens.end > next->before.end) continue;
    const TokenIndex begin = stretch.tokens.begin;
    joined.push_back({{begin, std::min(next->quoted.front().end, begin + most_words)}, kUnquoted});
  }
  stretches = std::move(joined);
}

void give_introduced(const MarkedWords& words, const std::vector<Introduction>& introductions,
                     std::vector<Candidate>& candidates) {
  std::vector<Candidate> kept;
  std::size_t next = 0;
  const auto take_until = [&](TokenIndex end, auto&& use) {
    for (; next < candidates.size() && candidates[next].anchor < end.value; ++next)
      use(std::move(candidates[next]));
  };
  const auto keep = [&kept](Candidate&& one) {
    if (!one.content.empty()) kept.push_back(std::move(one));
  };
  for (const Introduction& one : introductions) {
    take_until(one.before.begin, keep);
    std::vector<Candidate> own;
    take_until(one.before.end, [&](Candidate&& candidate) {
      for (TokenSpan& span : candidate.content) span.end = std::min(span.end, one.before.end);
      std::erase_if(candidate.content, [](TokenSpan span) { return span.begin >= span.end; });
      own.push_back(std::move(candidate));
    });
    take_until(one.quoted.back().end, [](Candidate&&) {});
    const auto last = std::find_if(own.rbegin(), own.rend(), [&words](const Candidate& candidate) {
      return words[candidate.anchor].quotation == kUnquoted;
    });
    if (last != own.rend()) {
      last->content.insert(last->content.end(), one.quoted.begin(), one.quoted.end());
    } else if (auto found = by_last_verb(words, one)) {
      own.push_back(std::move(*found));
    }
    for (Candidate& candidate : own) keep(std::move(candidate));
  }
  take_until({words.size()}, keep);
  candidates = std::move(kept);
}

}  // namespace faultline::statements::detail

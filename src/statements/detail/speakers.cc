#include "statements/detail/speakers.h"

#include <algorithm>

namespace faultline::statements::detail {
namespace {

std::optional<ActorIndex> actor_of(const MarkedWords& words, const actors::Cast& cast,
                                   TokenSpan source) {
  const actors::Mention* mention = cast.principal(*words.document, source);
  return mention == nullptr ? std::nullopt : std::optional(mention->actor);
}

// "who", "I", "the statement": sources that speak for somebody else.
TokenSpan antecedent(const MarkedWords& words, const Candidate& candidate) {
  const TokenSpan source = *candidate.source;
  if (candidate.source_kind != SourceKind::Relative) return source;
  const auto before = noun_phrase_before(words, candidate.scope, source.begin.value);
  return before ? *before : source;
}

bool is_first_person(const MarkedWords& words, TokenSpan source) {
  return source.size() == 1 && words[source.begin.value].is(word_class::kFirstPerson);
}

bool in_content(const Candidate& candidate, TokenSpan tokens) {
  return std::any_of(candidate.content.begin(), candidate.content.end(),
                     [tokens](TokenSpan span) { return span.overlaps(tokens); });
}

}  // namespace

void name_speakers(const MarkedWords& words, std::span<const Chosen> chosen,
                   const actors::Cast& cast, std::vector<Statement>& statements) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Candidate& candidate = chosen[i].candidate;
    if (chosen[i].continues) {
      // It precedes this one in the text, so its speaker is known already.
      statements[i].speaker = statements[*chosen[i].continues].speaker;
      continue;
    }
    if (!candidate.source) continue;
    if (is_first_person(words, *candidate.source)) {
      if (chosen[i].outer) statements[i].speaker = statements[*chosen[i].outer].speaker;
      continue;
    }
    statements[i].speaker = actor_of(words, cast, antecedent(words, candidate));
  }
}

void date_statements(const MarkedWords& words, std::span<const Chosen> chosen,
                     std::span<const language::DateMention> dates,
                     std::vector<Statement>& statements) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Candidate& candidate = chosen[i].candidate;
    if (!candidate.cue) {
      if (chosen[i].continues) statements[i].said = statements[*chosen[i].continues].said;
      continue;
    }
    const TokenSpan sentence = candidate.scope.tokens;
    const auto first = static_cast<std::size_t>(
        std::partition_point(dates.begin(), dates.end(),
                             [sentence](const language::DateMention& date) {
                               return date.tokens.end <= sentence.begin;
                             }) -
        dates.begin());
    std::uint32_t nearest = UINT32_MAX;
    for (std::size_t d = first; d < dates.size() && dates[d].tokens.begin < sentence.end; ++d) {
      const TokenSpan tokens = dates[d].tokens;
      if (words[tokens.begin.value].quotation != candidate.scope.quotation ||
          in_content(candidate, tokens))
        continue;
      const std::uint32_t at = tokens.begin.value;
      const std::uint32_t distance =
          at > candidate.anchor ? at - candidate.anchor : candidate.anchor - at;
      if (distance >= nearest) continue;
      nearest = distance;
      statements[i].said = dates[d].date;
    }
  }
}

}  // namespace faultline::statements::detail

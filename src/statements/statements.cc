#include "statements/statements.h"

#include <algorithm>
#include <span>

#include "language/dates.h"
#include "statements/detail/attitude.h"
#include "statements/detail/candidates.h"
#include "statements/detail/dating.h"
#include "statements/detail/not_speech.h"
#include "statements/detail/occasions.h"
#include "statements/detail/scoring.h"
#include "statements/detail/selection.h"
#include "statements/detail/speakers.h"

namespace faultline::statements {
namespace {

// Marks and blanks at the edge of a span say nothing; marks of quotation belong to the content.
ByteSpan trimmed(const language::Document& document, TokenSpan tokens) {
  return document.bytes(tokens);
}

StatementType type_of(const detail::MarkedWords& words, const detail::Candidate& candidate) {
  bool has_quoted = false;
  bool has_unquoted = false;
  for (const TokenSpan span : candidate.content) {
    for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
      if (words[i].mark != detail::MarkKind::None) continue;
      const bool is_quoted =
          words[i].quotation != candidate.scope.quotation || candidate.scope.tokens == span;
      (is_quoted ? has_quoted : has_unquoted) = true;
    }
  }
  if (has_quoted && has_unquoted) return StatementType::Mixed;
  return has_quoted ? StatementType::Direct : StatementType::Indirect;
}

Statement to_statement(const detail::MarkedWords& words, const detail::Chosen& chosen) {
  const language::Document& document = *words.document;
  const detail::Candidate& candidate = chosen.candidate;
  Statement statement;
  statement.type = type_of(words, candidate);
  if (candidate.source) statement.source.push_back(trimmed(document, *candidate.source));
  if (candidate.cue) statement.cue.push_back(trimmed(document, *candidate.cue));
  for (const TokenSpan span : candidate.content)
    statement.content.push_back(trimmed(document, span));
  std::sort(statement.content.begin(), statement.content.end());
  if (chosen.outer) statement.nested_in = StatementIndex{static_cast<std::uint32_t>(*chosen.outer)};
  statement.confidence = candidate.score;
  return statement;
}

void add_attributes(const detail::MarkedWords& words, std::span<const detail::Chosen> chosen,
                    std::span<const language::DateMention> dates,
                    std::vector<Statement>& statements) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    Statement& statement = statements[i];
    if (chosen[i].continues) {
      // It precedes this one in the text, so it has been given its own.
      const Statement& first = statements[*chosen[i].continues];
      statement.cue_class = first.cue_class;
      statement.modality = first.modality;
      statement.polarity = first.polarity;
      statement.venue = first.venue;
      continue;
    }
    const detail::Attitude attitude = detail::attitude_of(words, chosen[i].candidate);
    statement.cue_class = attitude.cue_class;
    statement.modality = attitude.modality;
    statement.polarity = attitude.polarity;
    for (const TokenSpan venue : detail::venues_of(words, chosen[i].candidate, dates))
      statement.venue.push_back(words.document->bytes(venue));
  }
}

}  // namespace

std::vector<Statement> find_statements(const language::Document& document, const actors::Cast& cast,
                                       const StatementOptions& options) {
  const detail::Lexicon& lexicon = detail::Lexicon::english();
  const detail::Weights& weights = detail::Weights::english();
  const detail::MarkedWords words = detail::mark_words(document, lexicon);
  std::vector<detail::Candidate> candidates = detail::find_candidates(words, lexicon);
  std::erase_if(candidates, [&words](const detail::Candidate& candidate) {
    return candidate.cue && detail::is_no_speech(words, candidate.anchor, *candidate.cue);
  });
  for (detail::Candidate& candidate : candidates) {
    std::sort(candidate.content.begin(), candidate.content.end());
    candidate.score = weights.probability(detail::features(words, candidate));
  }
  const std::vector<detail::Chosen> chosen = detail::select(words, std::move(candidates));
  std::vector<Statement> statements;
  statements.reserve(chosen.size());
  for (const detail::Chosen& one : chosen) statements.push_back(to_statement(words, one));
  detail::name_speakers(words, chosen, cast, statements);
  const std::vector<language::DateMention> dates =
      language::find_dates(document, options.published);
  detail::date_statements(words, chosen, dates, statements);
  add_attributes(words, chosen, dates, statements);
  return statements;
}

std::string version() { return "statements-linear 0.2"; }

}  // namespace faultline::statements

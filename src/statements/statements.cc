#include "statements/statements.h"

#include <algorithm>
#include <span>

#include "embedded/statement_network.h"
#include "language/dates.h"
#include "nets/model_file.h"
#include "statements/detail/attitude.h"
#include "statements/detail/candidates.h"
#include "statements/detail/dating.h"
#include "statements/detail/finding.h"
#include "statements/detail/network.h"
#include "statements/detail/occasions.h"
#include "statements/detail/selection.h"
#include "statements/detail/speakers.h"

namespace faultline::statements {
namespace {

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
  if (candidate.source) statement.source.push_back(document.bytes(*candidate.source));
  if (candidate.cue) statement.cue.push_back(document.bytes(*candidate.cue));
  for (const TokenSpan span : candidate.content) statement.content.push_back(document.bytes(span));
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

struct Finder::Model {
  nets::MappedFile file;  // which the network refers to; empty where that is built in
  detail::Network network;
};

Finder::Finder(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::load(const std::filesystem::path& models) {
  nets::MappedFile file;
  std::string_view bytes = embedded::statement_network();
  std::string name = "built-in statements.bin";
  if (!models.empty()) {
    name = (models / "english" / "statements.bin").string();
    Result<nets::MappedFile> opened = nets::MappedFile::open(name);
    if (!opened) return tl::unexpected(opened.error());
    file = std::move(*opened);
    bytes = file.bytes();
  }
  auto network = detail::Network::load(bytes, name);
  if (!network) return tl::unexpected(network.error());
  return Finder(std::make_unique<const Model>(Model{std::move(file), std::move(*network)}));
}

std::vector<Statement> Finder::find(const language::Document& document,
                                    const language::States& states, const actors::Cast& cast,
                                    const StatementOptions& options) const {
  const detail::Lexicon& lexicon = detail::Lexicon::english();
  const detail::MarkedWords words = detail::mark_words(document, lexicon);
  const std::vector<detail::Chosen> chosen =
      detail::arrange(detail::find_candidates(model_->network, words, lexicon, states));
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

std::size_t Finder::states_width() const { return model_->network.states_width(); }
std::string Finder::version() const { return "statements " + model_->network.version(); }

}  // namespace faultline::statements

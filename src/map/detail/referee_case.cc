#include <map>
#include <set>

#include "map/detail/blocs.h"
#include "map/detail/rows.h"
#include "map/referee_report.h"
#include "text/sha256.h"
#include "text/text.h"

namespace faultline::map {
namespace {

/// Leaves what bears on `bloc`: its members' relations, stands and statements, relations with
/// members, and the statements that these stand in.
void keep_what_bears(StudyRows& rows, const std::string& bloc) {
  const auto is_member = [&](const std::string& actor, const std::optional<Day>& day) {
    return detail::is_member(rows.known, actor, bloc, day);
  };
  std::set<study::StatementId> needed;
  std::erase_if(rows.relations, [&](const study::RelationRow& row) {
    return !row.to || row.from == *row.to ||
           !(is_member(row.from, row.day) || is_member(*row.to, row.day));
  });
  std::erase_if(rows.codings, [&](const study::CodingRow& row) {
    return row.agreement == 0 || !is_member(row.actor, row.day);
  });
  for (const auto& row : rows.relations)
    if (row.statement) needed.insert(*row.statement);
  for (const auto& row : rows.codings) needed.insert(row.statement);
  std::erase_if(rows.statements, [&](const study::StatementRow& row) {
    return !(row.speaker && is_member(*row.speaker, row.day)) && !needed.contains(row.key);
  });
}

/// A statement as the article prints it, so that it can be cited without the article.
void put_words(study::StatementRow& row, const std::string& text) {
  if (!row.extent.empty() && row.extent.end.value <= text.size())
    row.content_text = text::slice(text, row.extent);
  row.content_text = text::fold_space(row.content_text);
}

}  // namespace

Result<RefereeCase> referee_case(const study::Study& study, const RefereeOptions& options,
                                 const RefereeSupplied& supplied) {
  RefereeCase input;
  input.options = options;
  input.supplied = supplied;
  input.made_by = "faultline " FAULTLINE_VERSION;
  study::Filter filter;
  filter.from = options.query.from;
  filter.to = options.query.to;
  filter.outlet = options.query.outlet;
  filter.by_principal = options.query.by_principal;
  auto rows = detail::rows_of(study, filter);
  if (!rows) return tl::unexpected(rows.error());
  input.rows = std::move(*rows);
  auto bloc = detail::chosen_bloc(input.rows, options.query.bloc);
  if (!bloc) return tl::unexpected(bloc.error());
  keep_what_bears(input.rows, *bloc);
  input.options.query.bloc = std::move(*bloc);
  auto codebook = study.codebook();
  if (!codebook) return tl::unexpected(codebook.error());
  input.codebook = std::move(*codebook);
  std::map<study::ArticleId, std::vector<study::StatementRow*>> statements;
  for (auto& row : input.rows.statements) statements[row.article].push_back(&row);
  for (const auto& article : input.rows.articles) {
    const auto text = study.text_of(article.key);
    if (!text) return tl::unexpected(text.error());
    auto reader = study.reader_of(article.key);
    if (!reader) return tl::unexpected(reader.error());
    input.origins.push_back({std::move(*reader), text::sha256(*text)});
    for (study::StatementRow* row : statements[article.key]) put_words(*row, *text);
  }
  return input;
}

}  // namespace faultline::map

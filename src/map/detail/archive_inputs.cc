#include "map/detail/archive_inputs.h"

#include "map/detail/archive_cells.h"
#include "text/csv.h"

namespace faultline::map::detail {
namespace {

using study::ArticleRow;
using study::CodingRow;
using study::RelationRow;
using study::StatementRow;

/// An article with its origin, as one row.
struct ArchivedArticle {
  ArticleRow row;
  ArticleOrigin origin;
};

template <class Row>
using Columns = std::vector<InputColumn<Row>>;

/// For a part of a part: what `of(row)` refers to has a field `member`.
template <class Of, class Member>
auto within(Of of, Member member) {
  return [of, member](auto& row) -> auto& { return std::invoke(member, std::invoke(of, row)); };
}

template <class Row>
InputColumn<Row> begin_column(ByteSpan Row::* span) {
  return column<Row>("begin", "integer", "First byte in the article's text, from 0.",
                     [span](auto& row) -> auto& { return (row.*span).begin.value; });
}
template <class Row>
InputColumn<Row> end_column(ByteSpan Row::* span) {
  return column<Row>("end", "integer", "The byte after the last one.",
                     [span](auto& row) -> auto& { return (row.*span).end.value; });
}

const Columns<ArchivedArticle>& article_columns() {
  using Row = ArchivedArticle;
  const auto part = [](auto member) { return within(&Row::row, member); };
  static const Columns<Row> columns = {
      column<Row>("key", "integer", "Number in the study.", part(&ArticleRow::key)),
      column<Row>("article", "string", "Its name.", part(&ArticleRow::id)),
      column<Row>("file", "string", "The file it was read from.", part(&ArticleRow::file)),
      column<Row>("outlet", "string", "Who published it.", part(&ArticleRow::outlet)),
      column<Row>("headline", "string", "As printed.", part(&ArticleRow::headline)),
      column<Row>("url", "string", "Its address.", part(&ArticleRow::url)),
      column<Row>("published", "date", "The day it is dated.", part(&ArticleRow::published)),
      column<Row>("version", "integer", "2 after the file changed once.",
                  part(&ArticleRow::version)),
      column<Row>("sha256", "string", "SHA-256 of the stored text (UTF-8).",
                  within(&Row::origin, &ArticleOrigin::text_sha256)),
      column<Row>("reader", "string", "Program and models that read it.",
                  within(&Row::origin, &ArticleOrigin::reader))};
  return columns;
}

const Columns<StatementRow>& statement_columns() {
  using Row = StatementRow;
  static const Columns<Row> columns = {
      column<Row>("key", "integer", "Number in the study.", &Row::key),
      column<Row>("article_key", "integer", "Number of its article.", &Row::article),
      column<Row>("article", "string", "Its article.", &Row::article_id),
      column<Row>("outlet", "string", "Who published it.", &Row::outlet),
      column<Row>("speaker", "string", "Actor who speaks.", &Row::speaker),
      column<Row>("speaker_name", "string", "As shown.", &Row::speaker_name),
      column<Row>("words", "string", "The statement as printed, white space folded.",
                  &Row::content_text),
      begin_column<Row>(&Row::extent),
      end_column<Row>(&Row::extent),
      column<Row>("said", "string", "When, as exactly as known.", &Row::said),
      column<Row>("day", "date", "The day it counts for.", &Row::day),
      column<Row>("confidence", "number", "How sure the machine is, 0 to 1.", &Row::confidence),
      column<Row>("corrected", "boolean", "A person changed or confirmed it.", &Row::is_corrected),
      column<Row>("cue_class", "string", "How the outlet reports it.", &Row::cue_class),
      column<Row>("modality", "string", "Asserted, asked, demanded ...", &Row::modality),
      column<Row>("polarity", "string", "Affirmed or denied.", &Row::polarity),
      column<Row>("venue", "string", "Where it was said.", &Row::venue_text)};
  return columns;
}

const Columns<RelationRow>& relation_columns() {
  using Row = RelationRow;
  static const Columns<Row> columns = {
      column<Row>("key", "integer", "Number in the study.", &Row::key),
      column<Row>("article_key", "integer", "Number of its article.", &Row::article),
      column<Row>("article", "string", "Its article.", &Row::article_id),
      column<Row>("outlet", "string", "Who published it.", &Row::outlet),
      column<Row>("from", "string", "Actor who acts.", &Row::from),
      column<Row>("from_name", "string", "As shown.", &Row::from_name),
      column<Row>("to", "string", "Actor it is about.", &Row::to),
      column<Row>("to_name", "string", "As shown.", &Row::to_name),
      column<Row>("act", "string", "What it does.", &Row::act),
      column<Row>("sign", "integer", "-1 against, 0 neither, 1 for.", &Row::sign),
      column<Row>("said", "string", "When, as exactly as known.", &Row::said),
      column<Row>("day", "date", "The day it counts for.", &Row::day),
      column<Row>("words", "string", "The evidence as printed.", &Row::evidence_text),
      begin_column<Row>(&Row::evidence),
      end_column<Row>(&Row::evidence),
      column<Row>("trigger", "string", "The words that decided.", &Row::trigger_text),
      column<Row>("statement", "integer",
                  "Key of the statement it stands in; empty: the outlet's own voice.",
                  &Row::statement),
      column<Row>("confidence", "number", "How sure the machine is, 0 to 1.", &Row::confidence),
      column<Row>("corrected", "boolean", "A person changed or confirmed it.", &Row::is_corrected)};
  return columns;
}

const Columns<CodingRow>& coding_columns() {
  using Row = CodingRow;
  static const Columns<Row> columns = {
      column<Row>("key", "integer", "Number in the study.", &Row::key),
      column<Row>("statement", "integer", "Key of its statement.", &Row::statement),
      column<Row>("article_key", "integer", "Number of its article.", &Row::article),
      column<Row>("article", "string", "Its article.", &Row::article_id),
      column<Row>("outlet", "string", "Who published it.", &Row::outlet),
      column<Row>("actor", "string", "Whose stand it is.", &Row::actor),
      column<Row>("actor_name", "string", "As shown.", &Row::actor_name),
      column<Row>("concept", "string", "On what.", &Row::concept_name),
      column<Row>("agreement", "integer", "1 for, -1 against.", &Row::agreement),
      column<Row>("day", "date", "The day it counts for.", &Row::day),
      column<Row>("words", "string", "The phrase that decided.", &Row::evidence_text),
      column<Row>("coder", "string", "The machine, or a person.", &Row::coder),
      column<Row>("confidence", "number", "How sure, 0 to 1.", &Row::confidence)};
  return columns;
}

const Columns<ReliabilityFigure>& reliability_columns() {
  using Row = ReliabilityFigure;
  static const Columns<Row> columns = {
      column<Row>("concept", "string", "On what; empty: on all.", &Row::concept_name),
      column<Row>("measure", "string", "Which coefficient.", &Row::measure),
      column<Row>("coders", "string", "Whose codings.", &Row::coders),
      column<Row>("units", "integer", "That two or more coded.", &Row::units),
      column<Row>("alpha", "number", "1: all agree, 0: as by chance.", &Row::alpha),
      column<Row>("low", "number", "Lower end of the 95 % interval.", &Row::low),
      column<Row>("high", "number", "Upper end.", &Row::high)};
  return columns;
}

const Columns<QualityFigure>& quality_columns() {
  using Row = QualityFigure;
  static const Columns<Row> columns = {
      column<Row>("what", "string", "What the machine finds.", &Row::what),
      column<Row>("by", "string", "How the sample is divided.", &Row::by),
      column<Row>("group", "string", "Which part; empty: all.", &Row::group),
      column<Row>("checked", "integer", "Units that a person has checked.", &Row::checked),
      column<Row>("precision", "number", "Share of the found that is right.", &Row::precision),
      column<Row>("precision_low", "number", "Lower end of the interval.", &Row::precision_low),
      column<Row>("precision_high", "number", "Upper end.", &Row::precision_high),
      column<Row>("recall", "number", "Share of the right that is found.", &Row::recall),
      column<Row>("recall_low", "number", "Lower end of the interval.", &Row::recall_low),
      column<Row>("recall_high", "number", "Upper end.", &Row::recall_high)};
  return columns;
}

const Columns<CorrectedFigure>& corrected_columns() {
  using Row = CorrectedFigure;
  static const Columns<Row> columns = {
      column<Row>("what", "string", "Which figure.", &Row::what),
      column<Row>("value", "number", "Corrected for the machine's errors.", &Row::value),
      column<Row>("low", "number", "Lower end of the interval.", &Row::low),
      column<Row>("high", "number", "Upper end.", &Row::high),
      column<Row>("as_read", "number", "The same without correction.", &Row::as_read),
      column<Row>("checked", "integer", "Relations that a person has checked.", &Row::checked),
      column<Row>("read", "integer", "Passages read for what was missed.", &Row::read)};
  return columns;
}

template <class Row>
ReportTable table_of(std::string name, std::string title, const Columns<Row>& columns,
                     const std::vector<Row>& rows) {
  ReportTable table;
  table.name = std::move(name);
  table.title = std::move(title);
  for (const auto& column : columns) {
    table.csv += (table.fields.empty() ? "" : ",") + column.field.name;
    table.fields.push_back(column.field);
  }
  table.csv += "\r\n";
  for (const Row& row : rows) {
    for (std::size_t place = 0; place < columns.size(); ++place) {
      const auto& column = columns[place];
      // A spreadsheet shall not compute words; a negative number is one.
      table.csv +=
          (place > 0 ? "," : "") + text::csv_cell(column.write(row), column.field.type == "string");
    }
    table.csv += "\r\n";
  }
  return table;
}

bool is_share(double value) { return value >= 0 && value <= 1; }

/// The first column whose value none of our rows has; empty: there is none.
std::string_view unsound(const ArchivedArticle& /*row*/) { return {}; }
std::string_view unsound(const StatementRow& row) {
  if (!is_share(row.confidence)) return "confidence";
  return row.extent.begin <= row.extent.end ? "" : "end";
}
std::string_view unsound(const RelationRow& row) {
  if (row.sign < -1 || row.sign > 1) return "sign";
  if (!is_share(row.confidence)) return "confidence";
  return row.evidence.begin <= row.evidence.end ? "" : "end";
}
std::string_view unsound(const CodingRow& row) {
  if (row.agreement < -1 || row.agreement > 1) return "agreement";
  return is_share(row.confidence) ? "" : "confidence";
}
std::string_view unsound(const ReliabilityFigure& row) { return row.units >= 0 ? "" : "units"; }
std::string_view unsound(const QualityFigure& row) { return row.checked >= 0 ? "" : "checked"; }

std::string_view unsound(const CorrectedFigure& row) {
  if (row.checked < 0) return "checked";
  return row.read >= 0 ? "" : "read";
}

template <class Row>
Result<std::vector<Row>> read_rows(const Columns<Row>& columns, std::string_view csv,
                                   const std::string& file) {
  text::CsvReader reader(csv, ',', file);
  text::CsvRecord record;
  std::vector<Row> rows;
  const auto wrong = [&](const std::string& why) {
    return failure(ErrorCode::Malformed, why + " Take the archive as it was written.",
                   fmt::format("{}:{}", file, record.line));
  };
  for (bool is_header = true;; is_header = false) {
    const auto more = reader.next(record);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (record.cells.size() != columns.size())
      return wrong(
          fmt::format("The row has {} cells and not {}.", record.cells.size(), columns.size()));
    Row row;
    for (std::size_t place = 0; place < columns.size(); ++place) {
      const auto& column = columns[place];
      const std::string& cell = record.cells[place];
      if (is_header ? cell != column.field.name
                    : !column.read(row, column.field.type == "string" ? text::without_guard(cell)
                                                                      : std::string_view(cell)))
        return wrong(fmt::format("\"{}\" is no value of the column {}.", cell, column.field.name));
    }
    if (is_header) continue;
    if (const auto name = unsound(row); !name.empty())
      return wrong(fmt::format("The value of the column {} is out of its range.", name));
    rows.push_back(std::move(row));
  }
  return rows;
}

template <class Row>
Result<void> read_into(std::vector<Row>& rows, const Columns<Row>& columns, std::string_view csv,
                       const std::string& file) {
  auto read = read_rows(columns, csv, file);
  if (!read) return tl::unexpected(read.error());
  rows = std::move(*read);
  return {};
}

}  // namespace

std::vector<ReportTable> input_tables(const RefereeCase& input) {
  std::vector<ArchivedArticle> articles;
  articles.reserve(input.rows.articles.size());
  for (std::size_t place = 0; place < input.rows.articles.size(); ++place)
    articles.push_back({input.rows.articles[place], input.origins[place]});
  std::vector<ReportTable> tables = {
      table_of<ArchivedArticle>("articles", "The study's articles, with the hash of each text",
                                article_columns(), articles),
      table_of("statements", "Statements of members, and those that relations stand in",
               statement_columns(), input.rows.statements),
      table_of("relations", "Relations of members and with members", relation_columns(),
               input.rows.relations),
      table_of("codings", "Members' stands on concepts", coding_columns(), input.rows.codings),
      table_of("reliability", "Agreement of coders", reliability_columns(),
               input.supplied.reliability),
      table_of("quality", "Extraction quality, by an audit", quality_columns(),
               input.supplied.quality),
      table_of("corrected", "Figures corrected by audits", corrected_columns(),
               input.supplied.corrected)};
  for (std::size_t place = 0; place < 4; ++place) tables[place].key = {"key"};
  for (std::size_t place = 1; place < 4; ++place)
    tables[place].links = {{"article_key", "articles", "key"}};
  for (std::size_t place = 2; place < 4; ++place)
    tables[place].links.push_back({"statement", "statements", "key"});
  return tables;
}

Result<void> read_input_table(RefereeCase& input, const std::string& name, std::string_view csv,
                              const std::string& file) {
  if (name == "statements") return read_into(input.rows.statements, statement_columns(), csv, file);
  if (name == "relations") return read_into(input.rows.relations, relation_columns(), csv, file);
  if (name == "codings") return read_into(input.rows.codings, coding_columns(), csv, file);
  if (name == "reliability")
    return read_into(input.supplied.reliability, reliability_columns(), csv, file);
  if (name == "quality") return read_into(input.supplied.quality, quality_columns(), csv, file);
  if (name == "corrected")
    return read_into(input.supplied.corrected, corrected_columns(), csv, file);
  std::vector<ArchivedArticle> articles;
  if (auto read = read_into(articles, article_columns(), csv, file); !read) return read;
  for (auto& article : articles) {
    input.rows.articles.push_back(std::move(article.row));
    input.origins.push_back(std::move(article.origin));
  }
  return {};
}

}  // namespace faultline::map::detail

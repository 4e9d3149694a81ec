#include "exchange/audit_table.h"

#include <fmt/core.h>

#include "exchange/detail/cells.h"
#include "exchange/detail/named_columns.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using detail::Cells;
using detail::Json;
using study::AuditAnswer;
using study::Verdict;

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Cells cells_of(const study::AuditItemRow& row) {
  return {{"item", static_cast<std::int64_t>(row.key)},
          {"audit", static_cast<std::int64_t>(row.audit)},
          {"number", row.number},
          {"stratum", row.stratum},
          {"inclusion", row.inclusion},
          {"article", row.article_id},
          {"outlet", or_null(row.outlet)},
          {"day", row.drawn_day ? Json(to_string(*row.drawn_day)) : Json()},
          {"from", row.drawn_from},
          {"act", positions::to_string(row.drawn_act)},
          {"sign", row.drawn_sign},
          {"to", or_null(row.drawn_to)},
          {"text", row.words},
          {"verdict", row.verdict ? Json(study::word_for(*row.verdict)) : Json()},
          {"new_from", Json()},
          {"new_act", Json()},
          {"new_sign", Json()},
          {"new_to", Json()},
          {"coder", row.coder.empty() ? Json() : Json(row.coder)},
          {"note", row.note.empty() ? Json() : Json(row.note)},
          {"answered_at", or_null(row.answered_at)}};
}

std::optional<Verdict> verdict_in(const std::string& cell) {
  const std::string word = text::fold_name(cell);
  if (word == "y" || word == "yes") return Verdict::Right;
  if (word == "n" || word == "no") return Verdict::Wrong;
  if (word == "e" || word == "edit") return Verdict::Edited;
  return study::verdict_named(word);
}

/// Where the answer's columns stand.
struct Columns {
  std::size_t item = 0, verdict = 0;
  std::optional<std::size_t> from, act, sign, to, coder, note;
};

class Rows {
 public:
  Rows(const Columns& columns, std::string coder) : columns_(columns), coder_(std::move(coder)) {}

  Result<void> take(const text::CsvRecord& row, AuditLines& into) const {
    const std::string verdict = *cell(row, columns_.verdict);
    if (verdict.empty()) return ++into.blank, Result<void>();
    AuditLine made{row.line, {}};
    const std::string item = *cell(row, columns_.item);
    const auto key = detail::whole_number(item);
    if (!key)
      return failure(
          ErrorCode::Malformed,
          fmt::format("\"{}\" is no item; leave the column as `export` wrote it.", item));
    made.answer.item = study::AuditItemId{*key};
    const auto word = verdict_in(verdict);
    if (!word)
      return failure(
          ErrorCode::Malformed,
          fmt::format("\"{}\" is no verdict; write right, wrong or edited (or y, n, e).", verdict));
    made.answer.verdict = *word;
    made.answer.coder = cell(row, columns_.coder).value_or("");
    if (made.answer.coder.empty()) made.answer.coder = coder_;
    if (made.answer.coder.empty())
      return failure(ErrorCode::Malformed,
                     "The row does not say who answered; fill the column coder, or give --coder.");
    made.answer.note = cell(row, columns_.note).value_or("");
    if (auto edited = edit(row, made.answer); !edited) return edited;
    into.lines.push_back(std::move(made));
    return {};
  }

 private:
  [[nodiscard]] static std::optional<std::string> cell(const text::CsvRecord& row,
                                                       std::optional<std::size_t> place) {
    if (!place) return std::nullopt;
    return text::fold_space(std::string(text::without_guard(row.cells[*place])));
  }

  Result<void> edit(const text::CsvRecord& row, AuditAnswer& answer) const {
    const auto filled = [&](std::optional<std::size_t> place) {
      auto text = cell(row, place);
      return text && !text->empty() ? text : std::nullopt;
    };
    answer.from = filled(columns_.from);
    answer.to = filled(columns_.to);
    if (const auto word = filled(columns_.act)) {
      answer.act = positions::parse_act(*word);
      if (!answer.act)
        return failure(ErrorCode::Malformed, fmt::format("\"{}\" is no act.", *word));
    }
    if (const auto word = filled(columns_.sign)) {
      const bool has_plus = word->front() == '+' && !word->starts_with("+-");
      const auto sign = detail::whole_number(has_plus ? word->substr(1) : *word);
      if (!sign || *sign < -1 || *sign > 1)
        return failure(ErrorCode::Malformed,
                       fmt::format("\"{}\" is no sign; write -1, 0 or 1.", *word));
      answer.sign = static_cast<int>(*sign);
    }
    if (answer.verdict != Verdict::Edited &&
        (answer.from || answer.to || answer.act || answer.sign))
      return failure(ErrorCode::Malformed,
                     "A column new_... is filled, but the verdict is not \"edited\".");
    return {};
  }

  Columns columns_;
  std::string coder_;
};

}  // namespace

void write_audit(std::ostream& out, TableFormat format, std::span<const study::AuditItemRow> rows) {
  detail::write_header(out, format, cells_of({}));
  for (const auto& row : rows) detail::write_cells(out, format, cells_of(row));
}

Result<AuditLines> read_audit(std::string_view table, const std::string& name,
                              const std::string& coder) {
  auto named = detail::NamedColumns::open({table, name});
  if (!named) return tl::unexpected(named.error());
  Columns columns;
  const auto item = named->require({"item"});
  if (!item) return tl::unexpected(item.error());
  columns.item = *item;
  const auto verdict = named->require({"verdict"});
  if (!verdict) return tl::unexpected(verdict.error());
  columns.verdict = *verdict;
  columns.from = named->find({"new_from"});
  columns.act = named->find({"new_act"});
  columns.sign = named->find({"new_sign"});
  columns.to = named->find({"new_to"});
  columns.coder = named->find({"coder"});
  columns.note = named->find({"note"});
  const Rows rows(columns, coder);
  AuditLines read;
  named->each(read.problems, [&](const text::CsvRecord& row) { return rows.take(row, read); });
  return read;
}

}  // namespace faultline::exchange

#pragma once
// A study's rows as CSV (RFC 4180, UTF-8, header line) and JSON Lines, columns in a fixed order,
// documented in docs/formats.md.

#include <iosfwd>
#include <span>

#include "study/decisions.h"
#include "study/rows.h"

namespace faultline::exchange {

enum class TableFormat { Csv, JsonLines };

// Values that a spreadsheet would take for a formula (=, +, -, @ at the beginning) get a leading
// apostrophe in CSV; numbers are never touched. Offsets are bytes, as in the study.
void write_table(std::ostream& out, TableFormat format, std::span<const study::ArticleRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::StatementRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::RelationRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::CodingRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::ActorRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::ProposalRow> rows);
void write_table(std::ostream& out, TableFormat format, std::span<const study::DecisionRow> rows);

}  // namespace faultline::exchange

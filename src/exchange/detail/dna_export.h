#pragma once
// The files that DNA itself exports.

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "exchange/network_input.h"
#include "networks/dna/selection.h"
#include "networks/dna/weights.h"
#include "networks/statement_table.h"

namespace faultline::exchange::detail {

using networks::dna::LabelledMatrix;
using networks::dna::Selection;

/// Semicolons; " in labels becomes '.
void write_export_csv(std::ostream& out, const LabelledMatrix& matrix, bool are_integers);

/// UCINET's DL, as a full matrix.
void write_export_dl(std::ostream& out, const LabelledMatrix& matrix, bool is_one_mode,
                     bool are_integers);

/// visone's GraphML: nodes with the attributes of `rows` (and `columns` of two-mode), how many
/// kept statements each has, and every pair with a weight. Lines end with CR LF.
void write_export_graphml(std::ostream& out, const LabelledMatrix& matrix,
                          const Selection& selection, const EntityTable& rows,
                          const EntityTable* columns);

/// One line for each kept statement; `evidence` is theirs, in their order.
void write_event_list(std::ostream& out, const networks::StatementTable& table,
                      const Selection& selection, std::span<const StatementEvidence> evidence);

/// "ID","value","color" and the attributes, all in quotation marks.
void write_attributes(std::ostream& out, const EntityTable& entities);

}  // namespace faultline::exchange::detail

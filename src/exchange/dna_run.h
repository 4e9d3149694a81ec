#pragma once
// Runs the entries of a manifest of DNA and writes their results in the forms of its reference
// files and of its own exports.

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/dna_manifest.h"
#include "exchange/network_input.h"
#include "networks/statement_table.h"

namespace faultline::exchange {

/// Where statements, entities and texts come from. The pointer of `table` lives as long as the
/// source. `type`: none is the study's own choice.
struct DnaSource {
  using Type = std::optional<std::string>;
  std::function<Result<const networks::StatementTable*>(const Type& type)> table;
  std::function<Result<EntityTable>(const Type& type, const std::string& variable)> entities;
  std::function<Result<std::vector<StatementEvidence>>(const Type& type,
                                                       std::span<const std::int64_t> ids)>
      evidence;
};

/// The coded data of `study`, which must outlive the source; each table is made once.
[[nodiscard]] DnaSource study_source(const study::Study& study);

/// What was computed, in the words of a manifest.
struct DnaCounts {
  std::optional<std::int64_t> filtered_statements;  // numFilteredStatements
  std::optional<std::int64_t> matrices;             // numMatrices
  std::optional<bool> integer_flag;                 // integerFlag, of a single matrix
  std::vector<std::string> notes;                   // what DNA replaces in silence
};

/// Writes the result of `entry` to `out`, matrix by matrix, so that a long series needs no memory.
///
/// Csv: RFC 4180 with full precision, labels always quoted. Json: {time, start, stop,
/// numStatements, rows, cols, values} of each matrix; times without seconds where they are 0.
/// ExportCsv, ExportDl, ExportGraphml: DNA's own files (`;`, six decimals rounded half up or whole
/// numbers, " in labels as '; visone's GraphML with the positions of a circle, **DNA's are
/// random**). Event lists: one line a statement, `;` in values as a comma, line breaks as they are.
///
/// Unsupported where DNA itself fails ("DNA fails here: ..."): what was written until then is
/// worthless. Usage, NotFound: what it was asked for makes no sense for this study. A backbone is
/// evaluated for up to 16 values of variable 2.
[[nodiscard]] Result<DnaCounts> run_dna_entry(const DnaEntry& entry, const DnaSource& source,
                                              std::ostream& out);

/// The manifest `json`, which is parse_dna_manifest()'s, with what came out of each entry: the
/// counts and notes, or `error`. The counts that it had are taken out.
[[nodiscard]] std::string with_results(std::string_view json,
                                       std::span<const Result<DnaCounts>> results);

}  // namespace faultline::exchange

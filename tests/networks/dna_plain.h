#pragma once
// The rules of DNA written down as they are told, without a thought of speed: what the fast code is
// compared with, and tables to compare on.

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "networks/dna/series.h"

namespace faultline::networks::dna::plain {

/// Rows of the table: those of the range that pass the documents' filters, and what is kept of
/// them; both in order.
struct Lists {
  std::vector<std::size_t> original, kept;
};
Lists select(const StatementTable& table, const Settings& settings);

/// The matrix of some rows (of `lists.original`), as matrix_of().
LabelledMatrix matrix(const StatementTable& table, const Settings& settings, const Lists& lists,
                      const std::vector<std::size_t>& rows);

/// Windows of time, and kernels, as each_matrix().
std::vector<LabelledMatrix> moving(const StatementTable& table, const Settings& settings,
                                   const Lists& lists, Instant start, Instant stop);
std::vector<LabelledMatrix> kernels(const StatementTable& table, const Settings& settings,
                                    const Lists& lists, Instant start, Instant stop);

/// Same labels, times and numbers to 1e-9 (NaN is NaN).
bool agree(const LabelledMatrix& a, const LabelledMatrix& b);

/// Up to 40 statements with few values, tied times, blanks and labels that sort awkwardly.
StatementTable random_table();
/// Settings without windows that DNA takes as they are; `of_document`: variables of documents too.
Settings random_settings(bool of_document);

}  // namespace faultline::networks::dna::plain

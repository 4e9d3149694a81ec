#pragma once
// Codebooks and proposed concepts as CSV and JSON Lines (docs/formats.md).

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "exchange/tables.h"
#include "positions/codebook.h"
#include "positions/starter.h"

namespace faultline::exchange {

/// How often a concept is coded: in statements of its own, and with all concepts below it.
struct ConceptCounts {
  std::int64_t in_favour = 0, against = 0;
  std::int64_t in_favour_below = 0, against_below = 0;  // the concept's own included
  std::int64_t actors = 0;
};

/// A concept at its place in the tree.
struct ConceptRow {
  positions::Concept entry;
  std::uint32_t depth = 0;
  ConceptCounts counts;
};

void write_table(std::ostream& out, TableFormat format, std::span<const ConceptRow> rows);
void write_table(std::ostream& out, TableFormat format,
                 std::span<const positions::Candidate> candidates);

}  // namespace faultline::exchange

#pragma once
// How far people agree in what they coded, and where they do not.

#include <iosfwd>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "exchange/coding_table.h"
#include "exchange/tables.h"
#include "positions/agreement.h"
#include "study/judgements.h"

namespace faultline::exchange {

struct AgreementRow {
  std::string concept_name;         // empty: all concepts, each statement once a concept
  std::string measure;              // "alpha", "alpha of a pair", "unitized", "unitized binary"
  std::vector<std::string> coders;  // sorted
  positions::Reliability figures;   // units: statements; of the unitized ones articles
};

/// Of people's judgements in force whose statement is there; others are passed over. For every
/// concept: alpha over all coders, over each pair if there are more than two, and, over the
/// evidence of codings for and against, uα and |uα on the texts of the articles that both have
/// worked on; then alpha over all concepts if there are several. Concepts that no two people have
/// coded are left out. Fails only as `text_of` fails.
[[nodiscard]] Result<std::vector<AgreementRow>> agreement_rows(
    std::span<const study::Judgement> judgements, const TextOf& text_of,
    const positions::Resampling& resampling = {});

/// A statement that people code differently on a concept.
struct Disagreement {
  const study::Judgement* first = nullptr;          // for what is the same in all of them
  std::vector<const study::Judgement*> judgements;  // by coder
};

/// In the order of `judgements`, which must outlive it.
[[nodiscard]] std::vector<Disagreement> disagreements_in(
    std::span<const study::Judgement> judgements);

void write_agreement(std::ostream& out, TableFormat format, std::span<const AgreementRow> rows);
void write_disagreements(std::ostream& out, TableFormat format, std::span<const Disagreement> rows);

}  // namespace faultline::exchange

#pragma once
// Codings and statements as a coder reads them on a terminal.

#include <span>
#include <string>
#include <string_view>

#include "study/judgements.h"
#include "study/rows.h"

namespace faultline::cli {

/// "for", "against", "neither".
[[nodiscard]] std::string_view agreement_word(int agreement);

/// The statement in brackets (bold if `colour`), with the words around it, at most about `around`
/// bytes on either side and never beyond its paragraph.
[[nodiscard]] std::string statement_in_context(std::string_view text, ByteSpan span,
                                               std::size_t width, bool colour,
                                               std::size_t around = 400);

/// "Ada Odell (ada-odell) in Daily Trumpet, 2031-03-04, statement 12 of article quay"
[[nodiscard]] std::string statement_head(const study::StatementRow& row);

/// "the codebook's phrases: against, 0.50 (“no bridge”)", "model tiny: for, 0.62",
/// "Nina: neither, 2031-03-04 (irony)".
[[nodiscard]] std::string judgement_text(const study::Judgement& row);

/// Judgements by statement, one line each under what it says.
[[nodiscard]] std::string judgements_text(std::span<const study::Judgement> rows, int width);

}  // namespace faultline::cli

#pragma once
// Codings as a table, in and out: the columns that discourse network analysts know (person,
// organization, concept, agreement, date), and what is needed to put a coding back on its
// statement. docs/formats.md has the columns.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/result.h"
#include "exchange/tables.h"
#include "study/judgements.h"
#include "study/rows.h"

namespace faultline::exchange {

/// `actors` are those of the study: an organization stands in its own column, a person beside the
/// one that he is part of.
void write_codings(std::ostream& out, TableFormat format, std::span<const study::Judgement> rows,
                   std::span<const study::ActorRow> actors);

/// One row of a table, before it is known whose statement it is about.
struct CodingLine {
  std::uint32_t line = 0;
  study::HumanCoding coding;              // without its statement and evidence
  std::optional<std::int64_t> statement;  // the key that the table gives
  std::string article;                    // id; may be empty
  std::string headline;                   // may be empty
  std::string text;                       // what the statement says; may be empty
  std::string speaker;                    // person, else organization; may be empty
  std::string evidence;                   // the words that decided; may be empty
};

struct CodingLines {
  std::vector<CodingLine> lines;
  std::vector<Error> problems;  // rows that cannot be used, with "name:line" and the remedy
  std::vector<std::string> notes;
};

struct CodingTableOptions {
  // 1 is for and 0 against, as in Discourse Network Analyzer. Otherwise +1, -1, and 0 for neither;
  // "for", "against", "neither" in both.
  bool is_dna = false;
  std::string coder;  // of rows without a coder; empty: such rows are problems
};

/// Reads a table with a header line; commas, semicolons or tabs. Columns that are not known are
/// named in a note. Malformed: no table, or one without concept, agreement, or any of text and
/// statement. Machine's and models' rows are left out, with a note.
[[nodiscard]] Result<CodingLines> read_codings(std::string_view csv, const std::string& name,
                                               const CodingTableOptions& options = {});

struct MatchedCodings {
  std::vector<study::HumanCoding> codings;
  std::vector<std::uint32_t> lines;  // of each coding
  std::vector<Error> problems;       // rows without a statement, with "name:line" and the reason
  std::size_t other_speakers = 0;    // whose person is not the study's speaker of that statement
  std::size_t other_evidence = 0;    // whose evidence is not in the statement, which stands for it
};

/// The stored text of an article.
using TextOf = std::function<Result<std::string>(study::ArticleId)>;

/// Puts every line on the statement of `statements` that it is about: within its article (by id,
/// else by headline; everywhere if it names none), the one with the same words, case, accents and
/// marks folded; else the only one that holds them or is held by them. Of several with the same
/// words, the one with the table's key, else the next that this coder has not had on this concept.
/// A line without text goes by its key alone. O(statements + lines log lines), but for lines whose
/// words are no whole statement: each O(statements of its article). Fails only as `text_of` fails.
[[nodiscard]] Result<MatchedCodings> match_codings(std::span<const CodingLine> lines,
                                                   std::span<const study::StatementRow> statements,
                                                   const TextOf& text_of, const std::string& name);

}  // namespace faultline::exchange

#pragma once
// Documents and casts for tests from a few lines of text.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/cast.h"
#include "language/document.h"
#include "statements/statements.h"

namespace faultline::statements::tests {

/// The English engine's analysis of `text`, paragraphs separated by empty lines.
[[nodiscard]] language::Document document_of(std::string text);

/// A cast in which every occurrence of a phrase is a mention of the actor with that id; a pronoun
/// is written with the occurrence that is meant: {"he", "ann"} takes all of them.
[[nodiscard]] actors::Cast cast_of(
    const language::Document& document,
    std::initializer_list<std::pair<std::string_view, std::string_view>> names);

/// Who appears in `document` by the built-in models, which are asked anew for its states.
[[nodiscard]] actors::Cast find_cast(const language::Document& document,
                                     const actors::CastOptions& options = {});

/// What the built-in models find; `document` is analysed anew for its states.
[[nodiscard]] std::vector<Statement> find_statements(const language::Document& document,
                                                     const actors::Cast& cast,
                                                     const StatementOptions& options = {});

/// What a reader sees of a statement.
struct Seen {
  std::string source;
  std::string cue;
  std::string content;  // parts joined by " | "
  friend bool operator==(const Seen&, const Seen&) = default;
};
void PrintTo(const Seen& seen, std::ostream* out);

[[nodiscard]] Seen seen(const language::Document& document, const Statement& statement);
[[nodiscard]] std::vector<Seen> seen_in(std::string text);

}  // namespace faultline::statements::tests

#pragma once
// Statements as they are marked in the text of an article: by people in NAME.ann.json, by programs
// in the lines of `faultline read --jsonl`. Offsets count the text's code points.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"
#include "statements/statements.h"

namespace faultline::exchange {

using CodePointSpan = Span<CodePoint>;

/// One statement with its words as they were marked: in any order, perhaps overlapping.
struct MarkedStatement {
  std::string id;  // as in the file, else its place there: "3"
  std::vector<CodePointSpan> source;
  std::vector<CodePointSpan> cue;
  std::vector<CodePointSpan> content;
  std::optional<statements::StatementType> type;  // none: the file does not say, or says another
  std::optional<double> confidence;               // 0..1
};

struct MarkedArticle {
  std::string id;
  std::vector<MarkedStatement> statements;
};

/// The attributions of NAME.ann.json. Malformed names the field and the attribution; `name` is the
/// file's for messages.
[[nodiscard]] Result<std::vector<MarkedStatement>> read_annotations(std::string_view json,
                                                                    std::string_view name);

/// The articles of JSON Lines as `faultline read --jsonl` prints them. "article" may be a string in
/// place of an object with an "id"; a role that is absent or null is empty. Nested statements are
/// left out, because such corpora mark the outermost only. Malformed names the line, also where an
/// article comes twice.
[[nodiscard]] Result<std::vector<MarkedArticle>> read_predictions(std::string_view lines,
                                                                  std::string_view name);

/// Malformed if a span is empty or does not lie within a text of `code_points`; `name` is the
/// file's of the statements.
[[nodiscard]] Result<void> check_spans(const std::vector<MarkedStatement>& statements,
                                       std::size_t code_points, std::string_view name);

}  // namespace faultline::exchange

#pragma once
// What the machine found in one article: mentions, statements, relations, codings, as rows.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "intake/article.h"
#include "study/detail/settling_codings.h"
#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study::detail {

/// What an article gave when it was read before. A thing that is found again with the same words
/// keeps its key, so that a citation of it still leads there.
struct FormerFindings {
  using Keys = std::unordered_map<std::string, std::int64_t>;  // by subject
  Keys statements, relations;
  CodingKeys codings;
  std::vector<std::string> actors;  // whom it spoke of
};

/// Removes them from the tables.
[[nodiscard]] Result<FormerFindings> take_findings(sqlite::Connection& connection,
                                                   std::int64_t article);

/// Mentions, statements, relations and what the codebook's phrases say; the cast must be there.
[[nodiscard]] Result<void> insert_findings(sqlite::Connection& connection, const ReadArticle& read,
                                           std::int64_t article, const FormerFindings& former);

/// "headline", "paragraph" ...
[[nodiscard]] std::string_view zone_word(intake::ZoneKind kind);

}  // namespace faultline::study::detail

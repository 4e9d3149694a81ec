#pragma once
// What people say about the machine's results, and its effect on the rows.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "study/detail/settling_codings.h"
#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study::detail {

/// Study::correct() and undo_correction(), in a transaction of the caller. `now` is the time to be
/// written beside it. What is said about a coding becomes a judgement.
[[nodiscard]] Result<void> add_correction(sqlite::Connection& connection,
                                          const Correction& correction, std::string_view now);
[[nodiscard]] Result<void> withdraw_correction(sqlite::Connection& connection,
                                               Correction::About about, std::int64_t key,
                                               std::string_view field, std::string_view now);

/// A person's word on several fields of a relation at once, as part of answer `answer` of an audit.
/// Values are in the form in which they are kept.
struct AnswerField {
  std::string field, value;
};
[[nodiscard]] Result<void> add_answer(sqlite::Connection& connection, std::int64_t relation,
                                      std::span<const AnswerField> fields, std::int64_t answer,
                                      const std::string& coder, const std::string& note,
                                      std::string_view now);
/// Takes the corrections of an answer back; what was said before holds again.
[[nodiscard]] Result<void> withdraw_answer(sqlite::Connection& connection, std::int64_t article,
                                           std::int64_t answer, std::string_view now);

/// Brings the rows of an article to what its corrections and the machine say together:
/// - A corrected field has the person's value; a new act brings its sign with it.
/// - A corrected speaker or day of a statement also holds for those of its relations that had the
///   machine's.
/// - What hangs on a statement that is none, or that has no speaker any more, is not valid either,
///   unless a person has said something about it itself. Nobody has a relation to himself.
/// - Codings are settled (settle_codings(), which gets `former`).
[[nodiscard]] Result<void> apply_corrections(sqlite::Connection& connection, std::int64_t article,
                                             const CodingKeys* former = nullptr);

}  // namespace faultline::study::detail

#pragma once
// What coders say, one row an act: kept, replaced, taken back, imported.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/judgements.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

// All of them run in a transaction of the caller; `now` is the time of the act. Rows of `coding`
// follow with settle_codings(), which is the caller's where the function gives the article.

struct Kept {
  std::int64_t article{};
  JudgementId key{};
  ImportFate fate = ImportFate::Taken;
};

/// Study::code(), for an import with the fate of its coding.
[[nodiscard]] Result<Kept> add_judgement(sqlite::Connection& connection, const HumanCoding& coding,
                                         std::string_view now, std::optional<ImportId> import);

/// Study::undo_coding(); settles the article's codings.
[[nodiscard]] Result<Judgement> withdraw_judgement(sqlite::Connection& connection,
                                                   const std::string& coder,
                                                   std::optional<JudgementId> key,
                                                   std::string_view now);

[[nodiscard]] Result<ImportSummary> import_judgements(sqlite::Connection& connection,
                                                      std::span<const HumanCoding> codings,
                                                      const std::string& file,
                                                      std::string_view now);
[[nodiscard]] Result<ImportRow> withdraw_import(sqlite::Connection& connection,
                                                std::optional<ImportId> key, std::string_view now);
[[nodiscard]] Result<std::vector<ImportRow>> import_rows(sqlite::Connection& connection);

/// Study::store_learned() and store_proposals(); both settle codings.
[[nodiscard]] Result<void> replace_learned(sqlite::Connection& connection,
                                           std::span<const MachineCoding> codings);
[[nodiscard]] Result<void> keep_proposals(sqlite::Connection& connection,
                                          std::span<const MachineCoding> proposals,
                                          const std::string& model, std::string_view now);

/// Study::judgements() and uncoded().
[[nodiscard]] Result<std::vector<Judgement>> judgement_rows(sqlite::Connection& connection,
                                                            const JudgementFilter& filter);
[[nodiscard]] Result<Judgement> judgement_row(sqlite::Connection& connection, JudgementId key);
[[nodiscard]] Result<std::vector<StatementRow>> uncoded_rows(
    sqlite::Connection& connection, const Filter& filter, const std::string& concept_name,
    const std::optional<std::string>& coder);

}  // namespace faultline::study::detail

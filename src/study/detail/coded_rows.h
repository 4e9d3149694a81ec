#pragma once
// Coded data on its way into the study's tables and out of them.

#include <string>
#include <string_view>

#include "base/result.h"
#include "study/coded.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Study::import_coded(); the transaction is the caller's.
[[nodiscard]] Result<CodedSummary> insert_coded(sqlite::Connection& connection,
                                                const CodedData& data, const std::string& file,
                                                const CodedOptions& options, std::string_view now);

/// Of everything in `data`, whatever the file is called.
[[nodiscard]] std::string coded_fingerprint(const CodedData& data);

/// Study::coded_data().
[[nodiscard]] Result<CodedData> coded_data_of(sqlite::Connection& connection, ImportId key);

/// Room for the pages that one import touches: pages that do not fit are written several times.
[[nodiscard]] Result<void> widen_cache(sqlite::Connection& connection);

/// Takes all that an import of coded data brought out again; its row of coding_import stays.
/// Conflict: people have worked on one of its articles.
[[nodiscard]] Result<void> remove_coded(sqlite::Connection& connection, ImportId key);

}  // namespace faultline::study::detail

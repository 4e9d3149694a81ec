#pragma once
// The tables of a study, and how an older file gets them.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Stands in the file's header and tells a study from any other SQLite database: "Fltl".
inline constexpr std::uint32_t application_id = 0x466C746C;

/// What makes version `to` out of the version before it. A new version is one more entry.
struct Migration {
  int to;
  std::string_view script;
};

/// From an empty database (version 0) to schema_version, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// Runs, in one transaction, what lies between the file's version and the last of `steps`.
/// Malformed if a step leaves a reference that points nowhere; the file is then as before.
[[nodiscard]] Result<void> migrate(sqlite::Connection& connection,
                                   std::span<const Migration> steps);

/// A database in memory with the tables that `steps` give and nothing in them.
[[nodiscard]] Result<sqlite::Connection> empty_study(std::span<const Migration> steps);

/// Malformed unless every table, index, trigger and view of `steps` is there, word for word;
/// others beside them are the user's own business, but for triggers.
[[nodiscard]] Result<void> check_schema(sqlite::Connection& connection,
                                        std::span<const Migration> steps);

}  // namespace faultline::study::detail

// The part of Study that keeps coded data of other programs.

#include "study/detail/coded_query.h"
#include "study/detail/coded_rows.h"
#include "study/detail/database.h"
#include "study/study.h"

namespace faultline::study {

using sqlite::Connection;

Result<CodedSummary> Study::import_coded(const CodedData& data, const std::string& file,
                                         const CodedOptions& options) {
  CodedSummary summary;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto made = detail::insert_coded(connection, data, file, options, time_of_act());
    if (!made) return tl::unexpected(made.error());
    summary = *made;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return summary;
}

Result<CodedData> Study::coded_data(ImportId key) const {
  return database_->ask(
      [&](Connection& connection) { return detail::coded_data_of(connection, key); });
}

Result<std::vector<CodedTypeRow>> Study::coded_types() const {
  return database_->ask(detail::coded_type_rows);
}

Result<CodedColumns> Study::coded_columns(const std::string& type,
                                          const CodedFilter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::coded_column_rows(connection, type, filter); });
}

Result<std::vector<CodedStatementRow>> Study::coded_statements(
    std::span<const std::int64_t> keys) const {
  return database_->ask(
      [&](Connection& connection) { return detail::coded_statement_rows(connection, keys); });
}

Result<CodedEntities> Study::coded_entities(const std::string& type,
                                            const std::string& variable) const {
  return database_->ask([&](Connection& connection) {
    return detail::coded_entity_rows(connection, type, variable);
  });
}

}  // namespace faultline::study

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "exchange/dna_run.h"

namespace faultline::exchange {
namespace {

NetworkInput input_of(const DnaSource::Type& type) {
  NetworkInput input;
  input.type = type;
  return input;
}

/// Takes the variables away that the table adds to those of a statement type.
Result<void> keep_own_variables(const study::Study& study, networks::StatementTable& table) {
  const auto types = statement_types(study);
  if (!types) return tl::unexpected(types.error());
  const auto type = std::find_if(types->begin(), types->end(), [&](const StatementTypeRow& row) {
    return row.label == table.type;
  });
  if (type == types->end()) return {};
  std::erase_if(table.variables, [&](const networks::Variable& variable) {
    return !variable.of_document && std::find(type->variables.begin(), type->variables.end(),
                                              variable.name) == type->variables.end();
  });
  return {};
}

}  // namespace

DnaSource study_source(const study::Study& study) {
  using Tables = std::map<DnaSource::Type, networks::StatementTable>;
  const auto tables = std::make_shared<Tables>();  // of as many sources as are copied from this one
  DnaSource source;
  source.table = [&study,
                  tables](const DnaSource::Type& type) -> Result<const networks::StatementTable*> {
    if (const auto found = tables->find(type); found != tables->end()) return &found->second;
    auto table = statement_table(study, input_of(type));
    if (!table) return tl::unexpected(table.error());
    if (auto done = keep_own_variables(study, *table); !done) return tl::unexpected(done.error());
    return &tables->emplace(type, std::move(*table)).first->second;
  };
  source.entities = [&study](const DnaSource::Type& type, const std::string& variable) {
    return entity_table(study, input_of(type), variable);
  };
  source.evidence = [&study](const DnaSource::Type& type, std::span<const std::int64_t> ids) {
    return evidence_of(study, input_of(type), ids);
  };
  return source;
}

}  // namespace faultline::exchange

#include "networks/statement_table.h"

#include <algorithm>

namespace faultline::networks {

std::string Variable::text_of(std::size_t statement) const {
  const std::int32_t value = values[statement];
  return is_text() ? labels[static_cast<std::size_t>(value)] : std::to_string(value);
}

const Variable* StatementTable::find(std::string_view name) const {
  const Variable* own = find(name, false);
  return own != nullptr ? own : find(name, true);
}

const Variable* StatementTable::find(std::string_view name, bool of_document) const {
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const Variable& v) {
    return v.name == name && v.of_document == of_document;
  });
  return found == variables.end() ? nullptr : &*found;
}

bool is_consistent(const StatementTable& table) {
  const std::size_t n = table.size();
  if (table.document.size() != n || table.time.size() != n || table.begin.size() != n ||
      table.end.size() != n)
    return false;
  return std::all_of(table.variables.begin(), table.variables.end(), [&](const Variable& variable) {
    if (variable.values.size() != n) return false;
    if (variable.kind == VariableKind::Integer) return true;
    const auto limit = variable.kind == VariableKind::Boolean
                           ? std::int32_t{2}
                           : static_cast<std::int32_t>(variable.labels.size());
    return std::all_of(variable.values.begin(), variable.values.end(),
                       [&](std::int32_t value) { return value >= 0 && value < limit; });
  });
}

}  // namespace faultline::networks

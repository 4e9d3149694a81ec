#include "networks/coded_stances.h"

#include <algorithm>
#include <map>

#include "networks/discourse.h"

namespace faultline::networks {
namespace {

/// Places of a variable's values among those that occur, in the order of a network's labels: bytes
/// of texts, numbers by their size.
struct Axis {
  std::vector<std::string> labels;
  std::map<std::int32_t, std::uint32_t> place;  // by the variable's value

  Axis(const Variable& variable, const std::vector<std::size_t>& statements) {
    std::vector<std::int32_t> values;
    for (const std::size_t statement : statements) values.push_back(variable.values[statement]);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const auto label_of = [&](std::int32_t value) {
      return variable.is_text() ? variable.labels[static_cast<std::size_t>(value)]
                                : std::to_string(value);
    };
    if (variable.is_text()) {
      std::sort(values.begin(), values.end(),
                [&](std::int32_t a, std::int32_t b) { return label_of(a) < label_of(b); });
    }
    for (const std::int32_t value : values) {
      place.emplace(value, static_cast<std::uint32_t>(labels.size()));
      labels.push_back(label_of(value));
    }
  }
};

}  // namespace

Result<CodedStances> coded_stances(const StatementTable& table, const NetworkSettings& settings) {
  NetworkSettings plain = settings;
  plain.shape = Shape::TwoMode;
  plain.aggregation = Aggregation::Subtract;
  plain.normalisation = Normalisation::None;
  plain.window.reset();
  if (!plain.qualifier) {
    return failure(ErrorCode::Usage,
                   "Stances need a qualifier that tells for and against, such as agreement.");
  }
  const Result<std::vector<std::size_t>> counted = counted_statements(table, plain);
  if (!counted) return tl::unexpected(counted.error());
  const Variable& qualifier = *table.find(*plain.qualifier);
  if (qualifier.kind != VariableKind::Boolean) {
    return failure(ErrorCode::Usage,
                   "The qualifier " + *plain.qualifier +
                       " is not Boolean, and only yes and no tell for and against; name another.");
  }
  const Variable& variable1 = *table.find(plain.variable1);
  const Variable& variable2 = *table.find(plain.variable2);
  const Axis rows(variable1, *counted), columns(variable2, *counted);
  const Matrix empty{rows.labels.size(), columns.labels.size(),
                     std::vector<double>(rows.labels.size() * columns.labels.size(), 0.0)};
  CodedStances result{.stances = {empty, empty},
                      .rows = rows.labels,
                      .columns = columns.labels,
                      .statements = static_cast<std::int64_t>(counted->size())};
  for (const std::size_t statement : *counted) {
    Matrix& side =
        qualifier.values[statement] != 0 ? result.stances.agree : result.stances.disagree;
    ++side.at(rows.place.at(variable1.values[statement]),
              columns.place.at(variable2.values[statement]));
  }
  return result;
}

}  // namespace faultline::networks

#include "invented_statements.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <vector>

#include "invented_news.h"

namespace faultline::bench {
namespace {

using networks::StatementTable;
using networks::Variable;
using networks::VariableKind;

constexpr std::int64_t first_second = 1'640'995'200;  // 2022-01-01
constexpr std::uint32_t seconds_of_three_years = 1096U * 86'400U;

/// Draws from `count` values, the k-th as often as (k + 1)^-0.65: the largest 40 to 100 times as
/// often as the last, as organizations and concepts of a debate are named.
class Uneven {
 public:
  explicit Uneven(std::uint32_t count) : sums_(count) {
    double sum = 0;
    for (std::uint32_t k = 0; k < count; ++k) sums_[k] = sum += std::pow(k + 1, -0.65);
  }
  std::int32_t operator()(Draw& draw) const {
    const double at = draw.below(1U << 30) / static_cast<double>(1U << 30) * sums_.back();
    return static_cast<std::int32_t>(std::upper_bound(sums_.begin(), sums_.end(), at) -
                                     sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

Variable text_variable(const std::string& name, std::uint32_t labels) {
  Variable variable{name, VariableKind::ShortText, false, {}, {}};
  for (std::uint32_t k = 0; k < labels; ++k)
    variable.labels.push_back(fmt::format("{} {:03}", name, k));
  return variable;
}

void set_range(StatementTable& table) {
  if (table.size() == 0) return;
  const auto [first, last] = std::minmax_element(table.time.begin(), table.time.end());
  table.first_document = *first;
  table.last_document = *last;
}

std::int32_t number_of(const std::string& label, Variable& variable,
                       std::map<std::string, std::int32_t>& numbers) {
  const auto [found, is_new] =
      numbers.emplace(label, static_cast<std::int32_t>(variable.labels.size()));
  if (is_new) variable.labels.push_back(label);
  return found->second;
}

/// The words of the next line; none at the end.
std::vector<std::string> next_row(std::istream& file) {
  std::vector<std::string> words;
  std::string line;
  if (!std::getline(file, line)) return words;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::istringstream row(line);
  for (std::string word; std::getline(row, word, ',');) words.push_back(word);
  return words;
}

}  // namespace

StatementTable invented_statements(std::size_t count) {
  Draw draw(17);
  const Uneven organizations(500);
  const Uneven concepts(100);
  StatementTable table;
  Variable organization = text_variable("organization", 500);
  Variable about = text_variable("concept", 100);
  Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
  Variable intensity{"intensity", VariableKind::Integer, false, {}, {}};
  std::int64_t time = first_second;
  for (std::size_t s = 0; s < count; ++s) {
    if (s % 5 == 0) time = first_second + draw.below(seconds_of_three_years);
    table.id.push_back(static_cast<std::int64_t>(s) + 1);
    table.document.push_back(static_cast<std::int64_t>(s / 5));
    table.time.push_back({time});
    table.begin.push_back(static_cast<std::int32_t>(s % 5) * 400);
    table.end.push_back(table.begin.back() + 200);
    organization.values.push_back(organizations(draw));
    about.values.push_back(concepts(draw));
    agreement.values.push_back(static_cast<std::int32_t>(draw.below(2)));
    intensity.values.push_back(static_cast<std::int32_t>(draw.below(5)) - 2);
  }
  table.variables = {std::move(organization), std::move(about), std::move(agreement),
                     std::move(intensity)};
  set_range(table);
  return table;
}

StatementTable statements_of_file(const std::string& path) {
  std::ifstream file(path);
  std::map<std::string, std::size_t> place;
  for (const std::string& name : next_row(file)) place.emplace(name, place.size());
  StatementTable table;
  std::vector<Variable> variables = {{"organization", VariableKind::ShortText, false, {}, {}},
                                     {"concept", VariableKind::ShortText, false, {}, {}},
                                     {"agreement", VariableKind::Boolean, false, {}, {}},
                                     {"intensity", VariableKind::Integer, false, {}, {}}};
  std::map<std::string, std::int32_t> organizations, concepts;
  for (auto words = next_row(file); !words.empty(); words = next_row(file)) {
    const auto word = [&](const std::string& name) { return words.at(place.at(name)); };
    table.id.push_back(std::stoll(word("statement_id")));
    table.document.push_back(std::stoll(word("document_id")));
    table.time.push_back({std::stoll(word("epoch_utc"))});
    table.begin.push_back(std::stoi(word("start")));
    table.end.push_back(std::stoi(word("stop")));
    variables[0].values.push_back(number_of(word("organization"), variables[0], organizations));
    variables[1].values.push_back(number_of(word("concept"), variables[1], concepts));
    variables[2].values.push_back(std::stoi(word("agreement")));
    variables[3].values.push_back(std::stoi(word("intensity")));
  }
  table.variables = std::move(variables);
  set_range(table);
  return table;
}

}  // namespace faultline::bench

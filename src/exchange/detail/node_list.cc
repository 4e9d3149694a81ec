#include "exchange/detail/node_list.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "exchange/network_files.h"

namespace faultline::exchange {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// FNV-1a, 64 bits: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

/// Whether label_part() can write the label so that no other label is written the same.
bool is_plain(std::string_view label) {
  constexpr std::size_t longest = 48;
  if (label.empty() || label.size() > longest) return false;
  if (label.front() == ' ' || label.back() == ' ') return false;
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter_or_digit(c) || c == ' ' || c == '-'; });
}

/// Letters and digits of ASCII, everything between them as one low line; for the eye.
std::string slug(std::string_view text) {
  constexpr std::size_t longest = 32;
  std::string result;
  for (const char c : text) {
    if (is_letter_or_digit(c)) {
      result += c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
    if (result.size() == longest) break;
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result;
}

std::string label_part(std::string_view label) {
  if (is_plain(label)) {
    std::string part(label);
    std::replace(part.begin(), part.end(), ' ', '_');
    return part;
  }
  return fmt::format("{}.{:012x}", slug(label), hash_of(label) >> 16);
}

}  // namespace

std::string node_id(std::string_view variable, std::string_view label, bool is_column) {
  std::string id;
  if (!variable.empty()) id += label_part(variable) + (is_column ? "-2:" : ":");
  return id + label_part(label);
}

}  // namespace faultline::exchange

namespace faultline::exchange::detail {
namespace {

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::vector<NodeColumn> columns_of(const TableRows& rows) {
  // What a table of nodes, GraphML and GEXF have for every node.
  constexpr std::array<std::string_view, 4> reserved = {"id", "label", "variable", "bipartite"};
  if (rows.table() == nullptr) return {};
  std::vector<std::string_view> names;
  for (const networks::NodeAttribute& attribute : rows.table()->attributes)
    names.push_back(attribute.name);
  std::vector<std::string> distinct = distinct_names(names, reserved);
  std::vector<NodeColumn> columns;
  for (std::size_t i = 0; i < distinct.size(); ++i)
    columns.push_back({std::move(distinct[i]), &rows.table()->attributes[i]});
  return columns;
}

/// Adds nodes to a list one by one, with ids that are distinct in it.
class ListBuilder {
 public:
  ListBuilder(NodeList& list, const networks::Network& network, const TableRows& rows)
      : list_(list), rows_(rows) {
    list_.is_two_mode = network.shape == networks::Shape::TwoMode;
    list_.columns = columns_of(rows);
  }

  void add(const networks::Network& network, bool is_column, std::size_t place) {
    const std::string& label = is_column ? network.columns[place] : network.rows[place];
    const std::string& variable = is_column ? network.column_variable : network.row_variable;
    const bool is_second = is_column && network.row_variable == network.column_variable;
    std::string id = node_id(variable.empty() && is_column ? "column" : variable, label, is_second);
    // Two labels with one hash, or a label that stands twice in spite of the contract.
    for (int number = 2; !ids_.insert(id).second; ++number) {
      if (number > 2) id.resize(id.rfind('.'));
      id += fmt::format(".{}", number);
    }
    list_.nodes.push_back({std::move(id), label, variable, is_column,
                           rows_.find(variable, label, list_.nodes.size())});
  }

 private:
  NodeList& list_;
  const TableRows& rows_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

TableRows::TableRows(const networks::NodeTable* table) : table_(table) {
  if (table == nullptr) return;
  rows_.reserve(table->labels.size());
  for (std::size_t row = 0; row < table->labels.size(); ++row)
    rows_.emplace(table->labels[row], row);
}

bool TableRows::is_row_of(std::size_t row, std::string_view variable,
                          std::string_view label) const {
  if (row >= table_->labels.size() || table_->labels[row] != label) return false;
  // Where one of the two does not say of what its labels are values, the label decides.
  return variable.empty() || row >= table_->variables.size() || table_->variables[row] == variable;
}

std::optional<std::size_t> TableRows::find(std::string_view variable, std::string_view label,
                                           std::size_t guess) const {
  if (table_ == nullptr) return std::nullopt;
  if (is_row_of(guess, variable, label)) return guess;
  const auto [first, last] = rows_.equal_range(label);
  std::optional<std::size_t> found;
  for (auto entry = first; entry != last; ++entry) {
    // Of several, the first of the table, whatever the order inside the hash table.
    if (is_row_of(entry->second, variable, label) && (!found || entry->second < *found))
      found = entry->second;
  }
  return found;
}

std::string_view NodeColumn::text(const ListedNode& node) const {
  if (!node.row || *node.row >= attribute->texts.size()) return {};
  return attribute->texts[*node.row];
}

std::optional<double> NodeColumn::number(const ListedNode& node) const {
  if (!node.row || *node.row >= attribute->numbers.size()) return std::nullopt;
  const std::optional<double>& number = attribute->numbers[*node.row];
  return number && std::isfinite(*number) ? number : std::nullopt;
}

NodeList node_list(const networks::Network& network, const TableRows& rows) {
  NodeList list;
  ListBuilder builder(list, network, rows);
  for (std::size_t place = 0; place < network.rows.size(); ++place)
    builder.add(network, /*is_column=*/false, place);
  if (!list.is_two_mode) return list;
  for (std::size_t place = 0; place < network.columns.size(); ++place)
    builder.add(network, /*is_column=*/true, place);
  return list;
}

SeriesNodes series_nodes(std::span<const networks::Slice> slices, const TableRows& rows) {
  SeriesNodes series;
  if (slices.empty()) return series;
  ListBuilder builder(series.list, slices.front().network, rows);
  std::array<std::unordered_map<std::string_view, std::uint32_t>, 2> known;
  for (const networks::Slice& slice : slices) {
    std::vector<std::uint32_t>& places = series.places.emplace_back();
    const auto add_all = [&](const std::vector<std::string>& labels, bool is_column) {
      for (std::size_t place = 0; place < labels.size(); ++place) {
        const auto next = static_cast<std::uint32_t>(series.list.nodes.size());
        const auto [entry, is_new] = known[is_column ? 1 : 0].emplace(labels[place], next);
        if (is_new) builder.add(slice.network, is_column, place);
        places.push_back(entry->second);
      }
    };
    add_all(slice.network.rows, /*is_column=*/false);
    if (slice.network.shape == networks::Shape::TwoMode)
      add_all(slice.network.columns, /*is_column=*/true);
  }
  return series;
}

std::vector<std::string> distinct_names(std::span<const std::string_view> names,
                                        std::span<const std::string_view> reserved) {
  std::unordered_set<std::string> taken;
  for (const std::string_view name : reserved) taken.emplace(name);
  std::vector<std::string> result;
  for (const std::string_view name : names) {
    const std::string base = name.empty() ? "attribute" : std::string(name);
    std::string distinct = base;
    for (int number = 2; !taken.insert(folded(distinct)).second; ++number)
      distinct = fmt::format("{} ({})", base, number);
    result.push_back(std::move(distinct));
  }
  return result;
}

std::vector<std::string> edge_column_names(std::span<const std::string> names) {
  constexpr std::array<std::string_view, 14> reserved = {
      "slice",  "time",         "start",        "stop", "id",    "label",  "source",
      "target", "source_label", "target_label", "type", "value", "weight", "sign"};
  const std::vector<std::string_view> views(names.begin(), names.end());
  return distinct_names(views, reserved);
}

std::vector<std::string> edge_column_names(const networks::Network& network) {
  std::vector<std::string> names;
  for (const networks::EdgeAttribute& attribute : network.edge_attributes)
    names.push_back(attribute.name);
  return edge_column_names(names);
}

}  // namespace faultline::exchange::detail

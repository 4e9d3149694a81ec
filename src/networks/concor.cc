#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "networks/clustering.h"
#include "networks/detail/concor_split.h"
#include "networks/detail/matrix_checks.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace detail {

Split split_by_correlations(const Matrix& values) {
  constexpr double near_one = 0.999;
  constexpr int most_rounds = 50;
  Split result;
  Matrix correlations = column_correlations(values);
  for (int round = 0; round < most_rounds; ++round) {
    bool is_open = false;
    bool is_unknown = false;
    for (const double value : correlations.values) {
      is_open = is_open || std::abs(value) <= near_one;
      is_unknown = is_unknown || std::isnan(value);
    }
    if (!is_open) {
      result.is_undecided = is_unknown;
      break;
    }
    for (double& value : correlations.values) value = std::isnan(value) ? 0.0 : value;
    correlations = column_correlations(correlations);
  }
  for (std::size_t node = 0; node < correlations.rows; ++node) {
    const double with_first = correlations.at(node, 0);
    result.groups.push_back(with_first > 0.0 ? 0U : 1U);
    result.is_undecided = result.is_undecided || std::isnan(with_first);
  }
  return result;
}

}  // namespace detail

namespace {

Matrix columns_of(const Matrix& values, const std::vector<std::size_t>& columns) {
  Matrix result{.rows = values.rows, .columns = columns.size(), .values = {}};
  result.values.reserve(values.rows * columns.size());
  for (std::size_t row = 0; row < values.rows; ++row) {
    for (const std::size_t column : columns) result.values.push_back(values.at(row, column));
  }
  return result;
}

}  // namespace

namespace detail {

ConcorBlocks::ConcorBlocks(const Matrix& values) : values_(values) { begin(); }

void ConcorBlocks::begin() {
  blocks_.assign(values_.columns > 0 ? 1 : 0, {});
  for (std::size_t column = 0; column < values_.columns; ++column) {
    blocks_.front().columns.push_back(column);
  }
}

// The largest block that may split, of equal ones that with the first column.
ConcorBlocks::Block* ConcorBlocks::next_to_split() {
  Block* next = nullptr;
  for (Block& block : blocks_) {
    if (block.is_whole || block.columns.size() < 2) continue;
    const bool is_better = next == nullptr || block.columns.size() > next->columns.size() ||
                           (block.columns.size() == next->columns.size() &&
                            block.columns.front() < next->columns.front());
    if (is_better) next = &block;
  }
  return next;
}

Result<Groups> ConcorBlocks::groups(std::size_t k) {
  if (blocks_.size() > k) begin();
  while (blocks_.size() < k) {
    Block* block = next_to_split();
    if (block == nullptr) break;
    const auto split = split_by_correlations(columns_of(values_, block->columns));
    Block rest;
    std::vector<std::size_t> first;
    for (std::size_t at = 0; at < block->columns.size(); ++at) {
      (split.groups[at] == 0 ? first : rest.columns).push_back(block->columns[at]);
    }
    block->is_whole = rest.columns.empty();
    if (block->is_whole) continue;
    block->columns = std::move(first);
    blocks_.push_back(std::move(rest));
  }
  if (k == 0 || blocks_.size() != k) {
    return failure(ErrorCode::Usage,
                   fmt::format("Iterated correlations divide {} nodes into {} blocks, not {}.",
                               values_.columns, blocks_.size(), k));
  }
  Groups groups(values_.columns, 0);
  for (std::size_t number = 0; number < blocks_.size(); ++number) {
    for (const std::size_t column : blocks_[number].columns) {
      groups[column] = static_cast<std::uint32_t>(number);
    }
  }
  return renumbered(groups);
}

}  // namespace detail

Result<Groups> concor(const Matrix& values, std::size_t k) {
  if (auto problem = detail::problem_of_numbers(values)) return tl::unexpected(*problem);
  return detail::ConcorBlocks(values).groups(k);
}

}  // namespace faultline::networks

#pragma once
// One division of CONCOR, shared by concor() and what reproduces rDNA's.

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "networks/clustering.h"

namespace faultline::networks::detail {

struct Split {
  Groups groups;  // 0: correlates with the first column in the end, 1: the others
  /// All correlations that are numbers are near -1 or 1, yet some are none: rDNA gives up there.
  bool is_undecided = false;
};

/// `values` has a column or more.
[[nodiscard]] Split split_by_correlations(const Matrix& values);

/// The blocks of concor() for one number after another: what was split stays split.
class ConcorBlocks {
 public:
  /// `values` is borrowed, and all its numbers are finite.
  explicit ConcorBlocks(const Matrix& values);

  /// k blocks; asked for fewer than before it begins anew. Usage error as concor().
  [[nodiscard]] Result<Groups> groups(std::size_t k);

 private:
  struct Block {
    std::vector<std::size_t> columns;  // ascending
    bool is_whole = false;             // was tried and does not split
  };
  void begin();
  [[nodiscard]] Block* next_to_split();

  const Matrix& values_;
  std::vector<Block> blocks_;
};

}  // namespace faultline::networks::detail

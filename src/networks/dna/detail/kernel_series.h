#pragma once
// What all matrices of a kernel series share.

#include <vector>

#include "networks/dna/detail/matrices.h"
#include "networks/dna/detail/one_mode.h"
#include "networks/dna/kernels.h"

namespace faultline::networks::dna::detail {

class KernelSeries {
 public:
  /// Keeps a reference to `selection`.
  explicit KernelSeries(const Selection& selection);

  [[nodiscard]] std::vector<TimeSpan> windows() const;
  /// The matrix of `window` with labels and times.
  void fill(const TimeSpan& window, Scratch& scratch, LabelledMatrix& result) const;
  /// Adds the one-mode weights of `window` to `sum`, diagonal included.
  void one_mode(const TimeSpan& window, Scratch& scratch, Matrix& sum) const;

  /// Counts and labels of the whole series.
  [[nodiscard]] const Cells& whole() const { return whole_; }

 private:
  const Cells& weighted_cells(const TimeSpan& window, bool take_root, Scratch& scratch) const;
  void two_mode(const TimeSpan& window, Scratch& scratch, Matrix& sum) const;

  const Selection& selection_;
  Cells whole_;
  std::vector<std::size_t> ranks_;  // per level
  LevelWeights weights_;
  Matrix factors_;                    // of averages, upper triangle; empty: none
  std::vector<Instant> times_;        // per kept statement
  std::vector<std::uint32_t> slots_;  // its place in whole_.cells
};

}  // namespace faultline::networks::dna::detail

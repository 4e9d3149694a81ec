#pragma once
// One matrix after another in the same memory.

#include <span>

#include "networks/dna/detail/cells.h"
#include "networks/dna/weights.h"

namespace faultline::networks::dna::detail {

/// Gives `result` the labels of `cells` and as many zeros.
void label(const Selection& selection, const Cells& cells, LabelledMatrix& result);

/// Adds the normalised one-mode weights of `cells` to `sum`, which is as large as their rows and 0.
void one_mode(const Selection& selection, Aggregation aggregation, const Cells& cells,
              Scratch& scratch, Matrix& sum);

/// The weights of `places` into `result`, whose memory is used again; times are left as they are.
/// Fails as matrix_of() does.
[[nodiscard]] Result<void> fill(const Selection& selection, Aggregation aggregation,
                                std::span<const std::uint32_t> places, Scratch& scratch,
                                LabelledMatrix& result);

}  // namespace faultline::networks::dna::detail

#pragma once
// Many matrices by several threads, handed over one at a time in their order.

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.h"
#include "networks/dna/detail/matrices.h"
#include "networks/dna/series.h"

namespace faultline::networks::dna::detail {

/// compute(i, scratch, matrix) for i of 0 .. count-1; take() sees them in that order, on the
/// calling thread. The first error in that order ends it. What compute() gives depends on nothing
/// but i, so it does not matter which thread takes which.
template <class Compute>
Result<void> in_order(std::size_t count, int threads, const TakeMatrix& take, Compute compute) {
  constexpr std::size_t each = 8;  // matrices per thread and round: keeps them busy, and few held
  const std::size_t workers =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), 1, count / each + 1);
  std::vector<Scratch> scratch(workers);
  std::vector<LabelledMatrix> made(std::min(count, workers == 1 ? 1 : workers * each));
  std::vector<std::optional<Error>> errors(made.size());
  for (std::size_t first = 0; first < count; first += made.size()) {
    const std::size_t here = std::min(made.size(), count - first);
    std::atomic<std::size_t> next = 0;
    const auto work = [&](std::size_t worker) {
      for (std::size_t i = next++; i < here; i = next++) {
        Result<void> done = compute(first + i, scratch[worker], made[i]);
        errors[i] = done ? std::nullopt : std::optional(done.error());
      }
    };
    std::vector<std::jthread> others;
    for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(work, worker);
    work(0);
    others.clear();
    for (std::size_t i = 0; i < here; ++i) {
      if (errors[i]) return tl::unexpected(*errors[i]);
      take(made[i]);
    }
  }
  return {};
}

}  // namespace faultline::networks::dna::detail

#pragma once
// Work that is cut into numbered pieces, each of which writes to its own place.

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace faultline::inference {

[[nodiscard]] inline std::size_t thread_count(int asked, std::size_t pieces) {
  const std::size_t wanted = asked > 0 ? static_cast<std::size_t>(asked)
                                       : std::max(1U, std::thread::hardware_concurrency());
  return std::max<std::size_t>(1, std::min(wanted, pieces));
}

/// Calls `make_worker()` once a thread and the worker with every number below `pieces`, in any
/// order. A worker may keep scratch memory; what it writes must depend on the number alone. An
/// exception of one piece ends the work and is thrown here.
template <class MakeWorker>
void in_parallel(std::size_t pieces, int threads, const MakeWorker& make_worker) {
  const std::size_t count = thread_count(threads, pieces);
  if (count == 1) {
    auto worker = make_worker();
    for (std::size_t piece = 0; piece < pieces; ++piece) worker(piece);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::exception_ptr thrown;
  std::mutex guard;
  const auto work = [&] {
    try {
      auto worker = make_worker();
      for (std::size_t piece = next++; piece < pieces; piece = next++) worker(piece);
    } catch (...) {
      const std::scoped_lock lock(guard);
      if (!thrown) thrown = std::current_exception();
      next = pieces;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < count; ++i) others.emplace_back(work);
    work();
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace faultline::inference

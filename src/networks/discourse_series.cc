// The slices of a series, by one thread or by several.
#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "networks/detail/maker.h"
#include "networks/detail/slices.h"
#include "networks/discourse.h"

namespace faultline::networks {
namespace {

// Slices that a thread makes at once. Within a block a window moves by one step, between two blocks
// by as many as the others take.
constexpr std::size_t block_size = 8;
constexpr std::size_t most_threads = 256;

using TakeSlice = std::function<Result<void>(const Slice&)>;

Slice slice_at(const detail::Slices& slices, detail::Maker& maker, std::size_t number) {
  const detail::Place place = slices.at(number);
  return {place.time, place.start, place.stop, maker.at(slices, place)};
}

Result<void> by_one_thread(const detail::Frame& frame, const detail::Slices& slices,
                           const TakeSlice& take) {
  detail::Maker maker(frame);
  for (std::size_t number = 0; number < slices.size(); ++number) {
    if (auto taken = take(slice_at(slices, maker, number)); !taken) return taken;
  }
  return {};
}

/// Blocks of slices that threads make and the caller takes in order; at most `room` are under way
/// or wait to be taken.
class Blocks {
 public:
  Blocks(const detail::Frame& frame, const detail::Slices& slices, std::size_t threads)
      : frame_(frame),
        slices_(slices),
        count_((slices.size() + block_size - 1) / block_size),
        blocks_(2 * threads) {
    try {
      for (std::size_t thread = 0; thread < threads; ++thread) {
        threads_.emplace_back([this] { make(); });
      }
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;  // else fewer do it: the figures are the same
    }
  }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  /// The next block, when it is made.
  std::vector<Slice> take() {
    std::unique_lock lock(mutex_);
    Block& block = blocks_[taken_ % blocks_.size()];
    changed_.wait(lock, [&] { return block.is_made || failure_ != nullptr; });
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    std::vector<Slice> slices = std::move(block.slices);
    block = {};
    ++taken_;
    lock.unlock();
    changed_.notify_all();
    return slices;
  }

 private:
  struct Block {
    std::vector<Slice> slices;
    bool is_made = false;
  };

  void make() {
    try {
      detail::Maker maker(frame_);
      for (std::unique_lock lock(mutex_);;) {
        changed_.wait(
            lock, [&] { return is_over_ || begun_ == count_ || begun_ < taken_ + blocks_.size(); });
        if (is_over_ || begun_ == count_) return;
        const std::size_t number = begun_++;
        lock.unlock();
        std::vector<Slice> made = make_block(maker, number);
        lock.lock();
        blocks_[number % blocks_.size()] = {std::move(made), true};
        changed_.notify_all();
      }
    } catch (...) {  // out of memory: the caller's thread shall have it
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      is_over_ = true;
      changed_.notify_all();
    }
  }

  std::vector<Slice> make_block(detail::Maker& maker, std::size_t number) const {
    std::vector<Slice> made;
    const std::size_t past = std::min((number + 1) * block_size, slices_.size());
    for (std::size_t i = number * block_size; i < past; ++i) {
      made.push_back(slice_at(slices_, maker, i));
    }
    return made;
  }

  const detail::Frame& frame_;
  const detail::Slices& slices_;
  std::size_t count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Block> blocks_;  // block n in [n % size]
  std::size_t begun_ = 0, taken_ = 0;
  bool is_over_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

Result<void> by_threads(const detail::Frame& frame, const detail::Slices& slices,
                        std::size_t threads, const TakeSlice& take) {
  Blocks blocks(frame, slices, threads);
  for (std::size_t block = 0; block < blocks.count(); ++block) {
    for (const Slice& slice : blocks.take()) {
      if (auto taken = take(slice); !taken) return taken;
    }
  }
  return {};
}

}  // namespace

Result<void> for_each_slice(const StatementTable& table, const NetworkSettings& settings,
                            const std::function<Result<void>(const Slice&)>& slice) {
  if (!settings.window) return tl::unexpected(detail::no_window());
  const auto frame = detail::frame_of(table, settings, /*ordered=*/true);
  if (!frame) return tl::unexpected(frame.error());
  const std::vector<Instant> times = detail::times_of(table, frame->selection);
  const auto slices = detail::Slices::of(frame->plan, times);
  if (!slices) return tl::unexpected(slices.error());
  const std::size_t blocks = (slices->size() + block_size - 1) / block_size;
  const std::size_t threads =
      std::min({static_cast<std::size_t>(settings.threads), blocks, most_threads});
  return threads <= 1 ? by_one_thread(*frame, *slices, slice)
                      : by_threads(*frame, *slices, threads, slice);
}

Result<std::size_t> count_slices(const StatementTable& table, const NetworkSettings& settings) {
  if (!settings.window) return tl::unexpected(detail::no_window());
  const auto plan = detail::plan_of(table, settings);
  if (!plan) return tl::unexpected(plan.error());
  std::vector<Instant> times;
  if (settings.window->unit == TimeUnit::Events) {
    times = detail::times_of(table, detail::select(table, *plan, /*ordered=*/true));
  }
  const auto slices = detail::Slices::of(*plan, times);
  if (!slices) return tl::unexpected(slices.error());
  return slices->size();
}

}  // namespace faultline::networks

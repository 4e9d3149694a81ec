#pragma once
// Threads that do tasks; who gives the tasks decides in which order the results are taken.

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace faultline::cli {

class Workers {
 public:
  /// At least one thread.
  explicit Workers(unsigned threads);
  /// Waits for the tasks that have begun and drops the others.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// The result, or the exception that the task threw, is in the future.
  template <class Value>
  [[nodiscard]] std::future<Value> submit(std::function<Value()> task) {
    // A std::function must be copyable, and a packaged task is not: the queue's function and nobody
    // else owns it from here on.
    auto packaged = std::make_shared<std::packaged_task<Value()>>(std::move(task));
    auto result = packaged->get_future();
    add([packaged] { (*packaged)(); });
    return result;
  }

 private:
  void add(std::function<void()> task);
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace faultline::cli

#pragma once
// The line that a terminal shows while articles are read.

#include <chrono>
#include <cstdint>
#include <iosfwd>

namespace faultline::cli {

class Progress {
 public:
  /// `is_shown` false: nothing is ever written. `total_bytes` of all files, for the time that is
  /// left.
  Progress(std::ostream& err, bool is_shown, std::int64_t files, std::uint64_t total_bytes);
  /// Takes the line away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void file_done(std::uint64_t bytes);
  void article_done(std::int64_t words);
  /// Shows the present state, at most ten times a second.
  void show();

 private:
  std::ostream& err_;
  bool is_shown_;
  bool has_line_ = false;
  std::int64_t files_;
  std::uint64_t total_bytes_;
  std::int64_t files_done_ = 0;
  std::int64_t articles_ = 0;
  std::int64_t words_ = 0;
  std::uint64_t bytes_ = 0;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace faultline::cli

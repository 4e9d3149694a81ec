#pragma once
// The lines of a file that may be larger than memory, plain or packed by gzip.

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace faultline::exchange {

/// Reads forward, a line at a time; one at a time in memory.
class LineReader {
 public:
  /// "-" is standard input. NotFound or Io if `file` cannot be opened; Unsupported for a file
  /// packed by bzip2, xz or zstd (the message names the program that unpacks it).
  [[nodiscard]] static Result<LineReader> open(const std::string& file);

  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  /// The next line, without its end, into `line`; false at the end of the file. Io with the reason
  /// where it cannot be read on, as in a file that was cut off; Unsupported for a line of more than
  /// 1 GiB.
  [[nodiscard]] Result<bool> next(std::string& line);

  /// Of the line that was read last, from 1.
  [[nodiscard]] std::uint64_t number() const;

 private:
  struct State;
  explicit LineReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace faultline::exchange

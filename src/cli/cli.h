#pragma once
// The command line: data on `out`, talk on `err`.

#include <atomic>
#include <iosfwd>
#include <string>
#include <vector>

namespace faultline::cli {

/// Exit statuses of every command (docs/cli.md).
enum class Exit : int {
  AllDone = 0,
  NothingDone = 1,
  Usage = 2,
  BadInput = 3,
  SomeFailed = 4,
  Interrupted = 130,
};

/// Where a command reads and writes, so that tests run it without a process.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;  // colours, width
  bool err_is_terminal = false;  // progress
  int width = 80;
  const std::atomic<bool>& interrupted;  // set by ctrl-C; a command then finishes its article and stops
};

/// Runs `faultline ARGUMENTS`. Never throws but std::bad_alloc.
[[nodiscard]] Exit run(const std::vector<std::string>& arguments, const Console& console);

}  // namespace faultline::cli

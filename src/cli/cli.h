#pragma once
// The command line: data on `out`, talk on `err`.

#include <atomic>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/result.h"

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

/// Where a command reads and writes, so that tests run it without a process. `out` goes bad when
/// nobody takes what is written; commands then stop, and `main` knows the reason.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool colour = false;    // on `out`; NO_COLOR and TERM=dumb are already minded
  bool progress = false;  // on `err`: a terminal that can rewrite its last line
  int width = 80;         // of `out`, in columns
  const std::atomic<bool>&
      interrupted;             // set by ctrl-C; a command then finishes its article and stops
  std::istream* in = nullptr;  // answers to questions; null: standard input
};

/// How `faultline serve` serves: server::serve, handed in because `server` is a room on this floor.
using Serve =
    std::function<Result<void>(const std::filesystem::path& study, int port,
                               const std::function<void(const std::string& address)>& ready,
                               const std::function<bool()>& stop)>;

/// Runs `faultline ARGUMENTS`. Never throws but std::bad_alloc.
[[nodiscard]] Exit run(const std::vector<std::string>& arguments, const Console& console,
                       const Serve& serve = {});

}  // namespace faultline::cli

#pragma once
// A command run in the test's own process, and what it said.

#include <atomic>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"

namespace faultline::cli {

struct Said {
  Exit exit{};
  std::string out;
  std::string err;
};

/// What the command finds around it.
struct Around {
  std::string input = {};  // standard input
  int width = 80;          // of the terminal
  bool interrupted = false;
  Serve serve = {};
};

[[nodiscard]] inline Said say_in(const std::vector<std::string>& arguments,
                                 const Around& around = {}) {
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in(around.input);
  const std::atomic<bool> interrupted{around.interrupted};
  const Exit exit =
      run(arguments,
          {.out = out, .err = err, .width = around.width, .interrupted = interrupted, .in = &in},
          around.serve);
  return {exit, out.str(), err.str()};
}

/// Whether `text` holds `words`.
[[nodiscard]] inline bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace faultline::cli

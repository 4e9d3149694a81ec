#pragma once
// How failures look to the user, and which exit status they give.

#include <string>

#include "base/result.h"
#include "cli/cli.h"

namespace faultline::cli {

/// "FILE: reason. Remedy.", safe to print.
[[nodiscard]] std::string describe(const Error& error);

/// The status of a command that ends with `error`.
[[nodiscard]] Exit exit_for(const Error& error);

}  // namespace faultline::cli

#pragma once
// A file or standard input, read whole.

#include <string>

#include "base/result.h"

namespace faultline::cli {

/// The bytes of `file`; "-" is standard input. NotFound with the nearest name, or Io.
[[nodiscard]] Result<std::string> read_whole(const std::string& file);

/// The same; Malformed if they are no text.
[[nodiscard]] Result<std::string> read_text_of(const std::string& file);

}  // namespace faultline::cli

#pragma once
// A file or standard input, read whole, and a file written whole.

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/result.h"

namespace faultline::cli {

/// The bytes of `file`; "-" is standard input. NotFound with the nearest name, or Io.
[[nodiscard]] Result<std::string> read_whole(const std::string& file);

/// The same; Malformed if they are no text.
[[nodiscard]] Result<std::string> read_text_of(const std::string& file);

/// Writes beside `file` and puts the whole in its place, so that nobody opens half of it. Io with
/// the reason; `what` it is, for the message: "page".
[[nodiscard]] Result<void> write_whole(const std::string& file, const std::string& content,
                                       std::string_view what);

/// The same of what `write` puts into the stream, so that a large file need not be held in memory.
[[nodiscard]] Result<void> write_whole(const std::string& file,
                                       const std::function<void(std::ostream&)>& write,
                                       std::string_view what);

}  // namespace faultline::cli

#pragma once
// Setting lines of plain text. Widths count code points: marks that stand on another character and
// characters that fill two columns make a line look shorter or longer than it is.

#include <cstddef>
#include <string>
#include <string_view>

namespace faultline::map::detail {

/// How many columns `text` takes; ANSI colour sequences take none.
[[nodiscard]] std::size_t columns(std::string_view text);

/// `text` in lines of at most `width` columns, broken at blanks (not at no-break spaces), within a
/// word only where it is longer than a line. The first line begins with `first`, the others with
/// `rest`; each ends with a line end. No line where there is no text.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width,
                                  std::string_view first = {}, std::string_view rest = {});

/// The first columns of `text`, with an ellipsis where something is left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

/// `text` with blanks after it up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

}  // namespace faultline::map::detail

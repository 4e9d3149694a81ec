#pragma once
// Text in HTML and SVG.

#include <string>
#include <string_view>

namespace faultline::map::detail {

/// Safe between tags and in quoted attributes, whatever `valid` holds.
[[nodiscard]] std::string escaped(std::string_view valid);

/// The same, with days kept whole at the end of a line.
[[nodiscard]] std::string escaped_with_days(std::string_view valid);

/// Whether a reader may follow `url`: http and https only.
[[nodiscard]] bool is_web_address(std::string_view url);

}  // namespace faultline::map::detail

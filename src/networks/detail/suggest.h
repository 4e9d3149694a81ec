#pragma once
// What a user may have meant by a name that does not exist.

#include <span>
#include <string>
#include <string_view>

namespace faultline::networks::detail {

/// The one of `names` with the fewest single edits (Levenshtein 1966; upper and lower case ASCII
/// letters alike) from `name`, the first of equals, if they are at most a third of its length and
/// one; else "".
[[nodiscard]] std::string nearest(std::string_view name, std::span<const std::string> names);

}  // namespace faultline::networks::detail

#pragma once
// How DNA orders labels: as Java compares strings, by UTF-16 code units.

#include <string>
#include <string_view>
#include <vector>

namespace faultline::networks::dna {

/// `a` stands before `b` by UTF-16 code units: capitals before small letters, accents after z, and
/// characters beyond U+FFFF (which are written as surrogates there) before U+E000 to U+FFFF. Both
/// valid UTF-8. O(length).
[[nodiscard]] bool precedes(std::string_view a, std::string_view b);

/// Sorted so, duplicates taken out.
[[nodiscard]] std::vector<std::string> sorted_labels(std::vector<std::string> labels);

}  // namespace faultline::networks::dna

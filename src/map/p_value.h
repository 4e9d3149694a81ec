#pragma once
// The one way in which p-values are printed.

#include <string>

namespace faultline::map {

/// "0.012", "<0.001" (a test by permutation proves no smaller one than it drew), "-" for none
/// (NaN).
[[nodiscard]] std::string p_figure(double p);

/// "p = 0.012", "p < 0.001", "p not known". Its blanks do not break.
[[nodiscard]] std::string p_value(double p);

}  // namespace faultline::map

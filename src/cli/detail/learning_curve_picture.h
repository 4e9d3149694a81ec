#pragma once
// Learning curves as a picture.

#include <cstddef>
#include <string>
#include <vector>

namespace faultline::cli {

struct CurveLine {
  std::string name;                  // "asked"
  std::string css_class;             // "asked" or "random"
  std::vector<double> mean, spread;  // by size; spread is a standard deviation
};

/// F1 over the number of coded statements (logarithmic), a band of one standard deviation around
/// each line; a dashed line for `baseline`. A whole SVG with title and description.
[[nodiscard]] std::string curve_svg(const std::vector<std::size_t>& sizes,
                                    const std::vector<CurveLine>& lines, double baseline,
                                    const std::string& baseline_name);

}  // namespace faultline::cli

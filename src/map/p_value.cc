#include "map/p_value.h"

#include <fmt/format.h>

#include <cmath>

namespace faultline::map {
namespace {

constexpr double smallest = 0.001;

}  // namespace

std::string p_figure(double p) {
  if (std::isnan(p)) return "-";
  return p < smallest ? "<0.001" : fmt::format("{:.3f}", p);
}

std::string p_value(double p) {
  if (std::isnan(p)) return "p\u00A0not\u00A0known";
  return p < smallest ? "p\u00A0<\u00A00.001" : fmt::format("p\u00A0=\u00A0{:.3f}", p);
}

}  // namespace faultline::map

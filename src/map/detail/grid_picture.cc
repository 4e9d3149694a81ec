#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "map/detail/picture.h"
#include "map/detail/rift_grid.h"

namespace faultline::map::detail {
namespace {

struct Dot {
  double value, low, high, p;
};

std::vector<Dot> dots_of(const RefereeGrid& grid) {
  std::vector<Dot> dots;
  for (std::size_t number = 0; number < grid.change.universes.size(); ++number) {
    const auto& universe = grid.change.universes[number];
    if (!std::isnan(universe.value))
      dots.push_back({universe.value, universe.low, universe.high, grid.p[number]});
  }
  std::stable_sort(dots.begin(), dots.end(),
                   [](const Dot& left, const Dot& right) { return left.value < right.value; });
  return dots;
}

}  // namespace

std::string grid_picture(const RefereeGrid& grid, bool is_narrow, std::string_view prefix) {
  const Frame frame{.is_narrow = is_narrow, .prefix = prefix};
  const auto dots = dots_of(grid);
  if (dots.empty()) return {};
  constexpr double top = 34, height = 180, left = 52;
  const double right = frame.width() - 8;
  const double step = (right - left) / static_cast<double>(dots.size());
  const auto y_of = [&](double value) { return top + height * (1 - value) / 2; };
  std::string svg = svg_begin(
      frame, "grid", top + height + 26, "The change under every combination of choices",
      fmt::format("{} combinations have a change, from {:+.2f} to {:+.2f}; median {:+.2f}.",
                  dots.size(), grid.change.smallest, grid.change.greatest, grid.change.median));
  svg += svg_text(left, 20, "start", "legend",
                  is_narrow ? "After less before; dark: p < 0.05"
                            : "Change of the in-bloc share, after less before, in order; "
                              "intervals; dark: p < 0.05");
  for (const double value : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
    svg += fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n",
                       value == 0 ? "axis" : "grid", left, y_of(value), right);
    svg += svg_text(left - 6, y_of(value) + 4, "end", "tick", fmt::format("{:+.1f}", value));
  }
  const double width = std::clamp(step * 0.6, 0.4, 4.0);
  std::string bands, marks;
  for (std::size_t place = 0; place < dots.size(); ++place) {
    const Dot& dot = dots[place];
    const double x = left + step * (static_cast<double>(place) + 0.5);
    if (dot.low <= dot.high)
      bands += fmt::format(
          "<rect class=\"band\" x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.1f}\"/>\n",
          x - width / 2, y_of(dot.high), width, y_of(dot.low) - y_of(dot.high));
    marks += fmt::format("<circle class=\"{}\" cx=\"{:.2f}\" cy=\"{:.1f}\" r=\"1.8\"/>\n",
                         dot.p < 0.05 ? "node" : "hollow", x, y_of(dot.value));
  }
  svg += bands + marks;
  svg += svg_text(left, top + height + 18, "start", "tick",
                  fmt::format("{} combinations", dots.size()));
  return svg + "</svg>\n";
}

}  // namespace faultline::map::detail

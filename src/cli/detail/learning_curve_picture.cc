#include "cli/detail/learning_curve_picture.h"

#include <fmt/core.h>

#include <cmath>

namespace faultline::cli {
namespace {

// The square of both axes within the picture, in its units.
constexpr double kLeft = 52, kTop = 16, kWidth = 360, kHeight = 260;

class Picture {
 public:
  explicit Picture(const std::vector<std::size_t>& sizes) : sizes_(sizes) {}

  [[nodiscard]] double x(std::size_t i) const {
    const double first = std::log(static_cast<double>(sizes_.front()));
    const double last = std::log(static_cast<double>(sizes_.back()));
    if (last <= first) return kLeft + kWidth / 2;
    return kLeft + kWidth * (std::log(static_cast<double>(sizes_[i])) - first) / (last - first);
  }
  [[nodiscard]] static double y(double f1) { return kTop + kHeight * (1 - f1); }

  [[nodiscard]] std::string axes() const {
    std::string svg;
    for (int tick = 0; tick <= 10; tick += 2) {
      const double at = tick / 10.0;
      svg += rule(kLeft, y(at), kLeft + kWidth, "grid");
      svg += label(kLeft - 8, y(at) + 4, "end", fmt::format("{:.1f}", at));
    }
    for (std::size_t i = 0; i < sizes_.size(); ++i)
      svg += label(x(i), y(0) + 18, "middle", fmt::format("{}", sizes_[i]));
    svg += label(kLeft + kWidth / 2, y(0) + 38, "middle", "coded statements a concept");
    svg += fmt::format(
        "<text transform=\"translate(14 {:.1f}) rotate(-90)\" text-anchor=\"middle\">F1 of stands"
        "</text>\n",
        y(0.5));
    return svg;
  }

  [[nodiscard]] std::string line(const CurveLine& line) const {
    std::string band, path;
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
      band += fmt::format("{:.1f},{:.1f} ", x(i), y(line.mean[i] + line.spread[i]));
      path += fmt::format("{:.1f},{:.1f} ", x(i), y(line.mean[i]));
    }
    for (std::size_t i = sizes_.size(); i > 0; --i)
      band += fmt::format("{:.1f},{:.1f} ", x(i - 1), y(line.mean[i - 1] - line.spread[i - 1]));
    return fmt::format(
        "<polygon class=\"band {0}\" points=\"{1}\"/>\n"
        "<polyline class=\"line {0}\" points=\"{2}\"/>\n",
        line.css_class, band, path);
  }

  static std::string rule(double x1, double y, double x2, std::string_view css_class) {
    return fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", css_class,
        x1, y, x2, y);
  }
  static std::string label(double x, double y, std::string_view anchor, std::string_view text) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y,
                       anchor, text);
  }

 private:
  const std::vector<std::size_t>& sizes_;
};

std::string description(const std::vector<std::size_t>& sizes, const std::vector<CurveLine>& lines,
                        double baseline, const std::string& baseline_name) {
  std::string text = fmt::format("{}: {:.2f}.", baseline_name, baseline);
  for (const CurveLine& line : lines) {
    text += fmt::format(" {}:", line.name);
    for (std::size_t i = 0; i < sizes.size(); ++i)
      text += fmt::format(" {} statements {:.2f};", sizes[i], line.mean[i]);
  }
  text.back() = '.';
  return text;
}

}  // namespace

std::string curve_svg(const std::vector<std::size_t>& sizes, const std::vector<CurveLine>& lines,
                      double baseline, const std::string& baseline_name) {
  const Picture picture(sizes);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 428 330\" width=\"428\" "
      "height=\"330\" role=\"img\" aria-labelledby=\"curve-title curve-desc\">\n"
      "<title id=\"curve-title\">F1 of stands over the number of coded statements</title>\n"
      "<desc id=\"curve-desc\">{}</desc>\n",
      description(sizes, lines, baseline, baseline_name));
  svg +=
      "<style>svg{--paper:#fdfcf9;--ink:#1d1b18;--hair:#d9d4c8;--one:#075f9c;--two:#a3541b;"
      "font:13px system-ui,sans-serif;fill:var(--ink)}"
      "@media (prefers-color-scheme:dark){svg{--paper:#181715;--ink:#ece8df;--hair:#3b3833;"
      "--one:#74b9ee;--two:#e6a06c}}"
      ".paper{fill:var(--paper)}.grid{stroke:var(--hair)}"
      ".base{stroke:var(--ink);stroke-dasharray:4 4}.line{fill:none;stroke-width:2}"
      ".line.asked{stroke:var(--one)}.line.random{stroke:var(--two)}.band{opacity:.18}"
      ".band.asked{fill:var(--one)}.band.random{fill:var(--two)}</style>\n"
      "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
  svg += picture.axes();
  svg += Picture::rule(kLeft, Picture::y(baseline), kLeft + kWidth, "base");
  svg += Picture::label(kLeft + kWidth, Picture::y(baseline) - 5, "end", baseline_name);
  for (const CurveLine& line : lines) svg += picture.line(line);
  double y = Picture::y(0.95);
  for (const CurveLine& line : lines) {
    svg += fmt::format(
        "<line class=\"line {}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" "
        "y2=\"{:.1f}\"/>\n",
        line.css_class, kLeft + 12, y, kLeft + 40, y);
    svg += Picture::label(kLeft + 48, y + 4, "start", line.name);
    y += 18;
  }
  return svg + "</svg>\n";
}

}  // namespace faultline::cli

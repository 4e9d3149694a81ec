#include <fmt/core.h>

#include "exchange/reliability.h"

namespace faultline::exchange {
namespace {

// The square of both axes within the picture, in its units.
constexpr double kLeft = 52;
constexpr double kTop = 16;
constexpr double kSide = 280;

double x_of(double confidence) { return kLeft + kSide * confidence; }
double y_of(double share) { return kTop + kSide * (1 - share); }

std::string line(double x1, double y1, double x2, double y2, std::string_view css_class) {
  return fmt::format(
      "<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", css_class,
      x1, y1, x2, y2);
}

std::string label(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
                     text);
}

std::string axes() {
  std::string svg;
  for (int tick = 0; tick <= 10; tick += 2) {
    const double at = tick / 10.0;
    const std::string text = fmt::format("{:.1f}", at);
    svg += line(x_of(at), y_of(0), x_of(at), y_of(1), "grid");
    svg += line(x_of(0), y_of(at), x_of(1), y_of(at), "grid");
    svg += label(x_of(at), y_of(0) + 18, "middle", text);
    svg += label(x_of(0) - 8, y_of(at) + 4, "end", text);
  }
  svg += line(x_of(0), y_of(0), x_of(1), y_of(1), "diagonal");
  svg += label(x_of(0.5), y_of(0) + 38, "middle", "confidence");
  svg += fmt::format(
      "<text transform=\"translate(14 {:.1f}) rotate(-90)\" text-anchor=\"middle\">share that is "
      "right</text>\n",
      y_of(0.5));
  return svg;
}

std::string description(const Reliability& reliability) {
  std::string text = fmt::format(
      "{} predictions, expected calibration error {:.3f}. Confidence and share that is right:",
      reliability.count, reliability.error_equal_mass);
  for (const auto& bin : reliability.equal_mass)
    text +=
        fmt::format(" {:.2f} {:.2f} (n {});", bin.mean_confidence, bin.share_right(), bin.count);
  text.back() = '.';
  return text;
}

}  // namespace

std::string to_svg(const Reliability& reliability) {
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 348 350\" width=\"348\" "
      "height=\"350\" role=\"img\" aria-labelledby=\"reliability-title reliability-desc\">\n"
      "<title id=\"reliability-title\">How often predictions of a confidence are right</title>\n"
      "<desc id=\"reliability-desc\">{}</desc>\n",
      description(reliability));
  svg +=
      "<style>svg{--paper:#fdfcf9;--ink:#1d1b18;--hair:#d9d4c8;--point:#075f9c;"
      "font:13px system-ui,sans-serif;fill:var(--ink)}"
      "@media (prefers-color-scheme:dark){svg{--paper:#181715;--ink:#ece8df;--hair:#3b3833;"
      "--point:#74b9ee}}"
      ".paper{fill:var(--paper)}.grid{stroke:var(--hair)}"
      ".diagonal{stroke:var(--ink);stroke-dasharray:4 4}"
      ".interval{stroke:var(--point);stroke-width:2}.point{fill:var(--point)}</style>\n"
      "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
  svg += axes();
  for (const auto& bin : reliability.equal_mass) {
    const double x = x_of(bin.mean_confidence);
    const auto interval = wilson_interval(bin.right, bin.count);
    svg += line(x, y_of(interval.low), x, y_of(interval.high), "interval");
    svg += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n", x,
                       y_of(bin.share_right()));
  }
  return svg + "</svg>\n";
}

}  // namespace faultline::exchange

#include "map/detail/picture.h"

#include <fmt/format.h>

#include "embedded/report.h"
#include "map/detail/markup.h"

namespace faultline::map::detail {

std::string svg_begin(const Frame& frame, std::string_view name, double height,
                      std::string_view title, std::string_view description) {
  const std::string id = fmt::format("{}{}", frame.prefix, name);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" viewBox=\"0 0 {:.0f} {:.0f}\" "
      "width=\"{:.0f}\" height=\"{:.0f}\" role=\"img\" aria-labelledby=\"{}-title {}-desc\">\n",
      frame.width(), height, frame.width(), height, id, id);
  svg += fmt::format("<title id=\"{}-title\">{}</title>\n<desc id=\"{}-desc\">{}</desc>\n", id,
                     escaped(title), id, escaped(description));
  if (frame.is_standalone) {
    svg +=
        fmt::format("<style>{}</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n",
                    embedded::picture_css());
  }
  return svg;
}

std::string svg_text(double x, double y, std::string_view anchor, std::string_view css_class,
                     std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n",
                     x, y, anchor, css_class, escaped(text));
}

}  // namespace faultline::map::detail

#include "exchange/detail/picture_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/markup.h"
#include "text/text.h"

namespace faultline::exchange::detail {
namespace {

double width_of(char32_t c) {
  constexpr std::u32string_view narrow = U"ijl.,:;'|!I()[]/ ";
  constexpr std::u32string_view wide = U"mwMW@%&";
  if (c == 0x200D || (c >= 0x0300 && c < 0x0370) || (c >= 0xFE00 && c <= 0xFE0F)) return 0.0;
  if (narrow.find(c) != std::u32string_view::npos) return 0.37;
  if (wide.find(c) != std::u32string_view::npos) return 0.96;
  // Han, Kana, Hangul and signs beyond the first plane fill a square.
  if (c >= 0x1100 && (c < 0x1200 || (c >= 0x2E80 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFE00) ||
                      (c >= 0xFF00 && c < 0xFF70) || c >= 0x10000))
    return 1.05;
  if (c >= 'A' && c <= 'Z') return 0.71;
  return 0.63;
}

/// The longest beginning of `text` that is not wider than `width`, at least one character.
std::string_view beginning(std::string_view text, double width) {
  std::size_t position = 0;
  double used = 0;
  while (position < text.size()) {
    std::size_t next = position;
    used += width_of(text::next_code_point(text, next));
    if (used > width && position > 0) break;
    position = next;
  }
  return text.substr(0, position);
}

std::string shortened(std::string_view text, double width) {
  if (text_width(text) <= width) return std::string(text);
  std::string_view kept = beginning(text, width - text_width("…"));
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return std::string(kept) + "…";
}

}  // namespace

double text_width(std::string_view valid) {
  double width = 0;
  for (std::size_t position = 0; position < valid.size();)
    width += width_of(text::next_code_point(valid, position));
  return width;
}

std::vector<std::string> text_lines(std::string_view valid, double width, std::size_t most_lines) {
  const std::string text = text::printable(text::fold_space(valid));
  std::vector<std::string> lines;
  std::string_view rest = text;
  while (!rest.empty() && lines.size() + 1 < most_lines && text_width(rest) > width) {
    const std::string_view most = beginning(rest, width);
    std::size_t end = most.size();
    if (rest[end] != ' ') {
      const std::size_t breaking = most.find_last_of(" -");
      if (breaking != std::string_view::npos && breaking > 0)
        end = most[breaking] == '-' ? breaking + 1 : breaking;
    }
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
    if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  if (!rest.empty() || lines.empty()) lines.push_back(shortened(rest, width));
  return lines;
}

std::string in_short(double value) {
  constexpr double most = 1e15;
  if (std::abs(value) >= most || (std::abs(value) < 1000 && value != std::round(value)))
    return fmt::format("{:.3g}", value);
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return (value < 0 ? "-" : "") + digits;
}

std::string svg_lines(double x, double y, double line_height, std::string_view anchor,
                      std::string_view css_class, const std::vector<std::string>& lines) {
  std::string svg = fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">",
                                css_class, x, y, anchor);
  if (lines.size() == 1) {
    svg += text::xml_text(lines.front());
  } else {
    for (std::size_t i = 0; i < lines.size(); ++i)
      svg += fmt::format("<tspan x=\"{:.1f}\" y=\"{:.1f}\">{}</tspan>", x,
                         y + static_cast<double>(i) * line_height, text::xml_text(lines[i]));
  }
  return svg + "</text>\n";
}

}  // namespace faultline::exchange::detail

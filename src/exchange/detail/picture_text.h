#pragma once
// Text in pictures: how wide it will be, and how it is broken into lines. A viewer has fonts of
// its own, so that widths are estimates on the safe side (those of DejaVu Sans, a wide one).

#include <string>
#include <string_view>
#include <vector>

namespace faultline::exchange::detail {

/// In units of the font's size.
[[nodiscard]] double text_width(std::string_view valid);

/// At most `most_lines` lines no wider than `width` units of the font's size, broken at blanks and
/// hyphens, within a word only where it alone is too long; what does not fit ends with "…". White
/// space is folded and harmful characters are replaced. At least one line, which may be empty.
[[nodiscard]] std::vector<std::string> text_lines(std::string_view valid, double width,
                                                  std::size_t most_lines);

/// A number for readers: whole with thousands parted ("18,350") from 1,000 on or where it is whole,
/// else with three digits ("0.333", "2.5e-07").
[[nodiscard]] std::string in_short(double value);

/// An SVG text element of one or several lines, the first on the base line `y`; `anchor` is start,
/// middle or end.
[[nodiscard]] std::string svg_lines(double x, double y, double line_height, std::string_view anchor,
                                    std::string_view css_class,
                                    const std::vector<std::string>& lines);

}  // namespace faultline::exchange::detail

#pragma once
// Cells of the referee's page.

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "map/detail/page_parts.h"
#include "map/detail/wording.h"
#include "map/referee_report.h"

namespace faultline::map::detail {

inline constexpr std::string_view table_end = "</tbody></table>\n";

[[nodiscard]] inline std::string row(const std::string& head,
                                     const std::vector<std::string>& cells) {
  std::string html = "<tr role=\"row\">" + row_head(head);
  for (const std::string& one : cells) html += one;
  return html + "</tr>\n";
}

template <class Number>
[[nodiscard]] std::string number_cell(std::string_view label, Number value) {
  return cell(label, fmt::format("{}", value), "number");
}

/// "–" for what cannot be told.
[[nodiscard]] inline std::string shown(double value, int digits = 2) {
  return std::isnan(value) ? std::string("–") : fmt::format("{:.{}f}", value, digits);
}
/// Rounding would claim that chance never gives it.
[[nodiscard]] inline std::string shown_p(double p) {
  return p < 0.0005 ? "&lt; 0.001" : shown(p, 3);
}
[[nodiscard]] inline std::string shown_share(double value) {
  return std::isnan(value) ? "–" : percent(value);
}

/// Links to the sentences.
[[nodiscard]] inline std::string links(const Cited& cited) {
  if (cited.numbers.empty()) return {};
  std::string html = "<span class=\"cites\">";
  for (std::size_t place = 0; place < cited.numbers.size(); ++place)
    html += fmt::format("{0}<a href=\"#c{1}\"><span class=\"hidden\">sentence </span>{1}</a>",
                        place > 0 ? " " : "", cited.numbers[place]);
  return html + "</span>";
}

}  // namespace faultline::map::detail

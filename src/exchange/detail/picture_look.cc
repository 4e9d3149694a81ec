// Sizes and colours. Fills are those of Okabe & Ito (2008), told apart by every kind of colour
// vision; classes differ in their outline too, so that no colour stands alone.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "exchange/detail/drawing.h"
#include "exchange/detail/picture_text.h"

namespace faultline::exchange::detail {
namespace {

constexpr std::array<std::string_view, 7> class_fills = {"#56b4e9", "#e69f00", "#009e73", "#f0e442",
                                                         "#cc79a7", "#0072b2", "#d55e00"};
constexpr std::array<Glyph, 7> class_glyphs = {Glyph::Circle,   Glyph::Square,  Glyph::Diamond,
                                               Glyph::Triangle, Glyph::Hexagon, Glyph::Wedge,
                                               Glyph::Pentagon};
constexpr std::string_view other_fill = "#a8a49b", unknown_fill = "#ffffff";
// From light to dark, each a step that a grey print keeps.
constexpr std::array<std::string_view, 5> shades = {"#ffffff", "#cfe2f1", "#90bfe0", "#4a90c4",
                                                    "#08519c"};

Result<const NodeColumn*> column_named(const NodeList& list, const std::string& name) {
  std::string known;
  for (const NodeColumn& column : list.columns) {
    if (column.attribute->name == name || column.name == name) return &column;
    known += (known.empty() ? "" : ", ") + column.name;
  }
  return failure(ErrorCode::Usage, fmt::format("There is no attribute “{}” of the nodes; there {}.",
                                               name, known.empty() ? "are none" : "are: " + known));
}

Result<void> set_sizes(Drawing& drawing, const NodeList& list, const PictureStyle& style,
                       Look& look) {
  std::vector<std::optional<double>> values;
  look.size_words = "ties";
  if (style.size_by.empty()) {
    for (const DrawnNode& node : drawing.nodes)
      values.emplace_back(static_cast<double>(node.degree));
  } else {
    const auto column = column_named(list, style.size_by);
    if (!column) return tl::unexpected(column.error());
    if (!(*column)->attribute->is_number)
      return failure(ErrorCode::Usage, fmt::format("The attribute “{}” is no number; sizes need "
                                                   "one.",
                                                   style.size_by));
    for (const DrawnNode& node : drawing.nodes)
      values.push_back((*column)->number(list.nodes[node.listed]));
    look.size_words = style.size_by;
  }
  double most = 0, least = std::numeric_limits<double>::infinity();
  for (const std::optional<double>& value : values) {
    if (!value) continue;
    most = std::max(most, *value);
    least = std::min(least, std::max(0.0, *value));
  }
  const double largest = drawing.nodes.size() <= 40 ? 15 : drawing.nodes.size() <= 120 ? 11 : 9;
  constexpr double smallest = 4;
  const auto radius = [&](double value) {
    const double share = most > 0 ? std::clamp(value / most, 0.0, 1.0) : 0;
    return std::sqrt(smallest * smallest + (largest * largest - smallest * smallest) * share);
  };
  for (std::size_t i = 0; i < values.size(); ++i)
    drawing.nodes[i].radius = radius(values[i].value_or(0));
  if (most > 0 && least < most)
    look.sizes = {{Glyph::Circle, radius(least), "#ffffff", in_short(least)},
                  {Glyph::Circle, radius(most), "#ffffff", in_short(most)}};
  return {};
}

/// The classes of the nodes' colours, the most frequent first; "" where none is known.
std::vector<std::string> classes_of(const Drawing& drawing, const NodeList& list,
                                    const NodeColumn* column) {
  std::vector<std::string> classes;
  for (const DrawnNode& node : drawing.nodes) {
    const ListedNode& listed = list.nodes[node.listed];
    if (column == nullptr)
      classes.emplace_back(listed.variable);
    else if (!column->attribute->is_number)
      classes.emplace_back(column->text(listed));
    else if (const auto number = column->number(listed))
      classes.push_back(fmt::format("{}", *number));
    else
      classes.emplace_back();
  }
  return classes;
}

void set_classes(Drawing& drawing, const NodeList& list, const std::vector<std::string>& classes,
                 bool have_glyphs, Look& look) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& name : classes) ++counts[name];
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::erase_if(order, [](const auto& entry) { return entry.first.empty(); });
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  std::map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < order.size() && i < class_fills.size(); ++i)
    numbers.emplace(order[i].first, i);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    DrawnNode& node = drawing.nodes[i];
    const auto found = numbers.find(classes[i]);
    const bool is_known = found != numbers.end();
    node.fill = is_known             ? class_fills[found->second]
                : classes[i].empty() ? unknown_fill
                                     : other_fill;
    // Of two modes the outline tells the mode.
    if (have_glyphs && is_known) node.glyph = class_glyphs[found->second];
    if (!have_glyphs)
      node.glyph = list.nodes[node.listed].is_column ? Glyph::Square : Glyph::Circle;
  }
  const auto add = [&look](Glyph glyph, std::string_view fill, std::string words) {
    look.colours.push_back({glyph, 6, std::string(fill), std::move(words)});
  };
  for (std::size_t i = 0; i < order.size() && i < class_fills.size(); ++i)
    add(have_glyphs ? class_glyphs[i] : Glyph::Circle, class_fills[i],
        fmt::format("{} ({})", order[i].first, order[i].second));
  if (order.size() > class_fills.size()) {
    std::size_t others = 0;
    for (std::size_t i = class_fills.size(); i < order.size(); ++i) others += order[i].second;
    add(Glyph::Circle, other_fill,
        fmt::format("{} others ({})", order.size() - class_fills.size(), others));
  }
  if (counts.contains(""))
    add(Glyph::Circle, unknown_fill, fmt::format("not known ({})", counts[""]));
}

void set_shades(Drawing& drawing, const NodeList& list, const NodeColumn& column, Look& look) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  bool has_unknown = false;
  for (const DrawnNode& node : drawing.nodes) {
    const auto value = column.number(list.nodes[node.listed]);
    has_unknown = has_unknown || !value;
    if (!value) continue;
    least = std::min(least, *value);
    most = std::max(most, *value);
  }
  const double step = (most - least) / static_cast<double>(shades.size());
  for (DrawnNode& node : drawing.nodes) {
    const auto value = column.number(list.nodes[node.listed]);
    node.glyph = list.nodes[node.listed].is_column ? Glyph::Square : Glyph::Circle;
    if (!value) {
      node.fill = unknown_fill;
      node.glyph = Glyph::Diamond;
      continue;
    }
    const auto shade = static_cast<std::size_t>(std::max(0.0, (*value - least) / step));
    node.fill = shades[std::min(shade, shades.size() - 1)];
  }
  for (std::size_t i = 0; i < shades.size(); ++i) {
    const double from = least + static_cast<double>(i) * step;
    look.colours.push_back({Glyph::Circle, 6, std::string(shades[i]),
                            fmt::format("{} to {}", in_short(from), in_short(from + step))});
  }
  if (has_unknown)
    look.colours.push_back({Glyph::Diamond, 6, std::string(unknown_fill), "not known"});
}

Result<void> set_colours(Drawing& drawing, const NodeList& list, const PictureStyle& style,
                         Look& look) {
  const NodeColumn* column = nullptr;
  if (!style.colour_by.empty()) {
    const auto found = column_named(list, style.colour_by);
    if (!found) return tl::unexpected(found.error());
    column = *found;
    look.colour_words = style.colour_by;
  }
  const std::vector<std::string> classes = classes_of(drawing, list, column);
  const bool is_number = column != nullptr && column->attribute->is_number;
  std::vector<std::string> distinct = classes;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  // Few numbers are names: those of communities, of sides.
  if (is_number && distinct.size() > class_fills.size()) {
    set_shades(drawing, list, *column, look);
    return {};
  }
  set_classes(drawing, list, classes, /*have_glyphs=*/!list.is_two_mode || column == nullptr, look);
  // One class that nobody asked for needs no legend.
  if (column == nullptr && look.colours.size() < 2) look.colours.clear();
  return {};
}

void set_widths(Drawing& drawing) {
  if (drawing.edges.empty()) return;
  constexpr double finest = 0.8;
  const double broadest = drawing.edges.size() <= 60    ? 6.5
                          : drawing.edges.size() <= 200 ? 5.5
                                                        : 4.5;
  const double most = std::abs(drawing.edges.front().weight);
  const double faintest = drawing.edges.size() <= 60    ? 0.75
                          : drawing.edges.size() <= 200 ? 0.5
                                                        : 0.35;
  for (DrawnEdge& edge : drawing.edges) {
    const double share = std::abs(edge.weight) / most;
    edge.width = finest + (broadest - finest) * share;
    edge.opacity = faintest + (0.9 - faintest) * std::sqrt(share);
  }
}

}  // namespace

Result<Look> set_look(Drawing& drawing, const NodeList& list, const PictureStyle& style) {
  Look look;
  if (auto set = set_sizes(drawing, list, style, look); !set) return tl::unexpected(set.error());
  if (auto set = set_colours(drawing, list, style, look); !set) return tl::unexpected(set.error());
  set_widths(drawing);
  return look;
}

}  // namespace faultline::exchange::detail

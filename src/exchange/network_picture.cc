#include "exchange/network_picture.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "exchange/detail/drawing.h"
#include "exchange/detail/network_writers.h"
#include "exchange/detail/picture_text.h"
#include "text/markup.h"

namespace faultline::exchange {
namespace {

using detail::Drawing;
using detail::DrawnEdge;
using detail::DrawnNode;
using detail::Glyph;
using detail::in_short;
using detail::Look;
using detail::NodeList;
using detail::Spot;
using networks::Shape;

constexpr double page_margin = 16;
constexpr double small_font = 12;  // of legend and notes

// Plain rules without variables, which drawing programs do not know. Text has a contrast of 7 and
// more on the paper.
constexpr std::string_view style_sheet =
    "text{font-family:\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,\"DejaVu Sans\","
    "sans-serif;fill:#1d1b18}"
    ".paper{fill:#fdfcf9}"
    ".title{font-size:17px;font-weight:600}"
    ".legend,.note{font-size:12px;fill:#4a463f}"
    ".name{stroke:#fdfcf9;stroke-width:3.5px;stroke-linejoin:round;paint-order:stroke}"
    ".tie{fill:none;stroke:#57534b;stroke-linecap:butt}"
    ".positive{stroke:#075f9c}.negative{stroke:#b3430a}"
    ".head{stroke:none;fill:#57534b}.head.positive{fill:#075f9c;stroke:none}"
    ".head.negative{fill:#b3430a;stroke:none}"
    ".node{stroke:#1d1b18;stroke-width:1px}";

std::string points_of(Spot centre, double reach, int corners, double first_turn) {
  std::string points;
  for (int corner = 0; corner < corners; ++corner) {
    const double turn = first_turn + 2 * std::numbers::pi * corner / corners;
    points += fmt::format("{}{:.1f},{:.1f}", corner > 0 ? " " : "",
                          centre.x + reach * std::cos(turn), centre.y + reach * std::sin(turn));
  }
  return points;
}

/// A regular polygon with the area of a circle of that radius.
std::string polygon(Spot centre, double radius, int corners, double first_turn,
                    std::string_view fill) {
  const double reach = radius * std::sqrt(2 * std::numbers::pi /
                                          (corners * std::sin(2 * std::numbers::pi / corners)));
  return fmt::format("<polygon class=\"node\" fill=\"{}\" points=\"{}\"/>", fill,
                     points_of(centre, reach, corners, first_turn));
}

std::string drawn_glyph(Glyph glyph, Spot centre, double radius, std::string_view fill) {
  constexpr double quarter = std::numbers::pi / 2;
  switch (glyph) {
    case Glyph::Circle:
      return fmt::format(
          "<circle class=\"node\" fill=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", fill,
          centre.x, centre.y, radius);
    case Glyph::Square:
      return polygon(centre, radius, 4, quarter / 2, fill);
    case Glyph::Diamond:
      return polygon(centre, radius, 4, 0, fill);
    case Glyph::Triangle:
      return polygon(centre, radius, 3, -quarter, fill);
    case Glyph::Wedge:
      return polygon(centre, radius, 3, quarter, fill);
    case Glyph::Hexagon:
      return polygon(centre, radius, 6, 0, fill);
    case Glyph::Pentagon:
      return polygon(centre, radius, 5, -quarter, fill);
  }
  return {};
}

std::string_view kind_of(const Drawing& drawing, double weight) {
  if (!drawing.has_negative) return "";
  return weight < 0 ? " negative" : " positive";
}

/// Conflict is dashed, the longer the broader the line is.
std::string dashes(double weight, double width) {
  if (weight >= 0) return {};
  return fmt::format(" stroke-dasharray=\"{:.1f} {:.1f}\"", 4 + width, 2.5 + width * 0.6);
}

std::string drawn_arrow(const Drawing& drawing, const DrawnEdge& edge, Spot tip, Spot before) {
  const double length = std::hypot(tip.x - before.x, tip.y - before.y);
  if (length == 0) return {};
  const double size = 5 + 1.3 * edge.width;
  const Spot along = {(tip.x - before.x) / length, (tip.y - before.y) / length};
  const Spot back = {tip.x - along.x * size, tip.y - along.y * size};
  const double half = size * 0.42;
  return fmt::format(
      "<path class=\"head{}\" fill-opacity=\"{:.2f}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} "
      "{:.1f}Z\"/>\n",
      kind_of(drawing, edge.weight), edge.opacity, tip.x, tip.y, back.x - along.y * half,
      back.y + along.x * half, back.x + along.y * half, back.y - along.x * half);
}

std::string course_of(const std::vector<Spot>& course) {
  std::string path = fmt::format("M{:.1f} {:.1f}", course[0].x, course[0].y);
  constexpr std::string_view commands[] = {"", "", "L", "Q", "C"};
  path += commands[course.size()];
  for (std::size_t i = 1; i < course.size(); ++i)
    path += fmt::format("{}{:.1f} {:.1f}", i > 1 ? " " : "", course[i].x, course[i].y);
  return path;
}

/// An arrow ends where its target's outline begins, and its line a little before.
std::string drawn_edge(const Drawing& drawing, const DrawnEdge& edge, bool is_directed) {
  DrawnEdge line = edge;
  std::string arrow;
  if (is_directed) {
    const DrawnNode& target = drawing.nodes[edge.to];
    const auto stop = [&](double distance) {
      Spot point = edge.course.back();
      for (double share = 1; share > 0; share -= 0.005) {
        point = detail::point_of(edge, share);
        if (std::hypot(point.x - target.centre.x, point.y - target.centre.y) >= distance) break;
      }
      return point;
    };
    const Spot tip = stop(target.radius + 2);
    const Spot neck = stop(target.radius + 2 + 4 + edge.width);
    arrow = drawn_arrow(drawing, edge, tip, neck);
    line.course.back() = neck;
  }
  return fmt::format(
             "<path class=\"tie{}\" stroke-width=\"{:.1f}\" stroke-opacity=\"{:.2f}\"{} "
             "d=\"{}\"/>\n",
             kind_of(drawing, edge.weight), edge.width, edge.opacity,
             dashes(edge.weight, edge.width), course_of(line.course)) +
         arrow;
}

std::string drawn_nodes(const Drawing& drawing, const NodeList& list) {
  std::string svg;
  for (const DrawnNode& node : drawing.nodes) {
    const std::string label = text::printable(list.nodes[node.listed].label);
    svg += fmt::format("<g><title>{} ({} tie{})</title>", text::xml_text(label), node.degree,
                       node.degree == 1 ? "" : "s");
    svg += drawn_glyph(node.glyph, node.centre, node.radius, node.fill) + "</g>\n";
  }
  const double line = drawing.font * detail::line_spacing;
  svg += fmt::format("<g font-size=\"{:.0f}\">\n", drawing.font);
  for (const DrawnNode& node : drawing.nodes) {
    if (!node.label) continue;
    svg += detail::svg_lines(node.label->base.x, node.label->base.y, line, node.label->anchor,
                             "name", node.lines);
  }
  return svg + "</g>\n";
}

/// Samples with words, set in lines as text is.
class Legend {
 public:
  Legend(double width, double top) : width_(width), y_(top) {}

  /// `sample` is drawn with its left end at the place it is given.
  template <class Draw>
  void add(double sample_width, std::string_view words, Draw draw) {
    const double width = sample_width + 6 + detail::text_width(words) * small_font;
    if (x_ > page_margin && x_ + width > width_ - page_margin) new_line();
    svg_ += draw(Spot{x_, y_ - 4});
    svg_ +=
        detail::svg_lines(x_ + sample_width + 6, y_, line, "start", "legend", {std::string(words)});
    x_ += width + 22;
  }

  void words(std::string_view words) {
    const double width = detail::text_width(words) * small_font;
    if (x_ > page_margin && x_ + width > width_ - page_margin) new_line();
    svg_ += detail::svg_lines(x_, y_, line, "start", "legend", {std::string(words)});
    x_ += width + 12;
  }

  void new_line() {
    if (x_ > page_margin) y_ += 24;
    x_ = page_margin;
  }

  /// Room for samples that are higher than a line.
  void space(double height) { y_ += height; }

  void note(const std::string& text) {
    new_line();
    const auto lines = detail::text_lines(text, (width_ - 2 * page_margin) / small_font, 6);
    svg_ += detail::svg_lines(page_margin, y_, line, "start", "note", lines);
    y_ += line * static_cast<double>(lines.size()) + 4;
  }

  [[nodiscard]] double bottom() const { return y_; }
  [[nodiscard]] const std::string& svg() const { return svg_; }

 private:
  static constexpr double line = 16;
  double width_, y_, x_ = page_margin;
  std::string svg_;
};

/// What weights above and below 0 are called.
std::pair<std::string_view, std::string_view> words_of_signs(Shape shape) {
  switch (shape) {
    case Shape::OneMode:
      return {"agreement", "conflict"};
    case Shape::TwoMode:
      return {"for", "against"};
    case Shape::Directed:
      return {"support", "criticism"};
  }
  return {};
}

std::string tie_sample(const Drawing& drawing, Spot left, double weight, double width) {
  return fmt::format("<path class=\"tie{}\" stroke-width=\"{:.1f}\"{} d=\"M{:.1f} {:.1f}h34\"/>\n",
                     kind_of(drawing, weight), width, dashes(weight, width), left.x, left.y);
}

void add_ties(Legend& legend, const Drawing& drawing, Shape shape) {
  if (drawing.edges.empty()) return;
  if (drawing.has_negative) {
    const auto [positive, negative] = words_of_signs(shape);
    for (const auto& [words, weight] : {std::pair(positive, 1.0), {negative, -1.0}})
      legend.add(34, words, [&](Spot left) { return tie_sample(drawing, left, weight, 2.5); });
  }
  const DrawnEdge& heaviest = drawing.edges.front();
  const DrawnEdge& lightest = drawing.edges.back();
  if (std::abs(heaviest.weight) == std::abs(lightest.weight)) return;
  legend.words(drawing.has_negative ? "absolute weight:" : "weight:");
  for (const DrawnEdge* edge : {&lightest, &heaviest}) {
    legend.add(34, in_short(std::abs(edge->weight)), [&](Spot left) {
      return fmt::format("<path class=\"tie\" stroke-width=\"{:.1f}\" d=\"M{:.1f} {:.1f}h34\"/>\n",
                         edge->width, left.x, left.y);
    });
  }
}

void add_samples(Legend& legend, const std::string& words,
                 const std::vector<detail::Sample>& samples) {
  if (samples.empty()) return;
  double radius = 0;
  for (const detail::Sample& sample : samples) radius = std::max(radius, sample.radius);
  const double extra = std::max(0.0, radius - 10);
  legend.space(extra);
  if (!words.empty()) legend.words(text::printable(words) + ":");
  for (const detail::Sample& sample : samples) {
    const auto name = detail::text_lines(sample.words, 34, 1);
    legend.add(2 * sample.radius, name.front(), [&](Spot left) {
      return drawn_glyph(sample.glyph, {left.x + sample.radius, left.y}, sample.radius,
                         sample.fill) +
             "\n";
    });
  }
  legend.new_line();
  legend.space(extra);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", in_short(static_cast<double>(count)), count == 1 ? one : many);
}

std::string note_of(const Drawing& drawing, const networks::Network& network) {
  std::string note = counted(drawing.nodes.size(), "node", "nodes") + " and " +
                     counted(drawing.edges.size(), "tie", "ties");
  if (network.statements > 0)
    note +=
        " from " + counted(static_cast<std::size_t>(network.statements), "statement", "statements");
  note += '.';
  const detail::LeftOut& left_out = drawing.left_out;
  if (left_out.edges > 0)
    note += fmt::format(" Not drawn: {} of a weight up to {}.",
                        counted(left_out.edges, "lighter tie", "lighter ties"),
                        in_short(left_out.heaviest));
  if (left_out.nodes > 0)
    note += fmt::format(" {} not drawn.",
                        counted(left_out.nodes, "node that none of these ties reaches is",
                                "nodes that none of these ties reaches are"));
  if (left_out.labels > 0)
    note +=
        fmt::format(" {} no room for a name.", counted(left_out.labels, "node has", "nodes have"));
  return note;
}

/// The heaviest ties in words, for those who do not see the picture.
std::string description_of(const Drawing& drawing, const networks::Network& network,
                           const NodeList& list, const NetworkNotes& notes) {
  constexpr std::size_t most = 5;
  std::string text = note_of(drawing, network);
  for (std::size_t i = 0; i < drawing.edges.size() && i < most; ++i) {
    const DrawnEdge& edge = drawing.edges[i];
    text += fmt::format("{} {} {} {}, {}", i == 0 ? " Heaviest ties:" : ";",
                        list.nodes[drawing.nodes[edge.from].listed].label,
                        network.shape == Shape::Directed ? "to" : "and",
                        list.nodes[drawing.nodes[edge.to].listed].label, in_short(edge.weight));
  }
  if (!drawing.edges.empty()) text += '.';
  for (std::size_t i = 0; i < notes.settings.size(); ++i)
    text += fmt::format("{} {}: {}", i == 0 ? " Settings:" : ";", notes.settings[i].name,
                        notes.settings[i].value);
  if (!notes.settings.empty()) text += '.';
  return text::printable(text);
}

std::string document(double width, double height, const std::string& title,
                     const std::string& description, const std::string& content) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"network-title network-desc\">\n"
      "<title id=\"network-title\">{2}</title>\n<desc id=\"network-desc\">{3}</desc>\n"
      "<style>{4}</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n{5}</svg>\n",
      width, height, text::xml_text(title), text::xml_text(description), style_sheet, content);
}

}  // namespace

Result<std::string> to_svg(const networks::Network& network, const NetworkNotes& notes,
                           const PictureStyle& style) {
  const detail::NodeList list = detail::node_list(network, detail::TableRows(notes.nodes));
  Drawing drawing = detail::selection(network, style);
  const auto look = detail::set_look(drawing, list, style);
  if (!look) return tl::unexpected(look.error());
  const std::string title = text::printable(notes.title.empty() ? "Network" : notes.title);
  const auto title_lines = detail::text_lines(title, (drawing.width - 2 * page_margin) / 17, 3);
  const double top = page_margin + 21 * static_cast<double>(title_lines.size()) + 4;
  std::string svg =
      detail::svg_lines(page_margin, page_margin + 16, 21, "start", "title", title_lines);
  if (drawing.nodes.empty()) {
    const std::string nothing = "No tie to draw.";
    svg += detail::svg_lines(page_margin, top + 20, 16, "start", "note", {nothing});
    return document(drawing.width, top + 44, title, nothing, svg);
  }
  if (auto placed = detail::place(drawing, network, list, style); !placed)
    return tl::unexpected(placed.error());
  svg += fmt::format("<g transform=\"translate(0 {:.1f})\">\n", top);
  // The heaviest last, so that they lie above.
  for (auto edge = drawing.edges.rbegin(); edge != drawing.edges.rend(); ++edge)
    svg += drawn_edge(drawing, *edge, network.shape == Shape::Directed);
  svg += drawn_nodes(drawing, list) + "</g>\n";
  Legend legend(drawing.width, top + drawing.height + 22);
  add_ties(legend, drawing, network.shape);
  legend.new_line();
  add_samples(legend, look->colour_words, look->colours);
  add_samples(legend, look->size_words, look->sizes);
  legend.note(note_of(drawing, network));
  svg += legend.svg();
  return document(drawing.width, legend.bottom() + 2, title,
                  description_of(drawing, network, list, notes), svg);
}

}  // namespace faultline::exchange

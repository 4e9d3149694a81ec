#pragma once
// What a picture of a network is made of, between the network and its SVG. Lengths are CSS pixels,
// y downwards.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/detail/node_list.h"
#include "exchange/network_picture.h"

namespace faultline::exchange::detail {

struct Spot {
  double x = 0, y = 0;
};

struct Area {
  double left = 0, top = 0, right = 0, bottom = 0;

  [[nodiscard]] double shared_with(const Area& other) const {
    const double width = std::min(right, other.right) - std::max(left, other.left);
    const double height = std::min(bottom, other.bottom) - std::max(top, other.top);
    return width > 0 && height > 0 ? width * height : 0;
  }
};

/// The outline of a node; all of one radius have the same area.
enum class Glyph : std::uint8_t { Circle, Square, Diamond, Triangle, Hexagon, Wedge, Pentagon };

struct DrawnNode {
  std::size_t listed = 0;  // place in the list of nodes
  std::size_t degree = 0;  // drawn edges
  Spot centre;
  double radius = 5;
  std::string fill;
  Glyph glyph = Glyph::Circle;
  std::vector<std::string> lines;  // of the label
  // Where the label stands; none: there was no room.
  struct Label {
    Spot base;  // of the first line
    std::string_view anchor = "start";
  };
  std::optional<Label> label;
};

struct DrawnEdge {
  std::size_t from = 0, to = 0;  // places in Drawing::nodes
  double weight = 0;
  double width = 1;
  double opacity = 1;
  std::vector<Spot> course;  // 2 points: a line; 3: a quadratic curve; 4: a cubic one
};

/// What was not drawn, for the note below the picture.
struct LeftOut {
  std::size_t edges = 0;
  double heaviest = 0;  // absolute weight among those edges
  std::size_t nodes = 0;
  std::size_t labels = 0;
};

struct Drawing {
  std::vector<DrawnNode> nodes;
  std::vector<DrawnEdge> edges;  // the heaviest first
  LeftOut left_out;
  double width = 0, height = 0;
  double font = 12;  // of labels
  bool has_negative = false;
};

inline constexpr double line_spacing = 1.2;  // of the font's size

/// Nodes and edges that the style asks for, without places.
[[nodiscard]] Drawing selection(const networks::Network& network, const PictureStyle& style);

/// An entry of the legend.
struct Sample {
  Glyph glyph = Glyph::Circle;
  double radius = 6;
  std::string fill;
  std::string words;
};

/// Sizes and colours of nodes, widths of edges; what they mean. Usage if the style names an
/// attribute that there is not, or that is no number where one is needed.
struct Look {
  std::vector<Sample> sizes, colours;
  std::string size_words, colour_words;  // what the samples are values of
};
[[nodiscard]] Result<Look> set_look(Drawing& drawing, const NodeList& list,
                                    const PictureStyle& style);

/// Places for nodes, courses for edges, and labels: two columns for a two-mode network of up to 60
/// nodes a side, else a seeded layout in which negative edges hold less.
[[nodiscard]] Result<void> place(Drawing& drawing, const networks::Network& network,
                                 const NodeList& list, const PictureStyle& style);

/// Chooses among places around each node the one where its label covers least.
void place_labels(Drawing& drawing);

/// A point of an edge's course, 0 <= share <= 1.
[[nodiscard]] Spot point_of(const DrawnEdge& edge, double share);

}  // namespace faultline::exchange::detail

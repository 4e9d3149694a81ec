#pragma once
// The pictures of a map as SVG. They have classes in place of colours: web/report/picture.css
// gives them their look, on light and dark paper.

#include <cstdint>
#include <string>
#include <string_view>

#include "map/map.h"
#include "map/rift_answer.h"

namespace faultline::map::detail {

/// Where a picture stands. A phone gets one of its own, because a wide one shrunk has letters that
/// nobody can read.
struct Frame {
  bool is_narrow = false;
  bool is_standalone = false;  // a document of its own brings its style
  std::string_view prefix;     // of its ids, so that two pictures on one page have different ones

  [[nodiscard]] double width() const { return is_narrow ? 360 : 820; }
};

/// Members as two columns, side A left and side B right, joined by lines for criticism and support.
[[nodiscard]] std::string network_picture(const BlocMap& map, const Frame& frame);

/// Whose bands a series shows.
enum class Bands : std::uint8_t {
  OfEachBin,
  AndWholeCurve,  // also those that hold for all bins at once; not beside corrected shares
};

/// The series of a rift: shares with bands, counts, the change with the interval of its date, named
/// events.
[[nodiscard]] std::string rift_picture(const RiftAnswer& answer, timeline::Bin bin,
                                       const Frame& frame, Bands bands = Bands::OfEachBin);

/// The series with one event and the lines through the bins before and after it; `event.lines` is
/// known. `number` tells pictures of one page apart.
[[nodiscard]] std::string event_picture(const RiftAnswer& answer, const EventAnswer& event,
                                        std::size_t number, const Frame& frame);

/// The opening tag with title and description for those who cannot see the picture.
[[nodiscard]] std::string svg_begin(const Frame& frame, std::string_view name, double height,
                                    std::string_view title, std::string_view description);

/// A text element; `anchor` is start, middle or end.
[[nodiscard]] std::string svg_text(double x, double y, std::string_view anchor,
                                   std::string_view css_class, std::string_view text);

}  // namespace faultline::map::detail

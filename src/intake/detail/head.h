#pragma once
// The head of a page: everything above the body.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "intake/article.h"
#include "intake/detail/lines.h"

namespace faultline::intake::detail {

struct Head {
  std::vector<Zone> zones;
  std::size_t body_begin = 0;  // index of the first line that belongs to no zone of the head
  std::optional<std::string> headline;
  std::optional<std::string> byline;
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::optional<Day> published;
  std::vector<std::string> sections;
  std::vector<std::string> captions;
};

[[nodiscard]] Head read_head(std::string_view text, const std::vector<Line>& lines);

/// The zone that `line` is.
[[nodiscard]] inline Zone zone_of(ZoneKind kind, const Line& line) {
  return {kind, {{static_cast<std::uint32_t>(line.begin)}, {static_cast<std::uint32_t>(line.end)}}};
}

}  // namespace faultline::intake::detail

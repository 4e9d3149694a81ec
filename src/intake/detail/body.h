#pragma once
// The body of a page, with what stands between and after its paragraphs.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/article.h"
#include "intake/detail/lines.h"

namespace faultline::intake::detail {

struct Body {
  std::vector<Zone> zones;
  std::vector<std::string> captions;
  std::optional<std::string> byline;  // one that stands below the text
};

/// The zones of `lines` from number `from` on. `headline` is not read a second time.
[[nodiscard]] Body read_body(std::string_view text, const std::vector<Line>& lines,
                             std::size_t from, const std::optional<std::string>& headline);

}  // namespace faultline::intake::detail

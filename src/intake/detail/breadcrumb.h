#pragma once
// The trail of sections at the top of a page.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::intake::detail {

struct Trail {
  std::vector<std::string> sections;  // "Home", "World"
  std::size_t headline_begin =
      0;  // where a headline that runs on from it begins; its size if none does
};

/// The trail in `line`, if it is one. `headline` is the headline that stands on a later line, or
/// empty. "HomeWorldAsiaBig Story", "Home > World > Asia", "World | Asia", "Home".
[[nodiscard]] std::optional<Trail> trail(std::string_view line, std::string_view headline);

/// Whether `line` names a section of a news site: "World", "Middle East", "OPINION".
[[nodiscard]] bool is_section_name(std::string_view line);

}  // namespace faultline::intake::detail

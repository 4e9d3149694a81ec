#pragma once
// What of the referee's list is there, and what is said of each threat to validity.

#include <vector>

#include "map/referee_report.h"

namespace faultline::map::detail {

/// The ten items of `report`, all other fields of which are filled in.
[[nodiscard]] std::vector<RefereeItem> referee_items(const RefereeReport& report);

[[nodiscard]] std::vector<Threat> threats_of(const RefereeReport& report);

/// "43 % [31, 56]", "–" for what cannot be told; a share without interval says so.
[[nodiscard]] std::string share_words(const inference::Rate& rate);
[[nodiscard]] std::string estimate_words(const inference::Estimate& estimate);

}  // namespace faultline::map::detail

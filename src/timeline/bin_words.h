#pragma once
// What stretches of the calendar are called in options and settings.

#include <array>
#include <string_view>
#include <utility>

#include "timeline/rift.h"

namespace faultline::timeline {

/// From the finest to the coarsest, as the numbers of Bin go.
inline constexpr std::array<std::pair<std::string_view, Bin>, 5> bin_words = {
    {{"day", Bin::ByDay},
     {"week", Bin::ByWeek},
     {"month", Bin::ByMonth},
     {"quarter", Bin::ByQuarter},
     {"year", Bin::ByYear}}};

}  // namespace faultline::timeline

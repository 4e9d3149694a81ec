#pragma once
// The parts of the referee's page that hold figures.

#include <string>

#include "map/referee_report.h"

namespace faultline::map::detail {

/// The series, the phases, the sides, who attacks whom, the issues: what the report is about.
[[nodiscard]] std::string referee_answer(const RefereeReport& report);

/// The tables behind one of the ten items; empty where its finding says all.
[[nodiscard]] std::string item_figures(const RefereeReport& report, int number);

}  // namespace faultline::map::detail

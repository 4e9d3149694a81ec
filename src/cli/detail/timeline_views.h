#pragma once
// What `faultline timeline` shows beside the series: phases, and what changed between two periods.

#include "cli/detail/asked_rift.h"

namespace faultline::cli {

/// --phases: states of the bloc over time, as text, --csv or --jsonl.
[[nodiscard]] Result<Exit> show_phases(const Arguments& given, const Console& console);

/// --compare A..B,C..D: pairs and stands that changed, as text, --csv or --jsonl. Usage if the
/// periods are none or overlap.
[[nodiscard]] Result<Exit> show_changes(const Arguments& given, const Console& console);

}  // namespace faultline::cli

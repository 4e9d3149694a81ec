#pragma once
// One sitting of a person who reads passages for relations that the machine has missed.

#include <iosfwd>
#include <string>

#include "base/result.h"
#include "cli/cli.h"
#include "study/study.h"

namespace faultline::cli {

/// As sit_and_check(), about the audit's passages that nobody has read.
[[nodiscard]] Result<Exit> sit_and_read(study::Study& study, study::AuditId audit,
                                        const std::string& coder, const Console& console,
                                        std::istream& in);

}  // namespace faultline::cli

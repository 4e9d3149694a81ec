#pragma once
// What the files of `faultline audit` share.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/detail/command.h"
#include "study/audits.h"
#include "timeline/rift.h"

namespace faultline::cli {

[[nodiscard]] Command audit_report_verb();
/// list, export, import, undo.
[[nodiscard]] std::vector<Command> audit_item_verbs();

/// Of --audit. Usage for what is no number.
[[nodiscard]] Result<std::optional<study::AuditId>> audit_from(const Arguments& given);
/// Of --period; Usage for what is neither quarter nor month.
[[nodiscard]] Result<timeline::Bin> period_from(const Arguments& given);

[[nodiscard]] Parameter study_place();
[[nodiscard]] Parameter audit_option();
[[nodiscard]] Parameter missed_option(std::string what);

}  // namespace faultline::cli

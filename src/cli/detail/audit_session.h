#pragma once
// One sitting of a person who checks relations that were drawn at random.

#include <iosfwd>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "study/study.h"

namespace faultline::cli {

/// Asks on `console.out` about the audit's relations that nobody has checked, in their order, and
/// reads answers, one a line, from `in`, until none is left, the person quits or the input ends.
/// Every answer is in the study before the next question.
[[nodiscard]] Result<Exit> sit_and_check(study::Study& study, study::AuditId audit,
                                         const std::string& coder, const Console& console,
                                         std::istream& in);

/// Puts "sign=-1", "act=praise", "from=ID", "to=ID", "swap", "+", "0" or "-" into the answer. Usage
/// for anything else. `row` is the relation as it is shown.
[[nodiscard]] Result<void> edit_answer(study::AuditAnswer& answer, const std::string& words,
                                       const study::RelationRow& row);

/// "accuse, against (“accused”)"
[[nodiscard]] std::string act_words(const study::RelationRow& row);

/// Whether what went wrong is what the person typed, and not the study.
[[nodiscard]] bool is_slip(const Error& error);

}  // namespace faultline::cli

#pragma once
// One sitting of a person who codes statements on the terminal.

#include <iosfwd>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/cli.h"
#include "cli/detail/code_order.h"
#include "study/study.h"

namespace faultline::cli {

struct CodeSitting {
  std::string coder;
  std::optional<std::string> concept_name;  // none: the coder is asked
  CodeOrder order = CodeOrder::Text;
  std::uint64_t seed = 1;
  study::Filter filter;   // which statements; its concept does not count
  bool is_blind = false;  // what machine and models say is not shown
};

/// Asks on `console.out` and reads answers, one a line, from `in`, until there are no statements
/// left, the coder quits, or the input ends. Every answer is in the study before the next question,
/// so that nothing is lost whatever happens, and the next sitting goes on there.
[[nodiscard]] Result<Exit> sit_and_code(study::Study& study, const CodeSitting& sitting,
                                        const Console& console, std::istream& in);

}  // namespace faultline::cli

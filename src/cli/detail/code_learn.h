#pragma once
// faultline code STUDY learn.

#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] Command code_learn_verb();

}  // namespace faultline::cli

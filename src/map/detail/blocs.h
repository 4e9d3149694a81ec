#pragma once
// Who belonged to which bloc on which day, and how a person's office and bloc changed.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/day.h"
#include "base/result.h"
#include "map/detail/rows.h"

namespace faultline::map::detail {

/// The blocs that the register names, in alphabetical order.
[[nodiscard]] std::vector<std::string> blocs_of(const actors::Register& known);

/// The bloc that `wanted` names, case and accents apart, or, if nothing is wanted, the one whose
/// members made most statements (of equal ones the first in alphabetical order). NotFound: see
/// map_of.
[[nodiscard]] Result<std::string> chosen_bloc(const Rows& rows,
                                              const std::optional<std::string>& wanted);

/// Whether `actor` belonged to `bloc` on `day`; without a day, whether it ever did.
[[nodiscard]] bool is_member(const actors::Register& known, std::string_view actor,
                             const std::string& bloc, const std::optional<Day>& day);

/// The bloc of an actor for display: as actors::bloc_on; without a day or a register entry, empty.
[[nodiscard]] std::string bloc_name(const actors::Register& known, std::string_view actor,
                                    const std::optional<Day>& day);

/// The first office that `actor` held on `day`; empty: none known.
[[nodiscard]] std::string role_on(const actors::Actor& actor, Day day);

/// What changed in the offices after `first` until `last`: "until 2031-04-22; from 2031-04-29 chair
/// of the Dam Committee". `role` is the office that stands beside it and is not repeated.
[[nodiscard]] std::string role_note(const actors::Actor& actor, std::string_view role, Day first,
                                    Day last);

/// When the actor joined or left `bloc` within the period: "joined 2031-04-28", "left 2031-04-28
/// for Open Shore".
[[nodiscard]] std::string bloc_note(const actors::Actor& actor, const std::string& bloc, Day first,
                                    Day last);

}  // namespace faultline::map::detail

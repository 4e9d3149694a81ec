#pragma once
// People, sides, stands and attacks of a bloc, from its rows. Citations in what these functions
// return are still indices of Evidence, not numbers.

#include <vector>

#include "map/detail/members.h"
#include "map/faction_answer.h"
#include "map/map.h"

namespace faultline::map::detail {

/// Members who spoke, acted or were acted upon; most statements first.
[[nodiscard]] std::vector<Person> people_of(const BlocRows& used, const actors::Register& known,
                                            const Evidence& evidence, std::size_t limit);

/// The two sides as found in `data`; also sets what is known of each person's.
[[nodiscard]] Sides sides_of(const BlocSides& found, const BlocData& data,
                             std::vector<Person>& people);

/// Who of the members stands where, the most discussed concept first.
[[nodiscard]] std::vector<Stand> stands_of(const BlocRows& used, const Evidence& evidence,
                                           std::size_t limit);

enum class Direction { Inside, Outward, Inward };

/// Pairs with at least one tie of `sign` (-1 or +1) in that direction, most such ties first.
[[nodiscard]] std::vector<Attack> attacks_of(const BlocRows& used, Direction direction, int sign,
                                             const actors::Register& known,
                                             const Evidence& evidence, std::size_t limit);

}  // namespace faultline::map::detail

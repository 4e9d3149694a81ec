#pragma once
// How figures become words, the same in the terminal and on the page.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "map/map.h"
#include "map/p_value.h"
#include "text/markup.h"

namespace faultline::map::detail {

/// "1 article", "3 articles"; `many` where an s is not enough.
[[nodiscard]] std::string counted(int count, std::string_view one, std::string_view many = {});

/// "Ana Lor, Ben Mak and Cid Nur".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

/// "61 %"; "<1 %" and ">99 %" where rounding would claim none or all. Its blanks do not
/// break.
[[nodiscard]] std::string percent(double share);

/// What chance brings more often than this is not told as a finding.
inline constexpr double significance = 0.05;

/// "2031-03-04 to 2031-05-09", one day where both are the same, "no day known" without.
[[nodiscard]] std::string period(const std::optional<Day>& first, const std::optional<Day>& last);

/// How the two sides stand to the ties: "4 of 87 ties run against this split, and no split has
/// fewer".
[[nodiscard]] std::string fit_of_sides(const BlocMap& map);

/// What chance leaves: " In networks where everybody keeps as many allies and opponents it is 3.1
/// on average (p = 0.012)."; empty if not asked or if hardly any other network is possible.
[[nodiscard]] std::string chance_of_sides(const BlocMap& map);

/// A side that fewer of the resamples give is shown with their share ...
inline constexpr double sure_side = 0.95;
/// ... and one that fewer than these give is no finding: the person may stand on the other.
inline constexpr double likely_side = 0.75;
/// Whether the person may be named as one of a side.
[[nodiscard]] bool is_placed(const Person& person);
/// "", "88 %" of a side that is likely but not sure, "or the other", "or the other, 62 %".
[[nodiscard]] std::string doubt_of_side(const Person& person);
/// The name, with the doubt in brackets.
[[nodiscard]] std::string with_doubt(const Person& person);
/// What the shares in brackets mean, where there are any: a sentence after a blank.
[[nodiscard]] std::string key_to_doubts(const BlocMap& map);

/// "A" for +1, "B" for -1, "" for none.
[[nodiscard]] std::string_view side_letter(int side);

/// "3 for, 1 against"; one number alone where the other is 0: "4 for".
[[nodiscard]] std::string votes(const Stand::Side& side);

/// "office (until 2031-04-22; from ...); left ...", whatever of role and notes is known.
[[nodiscard]] std::string office(const Person& person);

/// "attacks members 3×, others 1×, attacked by members 2×", what there is of it.
[[nodiscard]] std::string deeds(const Person& person);

/// "18 articles (Inland Wire 8, ...), 131 statements by members".
[[nodiscard]] std::string material(const BlocMap& map);

/// Where a citation stands: outlet, day, headline, file, the outlet's own voice where nobody is
/// quoted, who coded it if not the machine alone, and how sure.
[[nodiscard]] std::string place(const Citation& citation);

using text::printable;

}  // namespace faultline::map::detail

#pragma once
// What a rift's figures amount to, in a sentence, and what they cannot show.

#include <string>
#include <vector>

#include "map/rift_answer.h"

namespace faultline::map::detail {

/// Whether the change of the share is one that chance seldom brings.
[[nodiscard]] bool shows_a_turn(const RiftAnswer& answer);
[[nodiscard]] bool shows_a_turn(const RiftCorrection& correction);

/// Whether a change in the same direction is shown without that outlet too.
[[nodiscard]] bool holds_without(const RiftAnswer& answer, const WithoutOutlet& without);

/// verdict_of without the bloc's name.
[[nodiscard]] std::string finding_of(const RiftAnswer& answer, const RiftOptions& options);

/// " Corrected by 200 checked relations: 12 % before 2031-W13 [2031-W12 to 2031-W14], 41 % after; p
/// = 0.01." Empty without a correction.
[[nodiscard]] std::string corrected_finding(const RiftAnswer& answer, const RiftOptions& options);

/// "Lantern Alliance: united until 2031-W14; split since 2031-W15 [2031-W14 to 2031-W16], p =
/// 0.002, n = 61 criticisms in 17 stories of 3 outlets." or that no change is shown, or cannot be.
[[nodiscard]] std::string verdict_of(const RiftAnswer& answer, const RiftOptions& options);

/// What of the change rests on few stories or on one outlet. Whole sentences, the gravest first.
/// With a checked sample, what it says otherwise, and what it does not bear on.
[[nodiscard]] std::vector<std::string> change_cautions(const RiftAnswer& answer,
                                                       const BlocData& data,
                                                       const RiftOptions& options);

/// The same and what rows were left out of the series.
[[nodiscard]] std::vector<std::string> rift_cautions(const RiftAnswer& answer, const BlocData& data,
                                                     const RiftOptions& options);

}  // namespace faultline::map::detail

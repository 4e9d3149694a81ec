#pragma once
// What a rift's figures amount to, in a sentence, and what they cannot show.

#include <string>
#include <vector>

#include "map/rift_answer.h"

namespace faultline::map::detail {

/// Whether the change of the share is one that chance seldom brings.
[[nodiscard]] bool shows_a_turn(const RiftAnswer& answer);

/// "Lantern Alliance: united until 2031-W14; split since 2031-W15 [2031-W14 to 2031-W16], p =
/// 0.002, n = 61 criticisms in 17 stories of 3 outlets." or that no change is shown, or cannot be.
[[nodiscard]] std::string verdict_of(const RiftAnswer& answer, const RiftOptions& options);

/// Whole sentences, the gravest first.
[[nodiscard]] std::vector<std::string> rift_cautions(const RiftAnswer& answer, const BlocData& data,
                                                     const RiftOptions& options);

}  // namespace faultline::map::detail

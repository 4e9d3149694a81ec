#pragma once
// Figures that a referee asks for beside the answer: does it hold at equal numbers, with a fixed
// mix of outlets, without the loudest, with other dates in the register?

#include "map/referee_report.h"

namespace faultline::map::detail {

/// As many stories on both sides of the change (inference::rarefy), and as many criticisms
/// (inference::rarefied_richness). None without a change or with fewer than two stories on a side.
[[nodiscard]] Result<std::optional<EqualNumbers>> equal_numbers(const BlocData& data,
                                                                const RiftAnswer& rift,
                                                                const RiftOptions& options);

/// Direct standardisation. None without a change, or if no outlet holds criticism on both sides.
[[nodiscard]] std::optional<FixedMix> fixed_mix(const BlocData& data, const RiftAnswer& rift);

/// The answer with all days known to the register 30 days earlier, and later.
[[nodiscard]] Result<std::vector<MovedRegister>> moved_registers(const RefereeCase& input);

/// Who criticises most, at most `most` of them, and the share without each.
[[nodiscard]] Result<std::vector<SalientActor>> salient_actors(const BlocData& data,
                                                               std::size_t most);

/// Gini coefficient of counts >= 0: 0 where all are alike, near 1 where one has all. NaN without
/// counts.
[[nodiscard]] double gini(std::vector<std::int64_t> counts);

/// speaker_gini, copies, repeated_evidence, near_membership and cue_classes, from the rest.
void count_for_threats(RefereeReport& report);

}  // namespace faultline::map::detail

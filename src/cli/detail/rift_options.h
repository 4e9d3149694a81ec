#pragma once
// What `faultline rift`, `timeline` and `factions` are asked, and how their figures are worded.

#include <string>
#include <vector>

#include "cli/detail/command.h"
#include "inference/intervals.h"
#include "inference/rates.h"
#include "map/bloc_data.h"
#include "map/rift_answer.h"

namespace faultline::cli {

/// --bloc, --from, --to, --outlet, --min-confidence, --by-principal, --seed, --permutations ...
[[nodiscard]] std::vector<Parameter> rift_parameters();
[[nodiscard]] Result<map::BlocQuery> bloc_query(const Arguments& given);
/// Of every --event. Usage.
[[nodiscard]] Result<std::vector<map::NamedEvent>> events_from(const Arguments& given);
[[nodiscard]] Result<map::RiftOptions> rift_options(const Arguments& given);

/// A whole number of at least `least`; `fallback` where the option is not given. Usage.
[[nodiscard]] Result<std::int64_t> whole_number(const Arguments& given, const std::string& name,
                                                std::int64_t fallback, std::int64_t least);

/// The rows of the study's bloc. Fails as the study does.
[[nodiscard]] Result<map::BlocData> bloc_data_of(const Arguments& given);

/// "43 % [31, 56]", "-" for what cannot be told; a share without interval says so.
[[nodiscard]] std::string share_text(const inference::Rate& rate);
[[nodiscard]] std::string share_text(const inference::Estimate& share);
/// "0.21 [0.10, 0.34]".
[[nodiscard]] std::string estimate_text(const inference::Estimate& estimate);
/// "" for NaN, else the shortest decimal that is the same number.
[[nodiscard]] std::string csv_number(double value);

}  // namespace faultline::cli

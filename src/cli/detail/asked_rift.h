#pragma once
// A rift as `faultline rift` and `faultline timeline` ask for it, and its figures as JSON.

#include <nlohmann/json.hpp>
#include <string>

#include "cli/detail/rift_options.h"

namespace faultline::cli {

using Json = nlohmann::ordered_json;

struct AskedRift {
  map::BlocData data;
  map::RiftOptions options;
  map::RiftAnswer answer;
};
[[nodiscard]] Result<AskedRift> asked_rift(const Arguments& given);

/// null for NaN, as for an interval that is not known.
[[nodiscard]] Json json_of(double value);
[[nodiscard]] Json json_of(const inference::Interval& interval);
[[nodiscard]] Json json_of(const inference::Rate& rate);
[[nodiscard]] Json json_of(const inference::Estimate& estimate);
[[nodiscard]] Json json_of(const inference::CorrectedRate& rate);
/// What the samples made of the figures; null: none was checked.
[[nodiscard]] Json json_of(const std::optional<map::RiftCorrection>& made);

/// "Corrected by audit 1: 200 of 480 relations checked, 6 strata; ..."
[[nodiscard]] std::string audits_text(const map::RiftCorrection& correction);
/// --uncorrected
[[nodiscard]] Parameter uncorrected_option();

}  // namespace faultline::cli

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

}  // namespace faultline::cli

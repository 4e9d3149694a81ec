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

/// When a change was and how sure that is: a map::RiftTurn or map::CorrectedTurn.
template <class Turn>
[[nodiscard]] Json change_json(const Turn& turn) {
  return {
      {"first", to_string(turn.first)},
      {"interval", {to_string(turn.first_earliest), to_string(turn.first_latest)}},
      {"p", json_of(turn.p)},
      {"permutations", turn.permutations},
      {"shuffled", turn.shuffled == map::Shuffled::Bins ? "stretches" : "stories within outlets"}};
}

/// "Corrected by audit 1: 200 of 480 relations checked, 6 strata; ..."
[[nodiscard]] std::string audits_text(const map::RiftCorrection& correction);
/// --uncorrected
[[nodiscard]] Parameter uncorrected_option();

}  // namespace faultline::cli

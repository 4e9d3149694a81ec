#include "cli/detail/asked_rift.h"

#include <fmt/core.h>

#include <cmath>

#include "cli/detail/layout.h"

namespace faultline::cli {

Result<AskedRift> asked_rift(const Arguments& given) {
  auto options = rift_options(given);
  if (!options) return tl::unexpected(options.error());
  auto data = bloc_data_of(given);
  if (!data) return tl::unexpected(data.error());
  auto answer = map::rift_answer(*data, *options);
  if (!answer) return tl::unexpected(answer.error());
  return AskedRift{std::move(*data), std::move(*options), std::move(*answer)};
}

Json json_of(double value) { return std::isnan(value) ? Json() : Json(value); }

Json json_of(const inference::Interval& interval) {
  return interval.known() ? Json::array({interval.low, interval.high}) : Json();
}

Json json_of(const inference::Rate& rate) {
  return {{"value", json_of(rate.value)},
          {"interval", json_of(rate.interval)},
          {"hits", rate.hits},
          {"n", rate.n},
          {"stories", rate.clusters},
          {"effective_n", rate.effective_n},
          {"design_effect", rate.design_effect}};
}

Json json_of(const inference::Estimate& estimate) {
  return {{"value", json_of(estimate.value)},
          {"interval", json_of(estimate.interval)},
          {"standard_error", json_of(estimate.standard_error)},
          {"method", inference::to_string(estimate.interval.method)},
          {"stories", estimate.clusters}};
}

Json json_of(const inference::CorrectedRate& rate) {
  Json all = json_of(rate.corrected);
  all["unchecked"] = rate.unchecked;
  all["reliance"] = rate.reliance;
  return all;
}

Json json_of(const inference::CorrectedTotal& total) {
  Json all = json_of(total.corrected);
  all["as_read"] = total.machine;
  all["unchecked"] = total.unchecked;
  return all;
}

Json json_of(const std::optional<map::RiftCorrection>& made) {
  if (!made) return {};
  Json all = {
      {"audits", Json::array()},
      {"relations", made->units},
      {"checked", made->checked},
      {"decided", made->decided},
      {"strata", made->strata},
      {"same_frame", made->same_frame},
      {"passages", {{"articles", made->passages}, {"read", made->read}, {"missing", made->missed}}},
      {"share", json_of(made->share)},
      {"share_of_found",
       made->share_of_found ? json_of(*made->share_of_found) : json_of(made->share)},
      {"net_support", json_of(made->net_support)},
      {"per_statement", json_of(made->per_statement)},
      {"criticism_inside", json_of(made->inside)},
      {"criticism_outward", json_of(made->outward)}};
  for (const auto& audit : made->audits)
    all["audits"].push_back(static_cast<std::int64_t>(audit.key));
  if (made->turn) {
    all["change"] = change_json(*made->turn);
    all["change"]["before"] = json_of(made->turn->part.before);
    all["change"]["after"] = json_of(made->turn->part.after);
    all["change"]["difference"] = json_of(made->turn->part.difference);
  } else {
    all["change"] = Json();
  }
  return all;
}

std::string audits_text(const map::RiftCorrection& correction) {
  std::string numbers;
  for (const auto& audit : correction.audits)
    numbers +=
        fmt::format("{}{}", numbers.empty() ? "" : ", ", static_cast<std::int64_t>(audit.key));
  return fmt::format(
      "Corrected by audit {}: {} of {} checked, {}{}; {}; bands hold that stories and checks are "
      "samples.",
      numbers, grouped(static_cast<std::int64_t>(correction.checked)),
      counted(static_cast<std::int64_t>(correction.units), "relation", "relations"),
      counted(static_cast<std::int64_t>(correction.strata), "stratum", "strata"),
      correction.decided > 0 ? fmt::format(", {} decided by people outside it",
                                           grouped(static_cast<std::int64_t>(correction.decided)))
                             : std::string(),
      correction.read > 0
          ? fmt::format(
                "a passage of {} of {} read, {} missing there",
                grouped(static_cast<std::int64_t>(correction.read)),
                counted(static_cast<std::int64_t>(correction.passages), "article", "articles"),
                counted(static_cast<std::int64_t>(correction.missed), "relation", "relations"))
          : std::string("what was missed is in none of it"));
}

Parameter uncorrected_option() {
  return {"--uncorrected", "", "Only the figures as read, though a sample was checked (`audit`)."};
}

}  // namespace faultline::cli

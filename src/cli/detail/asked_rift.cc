#include "cli/detail/asked_rift.h"

#include <cmath>

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
          {"method", inference::to_string(estimate.interval.method)},
          {"stories", estimate.clusters}};
}

}  // namespace faultline::cli

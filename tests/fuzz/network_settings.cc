// Any bytes as settings of networks: a request whose own file says the same again, or a reason with
// its line.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/network_request.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline::exchange;
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  NetworkRequest request;
  if (const auto set = set_from_toml(request, toml, "fuzz.toml"); !set) {
    require(!set.error().message.empty() && set.error().where.starts_with("fuzz.toml:"));
    return 0;
  }
  if (const auto checked = check_request(request); !checked) {
    require(!checked.error().message.empty());
    return 0;
  }
  // As the study's own variables would fill them.
  auto& settings = request.settings;
  if (settings.variable1.empty()) settings.variable1 = "person";
  if (settings.variable2.empty()) settings.variable2 = "concept";
  const std::string own = settings_toml(request);
  NetworkRequest again;
  require(set_from_toml(again, own, "again.toml").has_value());
  again.settings.variable1 = settings.variable1;
  again.settings.variable2 = settings.variable2;
  require(check_request(again).has_value());
  require(settings_toml(again) == own);
  return 0;
}

#pragma once
// The map as JSON, as docs/http.md describes it.

#include <string>

#include "map/map.h"

namespace faultline::server {

[[nodiscard]] std::string to_json(const map::BlocMap& map);

}  // namespace faultline::server

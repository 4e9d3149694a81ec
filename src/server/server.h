#pragma once
// A study in the browser: the map's page and its rows as JSON (docs/http.md), on this machine only.

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace faultline::server {

struct ServerOptions {
  std::string host =
      "127.0.0.1";  // another address is refused: the study is nobody else's business
  int port = 8477;  // 0: any free one
};

/// Serves `study` until `stop` gives true (asked several times a second). `ready` receives the
/// address once it can be opened. Usage: a host that is not this machine. Io: the port is taken.
[[nodiscard]] Result<void> serve(const std::filesystem::path& study, const ServerOptions& options,
                                 const std::function<void(const std::string& address)>& ready,
                                 const std::function<bool()>& stop);

}  // namespace faultline::server

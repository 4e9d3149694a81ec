// faultline serve: a study in the browser.

#include <fmt/core.h>

#include <charconv>
#include <ostream>
#include <system_error>

#include "cli/detail/command.h"
#include "cli/detail/suggest.h"

namespace faultline::cli {
namespace {

Result<Exit> run_serve(const Arguments& given, const Console& console, const Serve& serve) {
  const std::string study = *given.value("STUDY");
  int port = 8477;
  if (const auto text = given.value("--port")) {
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, port);
    if (error != std::errc{} || stop != end || port < 0 || port > 65535)
      return failure(ErrorCode::Usage,
                     fmt::format("--port: \"{}\" is not a number from 0 to 65535.", *text));
  }
  if (auto exists = require_file(study, "study"); !exists) return tl::unexpected(exists.error());
  if (!serve) return failure(ErrorCode::Unsupported, "this program was built without a server.");
  const auto served = serve(
      study, port,
      [&](const std::string& address) {
        console.err << "Open " << address << " in a browser on this machine; ctrl-C ends.\n"
                    << std::flush;
      },
      [&] { return console.interrupted.load(); });
  if (!served) return tl::unexpected(served.error());
  return Exit::AllDone;
}

}  // namespace

Command serve_command(const Serve& serve) {
  return {.name = "serve",
          .summary =
              "Shows a study's map in the browser and gives its rows as JSON, on this machine "
              "only (docs/http.md).",
          .examples = {{"faultline serve my.study", "At http://127.0.0.1:8477/, until ctrl-C."},
                       {"faultline serve my.study --port 0", "At any free port."}},
          .usage = "STUDY [OPTIONS]",
          .places = {{"STUDY", "", "The study's file."}},
          .options = {{"--port", "N", "0 takes any free one. Default 8477."}},
          .run = [serve](const Arguments& given, const Console& console) {
            return run_serve(given, console, serve);
          }};
}

}  // namespace faultline::cli

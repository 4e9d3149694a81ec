#include "server/server.h"

#include <fmt/core.h>
#include <httplib.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string_view>
#include <thread>

#include "exchange/filters.h"
#include "exchange/tables.h"
#include "map/map.h"
#include "server/detail/map_json.h"
#include "study/study.h"

namespace faultline::server {
namespace {

constexpr const char* json_type = "application/json";

int status_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::Usage:
    case ErrorCode::Malformed:
      return 400;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Conflict:
      return 503;
    case ErrorCode::Unsupported:
    case ErrorCode::Io:
    case ErrorCode::Interrupted:
      return 500;
  }
  return 500;
}

void answer_error(httplib::Response& response, int status, const std::string& message) {
  response.status = status;
  const nlohmann::ordered_json json{{"error", message}};
  response.set_content(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
                       json_type);
}

/// A page of another site can make a browser ask 127.0.0.1 under that site's name (DNS rebinding);
/// the name that the browser believes to speak to then stands in Host.
bool is_local(std::string host) {
  const auto colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) host.erase(colon);
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

Result<study::Filter> filter_from(const httplib::Params& parameters) {
  study::Filter filter;
  for (const auto& [name, value] : parameters)
    if (auto set = exchange::set_filter(filter, name, value); !set)
      return tl::unexpected(set.error());
  return filter;
}

/// The parameters of a map are those of rows that a map can heed.
Result<map::MapOptions> map_options_from(const httplib::Params& parameters) {
  for (const auto& [name, value] : parameters)
    if (name != "bloc" && name != "from" && name != "to" && name != "outlet" &&
        name != "min_confidence")
      return failure(
          ErrorCode::Usage,
          fmt::format("\"{}\" is no parameter of a map; there are bloc, from, to, outlet "
                      "and min_confidence.",
                      name));
  const auto filter = filter_from(parameters);
  if (!filter) return tl::unexpected(filter.error());
  map::MapOptions options;
  options.bloc = filter->bloc;
  options.from = filter->from;
  options.to = filter->to;
  options.outlet = filter->outlet;
  options.min_confidence = filter->min_confidence.value_or(options.min_confidence);
  return options;
}

class Site {
 public:
  explicit Site(std::filesystem::path study) : file_(std::move(study)) {
    server_.set_socket_options([](socket_t socket) {
      // Without SO_REUSEPORT, by which two programs would share a port and neither would say so.
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.set_keep_alive_timeout(1);
    server_.set_default_headers(
        {{"Cache-Control", "no-store"},
         {"X-Content-Type-Options", "nosniff"},
         {"Referrer-Policy", "no-referrer"},
         {"Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'"}});
    server_.set_pre_routing_handler([](const auto& request, auto& response) {
      if (is_local(request.get_header_value("Host")))
        return httplib::Server::HandlerResponse::Unhandled;
      answer_error(response, 403, "This server answers to 127.0.0.1 and localhost only.");
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.set_error_handler(
        httplib::Server::HandlerWithResponse([](const auto& request, auto& response) {
          if (response.body.empty())
            answer_error(response, response.status,
                         fmt::format("There is no {} {} here; docs/http.md tells what there is.",
                                     request.method, request.path));
          return httplib::Server::HandlerResponse::Handled;
        }));
    server_.set_exception_handler([](const auto&, auto& response, std::exception_ptr) {
      answer_error(response, 500, "The answer could not be made; there may not be enough memory.");
    });
    add_map();
    add_rows("articles", &study::Study::articles);
    add_rows("statements", &study::Study::statements);
    add_rows("relations", &study::Study::relations);
    add_rows("codings", &study::Study::codings);
    add_rows("actors", &study::Study::actors);
  }

  httplib::Server& server() { return server_; }

 private:
  /// A study opened anew for each answer shows what was stored meanwhile, and needs no lock.
  void answer(httplib::Response& response, const char* type,
              const std::function<Result<std::string>(const study::Study&)>& make) const {
    const auto study = study::Study::open(file_, study::Access::Read);
    if (!study) return answer_error(response, 500, study.error().message);
    const auto content = make(*study);
    if (!content)
      return answer_error(response, status_for(content.error().code), content.error().message);
    response.set_content(*content, type);
  }

  void add_map() {
    const auto add = [this](const char* path, const char* type,
                            std::string (*form)(const map::BlocMap&)) {
      server_.Get(path, [this, type, form](const auto& request, auto& response) {
        const auto options = map_options_from(request.params);
        if (!options) return answer_error(response, 400, options.error().message);
        answer(response, type, [&](const study::Study& study) -> Result<std::string> {
          const auto map = map::map_of(study, *options);
          if (!map) return tl::unexpected(map.error());
          return form(*map);
        });
      });
    };
    add("/", "text/html; charset=utf-8", map::to_html);
    add("/api/v1/map\\.json", json_type, to_json);
  }

  template <class Row>
  void add_rows(const std::string& name,
                Result<std::vector<Row>> (study::Study::*query)(const study::Filter&) const) {
    server_.Get("/api/v1/" + name + "\\.json", [=, this](const auto& request, auto& response) {
      const auto filter = filter_from(request.params);
      if (!filter) return answer_error(response, 400, filter.error().message);
      answer(response, json_type, [&](const study::Study& study) -> Result<std::string> {
        const auto rows = (study.*query)(*filter);
        if (!rows) return tl::unexpected(rows.error());
        return rows_json(name, *rows);
      });
    });
  }

  /// The rows as they are in JSON Lines, in a list.
  template <class Row>
  static std::string rows_json(const std::string& name, const std::vector<Row>& rows) {
    std::ostringstream lines;
    exchange::write_table(lines, exchange::TableFormat::JsonLines, std::span(rows));
    std::string json = fmt::format("{{\"{}\":[", name) + lines.str();
    if (!rows.empty()) json.pop_back();  // the last line's end
    for (auto end = json.find('\n'); end != std::string::npos; end = json.find('\n', end + 1))
      json[end] = ',';  // a line end inside a value is written as \n
    return json + "]}";
  }

  std::filesystem::path file_;
  httplib::Server server_;
};

}  // namespace

Result<void> serve(const std::filesystem::path& study, const ServerOptions& options,
                   const std::function<void(const std::string& address)>& ready,
                   const std::function<bool()>& stop) {
  if (options.host != "127.0.0.1")
    return failure(ErrorCode::Usage,
                   fmt::format("\"{}\" is not this machine; a study is served at 127.0.0.1 only.",
                               options.host));
  if (const auto opened = study::Study::open(study, study::Access::Read); !opened)
    return tl::unexpected(opened.error());
  Site site(study);
  auto& server = site.server();
  int port = options.port;
  const bool is_bound = port == 0 ? (port = server.bind_to_any_port(options.host)) > 0
                                  : server.bind_to_port(options.host, port);
  if (!is_bound)
    return failure(ErrorCode::Io,
                   fmt::format("port {} cannot be had: another program uses it, or only the "
                               "administrator may. Take --port 0 for any free one.",
                               options.port));
  std::thread listener([&server] { server.listen_after_bind(); });
  constexpr std::chrono::milliseconds pause(50);
  while (!server.is_running()) std::this_thread::sleep_for(pause);
  ready(fmt::format("http://{}:{}/", options.host, port));
  while (!stop()) std::this_thread::sleep_for(pause);
  server.stop();
  listener.join();
  return {};
}

}  // namespace faultline::server

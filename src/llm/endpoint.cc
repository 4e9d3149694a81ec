#include "llm/endpoint.h"

#include <fmt/core.h>
#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <thread>

namespace faultline::llm {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds longest_pause{60'000};

/// Waits, and looks now and then whether to stop; true: stop.
bool pause(milliseconds length, const std::function<bool()>& is_stopped) {
  const auto end = Clock::now() + length;
  while (Clock::now() < end) {
    if (is_stopped()) return true;
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    std::this_thread::sleep_for(std::clamp(left, milliseconds(1), milliseconds(50)));
  }
  return is_stopped();
}

bool is_busy(int status) { return status == 408 || status == 429 || status >= 500; }

std::string_view reason_for(int status) {
  switch (status) {
    case 400:
    case 422:
      return "the server does not understand the request";
    case 401:
    case 403:
      return "the key is missing or wrong; put it into an environment variable and name that with "
             "--key-env";
    case 404:
      return "there is no such address or model; check --model-url and --model";
    case 429:
      return "too many requests; a smaller --rate may help";
    default:
      return status >= 500                   ? "the server has a trouble of its own"
             : status >= 300 && status < 400 ? "the server sends elsewhere, which is not followed"
                                             : "the server refuses";
  }
}

milliseconds retry_after(const httplib::Response& response) {
  const std::string value = response.get_header_value("Retry-After");
  int seconds = 0;
  const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || stop != value.data() + value.size() || seconds < 0) return {};
  return std::min(longest_pause, milliseconds(std::chrono::seconds(std::min(seconds, 60))));
}

}  // namespace

Result<Address> parse_address(const std::string& url) {
  const auto refused = [&](std::string_view why) {
    return failure(
        ErrorCode::Usage,
        fmt::format("--model-url: {}; write something like http://127.0.0.1:8080/v1.", why));
  };
  const bool is_plain = url.starts_with("http://");
  if (!is_plain && !url.starts_with("https://"))
    return refused("the address does not begin with http:// or https://");
  for (const char c : url)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F)
      return refused("the address holds a blank or a character that addresses do not have");
  const std::size_t host = is_plain ? 7 : 8;
  if (url.find_first_of("?#", host) != std::string::npos)
    return refused("the address holds a ? or a #");
  const std::size_t slash = std::min(url.find('/', host), url.size());
  const std::string_view authority = std::string_view(url).substr(host, slash - host);
  if (authority.find('@') != std::string_view::npos)
    return refused(
        "the address holds a name or a password; a key goes into an environment "
        "variable (--key-env)");
  if (authority.empty() || authority.front() == ':') return refused("the address names no server");
  Address address{url.substr(0, slash), url.substr(slash)};
  while (address.path.ends_with('/')) address.path.pop_back();
  if (!address.path.ends_with("/chat/completions")) address.path += "/chat/completions";
  if (!httplib::Client(address.origin).is_valid()) return refused("the address is none");
  return address;
}

bool is_local(const Address& address) {
  std::string_view host = std::string_view(address.origin).substr(address.origin.find("//") + 2);
  if (host.starts_with('[')) return host.starts_with("[::1]");
  host = host.substr(0, host.find(':'));
  // Not every name that begins with 127. is a number.
  const bool is_number = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || (is_number && host.starts_with("127."));
}

struct Endpoint::Outcome {
  std::string body;
  Refusal refusal;
  bool is_done = false;
  bool may_retry = false;
  milliseconds wish{};  // the server's, before the next try
};

Endpoint::Outcome Endpoint::try_once(const std::string& body,
                                     const std::function<bool()>& is_stopped) const {
  httplib::Client client(address_.origin);
  client.set_connection_timeout(std::min(options_.timeout, milliseconds(30'000)));
  client.set_read_timeout(options_.timeout);
  client.set_write_timeout(options_.timeout);
  client.set_keep_alive(false);
  httplib::Request request;
  request.method = "POST";
  request.path = address_.path;
  request.body = body;
  request.set_header("Content-Type", "application/json");
  request.set_header("Accept", "application/json");
  request.set_header("User-Agent", "faultline");
  if (!options_.key.empty()) request.set_header("Authorization", "Bearer " + options_.key);
  Outcome outcome;
  const auto deadline = Clock::now() + options_.timeout;
  bool is_large = false, is_late = false;
  request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t,
                                 std::uint64_t) {
    is_large = outcome.body.size() + count > options_.max_answer_bytes;
    is_late = Clock::now() > deadline;
    if (is_large || is_late || is_stopped()) return false;
    outcome.body.append(bytes, count);
    return true;
  };
  const httplib::Result result = client.send(request);
  const auto refuse = [&](ErrorCode code, std::string message, bool may_retry) {
    outcome.refusal.error = {code, std::move(message), address_.origin};
    outcome.may_retry = may_retry;
  };
  if (is_large) {
    refuse(ErrorCode::Malformed,
           fmt::format("The answer is longer than {} bytes and was not read.",
                       options_.max_answer_bytes),
           false);
  } else if (is_stopped()) {
    refuse(ErrorCode::Interrupted, "Interrupted; what was proposed before is kept.", false);
  } else if (!result || is_late) {
    const std::string why = is_late ? "it takes too long" : httplib::to_string(result.error());
    refuse(ErrorCode::Io, fmt::format("No whole answer came ({}).", why), true);
  } else if (result->status != 200) {
    refuse(ErrorCode::Io,
           fmt::format("The server answered {}: {}.", result->status, reason_for(result->status)),
           is_busy(result->status));
    outcome.refusal.is_final = !is_busy(result->status) && result->status != 400 &&
                               result->status != 413 && result->status != 422;
    outcome.wish = retry_after(*result);
  } else {
    outcome.is_done = true;
  }
  return outcome;
}

tl::expected<std::string, Refusal> Endpoint::post(const std::string& body,
                                                  const std::function<bool()>& is_stopped) const {
  milliseconds next = options_.first_pause;
  for (int number = 1;; ++number) {
    Outcome outcome = try_once(body, is_stopped);
    if (outcome.is_done) return std::move(outcome.body);
    if (!outcome.may_retry || number >= options_.tries)
      return tl::unexpected(std::move(outcome.refusal));
    if (pause(std::max(next, outcome.wish), is_stopped)) {
      outcome.refusal.error = {ErrorCode::Interrupted,
                               "Interrupted; what was proposed before is kept.", address_.origin};
      return tl::unexpected(std::move(outcome.refusal));
    }
    next = std::min(2 * next, longest_pause);
  }
}

}  // namespace faultline::llm

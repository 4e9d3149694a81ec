#pragma once
// One HTTP endpoint that speaks the protocol of OpenAI's chat completions.

#include <chrono>
#include <functional>
#include <string>

#include "base/result.h"

namespace faultline::llm {

/// Where requests go.
struct Address {
  std::string origin;  // "http://127.0.0.1:8080"
  std::string path;    // "/v1/chat/completions"

  friend bool operator==(const Address&, const Address&) = default;
};

/// "http://127.0.0.1:8080/v1" -> its chat completions. Usage for what is no http or https address,
/// for names and passwords, questions (?) and fragments in it.
[[nodiscard]] Result<Address> parse_address(const std::string& url);
/// Whether nobody but this machine gets what is sent there.
[[nodiscard]] bool is_local(const Address& address);

struct EndpointOptions {
  std::string key;                               // sent as a bearer token; empty: none
  std::chrono::milliseconds timeout{120'000};    // for one whole request
  std::chrono::milliseconds first_pause{1'000};  // before the second try; doubles with each
  int tries = 5;
  std::size_t max_answer_bytes = 1u << 20u;
};

/// What went wrong with a request, and whether another statement may fare better.
struct Refusal {
  Error error;
  bool is_final = false;  // a wrong key or address: no request will succeed
};

/// Sends one body at a time. Tries again, after pauses that grow, where the server is busy (408,
/// 429, 5xx; Retry-After is honoured up to a minute), does not answer or breaks off. Neither the
/// key nor the body stands in an error.
class Endpoint {
 public:
  Endpoint(Address address, EndpointOptions options)
      : address_(std::move(address)), options_(std::move(options)) {}

  /// The body of the answer. `is_stopped` is asked during pauses and while the answer comes;
  /// Interrupted then.
  [[nodiscard]] tl::expected<std::string, Refusal> post(
      const std::string& body, const std::function<bool()>& is_stopped) const;

  [[nodiscard]] const Address& address() const { return address_; }

 private:
  struct Outcome;
  [[nodiscard]] Outcome try_once(const std::string& body,
                                 const std::function<bool()>& is_stopped) const;
  Address address_;
  EndpointOptions options_;
};

}  // namespace faultline::llm

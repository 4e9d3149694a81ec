#pragma once
// A small server that speaks the protocol of chat completions, well or badly.

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace faultline::llm::tests {

/// What comes back for a request: a status, a body, and how it is sent.
struct Reply {
  int status = 200;
  std::string body = {};
  std::string retry_after = {};
  int delay_ms = 0;             // before anything is sent
  std::size_t repeat_body = 1;  // the body so many times over
  int pause_between_ms = 0;     // between its repetitions
  bool breaks_off = false;      // promises more than it sends
};

/// The body of a chat completion whose text is `content`.
[[nodiscard]] std::string completion(const std::string& content,
                                     const std::string& finish_reason = "stop");

/// Serves on a free port of 127.0.0.1 as long as it lives.
class ModelServer {
 public:
  /// `answer` gets the body of each request and its number, from 0.
  explicit ModelServer(std::function<Reply(const std::string& body, std::size_t number)> answer);
  ~ModelServer();
  ModelServer(const ModelServer&) = delete;
  ModelServer& operator=(const ModelServer&) = delete;

  [[nodiscard]] std::string url() const;  // "http://127.0.0.1:4711/v1"
  [[nodiscard]] std::vector<std::string> bodies() const;
  [[nodiscard]] std::vector<std::string> authorizations() const;  // the header, of each request

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace faultline::llm::tests

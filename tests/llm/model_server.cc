#include "model_server.h"

#include <httplib.h>

#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

namespace faultline::llm::tests {

std::string completion(const std::string& content, const std::string& finish_reason) {
  return nlohmann::json{{"choices",
                         {{{"message", {{"role", "assistant"}, {"content", content}}},
                           {"finish_reason", finish_reason}}}}}
      .dump();
}

struct ModelServer::State {
  std::function<Reply(const std::string&, std::size_t)> answer;
  httplib::Server server;
  std::thread thread;
  int port = 0;
  mutable std::mutex mutex;
  std::vector<std::string> bodies, authorizations;

  void serve(const httplib::Request& request, httplib::Response& response) {
    std::size_t number = 0;
    {
      const std::scoped_lock lock(mutex);
      number = bodies.size();
      bodies.push_back(request.body);
      authorizations.push_back(request.get_header_value("Authorization"));
    }
    const Reply reply = answer(request.body, number);
    std::this_thread::sleep_for(std::chrono::milliseconds(reply.delay_ms));
    response.status = reply.status;
    if (!reply.retry_after.empty()) response.set_header("Retry-After", reply.retry_after);
    if (reply.breaks_off) {
      // A provider that gives up closes the connection before the promised length.
      response.set_content_provider(
          reply.body.size() + 100, "application/json",
          [body = reply.body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
            if (offset >= body.size()) return false;
            sink.write(body.data() + offset, body.size() - offset);
            return true;
          });
    } else if (reply.repeat_body > 1) {
      response.set_chunked_content_provider(
          "application/json",
          [reply, sent = std::size_t{0}](std::size_t, httplib::DataSink& sink) mutable {
            if (sent++ == reply.repeat_body) {
              sink.done();
              return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(reply.pause_between_ms));
            return sink.write(reply.body.data(), reply.body.size());
          });
    } else {
      response.set_content(reply.body, "application/json");
    }
  }
};

ModelServer::ModelServer(std::function<Reply(const std::string&, std::size_t)> answer)
    : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  state_->server.Post(
      "/v1/chat/completions",
      [state = state_.get()](const httplib::Request& request, httplib::Response& response) {
        state->serve(request, response);
      });
  state_->port = state_->server.bind_to_any_port("127.0.0.1");
  state_->thread = std::thread([state = state_.get()] { state->server.listen_after_bind(); });
  while (!state_->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

ModelServer::~ModelServer() {
  state_->server.stop();
  state_->thread.join();
}

std::string ModelServer::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + "/v1";
}

std::vector<std::string> ModelServer::bodies() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->bodies;
}

std::vector<std::string> ModelServer::authorizations() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->authorizations;
}

}  // namespace faultline::llm::tests

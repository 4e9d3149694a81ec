#include "llm/endpoint.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "model_server.h"

namespace faultline::llm {
namespace {

using std::chrono::milliseconds;
using tests::ModelServer;
using tests::Reply;

const std::function<bool()> never = [] { return false; };

EndpointOptions quick() {
  EndpointOptions options;
  options.first_pause = milliseconds(1);
  options.timeout = milliseconds(2'000);
  options.tries = 3;
  return options;
}

Endpoint at(const ModelServer& server, EndpointOptions options = quick()) {
  return Endpoint(parse_address(server.url()).value(), std::move(options));
}

TEST(ParseAddress, AddsThePathOfChatCompletions) {
  const Address expected{"http://127.0.0.1:8080", "/v1/chat/completions"};
  for (const std::string url : {"http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/",
                                "http://127.0.0.1:8080/v1/chat/completions"})
    EXPECT_EQ(parse_address(url).value(), expected) << url;
  EXPECT_EQ(parse_address("https://models.example").value(),
            (Address{"https://models.example", "/chat/completions"}));
}

TEST(ParseAddress, RefusesWhatIsNoPlainAddress) {
  for (const std::string url :
       {"", "localhost:8080", "ftp://x/v1", "http://", "http://:80", "http://me:secret@x/v1",
        "http://x/v1?key=1", "http://x/v1#a", "http://x/ v1", "http://x/\r\nHost: y"}) {
    const auto address = parse_address(url);
    ASSERT_FALSE(address) << url;
    EXPECT_EQ(address.error().code, ErrorCode::Usage);
    EXPECT_EQ(address.error().message.find("secret"), std::string::npos);
  }
}

TEST(IsLocal, KnowsThisMachine) {
  for (const std::string url :
       {"http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:8/v1"})
    EXPECT_TRUE(is_local(parse_address(url).value())) << url;
  for (const std::string url :
       {"http://127.evil.example/v1", "http://localhost.example/v1", "https://models.example/v1"})
    EXPECT_FALSE(is_local(parse_address(url).value())) << url;
}

TEST(EndpointPost, SendsTheKeyOnlyIfThereIsOne) {
  const ModelServer server(
      [](const std::string& body, std::size_t) { return Reply{.body = body}; });
  EXPECT_EQ(at(server).post("{\"a\":1}", never).value(), "{\"a\":1}");
  auto options = quick();
  options.key = "s3cret";
  EXPECT_TRUE(at(server, options).post("{}", never));
  EXPECT_EQ(server.authorizations(), (std::vector<std::string>{"", "Bearer s3cret"}));
}

TEST(EndpointPost, TriesAgainWhereTheServerIsBusy) {
  const ModelServer server([](const std::string&, std::size_t number) {
    return number == 0   ? Reply{.status = 500, .body = "oops"}
           : number == 1 ? Reply{.status = 429, .body = "slow down", .retry_after = "0"}
                         : Reply{.body = "good"};
  });
  EXPECT_EQ(at(server).post("{}", never).value(), "good");
  EXPECT_EQ(server.bodies().size(), 3u);
}

TEST(EndpointPost, GivesUpAfterSomeTries) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 503}; });
  const auto answer = at(server).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::Io);
  EXPECT_NE(answer.error().error.message.find("503"), std::string::npos);
  EXPECT_FALSE(answer.error().is_final);
  EXPECT_EQ(server.bodies().size(), 3u);
}

TEST(EndpointPost, DoesNotRepeatWhatCannotSucceed) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 401}; });
  auto options = quick();
  options.key = "s3cret";
  const auto answer = at(server, options).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().is_final);
  EXPECT_EQ(answer.error().error.message.find("s3cret"), std::string::npos);
  EXPECT_EQ(server.bodies().size(), 1u);
}

TEST(EndpointPost, DoesNotFollowElsewhere) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 302}; });
  const auto answer = at(server).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().is_final);
}

TEST(EndpointPost, DoesNotWaitForAServerThatStalls) {
  const ModelServer server(
      [](const std::string&, std::size_t) { return Reply{.body = "late", .delay_ms = 600}; });
  auto options = quick();
  options.timeout = milliseconds(100);
  options.tries = 2;
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = at(server, options).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::Io);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(1'500));
}

TEST(EndpointPost, DoesNotWaitForAServerThatDribbles) {
  const ModelServer server([](const std::string&, std::size_t) {
    return Reply{.body = "x", .repeat_body = 100, .pause_between_ms = 20};
  });
  auto options = quick();
  options.timeout = milliseconds(200);
  options.tries = 1;
  const auto answer = at(server, options).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().error.message.find("too long"), std::string::npos)
      << answer.error().error.message;
}

TEST(EndpointPost, RefusesAHugeBodyWithoutReadingIt) {
  const ModelServer server([](const std::string&, std::size_t) {
    return Reply{.body = std::string(64 * 1024, 'x'), .repeat_body = 1'000};
  });
  auto options = quick();
  options.max_answer_bytes = 100'000;
  const auto answer = at(server, options).post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::Malformed);
  EXPECT_EQ(server.bodies().size(), 1u);
}

TEST(EndpointPost, TriesAgainWhereTheConnectionBreaksOff) {
  const ModelServer server([](const std::string&, std::size_t number) {
    return number == 0 ? Reply{.body = "half", .breaks_off = true} : Reply{.body = "whole"};
  });
  EXPECT_EQ(at(server).post("{}", never).value(), "whole");
}

TEST(EndpointPost, SaysThatNobodyListens) {
  auto options = quick();
  options.tries = 1;
  const Endpoint nobody(parse_address("http://127.0.0.1:1/v1").value(), options);
  const auto answer = nobody.post("{}", never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::Io);
  EXPECT_EQ(answer.error().error.where, "http://127.0.0.1:1");
}

TEST(EndpointPost, StopsInAPauseWhenAsked) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 500}; });
  auto options = quick();
  options.first_pause = milliseconds(60'000);
  std::atomic<int> questions{0};
  const auto answer = at(server, options).post("{}", [&] { return ++questions > 3; });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::Interrupted);
}

}  // namespace
}  // namespace faultline::llm

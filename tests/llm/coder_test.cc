#include "llm/coder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "model_server.h"

namespace faultline::llm {
namespace {

using std::chrono::milliseconds;
using tests::completion;
using tests::ModelServer;
using tests::Reply;

constexpr const char* for_pier =
    R"({"codings": [{"concept": "pier", "agreement": 1, "confidence": 0.8, "quote": "pier"}]})";

class AskAll : public testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    options_.model = "small";
    options_.requests_per_minute = 0;
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::vector<Question> questions(std::size_t count) const {
    std::vector<Question> all;
    for (std::size_t i = 0; i < count; ++i)
      all.push_back({"Ann", "The pier, part " + std::to_string(i)});
    return all;
  }

  Result<CoderSummary> ask(const ModelServer& server, std::size_t count) {
    auto answers = AnswersFile::open(folder_ / "answers.jsonl");
    EXPECT_TRUE(answers);
    EndpointOptions endpoint;
    endpoint.first_pause = milliseconds(1);
    endpoint.timeout = milliseconds(2'000);
    endpoint.tries = 2;
    kept_.clear();
    return ask_all(
        questions(count), codebook_, Endpoint(parse_address(server.url()).value(), endpoint),
        *answers, options_,
        [this](const Outcome& outcome) -> Result<void> {
          kept_.push_back(outcome.question);
          return {};
        },
        [this] { return kept_.size() >= stop_after_; });
  }

  std::filesystem::path folder_;
  positions::Codebook codebook_{"Pier", "1", {{"pier", "", {}, {}, {}, ""}}};
  CoderOptions options_;
  std::vector<std::size_t> kept_;
  std::size_t stop_after_ = 1'000'000;
};

TEST_F(AskAll, AsksEveryQuestionOnce) {
  const ModelServer server(
      [](const std::string&, std::size_t) { return Reply{.body = completion(for_pier)}; });
  const auto first = ask(server, 4);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->asked, 4u);
  EXPECT_EQ(kept_, (std::vector<std::size_t>{0, 1, 2, 3}));
  const auto second = ask(server, 5);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->cached, 4u);
  EXPECT_EQ(second->asked, 1u);
  EXPECT_EQ(server.bodies().size(), 5u);
}

TEST_F(AskAll, GoesOnAfterOneThatFails) {
  const ModelServer server([](const std::string& body, std::size_t) {
    const bool is_bad = body.find("part 1") != std::string::npos;
    return Reply{.body = completion(is_bad ? "I would rather not." : for_pier)};
  });
  const auto summary = ask(server, 3);
  ASSERT_TRUE(summary);
  EXPECT_EQ(kept_, (std::vector<std::size_t>{0, 2}));
  ASSERT_EQ(summary->failed.size(), 1u);
  EXPECT_EQ(summary->failed[0].question, 1u);
  EXPECT_EQ(summary->failed[0].error.code, ErrorCode::Malformed);
  // What could not be read is asked again.
  EXPECT_EQ(ask(server, 3)->asked, 1u);
}

TEST_F(AskAll, StopsWhereNothingSucceeds) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 500}; });
  options_.failures_in_a_row = 2;
  const auto summary = ask(server, 10);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->failed.size(), 2u);
  EXPECT_EQ(summary->left, 8u);
  EXPECT_FALSE(summary->stopped.empty());
}

TEST_F(AskAll, StopsAtOnceAtAWrongKey) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 401}; });
  const auto summary = ask(server, 10);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->failed.size(), 1u);
  EXPECT_EQ(server.bodies().size(), 1u);
}

TEST_F(AskAll, GoesOnAfterAnInterruption) {
  const ModelServer server(
      [](const std::string&, std::size_t) { return Reply{.body = completion(for_pier)}; });
  stop_after_ = 2;
  const auto first = ask(server, 5);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->is_interrupted);
  EXPECT_EQ(first->left, 3u);
  stop_after_ = 1'000'000;
  const auto second = ask(server, 5);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->cached, 2u);
  EXPECT_EQ(second->asked, 3u);
}

TEST_F(AskAll, LetsTimePassBetweenRequests) {
  const ModelServer server(
      [](const std::string&, std::size_t) { return Reply{.body = completion(for_pier)}; });
  options_.requests_per_minute = 1'200;  // 50 ms apart
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(ask(server, 4));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(150));
}

TEST_F(AskAll, PassesOverALineThatWasCutOff) {
  const ModelServer server(
      [](const std::string&, std::size_t) { return Reply{.body = completion(for_pier)}; });
  ASSERT_TRUE(ask(server, 2));
  std::filesystem::resize_file(folder_ / "answers.jsonl",
                               std::filesystem::file_size(folder_ / "answers.jsonl") - 5);
  EXPECT_EQ(ask(server, 2)->asked, 1u);
  EXPECT_EQ(ask(server, 2)->cached, 2u);
}

TEST(AnswersFile, CannotLieInAFolderThatIsNone) {
  const auto answers = AnswersFile::open("/nonexistent/answers.jsonl");
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace faultline::llm

// faultline code STUDY propose, against a server that plays the language model.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/program.h"
#include "llm/model_server.h"
#include "study/study.h"

namespace faultline::cli {
namespace {

using llm::tests::completion;
using llm::tests::ModelServer;
using llm::tests::Reply;

constexpr const char* pier_book = R"([codebook]
name = "Pier"
version = "1"
[[concept]]
name = "pier"
for = ["complete the breakwater"]
)";

/// Whoever says "finish" is for the pier; everybody else takes no stand.
Reply sensible(const std::string& body, std::size_t) {
  const bool is_for = nlohmann::json::parse(body)["messages"][1]["content"].get<std::string>().find(
                          "will finish pier") != std::string::npos;
  return {
      .body = completion(
          is_for
              ? R"({"codings": [{"concept": "pier", "agreement": 1, "confidence": 0.7, "quote": "finish pier"}]})"
              : R"({"codings": []})")};
}

class CodePropose : public testing::Test {
 protected:
  CodePropose() {
    folder_.write("a.txt", article_text(1));
    const auto book = folder_.write("pier.toml", pier_book);
    read_ = run_program({"read", folder_ / "a.txt", "--into", study_, "--codebook", book, "-q"});
  }
  Ended propose(std::vector<std::string> words, std::vector<std::string> environment = {}) const {
    words.insert(words.begin(), {"code", study_, "propose", "--model", "small"});
    return run_program(words, {.environment = std::move(environment)});
  }
  Ended ask(const ModelServer& server, std::vector<std::string> words = {},
            std::vector<std::string> environment = {}) const {
    words.insert(words.end(), {"--model-url", server.url(), "--rate", "100000"});
    return propose(std::move(words), std::move(environment));
  }
  std::vector<study::Judgement> proposals() const {
    const auto study = study::Study::open(study_, study::Access::Read);
    study::JudgementFilter filter;
    filter.kind = study::CoderKind::Model;
    return study->judgements(filter).value();
  }
  Folder folder_;
  std::string study_ = folder_ / "s.study";
  Ended read_;
};

TEST_F(CodePropose, SendsNothingUnlessAnAddressIsNamed) {
  ASSERT_EQ(read_.status, 0) << read_.err;
  const auto refused = propose({});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("--model-url"), std::string::npos) << refused.err;
  const auto shown = propose({"--dry-run"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_NE(shown.out.find("\"temperature\":0"), std::string::npos) << shown.out;
}

TEST_F(CodePropose, SaysWhatGoesWhereAndKeepsProposals) {
  const ModelServer server(sensible);
  const auto asked = ask(server);
  EXPECT_EQ(asked.status, 0) << asked.err;
  EXPECT_NE(asked.err.find("will be sent to " + server.url() + "/chat/completions (model small)"),
            std::string::npos)
      << asked.err;
  const auto kept = proposals();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].coder, "small");
  EXPECT_EQ(kept[0].agreement, 1);
  EXPECT_EQ(kept[0].evidence_text, "finish pier");
  EXPECT_TRUE(kept[0].note.starts_with("prompt 1 "));
  // A proposal is no coding.
  EXPECT_EQ(run_program({"codings", study_, "--csv"}).out.find("small"), std::string::npos);
}

TEST_F(CodePropose, AsksNothingTwice) {
  const ModelServer server(sensible);
  ASSERT_EQ(ask(server).status, 0);
  const auto count = server.bodies().size();
  EXPECT_GT(count, 1u);
  const auto again = ask(server);
  EXPECT_EQ(again.status, 0);
  EXPECT_EQ(server.bodies().size(), count);
  EXPECT_NE(again.err.find("0 requests will be sent"), std::string::npos) << again.err;
}

TEST_F(CodePropose, NeverPrintsOrKeepsTheKey) {
  const ModelServer server([](const std::string&, std::size_t) { return Reply{.status = 401}; });
  const auto asked = ask(server, {}, {"FAULTLINE_MODEL_KEY=s3cret"});
  EXPECT_EQ(asked.status, 1);
  EXPECT_EQ(server.authorizations().at(0), "Bearer s3cret");
  EXPECT_EQ((asked.out + asked.err).find("s3cret"), std::string::npos);
  EXPECT_EQ(file_content(study_).find("s3cret"), std::string::npos);
  EXPECT_EQ(file_content(study_ + ".answers.jsonl").find("s3cret"), std::string::npos);
  const auto open = propose({"--model-url", "http://models.example/v1"}, {"FAULTLINE_MODEL_KEY=k"});
  EXPECT_EQ(open.status, 2);
  EXPECT_NE(open.err.find("unencrypted"), std::string::npos) << open.err;
}

TEST_F(CodePropose, ListsWhatFailedAndKeepsTheRest) {
  const ModelServer server([](const std::string& body, std::size_t number) {
    return number == 0 ? Reply{.body = completion("Gladly!")} : sensible(body, number);
  });
  const auto asked = ask(server);
  EXPECT_EQ(asked.status, 4) << asked.err;
  EXPECT_NE(asked.err.find("is no JSON"), std::string::npos) << asked.err;
  EXPECT_EQ(ask(server).status, 0);
}

TEST_F(CodePropose, ComparesWithPeople) {
  const ModelServer server(sensible);
  ASSERT_EQ(ask(server).status, 0);
  EXPECT_NE(propose({"--measure"}).err.find("not known"), std::string::npos);
  {
    auto study = study::Study::open(study_, study::Access::Write);
    study::HumanCoding coding;
    coding.statement = *proposals().at(0).statement;
    coding.concept_name = "pier";
    coding.agreement = 1;
    coding.coder = "mk";
    ASSERT_TRUE(study->code(coding));
  }
  const auto measured = propose({"--measure"});
  EXPECT_EQ(measured.status, 0) << measured.err;
  EXPECT_NE(measured.out.find("not measured"), std::string::npos) << measured.out;
}

}  // namespace
}  // namespace faultline::cli

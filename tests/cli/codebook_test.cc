// faultline codebook: the issues, as a user sees them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

constexpr const char* ferry_book = R"([codebook]
name = "Ferry"
version = "1"
[[concept]]
name = "transport"
[[concept]]
name = "night ferry"
parent = "transport"
for = ["keep the ferry"]
)";

class CodebookCommand : public testing::Test {
 protected:
  CodebookCommand() {
    folder_.write("texts/a.txt", article_text(1));
    folder_.write("texts/b.txt", article_text(2));
    file_ = folder_.write("ferry.toml", ferry_book);
    read_ = run_program({"read", folder_ / "texts", "--into", study_, "--quiet"});
  }
  Ended codebook(std::vector<std::string> words) const {
    words.insert(words.begin(), {"codebook", study_});
    return run_program(words);
  }
  Folder folder_;
  std::string file_;
  std::string study_ = folder_ / "s.study";
  Ended read_;
};

TEST_F(CodebookCommand, ShowsAFileAsATree) {
  const auto shown = run_program({"codebook", file_});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_NE(shown.out.find("\n  night ferry"), std::string::npos) << shown.out;
  EXPECT_EQ(run_program({"codebook", file_, "check"}).status, 0);
}

TEST_F(CodebookCommand, ChecksAFile) {
  const auto file = folder_.write("bad.toml",
                                  "[[concept]]\nname = \"A\"\nparent = \"B\"\n"
                                  "[[concept]]\nname = \"B\"\nparent = \"A\"\n");
  for (const std::string word : {"check", "--check"}) {
    const auto checked = run_program({"codebook", file, word});
    EXPECT_EQ(checked.status, 3);
    EXPECT_NE(checked.out.find("\"A\" -> \"B\" -> \"A\""), std::string::npos) << checked.out;
  }
  EXPECT_EQ(run_program({"codebook", folder_ / "none.toml"}).status, 3);
}

TEST_F(CodebookCommand, PutsAFileIntoAStudyAndTakesItBack) {
  ASSERT_EQ(read_.status, 0) << read_.err;
  EXPECT_EQ(codebook({"undo"}).status, 3);
  const auto used = codebook({"use", file_});
  EXPECT_EQ(used.status, 0) << used.err;
  const auto toml = codebook({"--toml"});
  const auto again = folder_.write("again.toml", toml.out);
  EXPECT_EQ(run_program({"codebook", again, "--toml"}).out, toml.out);
  EXPECT_NE(toml.out.find("night ferry"), std::string::npos);
  EXPECT_EQ(codebook({"undo"}).status, 0);
  EXPECT_EQ(codebook({"--toml"}).out.find("night ferry"), std::string::npos);
}

TEST_F(CodebookCommand, AddsAndRemovesPhrasesAndConcepts) {
  ASSERT_EQ(codebook({"use", file_}).status, 0);
  const auto before = codebook({"--toml"}).out;
  const auto slip = codebook({"add", "night fery", "--for", "save it"});
  EXPECT_EQ(slip.status, 3);
  EXPECT_NE(slip.err.find("Did you mean \"night ferry\"? --new makes it."), std::string::npos)
      << slip.err;
  EXPECT_EQ(codebook({"add", "night ferry"}).status, 2);
  EXPECT_EQ(codebook({"add", "night ferry", "--for", "save it", "--for", "run at night"}).status,
            0);
  EXPECT_EQ(codebook({"add", "pier", "--new", "--parent", "transport"}).status, 0);
  const auto after = codebook({"--jsonl"}).out;
  EXPECT_NE(after.find(R"("for":["keep the ferry","save it","run at night"])"), std::string::npos)
      << after;
  EXPECT_EQ(codebook({"remove", "transport"}).status, 1);
  EXPECT_EQ(codebook({"remove", "night ferry", "--for", "save it"}).status, 0);
  EXPECT_EQ(codebook({"remove", "pier"}).status, 0);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(codebook({"undo"}).status, 0);
  EXPECT_EQ(codebook({"--toml"}).out, before);
  const auto circle = codebook({"add", "transport", "--parent", "night ferry"});
  EXPECT_EQ(circle.status, 3);
  EXPECT_NE(circle.err.find("circle"), std::string::npos) << circle.err;
  EXPECT_EQ(run_program({"codebook", file_, "add", "pier", "--new"}).status, 2);
}

TEST_F(CodebookCommand, ProposesAFileThatCanBeUsed) {
  const auto proposed = codebook({"propose"});
  ASSERT_EQ(proposed.status, 0) << proposed.err;
  ASSERT_NE(proposed.out.find("[[concept]]"), std::string::npos) << proposed.err;
  const auto file = folder_.write("proposed.toml", proposed.out);
  EXPECT_EQ(run_program({"codebook", file, "check"}).status, 0);
  EXPECT_EQ(codebook({"use", file}).status, 0);
  EXPECT_EQ(codebook({"propose", "--threads", "1"}).out, proposed.out);
  EXPECT_EQ(codebook({"propose", "--list", "--csv"}).status, 2);
  EXPECT_TRUE(codebook({"propose", "--csv"}).out.starts_with("concept,variants,statements,"));
}

TEST_F(CodebookCommand, ShowsOneConceptAndNamesTheNearest) {
  ASSERT_EQ(codebook({"use", file_}).status, 0);
  const auto shown = codebook({"show", "night ferry"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_NE(shown.out.find("below    transport"), std::string::npos) << shown.out;
  EXPECT_NE(shown.out.find("keep the ferry"), std::string::npos) << shown.out;
  EXPECT_NE(codebook({"show", "nigth ferry"}).err.find("Did you mean \"night ferry\"?"),
            std::string::npos);
}

}  // namespace
}  // namespace faultline::cli

// faultline actors: who is who, as a user sees it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

class Actors : public testing::Test {
 protected:
  Actors() {
    folder_.write("texts/a.txt", article_text(1));
    folder_.write("texts/b.txt", article_text(2));
    read_ = run_program({"read", folder_ / "texts", "--into", study_, "--quiet"});
  }
  Ended actors(std::vector<std::string> words) const {
    words.insert(words.begin(), {"actors", study_});
    return run_program(words);
  }
  Folder folder_;
  std::string study_ = folder_ / "s.study";
  Ended read_;
};

TEST_F(Actors, AreListedOnceForTwoArticles) {
  ASSERT_EQ(read_.status, 0) << read_.err;
  const auto listed = actors({});
  EXPECT_EQ(listed.status, 0);
  const auto first = listed.out.find("mira-tolvane");
  ASSERT_NE(first, std::string::npos) << listed.out;
  EXPECT_EQ(listed.out.find("mira-tolvane", first + 1), std::string::npos) << listed.out;
}

TEST_F(Actors, AreShownWithTheWordsAroundTheirMentions) {
  const auto shown = actors({"show", "mira-tolvane"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_TRUE(shown.out.starts_with("Mira Tolvane (mira-tolvane)\n")) << shown.out;
  // The line may break inside of the name.
  EXPECT_NE(shown.out.find("[Mira"), std::string::npos) << shown.out;
  EXPECT_EQ(actors({"show", "mira-tolvan"}).status, 3);
  EXPECT_NE(actors({"show", "mira-tolvan"}).err.find("did you mean \"mira-tolvane\""),
            std::string::npos);
}

TEST_F(Actors, AreMergedAndTakenApartAgain) {
  const auto before = actors({"--csv"}).out;
  const auto unsigned_one = actors({"merge", "mira-tolvane", "oskar-brandeth"});
  EXPECT_EQ(unsigned_one.status, 2);
  EXPECT_NE(unsigned_one.err.find("--coder"), std::string::npos);
  const auto merged = actors({"merge", "mira-tolvane", "oskar-brandeth", "--coder", "mk"});
  EXPECT_EQ(merged.status, 0) << merged.err;
  EXPECT_NE(merged.err.find("Decision 1: mira-tolvane is oskar-brandeth, says mk."),
            std::string::npos)
      << merged.err;
  EXPECT_NE(actors({"--csv"}).out, before);
  EXPECT_NE(actors({"history"}).out.find("1. "), std::string::npos);
  const auto undone = actors({"undo"});
  EXPECT_EQ(undone.status, 0) << undone.err;
  EXPECT_EQ(actors({"--csv"}).out, before);
  EXPECT_EQ(actors({"undo"}).status, 3);
}

TEST_F(Actors, HaveProposalsAsATable) {
  const auto table = actors({"proposals", "--csv"});
  EXPECT_EQ(table.status, 0);
  EXPECT_TRUE(table.out.starts_with("number,actor,actor_name,")) << table.out;
}

TEST_F(Actors, KnowTheWordThatWasMeant) {
  const auto said = actors({"mrege", "a", "b"});
  EXPECT_EQ(said.status, 2);
  EXPECT_NE(said.err.find("Did you mean \"merge\"?"), std::string::npos) << said.err;
  const auto help = run_program({"actors", "merge", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("Usage: faultline actors STUDY merge ID INTO"), std::string::npos);
  EXPECT_EQ(run_program({"help", "actors", "merge"}).out, help.out);
}

}  // namespace
}  // namespace faultline::cli

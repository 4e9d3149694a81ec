// faultline code: a coder's sitting, codings without questions, comparison, files in and out.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/cli.h"
#include "cli/program.h"
#include "cli/said.h"
#include "study/study.h"

// All people and places are invented.

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments, const std::string& input = {},
         bool interrupted = false) {
  return say_in(arguments, {.input = input, .width = 100, .interrupted = interrupted});
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

constexpr const char* codebook = R"(
[codebook]
name = "harbour"
[[concept]]
name = "finish the pier"
description = "The pier under way should be built to its end."
for = ["finish pier"]
against = ["vote against pier"]
[[concept]]
name = "trust the master"
)";

class Code : public testing::Test {
 protected:
  Code() {
    folder_.write("texts/a.txt", article_text(1));
    folder_.write("texts/b.txt", article_text(2));
    const std::string book = folder_.write("book.toml", codebook);
    const auto read =
        say({"read", folder_ / "texts", "--into", study_, "--codebook", book, "--quiet"});
    EXPECT_EQ(read.exit, Exit::AllDone) << read.err;
    statements_ = lines_in(say({"statements", study_, "--csv"}).out) - 1;
  }
  Said code(std::vector<std::string> words, const std::string& input = {}) const {
    words.insert(words.begin(), {"code", study_});
    return say(words, input);
  }
  /// Rows of `export`.
  [[nodiscard]] std::size_t coded(const std::string& coder = "mk") const {
    return lines_in(code({"export", "--coder", coder}).out) - 1;
  }
  /// Number of the first statement that holds the words.
  [[nodiscard]] std::string key_of(const std::string& words) const {
    const auto listed = say({"statements", study_, "--text", words, "--csv"}).out;
    const auto begin = listed.find('\n') + 1;
    return listed.substr(begin, listed.find(',', begin) - begin);
  }

  Folder folder_;
  std::string study_ = folder_ / "s.study";
  std::size_t statements_ = 0;
};

TEST_F(Code, AsksForEveryStatementAndGoesOnWhereItStopped) {
  ASSERT_GT(statements_, 3u);
  const std::vector<std::string> sit{"--coder", "mk", "--concept", "finish the pier"};
  const auto first = code(sit, "f because he says so\nn\nq\n");
  EXPECT_EQ(first.exit, Exit::AllDone) << first.err;
  EXPECT_TRUE(has(first.out, "Concept: finish the pier\n  The pier under way")) << first.out;
  EXPECT_TRUE(has(first.out, "2 statements coded in this sitting")) << first.out;
  EXPECT_EQ(coded(), 2u);
  EXPECT_TRUE(has(code({"export"}).out, "because he says so"));
  const auto second = code(sit, "");
  EXPECT_TRUE(has(second.out, std::to_string(statements_ - 2) + " left. ")) << second.out;
  EXPECT_TRUE(has(second.out, "0 statements coded")) << "the input may end at any time";
  std::string all;
  for (std::size_t i = 0; i < statements_; ++i) all += "n\n";
  const auto last = code(sit, all);
  EXPECT_TRUE(has(last.out, "No statements are left to code")) << last.out;
  EXPECT_EQ(coded(), statements_);
}

TEST_F(Code, ShowsTheStatementInItsPlaceAndWhatTheMachineSays) {
  const auto shown = code({"--coder", "mk", "--concept", "finish the pier"}, "s\ns\ns\ns\nq\n");
  EXPECT_TRUE(has(shown.out, "Mira Tolvane (mira-tolvane)")) << shown.out;
  EXPECT_TRUE(has(shown.out, "[“We will finish pier 1,”")) << shown.out;
  EXPECT_TRUE(has(shown.out, "the codebook's phrases: for")) << shown.out;
  const auto blind =
      code({"--coder", "mk", "--concept", "finish the pier", "--blind"}, "s\ns\ns\ns\nq\n");
  EXPECT_FALSE(has(blind.out, "the codebook's phrases")) << blind.out;
}

TEST_F(Code, DoesNotShowWhatOtherPeopleSay) {
  ASSERT_EQ(code({"set", key_of("finish"), "finish the pier", "against", "--coder", "zo", "--note",
                  "zo's note"})
                .exit,
            Exit::AllDone);
  const auto shown = code({"--coder", "mk", "--concept", "finish the pier"}, "s\ns\ns\ns\nq\n");
  EXPECT_FALSE(has(shown.out, "zo")) << shown.out;
}

TEST_F(Code, ShowsWhatAModelProposesAndCountsItOnlyWhenAPersonAccepts) {
  const auto before = say({"codings", study_, "--csv"}).out;
  {
    auto study = study::Study::open(study_, study::Access::Write).value();
    study::MachineCoding proposal;
    proposal.statement = study.statements()->front().key;
    proposal.concept_name = "trust the master";
    proposal.agreement = -1;
    proposal.confidence = 0.625;
    ASSERT_TRUE(study.store_proposals(std::vector{proposal}, "tiny").has_value());
  }
  EXPECT_EQ(say({"codings", study_, "--csv"}).out, before);
  const auto sat = code({"--coder", "mk", "--concept", "trust the master"}, "a\nq\n");
  EXPECT_TRUE(has(sat.out, "model tiny: against, 0.6")) << sat.out;
  EXPECT_EQ(lines_in(say({"codings", study_, "--csv"}).out), lines_in(before) + 1);
}

TEST_F(Code, TakesBackNotesMarksAndChangesConcept) {
  const auto sat = code({"--coder", "mk"},
                        "nonsense\n1\nt half sure\nw We will finish pier 1\nf\nu\nf\n"
                        "c trust the mastr\nc trust the master\na\nx\n?\nw no such words\nq\n");
  EXPECT_EQ(sat.exit, Exit::AllDone) << sat.err;
  EXPECT_TRUE(has(sat.out, "The codebook has no concept \"nonsense\"")) << sat.out;
  EXPECT_TRUE(has(sat.out, "Taken back.")) << sat.out;
  EXPECT_TRUE(has(sat.out, "Did you mean \"trust the master\"?")) << sat.out;
  EXPECT_TRUE(has(sat.out, "\"x\" is no answer.")) << sat.out;
  EXPECT_TRUE(has(sat.out, "does not hold these words")) << sat.out;
  EXPECT_EQ(coded(), 2u);
  const auto history = code({"list", "--history", "--kind", "person"}).out;
  EXPECT_TRUE(has(history, "(“We will finish pier 1”) [half sure] (taken back")) << history;
}

TEST_F(Code, GoesOnWithAnotherConceptWhenOneIsDone) {
  std::string input = "1\n";
  for (std::size_t i = 0; i < statements_; ++i) input += "n\n";
  const auto sat = code({"--coder", "mk"}, input + "trust the master\nf\nq\n");
  EXPECT_TRUE(has(sat.out, "No statements are left to code on \"finish the pier\"")) << sat.out;
  EXPECT_EQ(coded(), statements_ + 1);
}

TEST_F(Code, UndoesOnlyThisSitting) {
  ASSERT_EQ(code({"--coder", "mk", "--concept", "trust the master"}, "f\nq\n").exit, Exit::AllDone);
  const auto sat = code({"--coder", "mk", "--concept", "trust the master"}, "u\nq\n");
  EXPECT_TRUE(has(sat.out, "Nothing was coded in this sitting"));
  EXPECT_EQ(coded(), 1u);
}

TEST_F(Code, StopsAtCtrlCAndLosesNothing) {
  const auto sat = say({"code", study_, "--coder", "mk", "--concept", "trust the master"}, "f\n",
                       /*interrupted=*/true);
  EXPECT_EQ(sat.exit, Exit::Interrupted);
  EXPECT_EQ(coded(), 0u);
}

TEST_F(Code, AsksInTheOrderThatIsWanted) {
  const auto order = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"--coder", "mk", "--concept", "finish the pier", "--blind"};
    words.insert(words.end(), more.begin(), more.end());
    const auto out = code(words, "s\ns\ns\ns\ns\ns\ns\ns\ns\n").out;
    std::string keys;
    for (auto at = out.find(", statement "); at != std::string::npos;
         at = out.find(", statement ", at + 1))
      keys += out.substr(at + 12, out.find(' ', at + 12) - at - 12) + " ";
    return keys;
  };
  EXPECT_NE(order({}), order({"--order", "random"}));
  EXPECT_EQ(order({"--order", "random"}), order({"--order", "random"}));
  EXPECT_NE(order({"--order", "random"}), order({"--order", "random", "--seed", "7"}));
  const auto uncertain = order({"--order", "uncertain"});
  const auto first = uncertain.substr(0, uncertain.find(' '));
  std::istringstream rows(say({"statements", study_, "--text", "pier", "--csv"}).out);
  bool is_about = false;
  for (std::string row; std::getline(rows, row);)
    is_about = is_about || row.substr(0, row.find(',')) == first;
  EXPECT_TRUE(is_about) << "first what may be about the concept: " << uncertain;
  EXPECT_EQ(code({"--coder", "mk", "--order", "randm"}).exit, Exit::Usage);
  EXPECT_TRUE(has(code({"--coder", "mk", "--order", "randm"}).err, "Did you mean \"random\"?"));
}

TEST_F(Code, SetsAndUndoesWithoutQuestions) {
  const auto key = key_of("finish");
  const auto set = code({"set", key, "finish the pier", "against", "--coder", "mk", "--note",
                         "irony", "--confidence", "0.7", "--evidence", "finish pier"});
  EXPECT_EQ(set.exit, Exit::AllDone) << set.err;
  EXPECT_TRUE(has(set.err, "is against \"finish the pier\", says mk.")) << set.err;
  const auto codings = say({"codings", study_, "--csv"}).out;
  EXPECT_TRUE(has(codings, ",-1,")) << codings;
  EXPECT_TRUE(has(codings, ",mk,1.0,person,1,false")) << codings;
  EXPECT_TRUE(has(codings, "finish pier,"));
  const auto undone = code({"undo", "--coder", "mk"});
  EXPECT_EQ(undone.exit, Exit::AllDone) << undone.err;
  EXPECT_FALSE(has(say({"codings", study_, "--csv"}).out, ",mk,"));
  EXPECT_EQ(code({"undo", "--coder", "mk"}).exit, Exit::BadInput);
}

TEST_F(Code, SaysWhatIsWrongAndWhatWasMeant) {
  const auto key = key_of("finish");
  EXPECT_TRUE(has(code({}).err, "--coder NAME is missing"));
  EXPECT_EQ(code({"set", key, "finish the pier", "against"}).exit, Exit::Usage);
  EXPECT_TRUE(has(code({"set", key, "finish the peer", "for", "--coder", "mk"}).err,
                  "did you mean \"finish the pier\"?"));
  EXPECT_TRUE(has(code({"set", key, "finish the pier", "agianst", "--coder", "mk"}).err,
                  "Did you mean \"against\"?"));
  EXPECT_TRUE(has(code({"set", "999", "finish the pier", "for", "--coder", "mk"}).err,
                  "holds no statement 999"));
  EXPECT_TRUE(has(code({"set", key, "finish the pier", "for", "--coder", "machine"}).err,
                  "cannot be \"machine\""));
  EXPECT_TRUE(
      has(code({"set", key, "finish the pier", "for", "--coder", "mk", "--evidence", "x-y"}).err,
          "does not hold the words"));
  EXPECT_TRUE(has(code({"--coder", "mk", "--concept", "finish the peer"}).err,
                  "finish the peer\". Did you mean \"finish the pier\"?"));
  EXPECT_TRUE(has(code({"--coder", "mk", "--concept", "taxes"}).err,
                  "It has: finish the pier; trust the master."));
  EXPECT_TRUE(has(code({"agreemnt"}).err, "Did you mean \"agreement\"?"));
  EXPECT_TRUE(has(code({"list", "--coder", "phrse"}).err, "Did you mean \"phrase\"?"));
  EXPECT_EQ(code({"list", "--kind", "people"}).exit, Exit::Usage);
}

TEST_F(Code, NeedsACodebook) {
  const auto read = say({"read", folder_ / "texts", "--into", folder_ / "t.study", "--quiet"});
  ASSERT_EQ(read.exit, Exit::AllDone);
  EXPECT_TRUE(has(say({"code", folder_ / "t.study", "--coder", "mk"}).err, "--codebook"));
}

TEST_F(Code, IsCorrectedAsBefore) {
  const auto listed = say({"codings", study_, "--csv"}).out;
  const auto begin = listed.find('\n') + 1;
  const auto key = listed.substr(begin, listed.find(',', begin) - begin);
  ASSERT_EQ(say({"correct", study_, "coding", key, "--wrong", "--coder", "mk"}).exit,
            Exit::AllDone);
  EXPECT_EQ(lines_in(say({"codings", study_, "--csv"}).out), lines_in(listed) - 1);
  EXPECT_EQ(coded(), 1u) << "it is a coding of mk's";
  ASSERT_EQ(say({"correct", study_, "coding", key, "--undo"}).exit, Exit::AllDone);
  EXPECT_EQ(say({"codings", study_, "--csv"}).out, listed);
}

TEST_F(Code, ComparesCoders) {
  EXPECT_TRUE(has(code({"agreement"}).err, "No two people"));
  EXPECT_TRUE(has(code({"disagreements"}).err, "Nobody"));
  const std::vector<std::string> sit{"--concept", "finish the pier", "--coder"};
  const auto sitting = [&](const std::string& coder, const std::string& input) {
    auto words = sit;
    words.push_back(coder);
    return code(words, input).exit;
  };
  ASSERT_EQ(sitting("mk", "f\na\nn\nf\nq\n"), Exit::AllDone);
  ASSERT_EQ(sitting("zo", "f\na\nn\na\nq\n"), Exit::AllDone);
  const auto table = code({"agreement"});
  EXPECT_TRUE(has(table.out, "finish the pier")) << table.out;
  EXPECT_TRUE(has(table.out, "mk, zo")) << table.out;
  EXPECT_TRUE(has(table.out, "|uα")) << table.out;
  const auto csv = code({"agreement", "--csv", "--concept", "finish the pier"}).out;
  EXPECT_TRUE(has(csv, "finish the pier,alpha,\"mk; zo\",0.")) << csv;
  EXPECT_EQ(csv, code({"agreement", "--csv"}).out) << "the same seed";
  const auto differ = code({"disagreements"}).out;
  EXPECT_TRUE(has(differ, "mk: for")) << differ;
  EXPECT_TRUE(has(differ, "zo: against")) << differ;
  EXPECT_EQ(lines_in(code({"disagreements", "--csv"}).out), 2u);
  EXPECT_TRUE(has(say({"codings", study_, "--csv"}).out, ",zo,1.0,person,2,true"));
  EXPECT_TRUE(has(say({"codings", study_}).out, "zo, disputed"));
  EXPECT_TRUE(has(code({"adjudicator", "mk"}).out, "mk decides"));
  EXPECT_FALSE(has(say({"codings", study_, "--csv"}).out, ",zo,1.0,person,2,true"));
  EXPECT_TRUE(has(code({"adjudicator", "--none"}).out, "newest"));
}

TEST_F(Code, GoesOutAndComesBackIntoAFreshStudy) {
  ASSERT_EQ(
      code({"--coder", "mk", "--concept", "finish the pier"}, "f plain\nw will\na\nn\nf\nq\n").exit,
      Exit::AllDone);
  ASSERT_EQ(code({"set", key_of("finish"), "trust the master", "neither", "--coder", "=zo",
                  "--confidence", "0.25", "--evidence", "finish pier", "--note", "a \"b\", c"})
                .exit,
            Exit::AllDone);
  const auto table = code({"export"}).out;
  const std::string file = folder_.write("codings.csv", table);
  const std::string fresh = folder_ / "fresh.study";
  ASSERT_EQ(say({"read", folder_ / "texts", "--into", fresh, "--codebook", folder_ / "book.toml",
                 "--quiet"})
                .exit,
            Exit::AllDone);
  const auto checked = say({"code", fresh, "import", file, "--check"});
  EXPECT_TRUE(has(checked.err, "5 rows would be taken, 0 not.")) << checked.err;
  const auto taken = say({"code", fresh, "import", file});
  EXPECT_EQ(taken.exit, Exit::AllDone) << taken.err;
  EXPECT_TRUE(has(taken.err, "5 codings taken.")) << taken.err;
  const auto without_ids = [](const std::string& csv) {
    std::string all;
    std::istringstream rows(csv);
    for (std::string row; std::getline(rows, row);) all += row.substr(0, row.rfind(',')) + '\n';
    return all;
  };
  EXPECT_EQ(without_ids(say({"code", fresh, "export"}).out), without_ids(table));
  EXPECT_TRUE(has(say({"code", fresh, "import", file}).err, "0 codings taken, 5 there already."));
  EXPECT_TRUE(has(say({"code", fresh, "imports"}).out, "1. ")) << "one act";
  const auto undone = say({"code", fresh, "undo-import"});
  EXPECT_EQ(undone.exit, Exit::AllDone) << undone.err;
  EXPECT_EQ(lines_in(say({"code", fresh, "export"}).out), 1u);
  EXPECT_EQ(say({"code", fresh, "undo-import"}).exit, Exit::BadInput);
}

TEST_F(Code, ReportsLinesOfAFileThatItCannotUse) {
  const std::string file =
      folder_.write("dna.csv",
                    "person,organization,concept,agreement,date,text\n"
                    "Mira Tolvane,,finish the pier,1,2031-03-04,\"We will finish pier 1,\"\n"
                    "Mira Tolvane,,finish the peer,1,2031-03-04,\"We will finish pier 1,\"\n"
                    "Nobody,,finish the pier,0,2031-03-04,\"We will finish pier 2,\"\n"
                    "Mira Tolvane,,finish the pier,0,2031-03-04,words that nobody said\n");
  const auto said = code({"import", file, "--dna", "--coder", "mk"});
  EXPECT_EQ(said.exit, Exit::SomeFailed) << said.err;
  EXPECT_TRUE(has(said.err, "dna.csv:3")) << said.err;
  EXPECT_TRUE(has(said.err, "no concept \"finish the peer\"")) << said.err;
  EXPECT_TRUE(has(said.err, "dna.csv:5")) << said.err;
  EXPECT_TRUE(has(said.err, "1 row names another speaker")) << said.err;
  EXPECT_TRUE(has(said.err, "2 codings taken.")) << said.err;
  EXPECT_TRUE(has(code({"export"}).out, "finish the pier,-1,"));
  EXPECT_EQ(code({"import", folder_ / "none.csv"}).exit, Exit::BadInput);
}

}  // namespace
}  // namespace faultline::cli

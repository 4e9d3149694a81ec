// `faultline evaluate codings` and `faultline code STUDY learn`.

#include <gtest/gtest.h>

#include <sstream>

#include "cli/cli.h"
#include "cli/program.h"
#include "cli/said.h"

// All people and places are invented.

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments) { return say_in(arguments, {.width = 140}); }

constexpr const char* codebook = R"(
[codebook]
name = "island"
[[concept]]
name = "keep the ferry"
description = "The ferry to the island should go on."
for = ["keep the ferry"]
against = ["scrap the ferry"]
[[concept]]
name = "new school"
)";

constexpr const char* for_it[] = {"that the ferry is a lifeline for the islanders",
                                  "that the islanders need the ferry as a lifeline",
                                  "that a lifeline like the ferry has no price"};
constexpr const char* against_it[] = {"that the ferry is a money pit for taxpayers",
                                      "that taxpayers pay too much for a rusty ferry",
                                      "that the rusty ferry is a money pit"};
constexpr const char* about_other[] = {"that the harvest of the hills was poor",
                                       "that the library opens on Monday",
                                       "that bread has become dear this winter"};

class EvaluateCodings : public testing::Test {
 protected:
  EvaluateCodings() {
    std::string lines;
    int id = 0;
    for (int copy = 0; copy < 5; ++copy) {
      const auto add = [&](const char* labels, const char* content) {
        lines += std::to_string(++id) + std::string(copy % 2 == 0 ? "\tplain\t" : "\thard\t") +
                 labels + "\tAda Rey\tsaid\t" + content + " in year " + std::to_string(copy) + "\n";
      };
      for (const char* words : for_it) add("+keep the ferry", words);
      for (const char* words : against_it) add("-keep the ferry", words);
      for (const char* words : about_other) add("", words);
    }
    gold_ = folder_.write("gold.tsv", lines);
    book_ = folder_.write("book.toml", codebook);
  }

  Folder folder_;
  std::string gold_, book_;
};

TEST_F(EvaluateCodings, PrintsWhatPhrasesFindAndWhatIsLearned) {
  const auto said =
      say({"evaluate", "codings", gold_, "--codebook", book_, "--concept", "keep the ferry"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "\nkeep the ferry\t15\t15\t")) << said.out;
  EXPECT_TRUE(has(said.out, "\t100.0\t100.0\t100.0\t")) << "each sentence is there five times";
  EXPECT_FALSE(has(said.out, "new school"));
}

TEST_F(EvaluateCodings, DrawsALearningCurve) {
  const std::string picture = folder_ / "curve.svg";
  const auto said = say({"evaluate", "codings", gold_, "--codebook", book_, "--concept",
                         "keep the ferry", "--curve", "--seeds", "2", "--svg", picture});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "what\tpicks\tlabels\tF1\tdeviation\nall\tphrases\t0\t0.0\t0.0\n"))
      << said.out;
  EXPECT_TRUE(has(said.out, "\nplain\tactive\t20\t")) << said.out;
  const auto again = say({"evaluate", "codings", gold_, "--codebook", book_, "--concept",
                          "keep the ferry", "--curve", "--seeds", "2"});
  EXPECT_EQ(again.out, said.out);
}

TEST_F(EvaluateCodings, RefusesWhatMakesNoSense) {
  EXPECT_EQ(say({"evaluate", "codings", gold_}).exit, Exit::Usage);
  EXPECT_EQ(say({"evaluate", "codings", gold_, "--codebook", book_, "--svg", "x.svg"}).exit,
            Exit::Usage);
  EXPECT_EQ(
      say({"evaluate", "codings", gold_, "--codebook", book_, "--curve", "--seeds", "0"}).exit,
      Exit::Usage);
  const auto unknown =
      say({"evaluate", "codings", gold_, "--codebook", book_, "--concept", "tram"});
  EXPECT_NE(unknown.exit, Exit::AllDone);
  EXPECT_TRUE(has(unknown.err, "no concept \"tram\"")) << unknown.err;
}

/// A study in which two dozen statements say much the same about the ferry.
class Learn : public testing::Test {
 protected:
  Learn() {
    std::string text = "Ferry debate\n\n";
    for (int i = 0; i < 8; ++i) {
      for (const char* words : {for_it[i % 3], against_it[i % 3], about_other[i % 3]})
        text +=
            "Mayor Ada Rey said " + std::string(words) + " in year " + std::to_string(i) + ".\n\n";
    }
    folder_.write("texts/a.txt", text);
    const auto read = say({"read", folder_ / "texts", "--into", study_, "--codebook",
                           folder_.write("book.toml", codebook), "--quiet"});
    EXPECT_EQ(read.exit, Exit::AllDone) << read.err;
  }

  /// Codes up to `most` of the statements that hold the words.
  void code(const std::string& words, const std::string& side, std::size_t most) const {
    std::istringstream rows(say({"statements", study_, "--text", words, "--csv"}).out);
    std::string row;
    std::getline(rows, row);
    for (std::size_t i = 0; i < most && std::getline(rows, row); ++i) {
      const auto said = say({"code", study_, "set", row.substr(0, row.find(',')), "keep the ferry",
                             side, "--coder", "mk"});
      EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
    }
  }

  [[nodiscard]] std::size_t learned() const {
    std::istringstream rows(say({"codings", study_, "--csv"}).out);
    std::size_t count = 0;
    for (std::string row; std::getline(rows, row);) count += has(row, "learned") ? 1 : 0;
    return count;
  }

  Folder folder_;
  std::string study_ = folder_ / "s.study";
};

TEST_F(Learn, SaysWhereThereIsTooLittleToLearnFrom) {
  code("lifeline", "for", 3);
  const auto said = say({"code", study_, "learn"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "7 more to learn from")) << said.out;
  EXPECT_TRUE(has(said.out, "10 more to learn from")) << said.out;
  EXPECT_EQ(learned(), 0u);
}

TEST_F(Learn, CodesWhatNobodyHasCodedAndNothingElse) {
  code("lifeline", "for", 5);
  code("pit", "against", 4);
  code("hills OR library OR bread", "neither", 5);
  const auto tried = say({"code", study_, "learn", "--dry-run"});
  EXPECT_EQ(tried.exit, Exit::AllDone) << tried.err;
  EXPECT_EQ(learned(), 0u);
  const auto said = say({"code", study_, "learn"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_EQ(said.out, tried.out);
  const std::size_t first = learned();
  EXPECT_GT(first, 3u) << said.out;
  // What it said itself teaches it nothing.
  EXPECT_EQ(say({"code", study_, "learn"}).out, said.out);
  EXPECT_EQ(learned(), first);
  // A person's word outweighs it.
  code("lifeline", "for", 8);
  EXPECT_LT(learned(), first);
}

TEST_F(Learn, AsksInAnOrderThatTheAnswersChange) {
  const auto sitting = [&] {
    std::ostringstream out, err;
    std::istringstream in("q\n");
    const std::atomic<bool> stop{false};
    (void)run(
        {"code", study_, "--coder", "zo", "--concept", "keep the ferry", "--order", "uncertain"},
        {.out = out, .err = err, .width = 100, .interrupted = stop, .in = &in});
    return out.str();
  };
  EXPECT_TRUE(has(sitting(), "ferry to") || has(sitting(), "ferry")) << sitting();
  EXPECT_EQ(sitting(), sitting());
}

}  // namespace
}  // namespace faultline::cli

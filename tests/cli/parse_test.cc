// `faultline parse` and `faultline evaluate`, over the real program.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cli/program.h"

namespace faultline::cli {
namespace {

constexpr const char* gold_words =
    "# sent_id = s1\n# text = Weber didn't go.\n"
    "1\tWeber\tWeber\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNote=kept\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST(Parse, WritesWordsWithTagsTreesAndNames) {
  const auto ended = run_program({"parse", "-"}, {.in = "Ann Lee didn't leave Ostrava."});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(ended.err.empty()) << ended.err;
  EXPECT_TRUE(says(ended.out, "# text = Ann Lee didn't leave Ostrava.\n")) << ended.out;
  EXPECT_TRUE(says(ended.out, "1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t")) << ended.out;
  EXPECT_TRUE(says(ended.out, "NER=B-PER\n2\tLee\t")) << ended.out;
  EXPECT_TRUE(says(ended.out, "3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tdid\tdo\tAUX\t"))
      << ended.out;
  EXPECT_TRUE(says(ended.out, "\t0\troot\t_\t_\n")) << ended.out;
  EXPECT_TRUE(says(ended.out, "SpaceAfter=No\n7\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t")) << ended.out;
}

TEST(Parse, WritesNothingForAnEmptyText) {
  const auto ended = run_program({"parse", "-"}, {.in = " \n\n"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.out, "");
}

TEST(Parse, KeepsGivenWordsSentencesAndComments) {
  const auto ended = run_program({"parse", "--conllu", "-"}, {.in = gold_words});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(ended.out.starts_with("# sent_id = s1\n# text = Weber didn't go.\n1\tWeber\t"))
      << ended.out;
  EXPECT_TRUE(says(ended.out, "\n2-3\tdidn't\t_")) << ended.out;
  EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'),
            std::count(gold_words, gold_words + std::string(gold_words).size(), '\n'));
}

TEST(Parse, NamesTheLineThatIsNoConllu) {
  const auto ended = run_program({"parse", "--conllu", "-"}, {.in = "1\tWeber\n"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(says(ended.err, "-:1: this line has not ten columns")) << ended.err;
}

TEST(Parse, NamesAMissingFileAndAMissingModel) {
  const Folder folder;
  const auto missing = run_program({"parse", folder / "absent.txt"});
  EXPECT_EQ(missing.status, 3);
  EXPECT_TRUE(says(missing.err, "absent.txt")) << missing.err;
  const auto text = folder.write("text.txt", "They left.");
  const auto no_model = run_program({"parse", text, "--models", folder.path()});
  EXPECT_EQ(no_model.status, 3);
  EXPECT_TRUE(says(no_model.err, "english/encoder.bin")) << no_model.err;
}

TEST(Evaluate, ComparesAnAnalysisWithAGoldOne) {
  const Folder folder;
  const auto gold = folder.write("gold.conllu", gold_words);
  const auto same = run_program({"evaluate", "parse", gold, "--predictions", gold});
  ASSERT_EQ(same.status, 0) << same.err;
  for (const char* measure : {"Tokens", "Sentences", "Words", "XPOS", "LAS", "CLAS"}) {
    EXPECT_TRUE(says(same.out, measure)) << same.out;
  }
  EXPECT_TRUE(says(same.out, "100.00   100.00   100.00")) << same.out;
  const auto own = run_program({"evaluate", "parse", gold});
  EXPECT_EQ(own.status, 0) << own.err;
  const auto raw = run_program({"evaluate", "parse", gold, "--raw"});
  EXPECT_EQ(raw.status, 0) << raw.err;
  EXPECT_TRUE(says(raw.out, "Sentences")) << raw.out;
}

TEST(Evaluate, CountsNamesBySpanAndType) {
  const Folder folder;
  const auto gold = folder.write("gold.iob", "Ann\tB-PER\nLee\tI-PER\nleft\tO\nQom\tB-LOC\n\n");
  const auto other = folder.write("other.iob", "Ann\tB-PER\nLee\tI-PER\nleft\tO\nQom\tB-ORG\n");
  const auto ended = run_program({"evaluate", "names", gold, "--predictions", other});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(says(ended.out, "micro           50.00    50.00    50.00")) << ended.out;
  EXPECT_TRUE(says(ended.out, "spans_only     100.00   100.00   100.00")) << ended.out;
  const auto people =
      run_program({"evaluate", "names", gold, "--predictions", other, "--drop", "LOC,ORG"});
  EXPECT_TRUE(says(people.out, "micro          100.00   100.00   100.00")) << people.out;
  EXPECT_EQ(run_program({"evaluate", "names", gold}).status, 0);
}

TEST(Evaluate, RefusesAnUnknownTaskAndOtherWords) {
  const Folder folder;
  const auto gold = folder.write("gold.iob", "Ann\tB-PER\n");
  const auto other = folder.write("other.iob", "Eve\tB-PER\n");
  const auto task = run_program({"evaluate", "weather", gold});
  EXPECT_EQ(task.status, 2);
  EXPECT_TRUE(
      says(task.err, "the tasks are parse, names, coreference, statements, relations and codings"))
      << task.err;
  const auto words = run_program({"evaluate", "names", gold, "--predictions", other});
  EXPECT_EQ(words.status, 3);
  EXPECT_TRUE(says(words.err, "sentence 1")) << words.err;
}

}  // namespace
}  // namespace faultline::cli

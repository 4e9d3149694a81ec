// faultline audit: a whole sitting through standard input, a table and back, the report, and what
// it makes of `rift` and `timeline`.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/harbour.h"
#include "cli/program.h"
#include "cli/said.h"

// All people, parties and places are invented.

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

/// Ten weeks; in each two criticisms, one of Lor's own bloc and one of Reyl.
std::string ten_weeks() {
  std::string lines;
  for (int week = 0; week < 10; ++week)
    lines += harbour_article(7 * week, week % 2 == 0 ? "Quay Post" : "Reef Mail",
                             fmt::format("Ana Lor accused Dov Reyl of lying about pier {0}. Ben "
                                         "Mak accused Ana Lor of hiding the bill for pier {0}.",
                                         week));
  return lines;
}

class AuditCommand : public testing::Test {
 protected:
  AuditCommand() {
    const auto read = say_in({"read", folder_.write("weeks.jsonl", ten_weeks()), "--into", study_,
                              "--register", folder_.write("register.toml", harbour_register)});
    EXPECT_EQ(read.exit, Exit::AllDone) << read.err;
  }

  Said audit(std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.begin(), {"audit", study_});
    return say_in(words, {.input = input, .width = 100});
  }
  Json json(const std::string& command, std::vector<std::string> words = {}) {
    words.insert(words.begin(), {command, study_});
    words.emplace_back("--json");
    const auto said = say_in(words);
    EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
    return Json::parse(said.out);
  }
  /// How often "y" must be typed: all that is drawn.
  static std::string yes(int times) {
    std::string input;
    for (int i = 0; i < times; ++i) input += "y\n";
    return input;
  }

  Folder folder_;
  std::string study_ = folder_ / "my.study";
};

TEST_F(AuditCommand, AsksKeepsAndGoesOnWhereItStopped) {
  const auto first =
      audit({"--coder", "Nina", "--n", "12"}, "y\nn a joke\nmaybe\ne sign=7\ne sign=0\nu\ns\nq\n");
  EXPECT_EQ(first.exit, Exit::AllDone) << first.err;
  EXPECT_TRUE(has(first.err, "12 relations drawn of 20")) << first.err;
  EXPECT_TRUE(has(first.out, "accused")) << first.out;
  EXPECT_TRUE(has(first.out, "\"maybe\" is no answer"));
  EXPECT_TRUE(has(first.out, "is no change; write sign=-1"));
  EXPECT_TRUE(has(first.out, "Taken back."));
  EXPECT_TRUE(has(first.out, "2 relations checked in this sitting; 10 left."));
  const auto list = audit({"list"});
  EXPECT_TRUE(has(list.out, "wrong (says Nina: a joke)")) << list.out;
  const auto second = audit({"--coder", "Nina"}, yes(20));
  EXPECT_TRUE(has(second.err, "2 of 12 checked")) << second.err;
  EXPECT_TRUE(has(second.out, "Everything in this sample is checked."));
  EXPECT_TRUE(has(second.out, "10 relations checked in this sitting; 0 left."));
  EXPECT_EQ(json("audit", {"report"})["checked"], 12);
}

TEST_F(AuditCommand, EndsWithItsInputAndKeepsWhatWasSaid) {
  const auto said = audit({"--coder", "Nina", "--n", "12"}, "y\ny\n");
  EXPECT_EQ(said.exit, Exit::AllDone);
  EXPECT_EQ(json("audit", {"report"})["checked"], 2);
  const auto stopped =
      say_in({"audit", study_, "--coder", "Nina"}, {.input = "y\n", .interrupted = true});
  EXPECT_EQ(stopped.exit, Exit::Interrupted);
  EXPECT_EQ(json("audit", {"report"})["checked"], 2);
}

TEST_F(AuditCommand, UndoTakesTheLastAnswerBack) {
  audit({"--coder", "Nina", "--n", "12"}, "y\nn\n");
  EXPECT_EQ(audit({"undo", "--coder", "Otto"}).exit, Exit::BadInput) << "Otto has said nothing";
  const auto undone = audit({"undo", "--coder", "Nina"});
  EXPECT_EQ(undone.exit, Exit::AllDone) << undone.err;
  EXPECT_TRUE(has(undone.err, "Taken back"));
  EXPECT_EQ(json("audit", {"report"})["checked"], 1);
}

TEST_F(AuditCommand, SaysWhatItNeeds) {
  EXPECT_EQ(audit({}).exit, Exit::Usage);
  EXPECT_EQ(audit({"--coder", "machine"}).exit, Exit::Usage);
  EXPECT_EQ(audit({"--coder", "Nina", "--n", "0"}).exit, Exit::Usage);
  EXPECT_EQ(audit({"--coder", "Nina", "--bloc", "Nobody"}).exit, Exit::BadInput);
  EXPECT_TRUE(has(audit({"report"}).err, "No sample was drawn yet"));
}

TEST_F(AuditCommand, GoesThroughATableAndBack) {
  ASSERT_EQ(audit({"--draw-only", "--n", "4"}).exit, Exit::AllDone);
  const auto table = audit({"export"});
  EXPECT_TRUE(has(table.out, "item,audit,number,stratum,inclusion,article,outlet,day,from,act,"))
      << table.out;
  const auto items = audit({"export", "--jsonl"});
  EXPECT_EQ(std::count(items.out.begin(), items.out.end(), '\n'), 4);
  const auto answers = folder_.write("answers.csv",
                                     "item,verdict,new_sign,new_to,coder,note\n"
                                     "1,y,,,Nina,\n"
                                     "2,edited,0,,,hard\n"
                                     "3,,,,,\n"
                                     "4,perhaps,,,,\n"
                                     "9,y,,,,\n"
                                     "x,y,,,,\n"
                                     "4,y,0,,,\n"
                                     "4,e,,nobody,,\n"
                                     "4,y\n");
  const auto taken = audit({"import", answers, "--coder", "Otto"});
  EXPECT_EQ(taken.exit, Exit::SomeFailed);
  EXPECT_TRUE(has(taken.err, "2 answers taken, 0 there already, 1 not answered, 6 refused."))
      << taken.err;
  for (const auto* problem :
       {"answers.csv:5: \"perhaps\" is no verdict", "answers.csv:6: ", "answers.csv:7: \"x\" is no",
        "answers.csv:8: A column new_... is filled",
        "answers.csv:9: ", "answers.csv:10: The row has 2 cells"})
    EXPECT_TRUE(has(taken.err, problem)) << problem << "\n" << taken.err;
  EXPECT_EQ(json("audit", {"report"})["checked"], 2);
  // What is exported after that says nothing new.
  const auto back = folder_.write("back.csv", audit({"export"}).out);
  const auto again = audit({"import", back});
  EXPECT_EQ(again.exit, Exit::AllDone) << again.err;
  EXPECT_TRUE(has(again.err, "0 answers taken, 2 there already, 2 not answered, 0 refused."));
  const auto nameless = audit({"import", folder_.write("n.csv", "item,verdict\n3,y\n")});
  EXPECT_EQ(nameless.exit, Exit::NothingDone);
  EXPECT_TRUE(has(nameless.err, "n.csv:2: The row does not say who answered"));
  EXPECT_EQ(audit({"import", folder_.write("h.csv", "a,b\n1,2\n")}).exit, Exit::BadInput);
}

TEST_F(AuditCommand, RiftAndTimelineAreCorrectedFromThenOn) {
  const Json before = json("rift", {"--bin", "month"});
  EXPECT_TRUE(before["correction"].is_null());
  audit({"--coder", "Nina", "--n", "20"}, yes(20));
  const Json after = json("rift", {"--bin", "month"});
  EXPECT_EQ(after["share"], before["share"]) << "as read";
  EXPECT_EQ(after["correction"]["checked"], 20);
  EXPECT_DOUBLE_EQ(after["correction"]["share"]["value"], 0.5) << "all was right";
  const auto said = say_in({"rift", study_, "--bin", "month"}, {.width = 100});
  EXPECT_TRUE(has(said.out, "as read, not corrected")) << said.out;
  EXPECT_TRUE(has(after["cautions"].dump(), "recall is not measured")) << "said plainly";
  const auto plain = say_in({"rift", study_, "--bin", "month", "--uncorrected"}, {.width = 100});
  EXPECT_FALSE(has(plain.out, "orrected")) << plain.out;
  const auto series = say_in({"timeline", study_, "--bin", "month"}, {.width = 100});
  EXPECT_TRUE(has(series.out, "corrected")) << series.out;
  EXPECT_TRUE(has(series.out, "as read"));
  const auto csv = say_in({"timeline", study_, "--bin", "month", "--csv"});
  EXPECT_TRUE(has(csv.out, "corrected_share,corrected_low,corrected_high\r\n"));
  EXPECT_FALSE(has(csv.out, ",,,\r\n")) << "every month has a corrected share: " << csv.out;
  const auto bare = say_in({"timeline", study_, "--bin", "month", "--csv", "--uncorrected"});
  EXPECT_TRUE(has(bare.out, ",,,\r\n"));
}

TEST_F(AuditCommand, StandsInTheRefereesReportAndItsArchive) {
  audit({"--coder", "Nina", "--n", "20"}, "n\n" + yes(19));
  const std::vector<std::string> words = {"report", study_,         "--referee", "--permutations",
                                          "49",     "--replicates", "49"};
  const auto text = say_in(words, {.width = 400});
  EXPECT_TRUE(has(text.out, "A person has checked 20 relations drawn at random.")) << text.out;
  EXPECT_TRUE(has(text.out, "Corrected for the errors found,"));
  auto into = words;
  into.insert(into.end(), {"--into", folder_ / "archive"});
  ASSERT_EQ(say_in(into).exit, Exit::AllDone);
  const auto again = say_in({"reproduce", folder_ / "archive"}, {.width = 100});
  EXPECT_EQ(again.exit, Exit::AllDone) << again.out << again.err;
}

TEST_F(AuditCommand, TheReportComesAsTextTableAndLines) {
  audit({"--coder", "Nina", "--n", "12"}, "n\n" + yes(11));
  const auto text = audit({"report"});
  EXPECT_TRUE(has(text.out, "Among the relations that the machine has found")) << text.out;
  EXPECT_TRUE(has(text.out, "Quay Post"));
  const auto csv = audit({"report", "--csv"});
  EXPECT_TRUE(has(csv.out, "by,part,checked,right,")) << csv.out;
  EXPECT_TRUE(has(csv.out, "\r\nall,all,12,"));
  const auto lines = audit({"report", "--jsonl"});
  const Json all = Json::parse(lines.out.substr(0, lines.out.find('\n')));
  EXPECT_EQ(all["by"], "all");
  EXPECT_EQ(all["checked"], 12);
  EXPECT_LT(all["right"]["value"], 1);
  EXPECT_EQ(all["right"]["interval"].size(), 2U);
}

}  // namespace
}  // namespace faultline::cli

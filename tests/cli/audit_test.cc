// faultline audit: a whole sitting through standard input, a table and back, the report, and what
// it makes of `rift` and `timeline`.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/harbour.h"
#include "cli/program.h"
#include "cli/said.h"
#include "text/text.h"

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
  EXPECT_TRUE(has(after["cautions"].dump(), "nobody has read passages")) << "said plainly";
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
  EXPECT_TRUE(has(text.out, "missed altogether is not measured"));
  audit({"--missed", "--coder", "Nina", "--n", "10"}, "ana-lor - ben-mak\nn\nn\nn\nn\nn\n");
  EXPECT_TRUE(has(say_in(words, {.width = 400}).out, "by 6 passages that a person has read"));
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
  EXPECT_EQ(all["table"], "precision");
  EXPECT_EQ(all["by"], "all");
  EXPECT_EQ(all["checked"], 12);
  EXPECT_LT(all["right"]["value"], 1);
  EXPECT_EQ(all["right"]["interval"].size(), 2U);
}

// ---- Passages ----

TEST_F(AuditCommand, ShowsPassagesAndAsksWhatIsMissing) {
  const auto first = audit({"--missed", "--coder", "Nina", "--n", "6"},
                           "n dull\n1 - 2; 2 praise 1\n1 - 99\n1 hates 2\nana-lor - nobody\nu\n1 0 "
                           "2\ns\nq\n");
  EXPECT_EQ(first.exit, Exit::AllDone) << first.err;
  EXPECT_TRUE(has(first.err, "6 passages drawn of 10 articles")) << first.err;
  EXPECT_TRUE(has(first.out, "Found: Ana Lor -> Dov Reyl: accuse, against")) << first.out;
  EXPECT_TRUE(has(first.out, "Actors: 1 Ana Lor, "));
  EXPECT_TRUE(has(first.out, "none missing"));
  EXPECT_TRUE(has(first.out, "2 relations missing"));
  EXPECT_TRUE(has(first.out, "There is no actor 99"));
  EXPECT_TRUE(has(first.out, "\"1 hates 2\" is no relation"));
  EXPECT_TRUE(has(first.out, "holds no actor \"nobody\""));
  EXPECT_TRUE(has(first.out, "Taken back."));
  EXPECT_TRUE(has(first.out, "2 passages read in this sitting; 4 left."));
  const auto list = audit({"list", "--missed"});
  EXPECT_TRUE(has(list.out, "none missing (says Nina: dull)")) << list.out;
  EXPECT_TRUE(has(list.out, "missing: ana-lor consult "));
  EXPECT_EQ(audit({"list", "--audit", "1"}).out, list.out)
      << "its number says that it is of passages";
  EXPECT_TRUE(audit({"list"}).out.empty()) << "no relation was drawn";
  const auto second = audit({"--missed", "--coder", "Nina"}, "n\nn\nn\nn\n");
  EXPECT_TRUE(has(second.err, "2 of 6 checked")) << second.err;
  EXPECT_TRUE(has(second.out, "Everything in this sample is read."));
  const auto undone = audit({"undo", "--missed", "--coder", "Nina"});
  EXPECT_TRUE(has(undone.err, "not read")) << undone.err;
}

TEST_F(AuditCommand, PassagesGoThroughATableAndBack) {
  ASSERT_EQ(audit({"--missed", "--draw-only", "--n", "3"}).exit, Exit::AllDone);
  const auto table = audit({"export", "--missed"});
  EXPECT_TRUE(has(table.out,
                  "passage,audit,number,stratum,inclusion,article,outlet,published,part,"
                  "parts,text,missed,coder,note,answered_at"))
      << table.out;
  const auto answers = folder_.write("read.csv",
                                     "passage,missed,coder\n1,none,Nina\n"
                                     "2,ana-lor - ben-mak; ben-mak praise cyd-tarn,\n3,,\n"
                                     "3,ana-lor - nobody,Nina\n9,none,Nina\n");
  const auto taken = audit({"import", answers, "--missed", "--coder", "Otto"});
  EXPECT_EQ(taken.exit, Exit::SomeFailed);
  EXPECT_TRUE(has(taken.err, "2 answers taken, 0 there already, 1 not answered, 2 refused."))
      << taken.err;
  EXPECT_TRUE(has(taken.err, "read.csv:5: ")) << taken.err;
  EXPECT_TRUE(has(taken.err, "read.csv:6: "));
  const auto back = folder_.write("back.csv", audit({"export", "--missed"}).out);
  const auto again = audit({"import", back, "--missed"});
  EXPECT_TRUE(has(again.err, "0 answers taken, 2 there already, 1 not answered, 0 refused."))
      << again.err;
}

TEST_F(AuditCommand, WhatIsMissingCorrectsFiguresAndIsReported) {
  audit({"--coder", "Nina", "--n", "20"}, yes(20));
  const Json before = json("rift", {"--bin", "month"});
  EXPECT_EQ(before["correction"]["passages"]["read"], 0);
  // In each of ten articles one more criticism inside is said to be missing.
  std::string input;
  for (int i = 0; i < 10; ++i) input += "ana-lor - ben-mak\n";
  audit({"--missed", "--coder", "Nina", "--n", "10"}, input);
  const Json after = json("rift", {"--bin", "month"});
  const auto& correction = after["correction"];
  EXPECT_EQ(correction["passages"]["read"], 10);
  EXPECT_EQ(correction["passages"]["missing"], 10);
  EXPECT_DOUBLE_EQ(correction["share_of_found"]["value"], 0.5);
  EXPECT_NEAR(correction["share"]["value"].get<double>(), 20.0 / 30, 1e-9);
  EXPECT_NEAR(correction["criticism_inside"]["value"].get<double>(), 20, 1e-9);
  EXPECT_EQ(correction["criticism_inside"]["as_read"], 10);
  EXPECT_EQ(after["share"], before["share"]) << "as read";
  const auto said = say_in({"rift", study_, "--bin", "month"}, {.width = 100});
  EXPECT_TRUE(has(said.out, "of what was found alone")) << said.out;
  EXPECT_TRUE(has(said.out, "20 [20 to 20]")) << said.out;
  EXPECT_TRUE(has(text::fold_space(said.out),
                  "a passage of 10 of 10 articles read, 10 relations missing there"))
      << said.out;
  const auto report = audit({"report"});
  EXPECT_TRUE(has(report.out, "How much of the criticism by members of Harbour Compact"))
      << report.out;
  const Json all = json("audit", {"report"});
  ASSERT_FALSE(all["recall"].empty());
  EXPECT_EQ(all["recall"][0]["missing"], 10);
  EXPECT_NEAR(all["recall"][0]["recall"]["value"].get<double>(), 20.0 / 30, 1e-9);
  const auto csv = audit({"report", "--csv"});
  const auto header = csv.out.substr(0, csv.out.find('\r'));
  const auto commas = std::count(header.begin(), header.end(), ',');
  std::size_t begin = 0;
  while (begin < csv.out.size()) {
    const auto end = csv.out.find('\r', begin);
    const std::string line = csv.out.substr(begin, end - begin);
    if (!has(line, "\"")) {
      EXPECT_EQ(std::count(line.begin(), line.end(), ','), commas) << line;
    }
    begin = end + 2;
  }
}

}  // namespace
}  // namespace faultline::cli

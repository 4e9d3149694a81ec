// faultline report --referee | reproduce: the list, the page, and an archive computed again.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/harbour.h"
#include "cli/program.h"
#include "cli/said.h"

// All people, parties and places are invented.

namespace faultline::cli {
namespace {

/// Six weeks in which members attack an opponent, then six in which they attack each other.
std::string articles() {
  std::string lines;
  for (int week = 0; week < 12; ++week)
    lines += harbour_article(
        7 * week, week % 2 == 0 ? "Quay Post" : "Reef Mail",
        fmt::format("Ana Lor accused {} of lying about pier {}. Ben Mak accused {} of hiding the "
                    "bill. Ana Lor attacked {} over the wage.",
                    week < 6 ? "Dov Reyl" : "Ben Mak", week, week < 6 ? "Dov Reyl" : "Ana Lor",
                    week < 6 ? "Dov Reyl" : "Ben Mak"),
        "=The pier");
  return lines;
}

/// The study is read, and the archive written, once for all tests.
class Report : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    const auto read = say_in({"read", folder_->write("weeks.jsonl", articles()), "--into", study(),
                              "--register", folder_->write("register.toml", harbour_register)});
    ASSERT_EQ(read.exit, Exit::AllDone) << read.err;
    const auto said = report({"--into", *folder_ / "archive"});
    ASSERT_EQ(said.exit, Exit::AllDone) << said.err;
    ASSERT_TRUE(has(said.err, "faultline reproduce")) << said.err;
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::string study() { return *folder_ / "my.study"; }
  static Said report(std::vector<std::string> words) {
    words.insert(words.begin(), {"report", study(), "--referee", "--permutations", "99",
                                 "--replicates", "99", "--event", "the inquiry=2031-02-17"});
    return say_in(words, {.width = 100});
  }
  /// A copy of the archive that a test may change.
  static std::string copy(const std::string& name) {
    std::filesystem::copy(*folder_ / "archive", *folder_ / name,
                          std::filesystem::copy_options::recursive);
    return *folder_ / name;
  }

  static std::unique_ptr<Folder> folder_;
};
std::unique_ptr<Folder> Report::folder_;

void replace_in(const std::string& file, const std::string& old_words, const std::string& words) {
  std::string content = file_content(file);
  const auto at = content.find(old_words);
  ASSERT_NE(at, std::string::npos) << old_words;
  content.replace(at, old_words.size(), words);
  std::ofstream(file, std::ios::binary) << content;
}

TEST_F(Report, ListsTenItemsAndWhatIsMissing) {
  const auto said = report({});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "united until 2031-W07; split since 2031-W08")) << said.out;
  EXPECT_TRUE(has(said.out, " 2. missing"));
  EXPECT_TRUE(has(said.out, "faultline audit " + study() + " --n 200"));
  EXPECT_TRUE(has(said.out, "10. partly"));  // no archive yet
  EXPECT_TRUE(has(said.out, "1 without a source") || has(said.out, "2 without a source"));
}

TEST_F(Report, IsAPage) {
  const auto said = report({"--html", "-"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(said.out.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(has(said.out, "=The pier"));
  EXPECT_TRUE(has(said.out, "lines before and after “the inquiry”"));
  EXPECT_TRUE(has(said.out, "<h3>Phases</h3>"));
  EXPECT_EQ(report({"--html", "-", "--threads", "3"}).out, said.out);
}

TEST_F(Report, IsReproducedToTheByte) {
  const auto said = say_in({"reproduce", *folder_ / "archive", "--study", study()});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.out << said.err;
  EXPECT_TRUE(has(said.out, "the same bytes")) << said.out;
  EXPECT_TRUE(has(said.out, "gives the same bytes")) << said.out;
  const auto events = file_content(*folder_ / "archive/figures/events.csv");
  EXPECT_TRUE(has(events, "\r\nthe inquiry,2031-02-17,")) << events;
  const auto phases = file_content(*folder_ / "archive/figures/phases.csv");
  EXPECT_TRUE(has(phases, "\r\n2031-W02,2031-01-06,2031-01-12,1,")) << phases;
  // Another run of the report, on other threads, writes the same archive.
  ASSERT_EQ(report({"--into", *folder_ / "again", "--threads", "1"}).exit, Exit::AllDone);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder_ / "archive"))
    if (entry.is_regular_file()) {
      const auto path = std::filesystem::relative(entry.path(), *folder_ / "archive");
      EXPECT_EQ(file_content(entry.path()),
                file_content(std::filesystem::path(*folder_ / "again") / path))
          << path;
    }
}

TEST_F(Report, FindsAFigureThatWasChanged) {
  const std::string archive = copy("changed");
  replace_in(archive + "/figures/pairs.csv", "ana-lor,ben-mak,12", "ana-lor,ben-mak,13");
  const auto said = say_in({"reproduce", archive});
  EXPECT_EQ(said.exit, Exit::NothingDone);
  EXPECT_TRUE(has(said.out, "figures/pairs.csv: not as SHA256SUMS says")) << said.out;
  EXPECT_TRUE(has(said.out, "figures/pairs.csv:2\n  archive:  “ana-lor,ben-mak,13")) << said.out;
  EXPECT_TRUE(has(said.out, "computed: “ana-lor,ben-mak,12"));
  EXPECT_FALSE(has(said.out, "same bytes"));
}

TEST_F(Report, FindsAnInputThatTheStudyDoesNotHold) {
  const std::string archive = copy("other");
  replace_in(archive + "/inputs/relations.csv", "pier 0.", "pier 9.");
  const auto said = say_in({"reproduce", archive, "--study", study()});
  EXPECT_EQ(said.exit, Exit::NothingDone);
  EXPECT_TRUE(has(said.out, "inputs/relations.csv:2")) << said.out;
  EXPECT_TRUE(has(said.out, "study:"));
}

TEST_F(Report, RefusesWhatMakesNoSense) {
  const auto unsaid = say_in({"report", study()});
  EXPECT_EQ(unsaid.exit, Exit::Usage);
  EXPECT_TRUE(has(unsaid.err, "--referee"));
  const auto there = report({"--into", *folder_ / "archive"});
  EXPECT_EQ(there.exit, Exit::Usage);
  EXPECT_TRUE(has(there.err, "name a new folder"));
  EXPECT_EQ(report({"--into", "x", "--html", "y"}).exit, Exit::Usage);
  EXPECT_EQ(say_in({"reproduce", study()}).exit, Exit::Usage);
  EXPECT_EQ(say_in({"reproduce", *folder_ / "nowhere"}).exit, Exit::BadInput);
  EXPECT_EQ(report({"--bloc", "Nobody"}).exit, Exit::BadInput);
  std::filesystem::create_directory(*folder_ / "empty");
  EXPECT_NE(say_in({"reproduce", *folder_ / "empty"}).exit, Exit::AllDone);
}

}  // namespace
}  // namespace faultline::cli

// What the operating system sees: streams, signals, exit statuses.

#include "cli/program.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace faultline::cli {
namespace {

TEST(Program, EndsWithTheStatusesOfItsDocumentation) {
  EXPECT_EQ(run_program({}).status, 2);
  EXPECT_EQ(run_program({"--version"}).status, 0);
  EXPECT_EQ(run_program({"frobnicate"}).status, 2);
  EXPECT_EQ(run_program({"map", "no-such.study"}).status, 3);
  EXPECT_EQ(run_program({"read", "no-such.txt", "--jsonl"}).status, 1);
}

TEST(Program, KeepsDataAndTalkApart) {
  const auto help = run_program({"--help"});
  EXPECT_NE(help.out, "");
  EXPECT_EQ(help.err, "");
  const auto mistake = run_program({"frobnicate"});
  EXPECT_EQ(mistake.out, "");
  EXPECT_NE(mistake.err, "");
}

TEST(Program, WritesNeitherColoursNorProgressIntoFiles) {
  const Folder folder;
  folder.write("a.txt", article_text(1));
  const auto study = folder / "s.study";
  const auto read = run_program({"read", folder / "a.txt", "--into", study},
                                {.in = {}, .environment = {"TERM=xterm-256color"}});
  ASSERT_EQ(read.status, 0) << read.err;
  EXPECT_EQ(read.err.find('\x1b'), std::string::npos) << read.err;
  EXPECT_EQ(run_program({"statements", study}).out.find('\x1b'), std::string::npos);
}

TEST(Program, IsQuietWhenTheReaderOfItsOutputLeaves) {
  const Folder folder;
  for (int i = 0; i < 60; ++i) folder.write("texts/" + std::to_string(i) + ".txt", article_text(i));
  const auto piped = run_shell(
      "set -o pipefail; \"$FAULTLINE\" read texts --jsonl --quiet | head -c 1000 > /dev/null",
      folder.path());
  EXPECT_EQ(piped.status, 0) << piped.err;
  EXPECT_EQ(piped.err, "");
}

TEST(Program, SaysThatStandardOutputIsFull) {
  const auto full =
      run_program({"--help"}, {.in = {}, .environment = {}, .folder = {}, .out = "/dev/full"});
  EXPECT_EQ(full.status, 1);
  EXPECT_NE(full.err.find("standard output"), std::string::npos) << full.err;
  EXPECT_NE(full.err.find("No space left"), std::string::npos) << full.err;
}

TEST(Program, SaysThatStandardOutputIsFullWhileReading) {
  const Folder folder;
  folder.write("a.txt", article_text(1));
  folder.write("b.txt", article_text(2));
  const auto full = run_program({"read", folder.path().string(), "--jsonl"},
                                {.in = {}, .environment = {}, .folder = {}, .out = "/dev/full"});
  EXPECT_EQ(full.status, 1);
  EXPECT_NE(full.err.find("No space left"), std::string::npos) << full.err;
}

TEST(Program, KeepsWhatItReadWhenInterruptedAndGoesOnFromThere) {
  const Folder folder;
  std::string lines;
  constexpr int articles = 3000;
  for (int i = 0; i < articles; ++i)
    lines += R"({"text": "Port\n\n“We will finish pier )" + std::to_string(i) +
             R"(,” said Mira Tolvane, the harbour master, on Monday."})" + "\n";
  const auto file = folder.write("many.jsonl", lines);
  const auto study = folder / "s.study";
  const pid_t process = start_program({"read", file, "--into", study});
  while (!std::filesystem::exists(study)) ::usleep(1000);
  ::usleep(100'000);
  ::kill(process, SIGINT);
  const int status = wait_for(process);
  ASSERT_TRUE(status == 130 || status == 0) << status;
  const auto kept = run_program({"articles", study, "--jsonl"}).out;
  const auto rest = run_program({"read", file, "--into", study});
  EXPECT_EQ(rest.status, 0) << rest.err;
  const auto all = run_program({"articles", study, "--jsonl"}).out;
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), articles);
  EXPECT_LE(std::count(kept.begin(), kept.end(), '\n'), articles);
}

}  // namespace
}  // namespace faultline::cli

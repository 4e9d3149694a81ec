#include "cli/cli.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/said.h"

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments, const Serve& serve = {}) {
  return say_in(arguments, {.serve = serve});
}

const std::vector<std::string> commands{
    "read",     "map",    "statements", "relations", "codings",  "actors",
    "articles", "text",   "correct",    "parse",     "evaluate", "serve",
    "register", "import", "rift",       "timeline",  "factions"};

TEST(Run, ExplainsItselfWithoutArgumentsAndCallsThatWrongUsage) {
  const auto said = say({});
  EXPECT_EQ(said.exit, Exit::Usage);
  EXPECT_EQ(said.out, "");
  EXPECT_TRUE(said.err.starts_with("Examples:\n  faultline read ")) << said.err;
}

TEST(Run, PrintsTheOverviewWhenAsked) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"help"}, {"--help"}, {"-h"}, {"help", "help"}}) {
    const auto said = say(arguments);
    EXPECT_EQ(said.exit, Exit::AllDone);
    EXPECT_EQ(said.err, "");
    for (const auto& command : commands)
      EXPECT_NE(said.out.find("\n  " + command + " "), std::string::npos) << command;
  }
}

TEST(Run, BeginsTheHelpOfEveryCommandWithTwoToFourExamples) {
  for (const auto& command : commands) {
    const auto said = say({command, "--help"});
    EXPECT_EQ(said.exit, Exit::AllDone);
    EXPECT_TRUE(said.out.starts_with("Examples:\n")) << said.out;
    const auto options = said.out.find("\nOptions:\n");
    ASSERT_NE(options, std::string::npos) << command;
    int examples = 0;
    for (auto at = said.out.find("faultline " + command); at < said.out.find("\nUsage:");
         at = said.out.find("faultline " + command, at + 1))
      ++examples;
    // The text between may name a command too, but never this one at its beginning.
    EXPECT_GE(examples, 2) << said.out;
    EXPECT_LE(examples, 4) << said.out;
    EXPECT_EQ(say({"help", command}).out, said.out);
    EXPECT_EQ(say({command, "-h"}).out, said.out);
  }
}

TEST(Run, KeepsHelpWithinTheWidthOfATerminal) {
  for (const auto& command : commands) {
    std::istringstream lines(say({command, "--help"}).out);
    for (std::string line; std::getline(lines, line);)
      EXPECT_TRUE(line.find("faultline ") != std::string::npos || line.size() <= 82U) << line;
  }
}

TEST(Run, TellsItsVersion) {
  const auto said = say({"--version"});
  EXPECT_EQ(said.exit, Exit::AllDone);
  EXPECT_TRUE(said.out.starts_with("faultline 0.")) << said.out;
}

TEST(Run, SuggestsTheCommandThatWasMeant) {
  const auto said = say({"raed", "x.txt"});
  EXPECT_EQ(said.exit, Exit::Usage);
  EXPECT_EQ(said.err,
            "faultline: \"raed\" is no command. Did you mean \"read\"? `faultline help` lists all "
            "commands.\n");
}

TEST(Run, SuggestsTheOptionThatWasMeant) {
  const auto said = say({"read", "x.txt", "--jsnol"});
  EXPECT_EQ(said.exit, Exit::Usage);
  EXPECT_NE(said.err.find("--jsnol is no option of `faultline read`. Did you mean \"--jsonl\"?"),
            std::string::npos)
      << said.err;
  EXPECT_NE(say({"read", "x.txt", "--itno=s"}).err.find("Did you mean \"--into\"?"),
            std::string::npos);
}

TEST(Run, RefusesAnOptionWithoutItsValue) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"read", "x.txt", "--into"},
        {"read", "x.txt", "--into", "--quiet"}}) {
    const auto said = say(arguments);
    EXPECT_EQ(said.exit, Exit::Usage);
    EXPECT_NE(said.err.find("--into"), std::string::npos) << said.err;
  }
}

TEST(Run, RefusesAnOptionGivenTwice) {
  const auto said = say({"read", "x.txt", "--into", "a", "--into", "b"});
  EXPECT_EQ(said.exit, Exit::Usage);
  EXPECT_NE(said.err.find("--into"), std::string::npos) << said.err;
}

TEST(Run, RefusesMissingAndSurplusArguments) {
  EXPECT_NE(say({"map"}).err.find("STUDY is missing."), std::string::npos);
  EXPECT_EQ(say({"map"}).exit, Exit::Usage);
  EXPECT_NE(say({"map", "a", "b"}).err.find("\"b\" is one argument too many."), std::string::npos);
  EXPECT_EQ(say({"map", "a", "b"}).exit, Exit::Usage);
}

TEST(Run, RefusesContradictions) {
  EXPECT_EQ(say({"read", "x.txt"}).exit, Exit::Usage);
  EXPECT_EQ(say({"read", "x.txt", "--into", "s", "--jsonl"}).exit, Exit::Usage);
  EXPECT_EQ(say({"statements", "s", "--csv", "--jsonl"}).exit, Exit::Usage);
  EXPECT_EQ(say({"statements", "s", "--from", "2031-02", "--to", "2031-01"}).exit, Exit::Usage);
}

TEST(Run, RefusesValuesThatAreNone) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"read", "x", "--jsonl", "--threads", "0"},
        {"read", "x", "--jsonl", "--threads", "many"},
        {"read", "x", "--jsonl", "--max-article-bytes", "-1"},
        {"read", "x", "--jsonl", "--max-article-bytes", "9999999999999999999999"},
        {"statements", "s", "--from", "yesterday"},
        {"relations", "s", "--act", "hug"},
        {"relations", "s", "--sign", "2"},
        {"articles", "s", "--limit", "-3"},
        {"map", "s", "--seed", "x"},
        {"serve", "s", "--port", "70000"},
        {"correct", "s", "sentence", "1", "--wrong", "--coder", "a"},
        {"correct", "s", "statement", "one", "--wrong", "--coder", "a"},
        {"correct", "s", "statement", "1", "--act", "praise", "--coder", "a"},
        {"correct", "s", "relation", "1", "--act", "hug", "--coder", "a"},
        {"correct", "s", "statement", "1", "--wrong"},
        {"correct", "s", "statement", "1", "--wrong", "--right", "--coder", "a"},
        {"correct", "s", "statement", "1", "--coder", "a"},
        {"correct", "s", "statement", "1", "--wrong", "--undo", "--coder", "a"}}) {
    const auto said = say(arguments);
    EXPECT_EQ(said.exit, Exit::Usage) << arguments.back() << ": " << said.err;
    EXPECT_TRUE(said.err.starts_with("faultline: ")) << said.err;
    EXPECT_EQ(said.out, "");
  }
}

TEST(Run, TakesOptionsBeforeAndAfterWhatTheyAreAbout) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"map", "--bloc", "Blue", "missing.study"},
        {"map", "missing.study", "--bloc", "Blue"},
        {"read", "--threads", "2", "missing.txt", "missing.study", "--jsonl"},
        {"read", "missing.txt", "--threads", "2", "missing.study", "--jsonl"}}) {
    const auto said = say(arguments);
    EXPECT_NE(said.err.find("missing.study"), std::string::npos) << said.err;
    EXPECT_NE(said.exit, Exit::Usage) << said.err;
  }
}

TEST(Run, TakesANegativeSignAsAValue) {
  // The study is what is missing, not the sign.
  EXPECT_EQ(say({"relations", "no-such.study", "--sign", "-1"}).exit, Exit::BadInput);
}

TEST(Run, ServesOnThePortThatWasAskedFor) {
  int served = -1;
  const Serve serve = [&](const auto&, int port, const auto& ready, const auto&) {
    served = port;
    ready("http://127.0.0.1:9/");
    return Result<void>();
  };
  const auto said = say({"serve", FAULTLINE_PROGRAM, "--port", "9"}, serve);
  EXPECT_EQ(said.exit, Exit::AllDone);
  EXPECT_EQ(served, 9);
  EXPECT_NE(said.err.find("Open http://127.0.0.1:9/"), std::string::npos);
}

}  // namespace
}  // namespace faultline::cli

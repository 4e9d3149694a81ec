// A program that is killed while it stores leaves a study that the same command finishes, and
// readers see whole articles whatever a writer is doing.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <random>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

constexpr std::uint32_t article_count = 60;

/// The article that is read as number `number`; every third is read in two states.
Sketch as_read(std::uint32_t number, bool is_second_state) {
  auto sketch = drawn(number, 6);
  if (is_second_state && number % 3 == 0) {
    sketch = drawn(number + 1000, 5);
    sketch.article.id = "drawn-" + std::to_string(number);
    sketch.article.file = "/news/" + sketch.article.id + ".txt";
  }
  return sketch;
}

/// What a command does: opens the study or makes it, and stores everything that it does not hold.
bool store_everything(const std::filesystem::path& file, bool is_second_state) {
  auto study = Study::open(file, Access::Create);
  if (!study || !study->set_codebook(quarrel().codebook)) return false;
  for (std::uint32_t i = 0; i < article_count; ++i) {
    const auto sketch = as_read(i, is_second_state);
    const auto standing = study->standing(sketch.article, reader);
    if (!standing) return false;
    if (*standing != Standing::Unchanged && !study->store(sketch.read(), reader)) return false;
  }
  return true;
}

pid_t start(const std::filesystem::path& file, bool is_second_state) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(store_everything(file, is_second_state) ? 0 : 1);
  return child;
}

/// Starts the command again and again, and kills it after a while drawn by dice, until it finishes.
/// Gives how often it was killed; -1 if it failed.
int run_and_kill(const std::filesystem::path& file, bool is_second_state, std::mt19937& dice,
                 std::uint32_t longest_microseconds) {
  for (int kills = 0;; ++kills) {
    const pid_t child = start(file, is_second_state);
    const timespec wait{0, 1000L * static_cast<long>(dice() % longest_microseconds)};
    if (kills < 40) {
      ::nanosleep(&wait, nullptr);
      ::kill(child, SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? kills : -1;
    // Whatever the moment, there is no study yet or a sound one.
    const auto opened = Study::open(file, Access::Read);
    if (!opened && opened.error().code != ErrorCode::NotFound) {
      ADD_FAILURE() << opened.error().message;
      return -1;
    }
  }
}

TEST(KilledProgram, LeavesTheStudyThatOneCleanRunMakes) {
  const Folder clean, killed;
  ASSERT_TRUE(store_everything(clean / "s.study", false));
  ASSERT_TRUE(store_everything(clean / "s.study", true));
  std::mt19937 dice(20310304);
  const int first = run_and_kill(killed / "s.study", false, dice, 40'000);
  const int second = run_and_kill(killed / "s.study", true, dice, 40'000);
  ASSERT_GE(first, 0);
  ASSERT_GE(second, 0);
  EXPECT_GT(first + second, 5) << "the dice must hit";
  RecordProperty("kills", first + second);
  EXPECT_TRUE(dump(killed / "s.study") == dump(clean / "s.study"));
}

TEST(KilledProgram, LeavesNoHalfStudyWhenItIsKilledAtOnce) {
  std::mt19937 dice(7);
  for (int i = 0; i < 30; ++i) {
    const Folder folder;
    const pid_t child = start(folder / "s.study", false);
    const timespec wait{0, 1000L * static_cast<long>(dice() % 30'000)};
    ::nanosleep(&wait, nullptr);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto opened = Study::open(folder / "s.study", Access::Read);
    EXPECT_TRUE(opened || opened.error().code == ErrorCode::NotFound) << opened.error().message;
    EXPECT_TRUE(holds(Study::open(folder / "s.study", Access::Create)));
    EXPECT_EQ(folder.names(), std::vector<std::string>{"s.study"});
  }
}

TEST(Readers, SeeWholeArticlesWhileAnotherProgramWrites) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    // Opened and closed again and again, so that logs come and go.
    for (std::uint32_t i = 0; i < 300; i += 20) {
      auto study = Study::open(folder / "s.study", Access::Write);
      for (std::uint32_t j = i; study && j < i + 20; ++j)
        if (!study->store(drawn(j, 4).read(), reader)) ::_exit(1);
      if (!study) ::_exit(1);
    }
    ::_exit(0);
  }
  std::int64_t most = 0;
  int status = 0;
  int rounds = 0;
  auto lasting = Study::open(folder / "s.study", Access::Read);
  ASSERT_TRUE(holds(lasting));
  for (bool is_writing = true; is_writing; ++rounds) {
    is_writing = ::waitpid(child, &status, WNOHANG) == 0;
    const auto fresh = Study::open(folder / "s.study", Access::Read);
    ASSERT_TRUE(holds(fresh));
    for (const Study* study : {&*fresh, static_cast<const Study*>(&*lasting)}) {
      const auto totals = study->totals();
      ASSERT_TRUE(holds(totals));
      EXPECT_EQ(totals->statements, 4 * totals->articles);
      EXPECT_GE(totals->articles, most);
      most = totals->articles;
      ASSERT_TRUE(holds(study->statements()));
    }
  }
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(lasting->totals()->articles, 300);
  EXPECT_GT(rounds, 3);
  {
    const auto last = Study::open(folder / "s.study", Access::Write);
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"s.study"});
}

TEST(Writers, TakeTurnsInOneStudy) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  std::vector<pid_t> children;
  for (std::uint32_t writer = 0; writer < 3; ++writer) {
    children.push_back(::fork());
    if (children.back() != 0) continue;
    auto study = Study::open(folder / "s.study", Access::Write);
    for (std::uint32_t i = 0; study && i < 60; ++i)
      if (!study->store(drawn(100 * writer + i, 3).read(), reader)) ::_exit(1);
    ::_exit(study ? 0 : 1);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  EXPECT_EQ(Study::open(folder / "s.study", Access::Read)->totals()->articles, 180);
}

}  // namespace
}  // namespace faultline::study

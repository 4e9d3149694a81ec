// Files that are not what they seem: pipes, links in a circle, folders that cannot be searched.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "intake/folder.h"

namespace faultline::intake {
namespace {

class Files : public tests::Folder {};

TEST_F(Files, MayBePipesWhenNamedOutright) {
  const std::string pipe = path() + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&pipe] { std::ofstream(pipe) << "Mira Quill spoke."; });
  const auto found = read(pipe);
  writer.join();
  ASSERT_EQ(found.size(), 1u);
  ASSERT_TRUE(found.front()) << found.front().error().message;
  EXPECT_EQ(found.front()->text, "Mira Quill spoke.");
}

TEST_F(Files, OfOtherKindsArePassedOverInFolders) {
  write("a.txt", "Mira Quill spoke.");
  ASSERT_EQ(::mkfifo((path() + "/b.txt").c_str(), 0600), 0);
  const auto found = find_candidates({path()});
  EXPECT_EQ(found.candidates.size(), 1u);
  EXPECT_TRUE(found.unreadable.empty());
}

TEST_F(Files, AreFoundOnceThoughLinksLeadInACircle) {
  write("deep/a.txt", "Mira Quill spoke.");
  std::filesystem::create_directory_symlink(path(), path() + "/deep/up");
  const auto found = find_candidates({path()});
  EXPECT_EQ(found.candidates.size(), 1u);
  EXPECT_TRUE(found.unreadable.empty());
}

TEST_F(Files, BehindALinkThatLeadsNowhereAreNamed) {
  std::filesystem::create_symlink(path() + "/gone", path() + "/a.txt");
  const auto found = find_candidates({path()});
  ASSERT_EQ(found.unreadable.size(), 1u);
  EXPECT_NE(found.unreadable[0].message.find("leads nowhere"), std::string::npos);
}

TEST_F(Files, ThatGoBeforeTheyAreReadAreErrorsOfTheFileSystem) {
  const auto file = write("a.txt", "Mira Quill spoke.");
  const auto found = find_candidates({file});
  std::filesystem::remove(file);
  int calls = 0;
  EXPECT_TRUE(read_candidate(found.candidates.at(0), {}, [&calls](const Result<Article>& article) {
    ++calls;
    EXPECT_FALSE(article);
    EXPECT_EQ(article.error().code, ErrorCode::Io);
    EXPECT_NE(article.error().message.find("has gone"), std::string::npos);
    return true;
  }));
  EXPECT_EQ(calls, 1);
}

TEST_F(Files, InAFolderThatMayNotBeSearchedAreAnError) {
  write("a.txt", "Mira Quill spoke.");
  write("closed/b.txt", "Mira Quill spoke.");
  ::chmod((path() + "/closed").c_str(), 0);
  const bool is_above_the_law = ::access((path() + "/closed").c_str(), R_OK) == 0;
  const auto found = find_candidates({path()});
  ::chmod((path() + "/closed").c_str(), 0700);
  if (is_above_the_law) GTEST_SKIP() << "the superuser may search every folder";
  EXPECT_EQ(found.candidates.size(), 1u);
  ASSERT_EQ(found.unreadable.size(), 1u);
  EXPECT_EQ(found.unreadable[0].code, ErrorCode::Io);
}

TEST_F(Files, WithNamesOfOtherBytesGiveNamesThatAreText) {
  write("caf\xE9.txt", "Mira Quill spoke.");
  const auto found = find_candidates({path()});
  ASSERT_EQ(found.candidates.size(), 1u);
  EXPECT_EQ(found.candidates[0].id, "caf\uFFFD");
  const auto& candidate = found.candidates[0];
  EXPECT_TRUE(read_candidate(candidate, {}, [](const Result<Article>& article) {
    EXPECT_TRUE(article) << article.error().message;
    return true;
  }));
}

TEST(ReadStream, RefusesMoreBytesThanAnArticleMayHaveBeforeItsEnd) {
  std::istringstream stream(std::string(1u << 20, 'x'));
  const Candidate candidate{.name = "-", .path = {}, .id = "stdin"};
  (void)read_stream(stream, candidate, {.max_article_bytes = 1000},
                    [](const Result<Article>& article) {
                      EXPECT_FALSE(article);
                      EXPECT_EQ(article.error().code, ErrorCode::Unsupported);
                      return true;
                    });
  EXPECT_LT(stream.tellg(), 1 << 20);
}

TEST(ReadStream, StopsWhenTheSinkHasEnough) {
  std::istringstream stream("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
  int calls = 0;
  EXPECT_FALSE(read_stream(stream, {.name = "-", .path = {}, .id = "stdin"}, {},
                           [&calls](const Result<Article>&) {
                             ++calls;
                             return false;
                           }));
  EXPECT_EQ(calls, 1);
}

TEST(ReadStream, PassesALineOverThatIsTooLongAndReadsTheNext) {
  std::istringstream stream("{\"text\": \"" + std::string(5000, 'x') + "\"}\n{\"text\": \"Two.\"}");
  std::vector<std::string> told;
  (void)read_stream(stream, {.name = "-", .path = {}, .id = "stdin"}, {.max_article_bytes = 1000},
                    [&told](const Result<Article>& article) {
                      told.push_back(article ? article->file : article.error().where + " refused");
                      return true;
                    });
  EXPECT_EQ(told, (std::vector<std::string>{"-:1 refused", "-:2"}));
}

}  // namespace
}  // namespace faultline::intake

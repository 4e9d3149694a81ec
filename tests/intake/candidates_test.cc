// Which files are read, in which order and under which names; and files that cannot be read.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "intake/folder.h"

namespace faultline::intake {
namespace {

using namespace std::string_literals;
using Names = std::vector<std::string>;

class Candidates : public tests::Folder {
 protected:
  /// The one error that reading `file` gives.
  static Error refusal(const std::string& file, const IntakeOptions& options = {}) {
    const auto found = read(file, options);
    EXPECT_EQ(found.size(), 1u);
    if (found.size() != 1 || found.front()) return {};
    return found.front().error();
  }
};

Names ids_of(const Found& found) {
  Names ids;
  for (const auto& candidate : found.candidates) ids.push_back(candidate.id);
  return ids;
}

TEST_F(Candidates, OfNothingAreNone) {
  const auto found = find_candidates({});
  EXPECT_TRUE(found.candidates.empty());
  EXPECT_TRUE(found.unreadable.empty());
}

TEST_F(Candidates, MayBeStandardInputOnce) {
  const auto found = find_candidates({"-", "-"});
  ASSERT_EQ(found.candidates.size(), 1u);
  EXPECT_EQ(found.candidates.front().id, "stdin");
  EXPECT_TRUE(found.candidates.front().path.empty());
}

TEST_F(Candidates, ComeInTheOrderOfTheirBytesFoldersInDepth) {
  for (const auto* name : {"b.txt", "a/z.text", "a/é.TXT", "B.txt", "c.jsonl", "a.txt"})
    write(name, "Quill spoke.");
  EXPECT_EQ(ids_of(find_candidates({path()})), (Names{"B", "z", "é", "a", "b", "c"}));
}

TEST_F(Candidates, OfAFolderAreTextsAlone) {
  for (const auto* name : {"a.txt", "a.meta.toml", "README.md", ".hidden.txt", "picture.png"})
    write(name, "Quill spoke.");
  EXPECT_EQ(ids_of(find_candidates({path()})), Names{"a"});
}

TEST_F(Candidates, NamedOutrightAreAlwaysTaken) {
  EXPECT_EQ(ids_of(find_candidates({write("README.md", "Quill spoke.")})), Names{"README"});
}

TEST_F(Candidates, GivenTwiceAreReadOnce) {
  const auto file = write("a.txt", "Quill spoke.");
  const auto found = find_candidates({file, path(), path()});
  EXPECT_EQ(found.candidates.size(), 1u);
  EXPECT_TRUE(found.unreadable.empty());
}

TEST_F(Candidates, OfOneNameAreToldApartByTheirFolders) {
  for (const auto* name : {"left/a.txt", "right/a.txt", "right/b.txt"}) write(name, "Quill spoke.");
  EXPECT_EQ(ids_of(find_candidates({path()})), (Names{"left/a", "right/a", "b"}));
}

TEST_F(Candidates, OfOneNameInOneFolderHaveIdsOfTheirOwn) {
  for (const auto* name : {"a.text", "a.txt"}) write(name, "Quill spoke.");
  const auto ids = ids_of(find_candidates({path()}));
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_NE(ids[0], ids[1]);
}

TEST_F(Candidates, AreMissedInAFolderWithoutTexts) {
  write("notes/README.md", "Quill spoke.");
  const auto found = find_candidates({path()});
  EXPECT_TRUE(found.candidates.empty());
  ASSERT_EQ(found.unreadable.size(), 1u);
  EXPECT_EQ(found.unreadable[0].code, ErrorCode::NotFound);
  EXPECT_NE(found.unreadable[0].message.find("*.txt"), std::string::npos);
  EXPECT_EQ(found.unreadable[0].where, path());
}

TEST_F(Candidates, ThatDoNotExistAreNamed) {
  const auto found = find_candidates({path() + "/gone.txt"});
  ASSERT_EQ(found.unreadable.size(), 1u);
  EXPECT_EQ(found.unreadable[0].code, ErrorCode::NotFound);
  EXPECT_NE(found.unreadable[0].message.find("gone.txt does not exist"), std::string::npos);
}

TEST_F(Candidates, WithoutTextAreRefusedAsEmpty) {
  const auto file = write("a.txt", "");
  EXPECT_EQ(refusal(file).message, file + " is empty.");
  EXPECT_NE(refusal(write("b.txt", " \r\n")).message.find("white space"), std::string::npos);
}

TEST_F(Candidates, ThatAreBinaryAreRefusedOnce) {
  const std::string bytes = "\x01\x02\0\xFF\n\x03\0\n\xFE"s;
  for (const auto* name : {"a.txt", "a.jsonl"}) {
    const auto error = refusal(write(name, bytes));
    EXPECT_EQ(error.code, ErrorCode::Malformed);
    EXPECT_NE(error.message.find("binary"), std::string::npos) << error.message;
  }
}

TEST_F(Candidates, ThatAreTooLargeNameTheOptionThatHelps) {
  const auto file = write("a.txt", "Quill spoke at length.");
  const auto error = refusal(file, {.max_article_bytes = 21});
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_NE(error.message.find("--max-article-bytes"), std::string::npos) << error.message;
  EXPECT_TRUE(read(file, {.max_article_bytes = 22}).at(0));
}

TEST_F(Candidates, OfHtmlAndJsonArraysAreRefusedWithARemedy) {
  EXPECT_NE(refusal(write("a.txt", "<!DOCTYPE html><p>Quill")).message.find("w3m"),
            std::string::npos);
  EXPECT_NE(refusal(write("a.json", "[{\"text\": \"Quill\"}]")).message.find("jq"),
            std::string::npos);
}

}  // namespace
}  // namespace faultline::intake

#include <gtest/gtest.h>

#include <filesystem>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

Sketch note(std::string words, std::string id, const std::filesystem::path& file) {
  return Sketch(std::move(words), std::move(id), file.string());
}

std::vector<std::string> ids(const Study& study) {
  std::vector<std::string> result;
  const auto rows = study.articles();
  for (const auto& row : rows.value()) result.push_back(row.id);
  return result;
}

using Ids = std::vector<std::string>;

TEST(Identity, IsTheFileHoweverItIsNamed) {
  const Folder folder;
  auto study = made(folder);
  std::filesystem::create_directory(folder / "sub");
  write_bytes(folder / "x.txt", "Words.");
  std::filesystem::create_symlink(folder / "x.txt", folder / "link.txt");
  ASSERT_TRUE(holds(study.store(note("Words.", "x", folder / "x.txt").read(), reader)));
  for (const auto* other : {"sub/../x.txt", "./x.txt", "link.txt"})
    EXPECT_EQ(study.store(note("Other words.", "y", folder / other).read(), reader).value(),
              std::string(other) == "sub/../x.txt" ? Standing::Changed : Standing::Unchanged)
        << other;
  EXPECT_EQ(ids(study), Ids{"x"});
  EXPECT_EQ(study.articles()->front().version, 2);
}

TEST(Identity, OfAMovedFileIsItsIdAndItsWords) {
  const Folder folder;
  auto study = made(folder);
  const auto before = note("Words.", "x", "/gone/x.txt");
  const auto after = note("Words.", "x", "/here/x.txt");
  ASSERT_TRUE(holds(study.store(before.read(), reader)));
  EXPECT_EQ(study.store(after.read(), reader).value(), Standing::Changed);
  EXPECT_EQ(ids(study), Ids{"x"});
  EXPECT_EQ(study.articles()->front().file, "/here/x.txt");
  EXPECT_EQ(study.articles()->front().version, 1);
  EXPECT_EQ(study.store(after.read(), reader).value(), Standing::Unchanged);
  EXPECT_EQ(study.store(note("New words.", "x", "/here/x.txt").read(), reader).value(),
            Standing::Changed);
  EXPECT_EQ(ids(study), Ids{"x"}) << "the moved file is known by its new place";
}

TEST(Identity, OfACopyIsThatOfTheFirstWhileBothAreAlike) {
  const Folder folder;
  auto study = made(folder);
  write_bytes(folder / "x.txt", "Words.");
  ASSERT_TRUE(holds(study.store(note("Words.", "x", folder / "x.txt").read(), reader)));
  const auto copy = folder / "copy" / "x.txt";
  EXPECT_EQ(study.store(note("Words.", "x", copy).read(), reader).value(), Standing::Unchanged);
  EXPECT_EQ(study.articles()->front().file, (folder / "x.txt").string());
  EXPECT_EQ(study.store(note("Other words.", "x", copy).read(), reader).value(), Standing::New);
  EXPECT_EQ(ids(study), (Ids{"x", "x-2"}));
}

TEST(Identity, GivesNamesakesASuffixThatStays) {
  const Folder folder;
  auto study = made(folder);
  for (const auto* place : {"/a/index.html", "/b/index.html", "/c/index.html"})
    EXPECT_EQ(study.store(note(place, "index", place).read(), reader).value(), Standing::New);
  EXPECT_EQ(ids(study), (Ids{"index", "index-2", "index-3"}));
  EXPECT_EQ(study.store(note("New.", "index", "/b/index.html").read(), reader).value(),
            Standing::Changed);
  EXPECT_EQ(ids(study), (Ids{"index", "index-2", "index-3"}));
}

TEST(Identity, AvoidsASuffixThatIsTaken) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(note("A.", "x-2", "/x-2.txt").read(), reader)));
  ASSERT_TRUE(holds(study.store(note("B.", "x", "/a/x.txt").read(), reader)));
  ASSERT_TRUE(holds(study.store(note("C.", "x", "/b/x.txt").read(), reader)));
  EXPECT_EQ(ids(study), (Ids{"x-2", "x", "x-3"}));
}

TEST(Identity, OfARecordIsItsFileAndItsOwnId) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(note("A.", "first", "/n/all.jsonl:1").read(), reader)));
  ASSERT_TRUE(holds(study.store(note("B.", "second", "/n/all.jsonl:2").read(), reader)));
  EXPECT_EQ(study.store(note("B.", "second", "/n/all.jsonl:9").read(), reader).value(),
            Standing::Unchanged)
      << "a record may stand in another line";
  EXPECT_EQ(study.store(note("C.", "second", "/n/all.jsonl:9").read(), reader).value(),
            Standing::Changed);
  EXPECT_EQ(ids(study), (Ids{"first", "second"}));
}

TEST(Identity, OfARecordWithoutAnIdIsItsLine) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(note("A.", "all-1", "/n/all.jsonl:1").read(), reader)));
  EXPECT_EQ(study.store(note("B.", "n/all-1", "/n/all.jsonl:1").read(), reader).value(),
            Standing::Changed)
      << "the folder before the id depends on what else is read";
  EXPECT_EQ(study.store(note("B.", "all-2", "/n/all.jsonl:2").read(), reader).value(),
            Standing::New);
}

TEST(Identity, OnStandardInputIsTheWords) {
  const Folder folder;
  auto study = made(folder);
  EXPECT_EQ(study.store(note("A.", "stdin", "-").read(), reader).value(), Standing::New);
  EXPECT_EQ(study.store(note("B.", "stdin", "-").read(), reader).value(), Standing::New);
  EXPECT_EQ(study.store(note("A.", "stdin", "-").read(), reader).value(), Standing::Unchanged);
  EXPECT_EQ(study.store(note("B.", "stdin", "-").read(), reader).value(), Standing::Unchanged);
  EXPECT_EQ(ids(study), (Ids{"stdin", "stdin-2"}));
}

}  // namespace
}  // namespace faultline::study

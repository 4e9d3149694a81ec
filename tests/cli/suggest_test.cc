#include "cli/detail/suggest.h"

#include <gtest/gtest.h>

#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

const std::vector<std::string> commands{"read", "map", "relations", "statements"};

TEST(Nearest, FindsNothingAmongNothing) { EXPECT_EQ(nearest("read", {}), std::nullopt); }

TEST(Nearest, FindsTheWordBehindASlip) {
  EXPECT_EQ(nearest("raed", commands), "read");
  EXPECT_EQ(nearest("relation", commands), "relations");
  EXPECT_EQ(nearest("statments", commands), "statements");
  EXPECT_EQ(nearest("MAP", commands), "map");
}

TEST(Nearest, FindsNothingForAnotherWord) {
  EXPECT_EQ(nearest("frobnicate", commands), std::nullopt);
  EXPECT_EQ(nearest("", commands), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'x'), commands), std::nullopt);
}

TEST(Nearest, PassesOverBytesThatAreNoText) {
  EXPECT_EQ(nearest("rea\xff", commands), std::nullopt);
  const std::vector<std::string> odd{"rea\xff", "read"};
  EXPECT_EQ(nearest("reed", odd), "read");
}

TEST(RequireFile, IsContentWithAFileThatExists) {
  const Folder folder;
  EXPECT_TRUE(require_file(folder.write("one.study", ""), "study"));
}

TEST(RequireFile, NamesTheNearestFileOfTheSameFolder) {
  const Folder folder;
  folder.write("north.study", "");
  folder.write("south.txt", "");
  const auto missing = require_file(folder / "nroth.study", "study");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  EXPECT_NE(missing.error().message.find("Did you mean \"" + folder / "north.study" + "\"?"),
            std::string::npos)
      << missing.error().message;
}

TEST(RequireFile, AsksToCheckTheNameWhereNothingIsNear) {
  const Folder folder;
  const auto missing = require_file(folder / "no/such/folder/at.all", "study");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("Check its name."), std::string::npos);
}

}  // namespace
}  // namespace faultline::cli

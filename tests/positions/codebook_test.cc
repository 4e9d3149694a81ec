#include "positions/codebook.h"

#include <gtest/gtest.h>

#include <string>

namespace faultline::positions {
namespace {

TEST(CodebookParse, TakesAnEmptyFileForAnEmptyCodebook) {
  const auto codebook = Codebook::parse("", "empty.toml");
  ASSERT_TRUE(codebook);
  EXPECT_EQ(*codebook, Codebook{});
}

TEST(CodebookParse, ReadsConceptsWithPhrasesAndParents) {
  const auto codebook = Codebook::parse(R"(
[codebook]
name = "Bridges"
version = "2"
[[concept]]
name = "keep the bridge"
description = "The bridge should stay."
for = ["save  the bridge"]
against = ["no bridge"]
examples = ["We will save it."]
[[concept]]
name = "toll"
parent = "keep the bridge"
)",
                                        "bridges.toml");
  ASSERT_TRUE(codebook) << codebook.error().message;
  EXPECT_EQ(codebook->name, "Bridges");
  EXPECT_EQ(codebook->version, "2");
  ASSERT_EQ(codebook->concepts.size(), 2u);
  EXPECT_EQ(codebook->concepts[0], (Concept{"keep the bridge",
                                            "The bridge should stay.",
                                            {"save the bridge"},
                                            {"no bridge"},
                                            {"We will save it."},
                                            ""}));
  EXPECT_EQ(codebook->concepts[1].parent, "keep the bridge");
}

struct BadCodebook {
  std::string name;
  std::string toml;
  std::string where;
};
void PrintTo(const BadCodebook& bad, std::ostream* out) { *out << bad.name; }

class CodebookParseRefuses : public testing::TestWithParam<BadCodebook> {};

TEST_P(CodebookParseRefuses, AndSaysWhere) {
  const auto codebook = Codebook::parse(GetParam().toml, "bad.toml");
  ASSERT_FALSE(codebook);
  EXPECT_EQ(codebook.error().code, ErrorCode::Malformed);
  EXPECT_EQ(codebook.error().where, GetParam().where);
  EXPECT_FALSE(codebook.error().message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    What, CodebookParseRefuses,
    testing::Values(
        BadCodebook{"BadSyntax", "[codebook\n", "bad.toml:1:10"},
        BadCodebook{"AnUnknownKey", "[[concept]]\nname = \"a\"\nfro = []\n", "bad.toml:3:1"},
        BadCodebook{"AMissingName", "[[concept]]\ndescription = \"a\"\n", "bad.toml:1:1"},
        BadCodebook{"ARepeatedName", "[[concept]]\nname = \"a\"\n[[concept]]\nname = \"a\"\n",
                    "bad.toml:4:8"},
        BadCodebook{"AnEmptyPhrase", "[[concept]]\nname = \"a\"\nfor = [\"x\", \" \"]\n",
                    "bad.toml:3:13"},
        BadCodebook{"AStrangeParent", "[[concept]]\nname = \"a\"\nparent = \"b\"\n",
                    "bad.toml:3:10"},
        BadCodebook{"APhraseThatIsNoText", "[[concept]]\nname = \"a\"\nagainst = [1]\n",
                    "bad.toml:3:12"}),
    [](const auto& test) { return test.param.name; });

TEST(CodebookLoad, NamesTheFileThatIsNotThere) {
  const auto codebook = Codebook::load("no/such/codebook.toml");
  ASSERT_FALSE(codebook);
  EXPECT_EQ(codebook.error().code, ErrorCode::NotFound);
  EXPECT_EQ(codebook.error().where, "no/such/codebook.toml");
}

TEST(CodebookLoad, ReadsTheCodebookOfTheExamples) {
  const auto codebook =
      Codebook::load(std::string(FAULTLINE_SOURCE_DIR) + "/examples/codebook.toml");
  ASSERT_TRUE(codebook) << codebook.error().message << " " << codebook.error().where;
  EXPECT_GE(codebook->concepts.size(), 4u);
}

}  // namespace
}  // namespace faultline::positions

// A spokesman's words are his, on behalf of whom he speaks for.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "actors/cast.h"
#include "statements/sketch.h"
#include "statements/statements.h"

namespace faultline::statements {
namespace {

struct Said {
  std::string speaker;    // his name; "-" where he is not known
  std::string principal;  // the name of whom he speaks for; "-" where he speaks for himself
  friend bool operator==(const Said&, const Said&) = default;
};
void PrintTo(const Said& said, std::ostream* out) {
  *out << said.speaker << " for " << said.principal;
}

std::vector<Said> said_in(std::string text) {
  const auto document = tests::document_of(std::move(text));
  const auto cast = tests::find_cast(document);
  const auto name = [&](std::optional<ActorIndex> actor) {
    return actor ? cast.actor(*actor).name : std::string("-");
  };
  std::vector<Said> said;
  for (const Statement& statement : tests::find_statements(document, cast))
    said.push_back({name(statement.speaker), name(statement.on_behalf_of)});
  return said;
}

/// The first statement of a text that must have one.
Said first_said_in(std::string text) {
  const auto said = said_in(std::move(text));
  return said.empty() ? Said{"no statement", ""} : said.front();
}

TEST(OnBehalfOf, IsNobodyForWhoSpeaksForHimself) {
  EXPECT_EQ(first_said_in("“The pier is old,” Mira Tolvane said."), (Said{"Mira Tolvane", "-"}));
}

TEST(OnBehalfOf, IsThePrincipalOfANamedSpokesman) {
  EXPECT_EQ(first_said_in("“The pier is safe,” Harbour Council spokesman Kevin Holt said."),
            (Said{"Kevin Holt", "Harbour Council"}));
  EXPECT_EQ(first_said_in("A spokesman for the Harbour Council, Kevin Holt, said that the pier was "
                          "safe."),
            (Said{"Kevin Holt", "Harbour Council"}));
}

TEST(OnBehalfOf, IsThePrincipalOfAnUnnamedSpokesman) {
  EXPECT_EQ(first_said_in("A spokeswoman for the Harbour Council said that the pier was safe."),
            (Said{"spokeswoman for Harbour Council", "Harbour Council"}));
}

TEST(OnBehalfOf, IsThePersonWhoseSpokesmanSpeaks) {
  const auto said = said_in(
      "Mira Tolvane fell ill on Monday. “She is well,” said Tolvane’s spokesman. He added that she "
      "would return on Friday.");
  ASSERT_FALSE(said.empty());
  EXPECT_EQ(said.front(), (Said{"spokesman for Mira Tolvane", "Mira Tolvane"}));
}

TEST(OnBehalfOf, LastsForTheSpokesmansLaterWords) {
  const auto said = said_in(
      "Kevin Holt, a spokesman for the Harbour Council, said that the pier was safe. “We tested "
      "it,” "
      "Holt added.");
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[1], (Said{"Kevin Holt", "Harbour Council"}));
}

TEST(OnBehalfOf, IsNobodyForAFormerSpokesman) {
  EXPECT_EQ(
      first_said_in("“The pier is rotten,” said Kevin Holt, a former spokesman for the Harbour "
                    "Council."),
      (Said{"Kevin Holt", "-"}));
}

TEST(OnBehalfOf, IsWhomTheSentenceNames) {
  EXPECT_EQ(
      first_said_in("Speaking on behalf of the Harbour Council, Mira Tolvane said that the pier "
                    "was safe."),
      (Said{"Mira Tolvane", "Harbour Council"}));
}

TEST(OnBehalfOf, IsTheClientOfALawyer) {
  EXPECT_EQ(first_said_in("“He is innocent,” said Anna Lindqvist, a lawyer for Oskar Brandeth."),
            (Said{"Anna Lindqvist", "Oskar Brandeth"}));
}

}  // namespace
}  // namespace faultline::statements

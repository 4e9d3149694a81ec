// Who a statement's speaker is, from text to cast to statement.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "actors/cast.h"
#include "statements/sketch.h"
#include "statements/statements.h"

namespace faultline::statements {
namespace {

using Said = std::pair<std::string, std::string>;  // the first word of the cue, the speaker's name

/// "-" where the speaker is not known.
std::vector<Said> said_in(std::string text) {
  const auto document = tests::document_of(std::move(text));
  const auto cast = tests::find_cast(document);
  std::vector<Said> said;
  for (const Statement& statement : tests::find_statements(document, cast)) {
    const std::string cue = tests::seen(document, statement).cue;
    said.emplace_back(cue.substr(0, cue.find(' ')),
                      statement.speaker ? cast.actor(*statement.speaker).name : "-");
  }
  return said;
}

TEST(Speakers, TakeAPronounForTheOneWhoSpokeBefore) {
  EXPECT_EQ(
      said_in("Oskar Brandeth, the Tolvane-appointed mayor of Elsin, warned against delay.\n\n"
              "He said that the pier was old."),
      (std::vector<Said>{{"warned", "Oskar Brandeth"}, {"said", "Oskar Brandeth"}}));
}

TEST(Speakers, TakeAPronounInReportedSpeechForTheOneWhoReports) {
  EXPECT_EQ(said_in("Oskar Brandeth, the Kevin Holt-appointed mayor, warned against what he called "
                    "“saboteurs” in the harbour."),
            (std::vector<Said>{{"warned", "Oskar Brandeth"}, {"called", "Oskar Brandeth"}}));
}

TEST(Speakers, TakeAPronounForTheNearerOneInReportedSpeech) {
  EXPECT_EQ(said_in("Oskar Brandeth said that Kevin Holt claimed he knew nothing of the plan.")[1],
            (Said{"claimed", "Kevin Holt"}));
}

TEST(Speakers, TakeAStatementForTheWordsOfWhoIssuedIt) {
  const auto said = said_in(
      "A statement from the Harbour Council reached the press on Monday. The statement said that "
      "the pier was old.");
  ASSERT_FALSE(said.empty());
  EXPECT_EQ(said.back(), (Said{"said", "Harbour Council"}));
}

}  // namespace
}  // namespace faultline::statements

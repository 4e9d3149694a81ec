// On which day a statement was made. The article is of Thursday, April 10, 2031.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "statements/sketch.h"
#include "statements/statements.h"

namespace faultline::statements {
namespace {

/// The day of the statement whose cue holds `word`; "-" where there is no day, "no statement" where
/// there is no such cue.
std::string said(const std::string& text, const std::string& word) {
  const auto document = tests::document_of(text);
  const Day published = *parse_day("2031-04-10");
  const auto cast = tests::find_cast(document, {.published = published});
  for (const Statement& statement :
       tests::find_statements(document, cast, {.published = published})) {
    if (tests::seen(document, statement).cue.find(word) == std::string::npos) continue;
    return statement.said ? to_string(*statement.said) : "-";
  }
  return "no statement";
}

struct Case {
  const char* text;
  const char* cue;
  const char* day;
};
std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.text; }

class Said : public testing::TestWithParam<Case> {};

TEST_P(Said, IsTheDayThatTheTextGives) {
  EXPECT_EQ(said(GetParam().text, GetParam().cue), GetParam().day);
}

INSTANTIATE_TEST_SUITE_P(
    BesideTheCue, Said,
    testing::Values(
        Case{"Ann Weller said on Monday that the pier was old.", "said", "2031-04-07"},
        Case{"Ann Weller said Tuesday that the pier was old.", "said", "2031-04-08"},
        Case{"On March 3, Ann Weller said that the pier was old.", "said", "2031-03-03"},
        Case{"“The pier is old,” Ann Weller said on Monday.", "said", "2031-04-07"},
        Case{"“The pier is old,” said Ann Weller on Monday.", "said", "2031-04-07"},
        Case{"Ann Weller warned yesterday that the pier was old.", "warned", "2031-04-09"},
        Case{"Ann Weller said last week that the pier was old.", "said", "2031-W14"},
        Case{"Ann Weller said two days ago that the pier was old.", "said", "2031-04-08"},
        Case{"A month ago Ann Weller said that the pier was old.", "said", "2031-03"},
        Case{"Earlier this month, Ann Weller said that the pier was old.", "said", "2031-04"},
        Case{"Ann Weller said last October that the pier was old.", "said", "2030-10"},
        Case{"On Thursday evening, Ann Weller said that the pier was old.", "said", "2031-04-10"},
        Case{"On Sept. 11, 2029, Ann Weller said that the pier was old.", "said", "2029-09-11"},
        Case{"Ann Weller told reporters on Monday that the pier was old.", "told", "2031-04-07"},
        Case{"Ann Weller told The Gull on Monday that the pier was old.", "told", "2031-04-07"},
        Case{"In 2029, Ann Weller said that the pier was old.", "said", "2029"},
        Case{"Late on Tuesday, Ann Weller announced that the pier would close.", "announced",
             "2031-04-08"},
        Case{"The head of the council, Oskar Brandeth, on Monday accused the mayor of theft.",
             "accused", "2031-04-07"},
        Case{"Ann Weller declined to say on Monday whether the pier was old.", "declined",
             "2031-04-07"},
        Case{"Ann Weller declined to comment on Monday.", "declined", "2031-04-07"},
        Case{"According to a letter dated March 28, the pier is old.", "ccording to", "2031-03-28"},
        Case{"Ann Weller said over the weekend that the pier was old.", "said", "2031-W14"},
        Case{"Ann Weller said earlier today that the pier was old.", "said", "2031-04-10"},
        Case{"According to a statement issued on Monday by the Harbour Council, the pier is old.",
             "ccording to", "2031-04-07"}));

INSTANTIATE_TEST_SUITE_P(
    OnAnOccasion, Said,
    testing::Values(
        Case{"Speaking on state television on March 3, he said that the pier was old.", "said",
             "2031-03-03"},
        Case{"Speaking at a rally in Elsin on Monday, Ann Weller said that the pier was old.",
             "said", "2031-04-07"},
        Case{"In an interview on Monday, Ann Weller said that the pier was old.", "said",
             "2031-04-07"},
        Case{"In a 2029 interview, Ann Weller said that the pier was old.", "said", "2029"},
        Case{"In a statement released on Monday, Ann Weller said that the pier was old.", "said",
             "2031-04-07"},
        Case{"Ann Weller said in a letter of March 3 that the pier was old.", "said", "2031-03-03"},
        Case{"Ann Weller said in an interview with The Gull on Sunday that the pier was old.",
             "said", "2031-04-06"},
        Case{"At a news conference on Monday, Ann Weller warned that the pier was old.", "warned",
             "2031-04-07"},
        Case{"Ann Weller said during a visit to Elsin on Monday that the pier was old.", "said",
             "2031-04-07"},
        Case{"On March 3 the Harbour Council issued a statement, calling the pier “a danger.”",
             "calling", "2031-03-03"},
        Case{"On March 3 Ann Weller criticised the council, saying that the pier was old.",
             "saying", "2031-03-03"},
        Case{"He called the pier “a danger,” stating on March 3, “It will fall.”", "called",
             "2031-03-03"},
        Case{"Ann Weller condemned the plan on Monday and called the pier “a danger.”", "called",
             "2031-04-07"},
        Case{"Monday’s statement said that the pier was old.", "said", "2031-04-07"},
        Case{"Asked about the pier on Monday, Ann Weller said that it was old.", "said",
             "2031-04-07"}));

INSTANTIATE_TEST_SUITE_P(
    NotOfSomethingElse, Said,
    testing::Values(
        Case{"Ann Weller said that the pier had fallen on Monday.", "said", "-"},
        Case{"Ann Weller said the pier would be closed in May 2032.", "said", "-"},
        Case{"Ann Weller, who resigned on Monday, said that the pier was old.", "said", "-"},
        Case{"After the storm on Monday, Ann Weller said that the pier was old.", "said", "-"},
        Case{"Since Monday, Ann Weller has said that the pier is old.", "said", "-"},
        Case{"Ann Weller, the mayor since 2029, said that the pier was old.", "said", "-"},
        Case{"The council, elected in 2029, warned that the pier was old.", "warned", "-"},
        Case{"Ann Weller said on Monday that the pier had fallen on Sunday.", "said", "2031-04-07"},
        Case{"Ann Weller, who was elected in 2029, said on Monday that the pier was old.", "said",
             "2031-04-07"},
        Case{"Ann Weller said that on Monday the pier had fallen.", "said", "-"},
        Case{"“On Monday the pier fell,” said Ann Weller.", "said", "-"},
        Case{"Ann Weller asked why the pier had not been closed on Monday.", "asked", "-"},
        Case{"Before the vote on Tuesday, Ann Weller said that the pier was old.", "said", "-"},
        Case{"Ann Weller called Friday’s ruling “a danger.”", "called", "-"},
        Case{"“Oskar Brandeth claimed that the pier was old,” Ann Weller said last week.",
             "claimed", "-"},
        Case{"Ann Weller said the vote on Tuesday would be close.", "said", "-"},
        Case{"Ann Weller said the pier was old.", "said", "-"}));

INSTANTIATE_TEST_SUITE_P(
    FromTheDayBefore, Said,
    testing::Values(
        Case{"The pier fell on March 3. The next day, Ann Weller said that it had been old.",
             "said", "2031-03-04"},
        Case{"The pier fell on March 3. Ann Weller said the same day that it had been old.", "said",
             "2031-03-03"},
        Case{"The pier fell on March 3. Two days later, Ann Weller said that it had been old.",
             "said", "2031-03-05"},
        Case{"The pier fell on March 3. Later that day, Ann Weller said that it had been old.",
             "said", "2031-03-03"},
        Case{"The pier fell on March 3. A week later, Ann Weller said that it had been old.",
             "said", "2031-W11"},
        Case{"The pier fell on March 3. The day before, Ann Weller had said that it was old.",
             "said", "2031-03-02"},
        Case{"The pier fell. The next day, Ann Weller said that it had been old.", "said", "-"}));

INSTANTIATE_TEST_SUITE_P(
    GoesOn, Said,
    testing::Values(
        Case{"Ann Weller said on Monday that the pier was old. She added that it would close.",
             "added", "2031-04-07"},
        Case{"Ann Weller said on Monday that the pier was old. She warned that it would close.",
             "warned", "2031-04-07"},
        Case{"Ann Weller, speaking on the radio on Monday, said that the pier was old.", "said",
             "2031-04-07"},
        Case{"Ann Weller, resigning on Monday, said that the pier was old.", "said", "-"},
        Case{"Ann Weller thanked the crew on Monday. She would not say whether the pier was old.",
             "say", "2031-04-07"},
        Case{"Ann Weller, who said the plan was a mistake, warned on Monday that the pier was old.",
             "said", "-"},
        Case{"Ann Weller said on Monday that the pier was old. Weller also warned that it would "
             "close.",
             "warned", "2031-04-07"},
        Case{"Ann Weller was quoted on Monday as saying that the pier was old.", "saying",
             "2031-04-07"},
        Case{"“The pier is old,” Ann Weller said on Monday, adding that it would close.", "adding",
             "2031-04-07"},
        Case{"The Harbour Council issued a statement on Monday, calling the pier “old.” The "
             "statement "
             "further warned that it would close.",
             "warned", "2031-04-07"},
        Case{"Ann Weller said on Monday that the pier was old. She has warned that it would close.",
             "warned", "-"},
        Case{"Ann Weller said on Monday that the pier was old. She had warned earlier that it "
             "would close.",
             "warned", "-"},
        Case{"Ann Weller said on Monday that the pier was old. Oskar Brandeth warned that it would "
             "close.",
             "warned", "-"},
        Case{"Ann Weller said on Monday that the pier was old.\n\nShe warned that it would close.",
             "warned", "-"},
        Case{"Ann Weller criticised the plan. Speaking on the radio on Monday, she called it “a "
             "danger.”",
             "criticised", "2031-04-07"},
        Case{"Ann Weller criticised the plan. On Monday, she called it “a danger.”", "criticised",
             "-"},
        Case{"The days after the storm of March 3, 2031, saw leaders endorse the plan.", "endorse",
             "2031-03"},
        Case{"The aftermath of the March 3, 2031, storm saw leaders endorse the plan.", "endorse",
             "2031-03"}));

TEST(Said, GoesOnWithAQuotationThatGoesOn) {
  const std::string text =
      "“The pier is old,” Ann Weller said on Monday. “It will close,” she said. “We are sorry.”";
  const auto document = tests::document_of(text);
  const Day published = *parse_day("2031-04-10");
  const auto cast = tests::find_cast(document, {.published = published});
  const auto statements = tests::find_statements(document, cast, {.published = published});
  ASSERT_GE(statements.size(), 2U);
  EXPECT_EQ(statements.back().said, (PartialDate{*parse_day("2031-04-07")}));
}

TEST(Said, IsNotKnownWithoutTheArticlesDayUnlessTheTextGivesAll) {
  const auto document = tests::document_of(
      "Ann Weller said on Monday that the pier was old. On March 3, 2031, Oskar Brandeth denied "
      "that it was.");
  const auto statements = tests::find_statements(document, tests::find_cast(document), {});
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_EQ(statements[0].said, std::nullopt);
  EXPECT_EQ(statements[1].said, (PartialDate{*parse_day("2031-03-03")}));
}

}  // namespace
}  // namespace faultline::statements

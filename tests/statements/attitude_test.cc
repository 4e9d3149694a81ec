// How statements are reported: class of the cue, modality, polarity, venue.

#include "statements/detail/attitude.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "actors/cast.h"
#include "statements/sketch.h"
#include "statements/statements.h"

namespace faultline::statements {
namespace {

/// Of the statement whose cue holds `word`: "doubting asserts affirmed"; "no statement" where there
/// is no such cue.
std::string reported(const std::string& text, const std::string& word) {
  const auto document = tests::document_of(text);
  const auto cast = tests::find_cast(document);
  for (const Statement& statement : tests::find_statements(document, cast, {})) {
    if (tests::seen(document, statement).cue.find(word) == std::string::npos) continue;
    return std::string(to_string(statement.cue_class)) + " " +
           std::string(to_string(statement.modality)) + " " +
           std::string(to_string(statement.polarity));
  }
  return "no statement";
}

/// The venues of that statement, joined by " | ".
std::string venue(const std::string& text, const std::string& word) {
  const auto document = tests::document_of(text);
  const Day published = *parse_day("2031-04-10");
  const auto cast = tests::find_cast(document, {.published = published});
  for (const Statement& statement :
       tests::find_statements(document, cast, {.published = published})) {
    if (tests::seen(document, statement).cue.find(word) == std::string::npos) continue;
    std::string all;
    for (const ByteSpan span : statement.venue)
      all += (all.empty() ? "" : " | ") + document.text.substr(span.begin.value, span.size());
    return all.empty() ? "-" : all;
  }
  return "no statement";
}

struct Case {
  const char* text;
  const char* cue;
  const char* reported;
};
std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.text; }

class Reported : public testing::TestWithParam<Case> {};

TEST_P(Reported, IsWhatTheCueSays) {
  EXPECT_EQ(reported(GetParam().text, GetParam().cue), GetParam().reported);
}

INSTANTIATE_TEST_SUITE_P(
    ByClass, Reported,
    testing::Values(
        Case{"Ann Weller said that the pier was old.", "said", "neutral asserts affirmed"},
        Case{"Ann Weller told reporters that the pier was old.", "told",
             "neutral asserts affirmed"},
        Case{"According to Ann Weller, the pier is old.", "ccording to",
             "neutral asserts affirmed"},
        Case{"Ann Weller insisted that the pier was old.", "insisted",
             "assertive asserts affirmed"},
        Case{"Ann Weller pointed out that the pier was old.", "pointed",
             "assertive asserts affirmed"},
        Case{"Ann Weller revealed that the pier was old.", "revealed",
             "assertive asserts affirmed"},
        Case{"Ann Weller claimed that the pier was old.", "claimed", "doubting asserts affirmed"},
        Case{"Ann Weller falsely said that the pier was old.", "said", "doubting asserts affirmed"},
        Case{"Ann Weller alleged that Oskar Brandeth had taken bribes.", "alleged",
             "doubting asserts affirmed"},
        Case{"Ann Weller framed the pier as “a danger.”", "framed", "doubting asserts affirmed"},
        Case{"Ann Weller slammed the plan.", "slammed", "hostile asserts affirmed"},
        Case{"Ann Weller railed against “a handful of idlers.”", "railed",
             "hostile asserts affirmed"},
        Case{"Ann Weller lashed out at the council’s plan to close the pier.", "lashed",
             "hostile asserts affirmed"},
        Case{"Ann Weller accused Oskar Brandeth of taking bribes.", "accused",
             "hostile asserts affirmed"},
        Case{"Ann Weller praised the council.", "praised", "supportive asserts affirmed"},
        Case{"Ann Weller welcomed the decision.", "welcomed", "supportive asserts affirmed"}));

INSTANTIATE_TEST_SUITE_P(
    ByModality, Reported,
    testing::Values(
        Case{"Ann Weller may say that the pier is old.", "say", "neutral may affirmed"},
        Case{"Ann Weller would say that the pier is old.", "say", "neutral would affirmed"},
        Case{"Ann Weller will say that the pier is old.", "say", "neutral will affirmed"},
        Case{"Ann Weller is going to say that the pier will close.", "say",
             "neutral will affirmed"},
        Case{"Ann Weller asked whether the pier was old.", "asked", "neutral asks affirmed"},
        Case{"Ann Weller asked Oskar Brandeth to close the pier.", "asked",
             "neutral demands affirmed"},
        Case{"Ann Weller called for the closure of the pier.", "called",
             "neutral demands affirmed"},
        Case{"Ann Weller urged the council to close the pier.", "urged",
             "assertive demands affirmed"},
        Case{"Ann Weller promised to close the pier.", "promised", "neutral will affirmed"},
        Case{"Ann Weller expects that the pier will close.", "expects", "neutral asserts affirmed"},
        Case{"Ann Weller hopes that the pier will close.", "hopes", "neutral demands affirmed"},
        Case{"Ann Weller suggested that the pier was old.", "suggested", "neutral may affirmed"}));

INSTANTIATE_TEST_SUITE_P(
    ByPolarity, Reported,
    testing::Values(
        Case{"Ann Weller denied that the pier was old.", "denied", "neutral asserts denied"},
        Case{"Ann Weller did not say that the pier was old.", "say", "neutral asserts denied"},
        Case{"Ann Weller did not say whether the pier was old.", "say", "neutral asserts denied"},
        Case{"Ann Weller never said that the pier was old.", "said", "neutral asserts denied"},
        Case{"Ann Weller refused to say whether the pier was old.", "refused",
             "neutral asserts denied"},
        Case{"Ann Weller declined to comment on the pier.", "declined", "neutral asserts denied"},
        Case{"Ann Weller has yet to say whether the pier is old.", "say", "neutral asserts denied"},
        Case{"Ann Weller would not say whether the pier was old.", "say", "neutral asserts denied"},
        Case{"Ann Weller did not deny that the pier was old.", "deny", "neutral asserts affirmed"},
        Case{"Ann Weller not only said that the pier was old.", "said", "neutral asserts affirmed"},
        Case{"Ann Weller dismissed the plan.", "dismissed", "hostile asserts denied"},
        Case{"Nobody said that the pier was old.", "said", "neutral asserts denied"}));

TEST(CueAttributes, KnowHundredsOfWords) {
  EXPECT_GE(detail::CueAttributes::english().size(), 600U);
}

TEST(CueAttributes, SkipRowsOfAnotherForm) {
  const detail::CueAttributes table(
      "# a remark\nverb\tbark\thostile\t-\t-\nverb\tmew\tgentle\t-\t-\nverb\n");
  EXPECT_EQ(table.size(), 1U);
  ASSERT_NE(table.find("verb", "bark"), nullptr);
  EXPECT_EQ(table.find("verb", "bark")->cue_class, CueClass::Hostile);
}

TEST(Words, OfAttributesAreReadAsTheyAreWritten) {
  for (const auto one : {CueClass::Neutral, CueClass::Assertive, CueClass::Doubting,
                         CueClass::Hostile, CueClass::Supportive})
    EXPECT_EQ(parse_cue_class(to_string(one)), one);
  for (const auto one : {Modality::Asserts, Modality::May, Modality::Would, Modality::Will,
                         Modality::Asks, Modality::Demands})
    EXPECT_EQ(parse_modality(to_string(one)), one);
  for (const auto one : {Polarity::Affirmed, Polarity::Denied})
    EXPECT_EQ(parse_polarity(to_string(one)), one);
  EXPECT_EQ(parse_cue_class("rude"), std::nullopt);
}

class Venue : public testing::TestWithParam<Case> {};

TEST_P(Venue, IsWhereTheWordsWereSpokenOrWritten) {
  EXPECT_EQ(venue(GetParam().text, GetParam().cue), GetParam().reported);
}

INSTANTIATE_TEST_SUITE_P(
    All, Venue,
    testing::Values(
        Case{"Speaking on state television on March 3, he said that the pier was old.", "said",
             "state television"},
        Case{"“The pier is old,” Ann Weller said in a televised interview.", "said",
             "a televised interview"},
        Case{"Ann Weller said at a rally in Elsin on Monday that the pier was old.", "said",
             "a rally in Elsin"},
        Case{"In a statement, Ann Weller said that the pier was old.", "said", "a statement"},
        Case{"Ann Weller said on Twitter that the pier was old.", "said", "Twitter"},
        Case{"Ann Weller said on Gull News that the pier was old.", "said", "Gull News"},
        Case{"“The pier is old,” Ann Weller said in a statement Thursday.", "said", "a statement"},
        Case{"Ann Weller told The Gull that the pier was old.", "told", "-"},
        Case{"Ann Weller told reporters at a news conference that the pier was old.", "told",
             "a news conference"},
        Case{
            "Asked about it at a news conference last Friday, Ann Weller replied that the pier was "
            "old.",
            "replied", "a news conference"},
        Case{"Ann Weller said at the time that the pier was old.", "said", "-"},
        Case{"Ann Weller said that the pier had been closed in a meeting.", "said", "-"},
        Case{"Speaking on the radio, she condemned the plan, insisting that the pier was old.",
             "insisting", "the radio"},
        Case{"At Friday prayers in Elsin, Oskar Brandeth warned that the pier was old.", "warned",
             "Friday prayers in Elsin"},
        Case{"Ann Weller said that the pier was old.", "said", "-"}));

}  // namespace
}  // namespace faultline::statements

#include "exchange/filters.h"

#include <gtest/gtest.h>

#include <string>

namespace faultline::exchange {
namespace {

study::Filter with(std::string_view name, std::string_view value) {
  study::Filter filter;
  const auto set = set_filter(filter, name, value);
  EXPECT_TRUE(set) << set.error().message;
  return filter;
}

std::string refusal(std::string_view name, std::string_view value) {
  study::Filter filter;
  const auto set = set_filter(filter, name, value);
  if (set) return "taken";
  EXPECT_EQ(set.error().code, ErrorCode::Usage);
  return set.error().message;
}

TEST(SetFilter, KnowsEveryFieldThatHelpLists) {
  ASSERT_FALSE(filter_fields().empty());
  for (const auto& field : filter_fields()) {
    study::Filter filter;
    const auto set = set_filter(filter, field.name, "?");
    EXPECT_TRUE(set || set.error().message.find("no filter") == std::string::npos) << field.name;
  }
}

TEST(SetFilter, RefusesAFieldThatDoesNotExist) {
  EXPECT_EQ(refusal("colour", "red"), "\"colour\" is no filter.");
}

TEST(SetFilter, TakesWords) {
  EXPECT_EQ(with("outlet", "The Gull").outlet, "The Gull");
  EXPECT_EQ(with("concept", "sea wall").concept_name, "sea wall");
  EXPECT_NE(refusal("actor", ""), "taken");
}

TEST(SetFilter, TakesAMonthFromItsFirstDayAndUntilItsLast) {
  EXPECT_EQ(to_string(*with("from", "2031-02").from), "2031-02-01");
  EXPECT_EQ(to_string(*with("to", "2031-02").to), "2031-02-28");
  EXPECT_EQ(to_string(*with("to", "2031").to), "2031-12-31");
  EXPECT_NE(refusal("from", "yesterday").find("2024-10-26"), std::string::npos);
}

TEST(SetFilter, TakesActsAndNamesThemAllInARefusal) {
  EXPECT_EQ(with("act", "accuse").act, positions::Act::Accuse);
  const auto message = refusal("act", "hug");
  EXPECT_NE(message.find("criticise"), std::string::npos);
  EXPECT_NE(message.find("agree"), std::string::npos);
}

TEST(SetFilter, TakesWhatIsToldOfRelationsOnly) {
  EXPECT_EQ(with("by", "ada").by, "ada");
  EXPECT_EQ(with("toward", "bo").toward, "bo");
  EXPECT_EQ(with("plover", "REJECT").plover, "REJECT");
  EXPECT_EQ(with("origin", "evaluation").origin, positions::Origin::Evaluation);
  EXPECT_EQ(with("min_intensity", "0.6").min_intensity, 0.6);
  EXPECT_NE(refusal("plover", "FIGHT").find("ASSAULT"), std::string::npos);
  EXPECT_NE(refusal("min_intensity", "2"), "taken");
}

TEST(SetFilter, TakesTheWordsOfAStatementsManner) {
  EXPECT_EQ(with("cue_class", "doubting").cue_class, statements::CueClass::Doubting);
  EXPECT_EQ(with("modality", "may").modality, statements::Modality::May);
  EXPECT_EQ(with("polarity", "denied").polarity, statements::Polarity::Denied);
  EXPECT_EQ(with("venue", "state television").venue, "state television");
  EXPECT_NE(refusal("cue_class", "rude").find("neutral, assertive, doubting, hostile, supportive"),
            std::string::npos);
  EXPECT_NE(refusal("modality", "must").find("asserts, may, would, will, asks, demands"),
            std::string::npos);
  EXPECT_NE(refusal("polarity", "no").find("affirmed, denied"), std::string::npos);
}

TEST(SetFilter, TakesSignsWithAndWithoutPlus) {
  EXPECT_EQ(with("sign", "-1").sign, -1);
  EXPECT_EQ(with("sign", "+1").sign, 1);
  EXPECT_EQ(with("sign", "1").sign, 1);
  EXPECT_NE(refusal("sign", "2"), "taken");
  EXPECT_NE(refusal("sign", "-"), "taken");
}

TEST(SetFilter, TakesAConfidenceFromZeroToOneOnly) {
  EXPECT_EQ(with("min_confidence", "0.5").min_confidence, 0.5);
  EXPECT_NE(refusal("min_confidence", "1.5"), "taken");
  EXPECT_NE(refusal("min_confidence", "nan"), "taken");
  EXPECT_NE(refusal("min_confidence", "0.5x"), "taken");
}

TEST(SetFilter, TakesALimitThatIsNotNegative) {
  EXPECT_EQ(with("limit", "0").limit, 0);
  EXPECT_NE(refusal("limit", "-1"), "taken");
  EXPECT_NE(refusal("limit", "99999999999999999999"), "taken");
}

}  // namespace
}  // namespace faultline::exchange

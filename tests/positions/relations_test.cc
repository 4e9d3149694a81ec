#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "positions/positions.h"
#include "positions/relation_lines.h"
#include "statements/sketch.h"

namespace faultline::positions {
namespace {

using tests::relations_in;
using All = std::vector<std::string>;

TEST(FindRelations, FindsNothingInNothing) { EXPECT_EQ(relations_in(""), All{}); }

TEST(FindRelations, SaysWhyByTheWordsThatDecided) {
  const auto document = statements::tests::document_of("Weber refused to support Klein.");
  const auto cast = statements::tests::cast_of(document, {{"Weber", "weber"}, {"Klein", "klein"}});
  const auto relations = find_relations(document, cast, {});
  ASSERT_EQ(relations.size(), 1U);
  std::vector<std::string> why;
  for (const Reason& reason : relations.front().why)
    why.push_back(reason.name + (reason.span ? "=" + document.text.substr(reason.span->begin.value,
                                                                          reason.span->size())
                                             : ""));
  EXPECT_EQ(why, (All{"origin: narrative", "verb=support", "refusal=refused", "who: subject=Weber",
                      "whom=Klein"}));
}

TEST(FindRelations, WeighsItsGroundsIntoTheConfidence) {
  const auto document = statements::tests::document_of("Weber refused to support Klein.");
  const auto cast = statements::tests::cast_of(document, {{"Weber", "weber"}, {"Klein", "klein"}});
  const auto relations = find_relations(document, cast, {});
  ASSERT_EQ(relations.size(), 1U);
  float product = 1;
  for (const Reason& reason : relations.front().why) product *= reason.weight;
  EXPECT_NEAR(relations.front().confidence, product, 1e-5);
  EXPECT_LT(product, 1);
}

float intensity_of(std::string text) {
  const auto document = statements::tests::document_of(std::move(text));
  const auto cast = statements::tests::cast_of(document, {{"Weber", "weber"}, {"Klein", "klein"}});
  const auto relations = find_relations(document, cast, {});
  return relations.empty() ? -1 : relations.front().intensity;
}

TEST(FindRelations, IsMilderOrStrongerByWordAndAdverb) {
  EXPECT_FLOAT_EQ(intensity_of("Weber questioned Klein."), 1.0F / 3);
  EXPECT_FLOAT_EQ(intensity_of("Weber criticised Klein."), 2.0F / 3);
  EXPECT_FLOAT_EQ(intensity_of("Weber sharply criticised Klein."), 1);
  EXPECT_FLOAT_EQ(intensity_of("Weber mildly criticised Klein."), 1.0F / 3);
  EXPECT_FLOAT_EQ(intensity_of("Weber lambasted Klein."), 1);
}

TEST(Plover, CallsActsByTheirCategoryAndMode) {
  EXPECT_EQ(plover(Act::Criticise, -1), (PloverEvent{"ACCUSE", "disapprove"}));
  EXPECT_EQ(plover(Act::Accuse, -1, "investigate"), (PloverEvent{"ACCUSE", "investigate"}));
  EXPECT_EQ(plover(Act::Coerce, -1, "arrest"), (PloverEvent{"COERCE", "arrest"}));
  EXPECT_EQ(plover(Act::Demand, 0).category, "REQUEST");
}

TEST(Plover, CallsARefusedEndorsementARejectionAndACriticismThatDidNotHappenNothing) {
  EXPECT_EQ(plover(Act::Endorse, 1).category, "SUPPORT");
  EXPECT_EQ(plover(Act::Endorse, -1).category, "REJECT");
  EXPECT_EQ(plover(Act::Criticise, 0), PloverEvent{});
  EXPECT_EQ(plover(Act::Warn, 0), PloverEvent{});
}

TEST(Plover, ListsEveryCategoryThatItGives) {
  for (const Act act : all_acts())
    for (const int sign : {-1, 0, 1}) {
      const auto category = plover(act, sign).category;
      const auto known = plover_categories();
      EXPECT_TRUE(category.empty() ||
                  std::find(known.begin(), known.end(), category) != known.end())
          << category;
    }
}

TEST(ActNames, AreReadBackAsTheyAreWritten) {
  EXPECT_EQ(all_acts().size(), 23U);
  for (const Act act : all_acts()) EXPECT_EQ(parse_act(to_string(act)), act);
  EXPECT_EQ(parse_act("attack"), std::nullopt);
  EXPECT_EQ(sign_of(Act::Demand), 0);
}

}  // namespace
}  // namespace faultline::positions

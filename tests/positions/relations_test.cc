#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "positions/positions.h"
#include "statements/sketch.h"

namespace faultline::positions {
namespace {

// "from act to sign", for a text about Ann Weber, Karl Klein and the council.
std::vector<std::string> relations_in(std::string text) {
  const auto document = statements::tests::document_of(std::move(text));
  const auto cast = statements::tests::cast_of(document, {{"Ann Weber", "weber"},
                                                          {"Weber", "weber"},
                                                          {"she", "weber"},
                                                          {"She", "weber"},
                                                          {"Karl Klein", "klein"},
                                                          {"Klein", "klein"},
                                                          {"him", "klein"},
                                                          {"the council", "council"},
                                                          {"The council", "council"},
                                                          {"Arndt", "arndt"}});
  const auto found = statements::tests::find_statements(document, cast);
  std::vector<std::string> all;
  for (const Relation& relation : find_relations(document, cast, found)) {
    const std::string sign = relation.sign < 0 ? "-" : relation.sign > 0 ? "+" : "0";
    all.push_back(cast.actor(relation.from).id + " " + std::string(to_string(relation.act)) + " " +
                  cast.actor(relation.to).id + " " + sign);
  }
  return all;
}

using All = std::vector<std::string>;

TEST(FindRelations, FindsNothingInNothing) { EXPECT_EQ(relations_in(""), All{}); }

TEST(FindRelations, FindsNoneWhereTwoActorsMerelyMeet) {
  EXPECT_EQ(relations_in("Weber met Klein on Tuesday."), All{});
}

TEST(FindRelations, ReadsTheActiveVoice) {
  EXPECT_EQ(relations_in("Weber accused Klein of lying."), All{"weber accuse klein -"});
  EXPECT_EQ(relations_in("Weber praised Klein for his work."), All{"weber praise klein +"});
}

TEST(FindRelations, ReadsThePassiveVoice) {
  EXPECT_EQ(relations_in("Klein was criticised by Weber."), All{"weber criticise klein -"});
}

TEST(FindRelations, ReadsVerbsWithTheirPrepositions) {
  EXPECT_EQ(relations_in("Weber lashed out at Klein."), All{"weber criticise klein -"});
  EXPECT_EQ(relations_in("Weber railed against the council."), All{"weber criticise council -"});
}

TEST(FindRelations, ReadsNouns) {
  EXPECT_EQ(relations_in("Weber’s criticism of Klein went on."), All{"weber criticise klein -"});
  EXPECT_EQ(relations_in("Weber issued a public rebuke of Klein."), All{"weber criticise klein -"});
  EXPECT_EQ(relations_in("Klein drew criticism from Weber."), All{"weber criticise klein -"});
}

TEST(FindRelations, TakesEveryTargetOfAList) {
  EXPECT_EQ(relations_in("Weber accused Klein, Arndt and the council of lying."),
            (All{"weber accuse klein -", "weber accuse arndt -", "weber accuse council -"}));
}

TEST(FindRelations, DoesNotBlameTheVictimOfWhatIsCondemned) {
  EXPECT_EQ(relations_in("Weber condemned the killing of Klein."), All{});
}

TEST(FindRelations, IsNeutralWhenItIsNegated) {
  EXPECT_EQ(relations_in("Weber did not criticise Klein."), All{"weber criticise klein 0"});
}

TEST(FindRelations, LeavesOutWhatIsDenied) {
  EXPECT_EQ(relations_in("Weber denied that she attacked Klein."), All{});
}

TEST(FindRelations, CountsADemandAsNeutralUnlessSomebodyIsToGo) {
  EXPECT_EQ(relations_in("Weber called on Klein to repair the bridge."),
            All{"weber demand klein 0"});
  EXPECT_EQ(relations_in("Weber called on Klein to resign."), All{"weber demand klein -"});
}

TEST(FindRelations, HearsBlameInWhatASpeakerSays) {
  EXPECT_EQ(relations_in("“Klein is a liar,” Weber said."), All{"weber criticise klein -"});
  EXPECT_EQ(relations_in("Weber called Klein a traitor."), All{"weber criticise klein -"});
  EXPECT_EQ(relations_in("“I trust Klein,” Weber said."), All{"weber praise klein +"});
}

TEST(FindRelations, GivesWordsInsideAQuotationToTheirOwnSpeaker) {
  EXPECT_EQ(relations_in("“The council accused Klein of lying,” Weber said."),
            All{"council accuse klein -"});
}

TEST(ActNames, AreReadBackAsTheyAreWritten) {
  for (const Act act : {Act::Criticise, Act::Accuse, Act::Condemn, Act::Threaten, Act::Oppose,
                        Act::Reject, Act::Blame, Act::Mock, Act::Demand, Act::Warn, Act::Praise,
                        Act::Endorse, Act::Defend, Act::Thank, Act::Agree}) {
    EXPECT_EQ(parse_act(to_string(act)), act);
  }
  EXPECT_EQ(parse_act("attack"), std::nullopt);
  EXPECT_EQ(sign_of(Act::Demand), 0);
}

}  // namespace
}  // namespace faultline::positions

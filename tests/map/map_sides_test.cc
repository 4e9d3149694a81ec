// The two sides on the map, and how sure they are.

#include <gtest/gtest.h>

#include "map/faction_answer.h"
#include "map/map.h"
#include "map/sketch.h"
#include "map/two_blocs.h"

namespace faultline::map {
namespace {

TEST(MapSides, PutsWhoAttackEachOtherOnTwoSides) {
  const auto map = *harbour_story().map();
  EXPECT_EQ(find(map, "ana-lor")->side, +1);
  EXPECT_EQ(find(map, "dockers")->side, +1);
  EXPECT_EQ(find(map, "ben-mak")->side, -1);
  EXPECT_EQ(find(map, "cid-nur")->side, -1);
  EXPECT_EQ(map.sides.ties, 25);
  EXPECT_EQ(map.sides.frustrated, 5);
  EXPECT_EQ(map.sides.stories, 10);
  EXPECT_EQ(map.sides.resamples, 500);
}

TEST(MapSides, GivesTheSidesOfFactionsUnderTheirLetters) {
  // Nur speaks most and is listed first, but Lor spoke first.
  Sketch sketch(two_blocs);
  sketch.article("first", "Gazette", "2031-03-01").says("ana", "Lor spoke.");
  for (const char* published : {"2031-03-02", "2031-03-03", "2031-03-04"}) {
    sketch.article(published, "Gazette", published);
    sketch.acts("ana", -1, "cid", "Lor hit Nur.", "hit").says("cid", "Nur spoke.");
    sketch.acts("ben", 1, "ana", "Mak praised Lor.", "praised").says("cid", "Nur went on.");
  }
  const auto map = *sketch.map({.bloc = "Reeds"});
  const auto data = *detail::bloc_data_of_rows(in_order_of_day(sketch.rows()), {.bloc = "Reeds"});
  const auto sides = bloc_sides(data);
  ASSERT_EQ(sides.members.size(), 3U);
  EXPECT_EQ(map.people.front().id, "cid");
  for (std::size_t place = 0; place < sides.members.size(); ++place) {
    const Person* person = find(map, data.actors[sides.members[place]]);
    ASSERT_NE(person, nullptr);
    EXPECT_EQ(person->side, sides.factions.members[place].side);
    EXPECT_EQ(person->certainty, sides.factions.members[place].certainty);
  }
  EXPECT_EQ(find(map, "cid")->side, -1);
  EXPECT_EQ(map.sides.test.p_value, sides.test.p_value);
}

TEST(MapSides, TellsSidesOfUndatedArticlesFromWhichNoSeriesComes) {
  Sketch sketch(two_blocs);
  sketch.article("one", "Gazette", "").acts("ana", -1, "ben", "Lor hit Mak.", "hit");
  const auto map = *sketch.map({.bloc = "Reeds"});
  EXPECT_EQ(map.sides.ties, 1);
  EXPECT_NE(find(map, "ana")->side, find(map, "ben")->side);
  EXPECT_FALSE(find(map, "ana")->certainty);
  EXPECT_TRUE(warns(map, "All ties between members come from one story"));
  EXPECT_NE(map.finding.text.find("Sides, by one story: "), std::string::npos) << map.finding.text;
}

/// Lor and Mak attack each other in ten stories; Pek is with Lor in `with_lor`, with Mak in
/// `with_mak`.
Sketch wavering(int with_lor, int with_mak) {
  Sketch sketch(two_blocs);
  int number = 0;
  const auto article = [&] { sketch.article(std::to_string(++number), "Gazette", "2031-03-02"); };
  for (int story = 0; story < 10; ++story) {
    article();
    sketch.acts("ana", -1, "ben", "Lor hit Mak.", "hit");
  }
  for (int story = 0; story < with_lor + with_mak; ++story) {
    article();
    sketch.acts("dora", 1, story < with_lor ? "ana" : "ben", "Pek praised.", "praised");
  }
  return sketch;
}

TEST(MapSides, NamesNobodyWhoseSideIsHardlyBetterThanTheOther) {
  const auto map = *wavering(4, 3).map({.bloc = "Reeds"});
  const Person& pek = *find(map, "dora");
  EXPECT_EQ(pek.side, find(map, "ana")->side);
  ASSERT_TRUE(pek.certainty);
  EXPECT_GT(*pek.certainty, 0.5);
  EXPECT_LT(*pek.certainty, 0.75);
  EXPECT_EQ(map.finding.text.find("Pek"), std::string::npos) << map.finding.text;
  EXPECT_TRUE(warns(map, "Dora Pek keeps the side in fewer than 75"));
  const std::string text = to_text(map);
  EXPECT_NE(text.find("Dora Pek (or the other, "), std::string::npos) << text;
  EXPECT_NE(text.find("how often a side stays"), std::string::npos) << text;
  EXPECT_NE(to_html(map).find("or the other, "), std::string::npos);
}

TEST(MapSides, ShowsHowSureALikelySideIs) {
  const auto map = *wavering(4, 1).map({.bloc = "Reeds"});
  const Person& pek = *find(map, "dora");
  ASSERT_TRUE(pek.certainty);
  EXPECT_GT(*pek.certainty, 0.75);
  EXPECT_LT(*pek.certainty, 0.95);
  EXPECT_NE(map.finding.text.find("Dora Pek ("), std::string::npos) << map.finding.text;
  EXPECT_FALSE(warns(map, "keeps the side"));
  const std::string text = to_text(map);
  EXPECT_EQ(text.find("or the other"), std::string::npos) << text;
}

TEST(MapSides, GivesNoSideToWhomNoTieLeads) {
  Sketch sketch(two_blocs);
  sketch.article("one", "Gazette", "2031-03-02");
  sketch.says("dora", "Pek spoke.");
  sketch.acts("ana", 1, "ben", "Lor praised Mak.", "praised");
  sketch.acts("ben", -1, "cid", "Mak hit Nur.", "hit");
  const auto map = *sketch.map({.bloc = "Reeds"});
  EXPECT_EQ(find(map, "dora")->side, 0);
  EXPECT_NE(find(map, "ana")->side, find(map, "cid")->side);
}

TEST(MapSides, SaysWhoWouldFitTheOtherSideAsWell) {
  Sketch sketch(two_blocs);
  sketch.article("one", "Gazette", "2031-03-02");
  sketch.acts("ana", -1, "ben", "Lor hit Mak.", "hit").acts("ana", -1, "ben", "Lor hit.", "hit");
  sketch.acts("dora", 1, "ana", "Pek praised Lor.", "praised");
  sketch.acts("dora", 1, "ben", "Pek praised Mak.", "praised");
  const auto map = *sketch.map({.bloc = "Reeds"});
  EXPECT_TRUE(find(map, "dora")->side_is_open);
  EXPECT_EQ(map.finding.text.find("Pek"), std::string::npos) << map.finding.text;
  EXPECT_FALSE(find(map, "ana")->side_is_open);
  EXPECT_TRUE(warns(map, "Splits as good as this one put Dora Pek on the other side"));
}

TEST(MapSides, AreOfFewerDrawsWhereThereAreManyTies) {
  Sketch sketch(two_blocs);
  for (int story = 0; story < 100; ++story) {
    sketch.article(std::to_string(story), "Gazette", "2031-03-02");
    sketch.acts("ana", -1, "ben", "Lor hit Mak.", "hit").acts("ben", -1, "ana", "Mak hit.", "hit");
    sketch.acts("dora", 1, "ana", "Pek praised Lor.", "praised");
  }
  const auto map = *sketch.map({.bloc = "Reeds"});
  EXPECT_EQ(map.sides.ties, 300);
  EXPECT_EQ(map.sides.resamples, 250);
  EXPECT_EQ(map.sides.test.networks, 100);
}

}  // namespace
}  // namespace faultline::map

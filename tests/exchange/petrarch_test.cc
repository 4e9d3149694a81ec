#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/register_import.h"

// All people and movements are invented.

namespace faultline::exchange {
namespace {

const actors::Actor* find(const ImportedActors& imported, std::string_view id) {
  for (const auto& actor : imported.actors)
    if (actor.id == id) return &actor;
  return nullptr;
}

std::string blocs_of(const actors::Actor& actor) {
  std::string all;
  for (const auto& membership : actor.blocs) {
    all += membership.bloc;
    if (membership.period.from) all += " from " + to_string(*membership.period.from);
    if (membership.period.to) all += " to " + to_string(*membership.period.to);
    all += "; ";
  }
  return all;
}

TEST(ImportPetrarch, FindsNobodyInAnEmptyDictionary) {
  EXPECT_TRUE(import_petrarch("", "d.txt")->actors.empty());
  EXPECT_TRUE(
      import_petrarch("# only a comment\n\n<!-- and\nanother -->\n", "d.txt")->actors.empty());
}

TEST(ImportPetrarch, ReadsNamesOtherNamesAndDatedCodes) {
  const auto imported = import_petrarch(
      "# dictionary\n"
      "IRAN_  [IRN]\n"
      "+IRANIAN_\n"
      "\n"
      "ADA_O'DELL_VAN_QUIST_  ; a comment of old\n"
      "+PRESIDENT_ODELL_\n"
      "\t[IRNELI 750101-000101]\n"
      "\t[IRNGOV >20011222] # since then\n"
      "\t[IRNOPP <740101]\n"
      "\t[IRNELI]\n",
      "dir/d.txt");
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->failures, 0u);
  const auto* iran = find(*imported, "iran");
  ASSERT_NE(iran, nullptr);
  EXPECT_EQ(iran->kind, actors::ActorKind::State);
  EXPECT_EQ(iran->aliases, std::vector<std::string>{"Iranian"});
  const auto* odell = find(*imported, "ada-o-dell-van-quist");
  ASSERT_NE(odell, nullptr);
  EXPECT_EQ(odell->name, "Ada O'dell Van Quist");
  EXPECT_EQ(odell->kind, actors::ActorKind::Person);
  EXPECT_EQ(odell->part_of, "iran");
  EXPECT_EQ(odell->aliases, std::vector<std::string>{"President Odell"});
  EXPECT_EQ(blocs_of(*odell),
            "IRNELI from 1975-01-01 to 2000-01-01; IRNGOV from 2001-12-22; IRNOPP to 1974-01-01; "
            "IRNELI; ");
  EXPECT_EQ(odell->blocs[0].source, "d.txt");
}

TEST(ImportPetrarch, WritesNamesAsPeopleDo) {
  const auto imported = import_petrarch(
      "FRONT_OF_THE_RED-GREEN_COAST_(FRGC)_ [IMGREB]\n+KKK_\n+A.G._QUIST_\n", "d.txt");
  ASSERT_EQ(imported->actors.size(), 1u);
  EXPECT_EQ(imported->actors[0].name, "Front of the Red-Green Coast");
  EXPECT_EQ(imported->actors[0].aliases, (std::vector<std::string>{"FRGC", "KKK", "A.G. Quist"}));
  EXPECT_EQ(imported->actors[0].kind, actors::ActorKind::Organization);
}

TEST(ImportPetrarch, GivesTwoRecordsOfOneNameTwoIds) {
  const auto imported = import_petrarch("ADA_ [AAAGOV 010101-020101]\nADA_ [BBBGOV]\n", "d.txt");
  ASSERT_EQ(imported->actors.size(), 2u);
  EXPECT_EQ(imported->actors[0].id, "ada");
  EXPECT_EQ(imported->actors[1].id, "ada-2");
}

TEST(ImportPetrarch, ListsWhatItCannotReadAndGoesOn) {
  const auto imported = import_petrarch(
      "+LOST_\nADA_ODELL_\n\t[GOV 20010229-20020101]\n\t[GOV 20030101-20020101]\n\t[GOV 2001\n"
      "+39649_\nBO_RUIZ_ [GOV]\n",
      "d.txt");
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->actors.size(), 2u);
  std::vector<std::string> places;
  for (const auto& problem : imported->problems) places.push_back(problem.where);
  EXPECT_EQ(places,
            (std::vector<std::string>{"d.txt:1", "d.txt:3", "d.txt:4", "d.txt:5", "d.txt:6"}));
  EXPECT_EQ(imported->failures, 5u);
}

TEST(ImportPetrarch, RefusesDictionariesOfAgentsAndVerbs) {
  const auto agents = import_petrarch("# agents\nPOLICE {} [~COP]\n", "a.txt");
  ASSERT_FALSE(agents);
  EXPECT_EQ(agents.error().code, ErrorCode::Unsupported);
  EXPECT_EQ(agents.error().where, "a.txt:2");
  EXPECT_NE(agents.error().message.find("agents"), std::string::npos);
  EXPECT_FALSE(import_petrarch("!PERSON! = MAN, WOMAN\n", "a.txt"));
  EXPECT_FALSE(import_petrarch("--- VOW [170] ---\nVOW\n", "v.txt"));
}

}  // namespace
}  // namespace faultline::exchange

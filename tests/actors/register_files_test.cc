#include "actors/register_files.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

// All people, parties and places are invented.

namespace faultline::actors {
namespace {

std::string csv_of(std::span<const Actor> actors) {
  std::ostringstream out;
  write_actors_csv(out, actors);
  return out.str();
}

std::string toml_of(std::span<const Actor> actors) {
  std::ostringstream out;
  write_actors_toml(out, actors);
  return out.str();
}

Period period(const char* from, const char* to) {
  Period period;
  if (*from != '\0') period.from = parse_partial_date(from).value();
  if (*to != '\0') period.to = parse_partial_date(to).value();
  return period;
}

TEST(ReadActorsCsv, AcceptsATableWithoutRows) {
  EXPECT_TRUE(read_actors_csv("", "r.csv").problems.empty());
  const auto read = read_actors_csv("actor,fact,value,from,to,source\r\n", "r.csv");
  EXPECT_TRUE(read.actors.empty());
  EXPECT_TRUE(read.problems.empty());
}

TEST(ReadActorsCsv, ReadsARowForEachFact) {
  const auto read = read_actors_csv(
      "actor,fact,value,from,to,source\n"
      "bo-ruiz,role,Minister of Ports,2028-12-01,2031-04,Gazette 49\n"
      "bo-ruiz,name,Bo Ruiz,,,\n"
      "bo-ruiz,alias,Бо Руис,,,\n"
      "bo-ruiz,alias,بو رویز,,,\n"
      "bo-ruiz,pronoun,he,,,\n"
      "bo-ruiz,part_of,ministry-of-ports,,,\n"
      "ministry-of-ports,name,Ministry of Ports,,,\n"
      "ministry-of-ports,kind,organization,,,\n"
      "bo-ruiz,bloc,Blue Alliance,2028,,\n",
      "r.csv");
  ASSERT_TRUE(read.problems.empty()) << read.problems.front().message;
  ASSERT_EQ(read.actors.size(), 2u);
  const Actor& ruiz = read.actors[0];
  EXPECT_EQ(ruiz.id, "bo-ruiz");
  EXPECT_EQ(ruiz.name, "Bo Ruiz");
  EXPECT_EQ(ruiz.aliases, (std::vector<std::string>{"Бо Руис", "بو رویز"}));
  EXPECT_EQ(ruiz.pronoun, "he");
  EXPECT_EQ(ruiz.part_of, "ministry-of-ports");
  EXPECT_EQ(
      ruiz.roles,
      (std::vector<Role>{{"Minister of Ports", period("2028-12-01", "2031-04"), "Gazette 49"}}));
  EXPECT_EQ(ruiz.blocs, (std::vector<Membership>{{"Blue Alliance", period("2028", ""), ""}}));
  EXPECT_EQ(read.actors[1].kind, ActorKind::Organization);
}

TEST(ReadActorsCsv, ReadsARowForEachActorAndMoreRowsForMoreOffices) {
  const auto read = read_actors_csv(
      "Name;also;kind;role;role_from;role_to;bloc;bloc_from\n"
      "Ada Odell;\"Odell; Mayor Odell\";person;Mayor;2030;2031-03;Lantern;2029-05-03\n"
      "Ada Odell;;;Harbour master;2031-04-01;;;\n",
      "r.csv");
  ASSERT_TRUE(read.problems.empty()) << read.problems.front().message;
  ASSERT_EQ(read.actors.size(), 1u);
  EXPECT_EQ(read.actors[0].id, "ada-odell");
  EXPECT_EQ(read.actors[0].aliases, (std::vector<std::string>{"Odell", "Mayor Odell"}));
  EXPECT_EQ(read.actors[0].roles,
            (std::vector<Role>{{"Mayor", period("2030", "2031-03"), ""},
                               {"Harbour master", period("2031-04-01", ""), ""}}));
  EXPECT_EQ(read.actors[0].blocs,
            (std::vector<Membership>{{"Lantern", period("2029-05-03", ""), ""}}));
}

struct BadTable {
  const char* fact;
  const char* csv;
  const char* where;
  const char* says;
};

class ReadActorsCsvRefuses : public testing::TestWithParam<BadTable> {};

TEST_P(ReadActorsCsvRefuses, WithPlaceAndRemedy) {
  const auto read = read_actors_csv(GetParam().csv, "r.csv");
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_EQ(read.problems[0].code, ErrorCode::Malformed);
  EXPECT_EQ(read.problems[0].where, GetParam().where);
  EXPECT_NE(read.problems[0].message.find(GetParam().says), std::string::npos)
      << read.problems[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    EveryMistake, ReadActorsCsvRefuses,
    testing::Values(
        BadTable{"AHeaderThatNamesNothing", "a,b\n1,2\n", "r.csv:1", "neither"},
        BadTable{"AnUnknownColumn", "name,colour\nA,red\n", "r.csv:1", "\"colour\""},
        BadTable{"AColumnTwice", "name,name\nA,A\n", "r.csv:1", "twice"},
        BadTable{"FactsWithoutValues", "actor,fact\na,name\n", "r.csv:1", "\"value\""},
        BadTable{"AFactThatIsNone", "actor,fact,value\na,name,A\na,hat,red\n", "r.csv:3", "alias"},
        BadTable{"AnIdWithBlanks", "actor,fact,value\nAnn Lee,name,Ann\n", "r.csv:2",
                 "\"ann-lee\""},
        BadTable{"ARowWithoutActor", "actor,fact,value\n,name,Ann\n", "r.csv:2", "no actor"},
        BadTable{"AFactWithoutValue", "actor,fact,value\na,name,A\na,role,\n", "r.csv:3",
                 "no value"},
        BadTable{"AnActorWithoutName", "actor,fact,value\na,role,Mayor\n", "r.csv:2", "no name"},
        BadTable{"TwoNames", "actor,fact,value\na,name,A\na,name,B\n", "r.csv:3",
                 "\"A\" and \"B\""},
        BadTable{"TwoKinds", "name,kind\nA,state\nA,group\n", "r.csv:3", "two values for kind"},
        BadTable{"AnUnknownKind", "name,kind\nA,robot\n", "r.csv:2", "robot"},
        BadTable{"AnUnknownPronoun", "name,pronoun\nA,them\n", "r.csv:2", "they"},
        BadTable{"ADateThatIsNone", "name,role,role_from\nA,Mayor,2023-02-29\n", "r.csv:2",
                 "2023-02-29"},
        BadTable{"APeriodThatEndsBeforeItBegins",
                 "name,bloc,bloc_from,bloc_to\nA,North,2024,2023\n", "r.csv:2", "before it begins"},
        BadTable{"ADatedName", "actor,fact,value,from\na,name,A,2024\n", "r.csv:2", "no dates"},
        BadTable{"DatesOfNoRole", "name,role,role_from\nA,,2024\n", "r.csv:2", "no role"},
        BadTable{"APartOfNobody", "name,part_of\nA,ghost\n", "r.csv:2", "ghost"},
        BadTable{"AMarkThatIsNeverClosed", "name\n\"A\nB\n", "r.csv:2", "never closed"}),
    [](const auto& bad) { return bad.param.fact; });

TEST(ReadActorsCsv, KeepsWhomNothingIsWrongWith) {
  const auto read = read_actors_csv("name,kind\nA,robot\nB,state\n\"C\"x,state\nD,\n", "r.csv");
  EXPECT_EQ(read.problems.size(), 2u);
  ASSERT_EQ(read.actors.size(), 2u);
  EXPECT_EQ(read.actors[0].name, "B");
  EXPECT_EQ(read.actors[1].name, "D");
}

TEST(RegisterLoad, ReadsTables) {
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / "faultline-register-test.csv";
  std::ofstream(file, std::ios::binary) << "name,role\nAda Odell,Mayor\n";
  const auto known = Register::load(file);
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_EQ(known->find("ada-odell")->roles[0].title, "Mayor");
  std::ofstream(file, std::ios::binary) << "name,role\nAda Odell,Mayor\n,\n";
  ASSERT_FALSE(Register::load(file));
  EXPECT_EQ(Register::load(file).error().where, file.string() + ":3");
  std::filesystem::remove(file);
}

TEST(WriteActors, GuardsCellsFromSpreadsheetsAndGetsThemBack) {
  Actor actor;
  actor.id = "x";
  actor.name = "=SUM(A1)";
  actor.aliases = {"@x", "two\"marks", "a,b"};
  actor.is_registered = true;
  EXPECT_NE(csv_of({&actor, 1}).find(",'=SUM(A1),"), std::string::npos);
  const auto read = read_actors_csv(csv_of({&actor, 1}), "r.csv");
  ASSERT_TRUE(read.problems.empty());
  EXPECT_EQ(read.actors, std::vector<Actor>{actor});
}

rc::Gen<Actor> any_actor(int number) {
  return rc::gen::exec([number] {
    // Names in the forms that registers hold them: blanks folded, no byte that is no UTF-8.
    const auto word = rc::gen::element<std::string>("Ada", "Оделл", "O'Dell", "a\"b\\c", "رویز",
                                                    "=x", "x;y", "né,e", "[z]", "#");
    const auto words = [&] { return *word + " " + *word; };
    const auto when = [] {
      return *rc::gen::element(period("", ""), period("2024", ""), period("", "2024-05"),
                               period("2024-05-03", "2024-05"), period("2023-W52", "2024-05-03"));
    };
    Actor actor;
    actor.is_registered = true;
    actor.name = words();
    actor.id = "actor-" + std::to_string(number);
    actor.kind = *rc::gen::element(ActorKind::Person, ActorKind::Organization, ActorKind::State,
                                   ActorKind::Group);
    actor.pronoun = *rc::gen::element<std::string>("", "he", "she", "they", "it");
    if (*rc::gen::arbitrary<bool>()) actor.part_of = "actor-0";
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) add_alias(actor, words());
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) add_role(actor, {words(), when(), *word});
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) add_membership(actor, {words(), when(), ""});
    return actor;
  });
}

RC_GTEST_PROP(WriteActors, GivesFilesThatAreReadAsTheSameActors, ()) {
  std::vector<Actor> actors;
  for (int i = 0, count = *rc::gen::inRange(1, 8); i < count; ++i) actors.push_back(*any_actor(i));
  const auto table = read_actors_csv(csv_of(actors), "r.csv");
  RC_ASSERT(table.problems.empty());
  RC_ASSERT(table.actors == actors);
  const auto toml = Register::parse(toml_of(actors), "r.toml");
  RC_ASSERT(toml.has_value());
  RC_ASSERT(std::vector<Actor>(toml->actors().begin(), toml->actors().end()) == actors);
}

TEST(WriteActorsToml, WritesWhatTomlCannotHoldAsEscapes) {
  Actor actor;
  actor.id = "x";
  actor.name = "a\\b \"c\" \x01";
  EXPECT_EQ(toml_of({&actor, 1}), "[[actor]]\nid = \"x\"\nname = \"a\\\\b \\\"c\\\" \\u0001\"\n");
}

TEST(JoinedActors, AddsWhatTheSecondKnowsAndKeepsTheFirst) {
  Actor one;
  one.id = "ruiz";
  one.name = "Bo Ruiz";
  one.aliases = {"Ruiz"};
  one.roles = {{"Mayor", period("2030", ""), "a"}};
  Actor other = one;
  other.name = "Bo M. Ruiz";
  other.pronoun = "he";
  other.aliases = {"Ruiz", "Бо Руис"};
  other.roles.push_back({"Speaker", {}, ""});
  Actor third;
  third.id = "a";
  third.name = "A";
  const auto joined = joined_actors({one}, {other, third});
  ASSERT_EQ(joined.size(), 2u);
  EXPECT_EQ(joined[0].id, "a");
  EXPECT_EQ(joined[1].name, "Bo Ruiz");
  EXPECT_EQ(joined[1].aliases, (std::vector<std::string>{"Ruiz", "Bo M. Ruiz", "Бо Руис"}));
  EXPECT_EQ(joined[1].pronoun, "he");
  EXPECT_EQ(joined[1].roles.size(), 2u);
}

}  // namespace
}  // namespace faultline::actors

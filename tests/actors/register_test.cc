#include "actors/register.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>

namespace faultline::actors {
namespace {

Error error_of(std::string_view toml) {
  const auto known = Register::parse(toml, "r.toml");
  return known ? Error{} : known.error();
}

TEST(RegisterParse, AcceptsAnEmptyFile) {
  const auto known = Register::parse("", "r.toml");
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->actors().empty());
  EXPECT_EQ(known->find("anybody"), nullptr);
}

TEST(RegisterParse, ReadsEverythingAboutAnActor) {
  const auto known = Register::parse(R"(
[[actor]]
id = "nadira-velasko"
name = "Nadira Velasko"
kind = "person"
also = ["Velasko", "N. Velasko"]
pronoun = "she"
part_of = "ministry-of-water"
role = [ {title = "Minister of Water", from = "2028-12", to = 2031-04-22, source = "Gazette 1"} ]
bloc = [ {name = "Alliance", from = 2028, source = "charter"} ]
[[actor]]
name = "Ministry of Water"
kind = "organization"
)",
                                     "r.toml");
  ASSERT_TRUE(known) << known.error().message;
  ASSERT_EQ(known->actors().size(), 2u);
  EXPECT_EQ(known->actors()[0].id, "ministry-of-water");  // sorted; made from the name
  const Actor* const velasko = known->find("nadira-velasko");
  ASSERT_NE(velasko, nullptr);
  EXPECT_EQ(velasko->kind, ActorKind::Person);
  EXPECT_EQ(velasko->aliases, (std::vector<std::string>{"Velasko", "N. Velasko"}));
  EXPECT_EQ(velasko->pronoun, "she");
  EXPECT_EQ(velasko->part_of, "ministry-of-water");
  EXPECT_TRUE(velasko->is_registered);
  ASSERT_EQ(velasko->roles.size(), 1u);
  EXPECT_EQ(velasko->roles[0].title, "Minister of Water");
  EXPECT_EQ(to_string(*velasko->roles[0].period.from), "2028-12");
  EXPECT_EQ(to_string(*velasko->roles[0].period.to), "2031-04-22");
  EXPECT_EQ(velasko->blocs[0].source, "charter");
  EXPECT_EQ(to_string(*velasko->blocs[0].period.from), "2028");
}

TEST(RegisterParse, PlacesASyntaxError) {
  const Error error = error_of("[[actor]]\nname = \"Ann\n");
  EXPECT_EQ(error.code, ErrorCode::Malformed);
  EXPECT_EQ(error.where.substr(0, 9), "r.toml:2:");
}

TEST(RegisterParse, NamesTheKnownKeysForAnUnknownOne) {
  const Error error = error_of("[[actor]]\nname = \"Ann Lee\"\nalias = [\"Lee\"]\n");
  EXPECT_EQ(error.where, "r.toml:3:1");
  EXPECT_NE(error.message.find("\"alias\""), std::string::npos);
  EXPECT_NE(error.message.find("also"), std::string::npos);
}

struct BadRegister {
  const char* fact;
  const char* toml;
  const char* where;
  const char* says;
};

class RegisterRefuses : public testing::TestWithParam<BadRegister> {};

TEST_P(RegisterRefuses, WithPlaceAndReason) {
  const Error error = error_of(GetParam().toml);
  EXPECT_EQ(error.code, ErrorCode::Malformed);
  EXPECT_EQ(error.where, GetParam().where);
  EXPECT_NE(error.message.find(GetParam().says), std::string::npos) << error.message;
}

INSTANTIATE_TEST_SUITE_P(
    EveryMistake, RegisterRefuses,
    testing::Values(
        BadRegister{"AMissingName", "[[actor]]\nid = \"x\"\n", "r.toml:1:1", "no name"},
        BadRegister{"AnIdUsedTwice",
                    "[[actor]]\nname = \"A\"\n[[actor]]\nid = \"a\"\nname = \"B\"\n", "r.toml:4:6",
                    "\"a\" is used for two"},
        BadRegister{"AnIdWithBlanks", "[[actor]]\nid = \"Ann Lee\"\nname = \"Ann\"\n", "r.toml:2:6",
                    "\"ann-lee\""},
        BadRegister{"AnUnknownKind", "[[actor]]\nname = \"A\"\nkind = \"robot\"\n", "r.toml:3:8",
                    "robot"},
        BadRegister{"AnUnknownPronoun", "[[actor]]\nname = \"A\"\npronoun = \"them\"\n",
                    "r.toml:3:11", "he, she, they or it"},
        BadRegister{"ADateThatIsNone",
                    "[[actor]]\nname = \"A\"\nrole = [ {title = \"T\", from = \"2023-02-29\"} ]\n",
                    "r.toml:3:31", "2023-02-29"},
        BadRegister{"APeriodThatEndsBeforeItBegins",
                    "[[actor]]\nname = \"A\"\nbloc = [ {name = \"B\", from = 2024, to = 2023} ]\n",
                    "r.toml:3:41", "before it begins"},
        BadRegister{"APartOfNobody", "[[actor]]\nname = \"A\"\npart_of = \"ghost\"\n",
                    "r.toml:3:11", "ghost"},
        BadRegister{"ARoleWithoutTitle", "[[actor]]\nname = \"A\"\nrole = [ {from = 2024} ]\n",
                    "r.toml:3:10", "no title"},
        BadRegister{"ARoleThatIsNoTable", "[[actor]]\nname = \"A\"\nrole = [\"T\"]\n", "r.toml:3:9",
                    "not a table"},
        BadRegister{"AnUnknownKeyOfABloc",
                    "[[actor]]\nname = \"A\"\nbloc = [ {name = \"B\", until = 2024} ]\n",
                    "r.toml:3:23", "until"},
        BadRegister{"AliasesThatAreNoList", "[[actor]]\nname = \"A\"\nalso = \"B\"\n", "r.toml:3:8",
                    "list"},
        BadRegister{"AnActorThatIsNoTable", "actor = 1\n", "r.toml:1:9", "[[actor]]"}),
    [](const auto& bad) { return bad.param.fact; });

TEST(RegisterParse, AcceptsAPeriodOfOneYearWrittenTwice) {
  EXPECT_TRUE(Register::parse(
      "[[actor]]\nname = \"A\"\nbloc = [ {name = \"B\", from = \"2024-05\", to = \"2024\"} ]\n",
      "r.toml"));
}

TEST(RegisterLoad, SaysThatThereIsNoFile) {
  const auto known = Register::load("/nowhere/register.toml");
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().code, ErrorCode::NotFound);
}

TEST(RegisterLoad, RefusesAFolderAndBytesThatAreNoText) {
  const std::filesystem::path folder = testing::TempDir();
  ASSERT_FALSE(Register::load(folder));
  EXPECT_EQ(Register::load(folder).error().code, ErrorCode::Io);
  const std::filesystem::path file = folder / "faultline-register-test.toml";
  std::ofstream(file, std::ios::binary) << "name = \"\xff\"\n";
  EXPECT_EQ(Register::load(file).error().code, ErrorCode::Malformed);
  std::filesystem::remove(file);
}

TEST(RegisterLoad, ReadsTheRegisterOfTheExamples) {
  const auto known =
      Register::load(std::filesystem::path(FAULTLINE_SOURCE_DIR) / "examples/register.toml");
  ASSERT_TRUE(known) << known.error().where << known.error().message;
  EXPECT_GT(known->actors().size(), 10u);
}

TEST(RegisterFromActors, RefusesAnIdUsedTwice) {
  Actor one;
  one.id = "a";
  one.name = "A";
  ASSERT_TRUE(Register::from_actors({}));
  ASSERT_TRUE(Register::from_actors({one}));
  EXPECT_EQ(Register::from_actors({one, one}).error().code, ErrorCode::Malformed);
}

TEST(RolesOn, GivesOnlyThoseOfTheDay) {
  Actor actor;
  actor.roles = {{"Minister", {std::nullopt, *parse_partial_date("2030")}, ""},
                 {"Speaker", {*parse_partial_date("2031"), std::nullopt}, ""}};
  actor.blocs = {{"North", {std::nullopt, *parse_partial_date("2030-06")}, ""}};
  ASSERT_EQ(roles_on(actor, *parse_day("2030-12-31")).size(), 1u);
  EXPECT_EQ(roles_on(actor, *parse_day("2030-12-31"))[0].title, "Minister");
  EXPECT_EQ(roles_on(actor, *parse_day("2031-01-01"))[0].title, "Speaker");
  EXPECT_EQ(bloc_on(actor, *parse_day("2030-06-30")), "North");
  EXPECT_EQ(bloc_on(actor, *parse_day("2030-07-01")), std::nullopt);
}

TEST(ActorKind, IsReadAsItIsWritten) {
  for (const ActorKind kind :
       {ActorKind::Person, ActorKind::Organization, ActorKind::State, ActorKind::Group}) {
    EXPECT_EQ(parse_actor_kind(to_string(kind)), kind);
  }
  EXPECT_EQ(parse_actor_kind("Person"), std::nullopt);
}

TEST(Slug, JoinsWordsByHyphens) {
  EXPECT_EQ(slug("General Baro"), "general-baro");
  EXPECT_EQ(slug("  Özdemir, É. "), "ozdemir-e");
  EXPECT_EQ(slug("Владимир П."), "владимир-п");
  EXPECT_EQ(slug("..."), "actor");
  EXPECT_EQ(slug(""), "actor");
}

RC_GTEST_PROP(Slug, IsItsOwnSlug, (const std::string& ascii)) {
  std::string text;
  for (const char c : ascii) text.push_back(static_cast<char>(c & 0x7F));
  RC_ASSERT(slug(slug(text)) == slug(text));
}

}  // namespace
}  // namespace faultline::actors
